"""The marketplace in a real Chromium: for every reader, with and without scripts, mouse or much room."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal.storage.database import Database
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, accessibility_faults, chromium, served
from commonweal.testing.web import running_app
from commonweal_missions.sample.loading import load_sample

LANGUAGES = ("en", "es", "zh-Hans")
SMALL = {"width": 320, "height": 640}
MEXICO = {"latitude": 19.43, "longitude": -99.13}
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PAGES = {
    "front": "/",
    "list": "/missions",
    "map": "/missions?place=mexico-city&radius_km=25&sort=distance",
    "filters": "/missions?q=a&place=lagos&radius_km=50&domain=elder_care&difficulty=beginner&type=interview"
    "&risk=green&skill=photography&language=es&reward_min=5&reward_max=200&sort=reward",
    "wrong": "/missions?lat=x&lng=200&reward_min=9&reward_max=3&domain=foo&skill=&language=tlh&q="
    + "a" * 201,
    "found": "/missions?q=water",
    "empty": "/missions?q=zzzzzzz",
    "stale": "/missions/{stale}",
    "machine": "/missions/{machine}",
    "foreign": "/missions/{foreign}",
    "taken": "/missions/{taken}",
    "endless": "/missions/{endless}",
    "lost": "/nowhere",
    "refused": "/missions?colour=red",
    "api": "/schema/docs",
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]


class Site:
    """A served marketplace: the addresses of its pages in each language."""

    def __init__(self, address, missions):
        self.address = address
        self._missions = missions

    def page(self, name, language="en"):
        path = PAGES[name].format(**self._missions)
        return f"{self.address}{path}{'&' if '?' in path else '?'}lang={language}"


async def furnish(database, market):
    """Load the sample, and add missions in every state that a text and its translations can be in."""
    async with database.write() as work:
        await load_sample(work, lambda done, of: None)
    words = {
        "es": ("Cuenta los árboles", "Cuenta los árboles de tu calle y anota cuáles dan sombra."),
        "zh-Hans": ("清点街上的树木", "清点你所在街道上的树木并记下哪些能遮阴。"),
    }
    both = {
        tag: {"title": title, "description": text, "steps": [title, text], "evidence": [text]}
        for tag, (title, text) in words.items()
    }
    endless = {
        "title": ENDLESS,
        "description": f"{ENDLESS * 3} and more.",
        "steps": [ENDLESS, ENDLESS * 2],
        "evidence": [ENDLESS],
    }
    over = datetime.now(UTC) - timedelta(hours=1)
    return {
        "stale": await market.add(texts={tag: {**both[tag], "source_hash": "0" * 64} for tag in both}),
        "machine": await market.add(texts={tag: {**both[tag], "provenance": "machine"} for tag in both}),
        "foreign": await market.add(title="Only in English", required_skills=["untranslated skill"]),
        "taken": await market.add(expires_at=over, texts=both, risk="red"),
        "endless": await market.add(title=ENDLESS, texts=dict.fromkeys(both, endless)),
    }


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser():
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site(tmp_path_factory, database_server, migration_sources, market_in):
    """One marketplace for all tests, which change nothing in it."""
    async with database_server.database(migration_sources) as settings:
        database = await Database.connect(settings, application_name="commonweal-test")
        missions = await furnish(database, market_in(database))
        await database.close()
        async with running_app(tmp_path_factory.mktemp("site"), settings) as app, served(app) as address:
            yield Site(address, missions)


@pytest.fixture
async def open_page(browser):
    """Open pages in contexts of their own; what a page complains about fails the test."""
    contexts, complaints = [], []

    async def opener(url, **options):
        context = await browser.new_context(**{"viewport": DESKTOP, "locale": "en-US", **options})
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        await page.goto(url)
        return page

    yield opener
    for context in contexts:
        await context.close()
    assert [text for text in complaints if "status of 4" not in text and "WebSocket" not in text] == []


async def width_of(page):
    return await page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["front", "list", "map", "wrong", "stale"])
async def test_a_page_is_accessible_in_every_language_size_and_scheme(site, open_page, name, language):
    page = await open_page(site.page(name, language), reduced_motion="reduce")
    for size, scheme in ((PHONE, "dark"), (DESKTOP, "light")):
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme=scheme)
        assert await accessibility_faults(page) == [], (size, scheme)
        assert await width_of(page) <= size["width"]
    assert "⟦" not in await page.inner_text("body")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("filters", "zh-Hans"),
        ("empty", "es"),
        ("machine", "zh-Hans"),
        ("foreign", "es"),
        ("taken", "zh-Hans"),
        ("endless", "en"),
        ("lost", "es"),
        ("refused", "zh-Hans"),
    ],  # the reference of the API is a page of the kernel, whose tests look at it
)
async def test_a_page_in_a_rarer_state_is_accessible(site, open_page, name, language):
    page = await open_page(
        site.page(name, language), viewport=PHONE, color_scheme="dark", reduced_motion="reduce"
    )

    assert await accessibility_faults(page) == []
    assert "⟦" not in await page.inner_text("body")


async def test_no_page_is_wider_than_a_small_phone_or_a_page_zoomed_to_400_percent(site, open_page):
    page = await open_page(site.page("front"), viewport=SMALL)
    for name in PAGES:
        for language in LANGUAGES:
            await page.goto(site.page(name, language))
            assert await width_of(page) <= SMALL["width"], (name, language)
            header = await page.locator(".site-header").bounding_box()
            assert header["height"] < 64, "the header is one row"


async def test_phones_show_the_list_first_and_say_how_many_filters_are_on(site, open_page):
    page = await open_page(site.page("filters"), viewport=PHONE)

    assert await page.locator(".filters").get_attribute("open") is None
    assert not await page.locator("#field-place").is_visible()
    assert await page.locator("#field-q").is_visible()
    assert await page.locator("#filter-count [aria-hidden]").inner_text() == "10"
    await page.goto(site.page("map"))
    assert await page.get_by_role("navigation", name="Sort by").is_visible()
    assert (await page.locator("#results-title").bounding_box())["y"] < PHONE["height"] / 2
    await page.set_viewport_size(DESKTOP)
    assert await page.locator("#field-place").is_visible()


async def test_the_whole_marketplace_works_without_javascript(site, open_page):
    page = await open_page(site.page("list"), java_script_enabled=False, viewport=PHONE)
    assert not await page.get_by_role("button", name="Use my position").is_visible()

    await page.click(".filters > summary")
    await page.check("label:has-text('Elder Care') input")
    await page.select_option("#field-place", "lagos")
    await page.select_option("#field-radius_km", "50")
    await page.get_by_role("button", name="Show results").click()
    await page.wait_for_url("**place=lagos**domain=elder_care**")
    assert await page.locator(".card").count() > 0
    assert await page.locator("[aria-label='Active filters'] a").count() == 2

    await page.click("summary[aria-label='Menu']")
    await page.get_by_role("link", name="Missions").first.click()
    await page.wait_for_url("**/missions")
    await page.fill("#field-q", "water")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**q=water**")
    await page.get_by_role("link", name="Next page").click()
    await page.wait_for_url("**cursor=**")
    assert await page.get_by_role("link", name="First page").count() == 1
    await page.locator(".card-title a").first.click()
    await page.wait_for_url("**/missions/*")


async def test_without_javascript_mistakes_are_explained_and_coordinates_searched_around(site, open_page):
    page = await open_page(site.page("list", "es"), java_script_enabled=False)
    await page.click("summary:has-text('coordenadas')")
    await page.fill("#field-lat", "19.43")
    await page.fill("#field-reward_min", "mucho")
    await page.get_by_role("button", name="Mostrar resultados").click()
    await page.wait_for_url("**reward_min=mucho**")

    assert await page.input_value("#field-lat") == "19.43"
    assert "Longitud" in await page.inner_text("#error-lat")
    assert "número entero" in await page.inner_text("#error-reward_min")
    assert await page.locator("#form-errors a[href='#field-lat']").count() == 1
    described = await page.get_attribute("#field-lat", "aria-describedby")
    assert described.split() == ["error-lat"]
    await page.fill("#field-lng", "-99.13")
    await page.fill("#field-reward_min", "")
    await page.get_by_role("button", name="Mostrar resultados").click()
    await page.wait_for_url("**lng=-99.13**")
    assert await page.locator(".map-radius").count() > 0


async def test_with_javascript_only_the_list_changes_and_the_address_with_it(site, open_page):
    page = await open_page(site.page("list"))
    everything = await page.inner_text("#results-title")
    await page.evaluate("window.stayed = true")

    await page.check("label:has-text('Elder Care') input")
    await page.wait_for_url("**domain=elder_care**")
    fewer = await page.inner_text("#results-title")
    assert fewer != everything
    assert await page.inner_text("[data-live-status]") == fewer
    assert await page.locator("#filter-count [aria-hidden]").text_content() == "1"
    await page.fill("#field-q", "people")
    await page.wait_for_url("**q=people**")
    await page.get_by_role("link", name="Highest reward").click()
    await page.wait_for_url("**sort=reward**")
    assert await page.evaluate("document.activeElement.id") == "sort-reward"
    assert await page.evaluate("window.stayed") is True
    assert await page.is_checked("input[value=elder_care]")

    await page.go_back()
    await page.wait_for_function("!location.search.includes('sort=reward')")
    await page.wait_for_function("!window.stayed")
    assert await page.input_value("#field-q") == "people"


async def test_with_javascript_mistakes_appear_beside_the_field_while_the_page_stays(site, open_page):
    page = await open_page(site.page("list", "zh-Hans"))
    await page.evaluate("window.stayed = true")
    await page.fill("#field-reward_min", "30")
    await page.keyboard.press("Tab")
    await page.fill("#field-reward_max", "20")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#error-reward_max")
    assert await page.evaluate("document.activeElement.id") == "field-reward_max"
    assert await page.get_attribute("#field-reward_max", "aria-invalid") == "true"

    await page.fill("#field-reward_max", "90")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**reward_max=90**")
    assert await page.locator("#error-reward_max, #form-errors .notice").count() == 0
    assert await page.get_attribute("#field-reward_max", "aria-invalid") is None
    assert await page.evaluate("window.stayed") is True


async def test_on_a_phone_sending_the_filters_folds_them_and_shows_what_was_found(site, open_page):
    page = await open_page(site.page("list"), viewport=PHONE, reduced_motion="reduce")
    await page.click(".filters > summary")
    await page.check("label:has-text('Elder Care') input")
    await page.wait_for_url("**domain=elder_care**")
    await page.get_by_role("button", name="Show", exact=False).last.click()
    await page.wait_for_selector(".filters:not([open])")

    assert await page.evaluate("document.activeElement.id") == "results"
    assert 0 <= (await page.locator("#results").bounding_box())["y"] < PHONE["height"] / 2


async def test_a_reader_s_position_is_searched_around_and_a_refusal_is_explained(site, open_page):
    page = await open_page(site.page("list"), geolocation=MEXICO, permissions=["geolocation"])
    await page.get_by_role("button", name="Use my position").click()
    await page.wait_for_url("**lat=19.43&lng=-99.13**")
    assert await page.locator("#field-place option:checked").inner_text() == "The point chosen below"

    page = await open_page(site.page("list"))
    await page.get_by_role("button", name="Use my position").click()
    await page.wait_for_selector("[data-locate-failed]:not([hidden])")
    assert "Choose a city" in await page.inner_text("[data-locate-failed]")


async def test_a_keyboard_is_enough_to_find_and_open_a_mission(site, open_page):
    page = await open_page(site.page("list"), viewport=PHONE)

    async def tab_to(condition, most=80):
        for _ in range(most):
            await page.keyboard.press("Tab")
            if await page.evaluate(f"(element => {condition})(document.activeElement)"):
                return
        pytest.fail(f"no way to {condition}")

    await page.keyboard.press("Tab")
    assert await page.inner_text(":focus") == "Skip to content"
    await page.keyboard.press("Enter")
    await tab_to("element.matches('.filters > summary')")
    await page.keyboard.press("Enter")
    await tab_to("element.value === 'elder_care'")
    await page.keyboard.press("Space")
    await page.wait_for_url("**domain=elder_care**")
    await tab_to("element.matches('.filters-actions button')")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".filters:not([open])")
    await tab_to("element.matches('.missions-skip-map')")
    assert await page.locator(".missions-skip-map").is_visible()
    await page.keyboard.press("Enter")
    await tab_to("element.matches('.card-title a')", most=1)
    title = await page.inner_text(":focus")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/missions/*")
    assert await page.inner_text("h1") == title


async def test_another_language_keeps_the_page_and_its_filters(site, open_page):
    page = await open_page(f"{site.address}/missions?domain=elder_care&sort=reward")
    await page.fill("#field-reward_min", "5")
    await page.keyboard.press("Tab")
    await page.wait_for_url("**reward_min=5**")
    await page.click(".language-button")
    await page.click("a[hreflang=es]")
    await page.wait_for_url("**lang=es**")

    assert await page.get_attribute("html", "lang") == "es"
    assert await page.is_checked("input[value=elder_care]")
    assert await page.input_value("#field-reward_min") == "5"
    assert await page.get_attribute("#sort-reward", "aria-current") == "true"
    await page.goto(f"{site.address}/missions")
    assert await page.get_attribute("html", "lang") == "es", "the choice is remembered"


async def test_a_circle_of_the_map_leads_to_the_missions_around_it(site, open_page):
    page = await open_page(site.page("list"))
    circle = page.get_by_role("link", name="missions around Lagos")
    count = (await circle.get_attribute("aria-label")).split()[0]
    await circle.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**lat=**")

    assert (await page.inner_text("#results-title")).startswith(count)


async def test_translations_say_what_they_are(site, open_page):
    page = await open_page(site.page("stale", "es"))
    assert "anterior al original" in await page.inner_text(".notice")
    assert await page.locator(".beside [lang=en]").count() == 2

    await page.goto(site.page("machine", "zh-Hans"))
    assert "机器翻译" in await page.inner_text(".notice")
    await page.click(".notice a")
    assert await page.locator("#original").is_visible()

    await page.goto(site.page("foreign", "es"))
    assert "Todavía no está en tu idioma" in await page.inner_text(".notice")
    assert await page.get_attribute("h1", "lang") == "en"


async def test_printed_pages_leave_out_what_only_screens_need(site, open_page):
    page = await open_page(site.page("stale"), color_scheme="dark")
    await page.emulate_media(media="print")

    assert not await page.locator(".site-tools").is_visible()
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert await page.locator(".missions-facts").is_visible()
