"""Registering and signing in with a real Chromium: desktop, phone, and phone in the dark."""

import os

import pytest
import pytest_asyncio
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, accessibility_faults, chromium, served

from .people import PASSWORD, site_of, sources

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]
READERS = {
    "en": {"viewport": DESKTOP},
    "es": {"viewport": PHONE, "color_scheme": "dark"},
    "zh-Hans": {"viewport": PHONE},
}


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser():
    async with chromium() as running:
        yield running


@pytest.fixture
async def site(tmp_path, database, database_settings):
    async with site_of(tmp_path, database, database_settings) as site, served(site.app) as address:
        site.address = address
        yield site


async def is_sound(page):
    """Check what every page must be: usable for all, and no wider than the screen."""
    assert await accessibility_faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    assert "⟦" not in await page.inner_text("body")


@pytest.mark.parametrize("language", READERS)
async def test_a_newcomer_registers_confirms_signs_out_and_in_again(site, browser, language):
    context = await browser.new_context(**READERS[language])
    page, complaints = await context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    await page.goto(f"{site.address}/register?lang={language}&next=/account")
    await is_sound(page)
    await page.fill("#field-email", "reader@example.org")
    await page.click("form[action='/register'] button")
    await is_sound(page)
    assert await page.input_value("#field-email") == "reader@example.org"
    await page.fill("#field-display_name", "Rosa 玫瑰")
    await page.fill("#field-password", PASSWORD)
    await page.check("#field-is_adult")
    await page.check("#field-accepts_terms")
    await page.click("form[action='/register'] button")
    await is_sound(page)
    await page.fill("#field-code", await site.code("reader@example.org"))
    await page.click("form[action='/confirm'] button")
    await page.wait_for_url("**/account")
    assert "Rosa 玫瑰" in await page.inner_text("h1")
    for path in ("", "/security", "/security/password", "/security/address", "/sessions", "/second-factor"):
        await page.goto(f"{site.address}/account{path}")
        await is_sound(page)
    await page.goto(f"{site.address}/sign-out")
    await is_sound(page)
    await page.click("form[action='/sign-out'] button")
    assert [cookie for cookie in await context.cookies() if cookie["name"] == "session"] == []
    await page.goto(f"{site.address}/sign-in")
    await is_sound(page)
    await page.fill("#field-email", "reader@example.org")
    await page.fill("#field-password", "Wrong-2026")
    await page.click("form[action='/sign-in'] button")
    await is_sound(page)
    await page.fill("#field-password", PASSWORD)
    await page.press("#field-password", "Enter")
    await page.wait_for_url("**/account")
    [cookie] = [cookie for cookie in await context.cookies() if cookie["name"] == "session"]
    assert cookie["httpOnly"]
    assert [said for said in complaints if "status of 4" not in said and "WebSocket" not in said] == []
    await context.close()
