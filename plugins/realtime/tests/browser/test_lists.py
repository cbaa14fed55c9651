"""Lists that grow while they are read, for every reader."""

import pytest
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults
from playwright.async_api import expect


def entries(*names, note=""):
    items = "".join(
        f'<li data-key="{name}"><a href="#{name}">Entry {name}</a> <span>{note}</span></li>' for name in names
    )
    return f"""
    <div class="wrap stack" data-topic="feed"><h1>Entries</h1>
    <ul id="list" class="stack" data-new="mission.opened" data-spread="50">{items}</ul>
    <p id="count" data-refresh="mission.opened" data-spread="50">{len(names)} in all</p></div>
    """


async def opened(stage, open_stage, *names, **options):
    page = await open_stage(entries(*names), **options)
    stream = await stage.connection()
    await stream.until()
    return page, stream


async def test_what_is_new_in_a_list_is_offered_and_shown_when_asked_for(stage, open_stage):
    page, stream = await opened(stage, open_stage, "b", "a")
    stage.content = entries("d", "c", "b", "a")
    await stream.event("11.0", topic="feed", event="mission.opened")
    offer = page.get_by_role("button", name="Show 2 new entries")
    await expect(offer).to_be_visible()
    await expect(page.locator("#count")).to_have_text("4 in all")
    assert await page.locator("#list li").count() == 2, "the list does not move under the reader"

    await offer.press("Enter")
    assert await page.locator("#list li").count() == 4
    assert await page.inner_text(":focus") == "Entry d"
    assert await offer.count() == 0


async def test_more_news_count_together(stage, open_stage):
    page, stream = await opened(stage, open_stage, "a")
    for number, names in ((1, ("b", "a")), (2, ("c", "b", "a"))):
        stage.content = entries(*names)
        await stream.event(f"1{number}.0", "10.0", topic="feed", event="mission.opened")
        words = "Show 1 new entry" if number == 1 else f"Show {number} new entries"
        await expect(page.locator(".stream-new")).to_have_text(words, timeout=15_000)
    await page.click(".stream-new")
    assert await page.locator("#list li").count() == 3


async def test_what_was_offered_and_is_there_no_more_is_not_shown(stage, open_stage):
    page, stream = await opened(stage, open_stage, "a")
    for number, names in ((1, ("b", "a")), (2, ("a",))):
        stage.content = entries(*names)
        await stream.event(f"1{number}.0", "10.0", topic="feed", event="mission.opened")
        await expect(page.locator(".stream-new")).to_have_count(2 - number, timeout=15_000)


async def test_entries_that_changed_change_in_their_place_and_none_is_offered(stage, open_stage):
    page, stream = await opened(stage, open_stage, "b", "a")
    stage.content = entries("b", "a", note="taken")
    await stream.event("11.0", topic="feed", event="mission.opened")
    await expect(page.locator("#list li").first).to_have_text("Entry b taken")
    assert await page.locator(".stream-new").count() == 0


async def test_an_empty_list_is_filled_at_once(stage, open_stage):
    page, stream = await opened(stage, open_stage)
    stage.content = entries("a")
    await stream.event("11.0", topic="feed", event="mission.opened")
    await expect(page.locator("#list li")).to_have_count(1)
    assert await page.locator(".stream-new").count() == 0


async def test_what_was_ticked_in_a_list_stays_ticked(stage, open_stage):
    ticks = '<label><input type="checkbox" name="ids" value="{0}"> {0}</label>'
    both = [entries(*names).replace("<span></span>", ticks.format("a")) for names in (("a",), ("b", "a"))]
    page = await open_stage(both[0])
    stream = await stage.connection()
    await stream.until()
    await page.check("[data-key=a] input")
    stage.content = both[1]
    await stream.event("11.0", topic="feed", event="mission.opened")
    await page.click(".stream-new")
    await expect(page.locator("#list li")).to_have_count(2)
    assert await page.locator("input:checked").count() >= 1


@pytest.mark.parametrize(
    ("language", "size", "scheme", "words", "sign"),
    [
        ("en", DESKTOP, "light", "Show 2 new entries", "Live"),
        ("es", PHONE, "dark", "Mostrar 2 novedades", "En vivo"),
        ("zh-Hans", PHONE, "light", "显示 2 条新内容", "实时"),
    ],
)
async def test_the_sign_and_the_offer_are_accessible_in_every_language(
    stage, open_stage, tmp_path, language, size, scheme, words, sign
):
    options = {"language": language, "viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    page, stream = await opened(stage, open_stage, "a", **options)
    stage.content = entries("c", "b", "a")
    await stream.event("11.0", topic="feed", event="mission.opened")
    await expect(page.locator(".stream-new")).to_have_text(words)
    button = page.locator(".stream-sign button")
    assert await button.inner_text() == sign
    assert (await button.get_attribute("aria-label")).startswith(sign)
    await page.screenshot(path=tmp_path / "live.png")
    assert await accessibility_faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    await button.click()
    assert await accessibility_faults(page) == []
    animated = "document.getAnimations().filter((each) => each.animationName?.startsWith('stream')).length"
    assert await page.evaluate(animated) == 0, "who asked for little motion sees none"


async def test_without_scripts_the_page_is_whole_and_has_no_sign(stage, open_stage):
    page = await open_stage(entries("a"), java_script_enabled=False)
    assert await page.locator("#list li").count() == 1
    assert not await page.locator(".stream-sign").is_visible()
