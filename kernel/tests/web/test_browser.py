"""Pages in a real Chromium: accessible at every size, usable with and without JavaScript."""

import os

import pytest
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, accessibility_faults, chromium, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
async def browser():
    async with chromium() as running:
        yield running


@pytest.fixture
async def site(app):
    async with served(app) as address:
        yield address


@pytest.mark.parametrize("url", ["/gallery?lang=en", "/schema/docs?lang=es", "/nowhere?lang=zh-Hans"])
async def test_a_page_is_accessible_at_every_size_and_in_both_schemes(site, browser, url):
    for size in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            context = await browser.new_context(viewport=size, color_scheme=scheme)
            page = await context.new_page()
            complaints = []
            page.on(
                "console",
                lambda said, kept=complaints: kept.append(said.text) if said.type == "error" else None,
            )
            await page.goto(site + url)

            assert await accessibility_faults(page) == [], (size, scheme)
            assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            assert [text for text in complaints if "404" not in text] == []
            await context.close()


async def test_the_accessibility_check_finds_a_fault(site, browser):
    page = await browser.new_page()
    await page.goto(site + "/gallery")
    await page.evaluate("document.querySelector('.lead').style.color = '#2c6a5c'")

    assert any(fault.startswith("color-contrast") for fault in await accessibility_faults(page))
    await page.close()


async def test_a_form_that_is_on_its_way_is_not_sent_again(site, browser):
    page = await browser.new_page()
    await page.goto(site + "/gallery")
    sent = await page.evaluate(
        """() => {
          const form = document.createElement("form"), sent = [];
          form.method = "post";
          document.querySelector("main").append(form);
          window.addEventListener("submit", (event) => {
            sent.push(!event.defaultPrevented);
            event.preventDefault();
          });
          form.requestSubmit();
          form.requestSubmit();
          dispatchEvent(new PageTransitionEvent("pageshow"));
          form.requestSubmit();
          return sent;
        }"""
    )
    assert sent == [True, False, True]
    await page.close()


async def test_theme_and_language_work_without_javascript(site, browser):
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(site + "/gallery")
    await page.click("[data-menu] >> nth=0")
    await page.click("a[hreflang=es]")
    await page.click("[data-menu] >> nth=1")
    await page.click("[data-theme-choice=dark]")
    await page.goto(site + "/gallery")

    assert await page.get_attribute("html", "lang") == "es"
    assert await page.get_attribute("html", "data-theme") == "dark"
    await context.close()


async def test_with_javascript_the_theme_changes_in_place_and_menus_close_with_escape(site, browser):
    page = await browser.new_page()
    await page.goto(site + "/gallery")
    await page.click("[data-menu] >> nth=1")
    await page.click("[data-theme-choice=dark]")
    assert await page.get_attribute("html", "data-theme") == "dark"
    await page.click("[data-menu] >> nth=0")
    await page.keyboard.press("Escape")
    assert await page.get_attribute("[data-menu] >> nth=0", "open") is None
    await page.reload()
    assert await page.get_attribute("html", "data-theme") == "dark"
    await page.close()


async def test_a_link_swaps_only_its_part_of_the_page_and_the_keyboard_skips_to_the_content(site, browser):
    page = await browser.new_page()
    await page.goto(site + "/gallery")
    await page.evaluate("window.stayed = true")
    await page.click(".pagination .is-quiet")
    await page.locator("[aria-busy]").wait_for(state="detached")
    assert await page.evaluate("window.stayed") is True
    await page.goto(site + "/gallery")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "content"
    await page.close()
