"""The inbox, the settings and the ledger in a real Chromium: desktop, phone, and phone in the dark."""

from datetime import UTC, datetime

import pytest
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = pytest.mark.browser
LOOKS = [(DESKTOP, "light", "en"), (PHONE, "dark", "es"), (PHONE, "light", "zh-Hans")]
PAGES = ["/notifications", "/notifications/settings", "/notifications/ledger"]


@pytest.fixture
async def reader(world, principals):
    """Somebody with all sorts of notifications: groups, an alarm, read ones, gone ones, skipped ones."""
    ana = await principals.admin(name="Ana")
    bell = await world.ring(ana)
    for _ in range(2):
        await world.ring(ana, bell=bell)
    await world.ring(ana, kind="bells.alarm")
    await world.ring(ana, bell="00000000-0000-0000-0000-000000000000")
    await world.ring(ana, kind="bells.chimed", now=datetime(2026, 3, 1, 23, tzinfo=UTC))
    await world.ring(ana, kind="bells.whispered")
    await world.send(ana, "POST", f"/{(await world.get(ana))['items'][0]['id']}/read")
    await world.send(ana, "PUT", "/mutes", {"about": f"bell:{bell}"}, status=204)
    return ana


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
async def test_pages_are_accessible_and_fit_the_screen(site, browser, reader, size, scheme, language):
    for path in PAGES:
        page = await browser.open(site, path, reader, language=language, size=size, scheme=scheme)
        for summary in await page.query_selector_all("details.notification-why > summary"):
            await summary.click()
        assert await accessibility_faults(page) == [], path
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert "⟦" not in await page.inner_text("body")
        await page.close()


async def test_a_notification_is_read_without_leaving_the_list(site, browser, reader):
    page = await browser.open(site, "/notifications?show=unread", reader)
    before = await page.locator(".notification.is-new").count()
    await page.locator(".notification.is-new button[value=read]").first.click()
    await page.wait_for_selector(".flash")
    assert page.url.endswith("show=unread&lang=en") or page.url.endswith("show=unread")
    assert await page.locator(".notification.is-new").count() == before - 1
    await page.close()


async def test_the_filter_changes_the_list_as_soon_as_it_is_chosen(site, browser, reader):
    page = await browser.open(site, "/notifications", reader)
    await page.select_option("#field-show", "archived")
    await page.wait_for_selector(".empty")
    assert await page.locator(".notification").count() == 0
    await page.close()
