"""Announcements and previews in a real Chromium: desktop, phone, and phone in the dark.

With COMMONWEAL_PICTURES set, each is kept there as a picture.
"""

import os
from pathlib import Path

import pytest
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults

from .test_announcing import FORM

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("COMMONWEAL_PICTURES")
LOOKS = [(DESKTOP, "light", "en"), (PHONE, "dark", "es"), (PHONE, "light", "zh-Hans")]
PREVIEW = "/admin/notifications/preview?kind=notifications."
SHOWN = ("evidence_verified", "mission_nearby", "agent_report")
PICTURES_SHOWN = "Array.from(document.querySelectorAll('.notifications-mail'))"
DRAWN = f"{PICTURES_SHOWN}.every(each => each.complete && each.naturalWidth > 0)"


async def looked_at(page, name):
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    assert await accessibility_faults(page) == [], name
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    assert "⟦" not in await page.inner_text("body")


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
async def test_previews_are_accessible_fit_the_screen_and_show_the_mail(
    site, browser, principals, size, scheme, language
):
    admin = await principals.admin()
    for kind in SHOWN:
        page = await browser.open(
            site,
            f"{PREVIEW}{kind}&language={language}",
            admin,
            language=language,
            size=size,
            scheme=scheme,
        )
        for summary in await page.query_selector_all("details > summary"):
            if await summary.is_visible():
                await summary.click()
        assert await page.evaluate(DRAWN)
        await looked_at(page, f"preview-{kind}-{language}-{scheme}")
        await page.close()


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
async def test_an_announcement_is_written_looked_at_and_made(
    site, browser, principals, size, scheme, language
):
    page = await browser.open(
        site,
        "/admin/announcements",
        await principals.admin(),
        language=language,
        size=size,
        scheme=scheme,
    )
    await looked_at(page, f"announcements-{language}-{scheme}")
    for name, words in FORM.items():
        await page.fill(f"#field-{name}", words)
    await page.click("button[value=look]")
    await page.wait_for_selector("button[value=publish]")
    await looked_at(page, f"announcement-{language}-{scheme}")
    await page.click("button[value=publish]")
    await page.wait_for_selector(".flash")
    assert await page.locator("article.card").count() == 1
    await page.close()
