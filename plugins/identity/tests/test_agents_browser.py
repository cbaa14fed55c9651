"""The pages of agents with a real Chromium: desktop, phone, and phone in the dark."""

import os

import pytest
import pytest_asyncio
from commonweal.testing.browser import CHROMIUM, chromium, served

from .people import PASSWORD, site_of, sources
from .test_humans_browser import READERS, is_sound

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]


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


@pytest.mark.parametrize("language", READERS)
async def test_an_owner_registers_and_verifies_an_agent(site, browser, language):
    await site.add("carol@example.org")
    await site.change("UPDATE identity.human SET email_confirmed_at = now()")
    context = await browser.new_context(**READERS[language])
    page, complaints = await context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"{site.address}/sign-in?lang={language}&next=/account/agents")
    await page.fill("#field-email", "carol@example.org")
    await page.fill("#field-password", PASSWORD)
    await page.click("form[action='/sign-in'] button")
    await page.wait_for_url("**/account/agents")
    await is_sound(page)
    await page.fill("#field-username", "Not A Name")
    await page.click("form[action='/account/agents'] button")
    await is_sound(page)
    await page.fill("#field-username", "heron_field")
    await page.fill("#field-display_name", "Heron Field")
    await page.locator("label.chip", has=page.locator("input[value=elder_care]")).click()
    await page.click("form[action='/account/agents'] button")
    assert (await page.input_value("#field-made")).startswith("cw_ak_")
    await is_sound(page)
    await page.fill("#field-code", await site.code("carol@example.org"))
    await page.click("form[action$='/verification'] button")
    await page.wait_for_url("**/account/agents/heron_field")
    for path in ("/account/agents/heron_field", "/agents/heron_field", "/agents"):
        await page.goto(f"{site.address}{path}")
        await is_sound(page)
    assert complaints == []
    await context.close()
