"""The pages of webhooks with a real Chromium: desktop and phone, light and dark, in three languages."""

import os
from pathlib import Path

import pytest
from commonweal import new_id
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults, why_no_browser

from .receiver import verify

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(why_no_browser()) and not os.environ.get("CI"), reason="needs Chromium"),
]

READERS = {
    "en": {"size": DESKTOP},
    "es": {"size": PHONE, "scheme": "dark"},
    "zh-Hans": {"size": PHONE},
}
PICTURES = os.environ.get("COMMONWEAL_PICTURES")


async def is_sound(page, picture=""):
    """Check what every page must be: usable for all, no wider than the screen, with all its words."""
    if PICTURES and picture:
        await page.screenshot(path=Path(PICTURES) / f"{picture}.png", full_page=True)
    assert await accessibility_faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    assert "⟦" not in await page.inner_text("body")


@pytest.mark.parametrize("language", READERS)
async def test_a_webhook_is_made_tried_changed_and_deleted(
    grove, site, principals, receiver, browser, language
):
    ana, tree = await principals.human(name="Ana"), new_id()
    await grove.keep(tree, ana)
    page = await browser.open(site, "/webhooks", ana, language=language, **READERS[language])
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await is_sound(page, f"{language}-none")
    secret = await make(page, receiver, tree, language)
    await is_sound(page, f"{language}-made")
    await page.goto(page.url.split("?")[0])
    await page.locator("a", has_text="Almanac of the forest").first.click()
    assert secret not in await page.content(), "it is shown once"
    await send_a_test(page, site, receiver, secret, language)
    await grove.fall(tree, 1, 2)
    await site.settle()
    receiver.answers["/hook"] = 500
    await grove.fall(tree, 3)
    await site.settle()
    await page.click("main header a[href^='/webhooks/']")
    await is_sound(page, f"{language}-one")
    await page.click("a.chip[href$='state=waiting']")
    assert await page.locator(".webhook-deliveries > li").count() == 2
    await page.click("form[action$='/secret'] button")
    assert await page.input_value("#field-secret") != secret
    await is_sound(page)
    await change_and_delete(page, tree, language)
    assert complaints == []


async def make(page, receiver, tree, language):
    """Fill in the form, wrong at first, and return the secret."""
    await page.click("main a[href='/webhooks/new']")
    await page.fill("#field-url", "http://example.org/hook")
    await page.fill("#field-others", f"tree:{new_id()}")
    await page.click("form[action='/webhooks'] button")
    assert await page.locator(".field-error").count() >= 1
    await is_sound(page, f"{language}-wrong")
    await page.fill("#field-url", receiver.url())
    await page.fill("#field-name", "Almanac of the forest")
    await page.locator("label.chip", has=page.locator("input[value=forest]")).click()
    await page.fill("#field-others", f"tree:{tree}\n")
    await page.click("form[action='/webhooks'] button")
    return await page.input_value("#field-secret")


async def send_a_test(page, site, receiver, secret, language):
    """Send a test that fails, and then one that does not."""
    await page.click("form[action$='/test'] button")
    await page.wait_for_url("**/deliveries/*")
    receiver.answers["/hook"] = (503, {}, b"We are moving house, come back later.")
    await site.settle()
    await page.reload()
    assert "We are moving house" in await page.inner_text("main")
    await is_sound(page, f"{language}-delivery")
    verify([secret], receiver.taken[0].headers, receiver.taken[0].body)
    receiver.answers["/hook"] = 200
    await page.click("form[action$='/again'] button")


async def change_and_delete(page, tree, language):
    await page.click("details:has(#field-others) > summary")
    await page.fill("#field-others", "")
    await page.click("details:has(#field-others) form button")
    await page.wait_for_selector(".webhook-topics")
    assert f"tree:{tree}" not in await page.inner_text(".webhook-topics")
    await page.click("form[action$='/switch'] button")
    await is_sound(page, f"{language}-off")
    await page.click("details:has(form[action$='/delete']) > summary")
    await page.click("form[action$='/delete'] button")
    await page.wait_for_url("**/webhooks")


async def test_the_list_shows_how_webhooks_fare(grove, site, principals, receiver, browser):
    ana, tree = await principals.human(name="Ana"), new_id()
    await grove.webhook(ana, receiver.url("/good"), "forest", name="Good one")
    await grove.webhook(ana, receiver.url("/bad"), "forest")
    await grove.webhook(ana, receiver.url("/gone"), "forest", name="Gone")
    receiver.answers |= {"/bad": 500, "/gone": 410}
    await grove.fall(tree, 1)
    await site.settle()
    page = await browser.open(site, "/webhooks", ana, scheme="dark")
    await is_sound(page, "list")
    badges = await page.locator(".webhook-list .badge").all_inner_texts()
    assert badges == ["Works", "Failing", "Off"]
