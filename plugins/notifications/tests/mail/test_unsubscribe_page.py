"""The page behind the link of a mail, in a real browser: it fits, everybody can use it, and it works."""

import os
from pathlib import Path

import pytest
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("COMMONWEAL_PICTURES")
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHOICES = "SELECT kind, choice FROM notifications.preference WHERE account = $1"


async def test_the_page_fits_and_is_accessible_in_every_language_and_scheme(mailroom, principals, browser):
    ana = await principals.human()
    token = mailroom.mailing.keys.token(ana.account_id, ["bells.rang", "bells.chimed", "digest"])
    for language, size, scheme in (
        ("en", PHONE, "light"),
        ("es", DESKTOP, "dark"),
        ("zh-Hans", PHONE, "dark"),
    ):
        path = f"/notifications/unsubscribe/{token}"
        page = await browser.open(mailroom.site, path, language=language, size=size, scheme=scheme)
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"unsubscribe-{language}.png", full_page=True)
        assert await page.evaluate(_OVERFLOW) <= 0
        assert await accessibility_faults(page) == []


async def test_the_button_turns_the_mail_off_and_says_so(mailroom, world, principals, browser):
    ana = await principals.human()
    token = mailroom.mailing.keys.token(ana.account_id, ["bells.rang"])
    page = await browser.open(mailroom.site, f"/notifications/unsubscribe/{token}")
    assert await world.rows(CHOICES, ana.account_id) == []
    await page.click("main button[type=submit] >> nth=0")
    assert await page.locator("main p.lead[role=status]").is_visible()
    assert await world.rows(CHOICES, ana.account_id) == [("bells.rang", "never")]
