"""Numbers and sentences that change at once, and parts of the page that are fetched anew."""

import pytest
from playwright.async_api import expect

SLOTS = """
<section id="mission" data-topic="mission:1">
  <strong id="left" data-field="mission.slots_left" data-zero="No places free" data-one="%s place free"
    data-other="%s places free" data-say>3 places free</strong>
  <progress id="taken" data-field="mission.slots_taken" max="5" value="2" aria-label="Taken"></progress>
  <p id="aside" data-topic="user:1"><span data-field="notifications.unread" data-hide-zero hidden>0</span></p>
</section>
"""


async def test_a_page_that_nothing_concerns_opens_no_connection_and_shows_no_sign(stage, open_stage):
    page = await open_stage("<p>Nothing happens here.</p>")
    await page.wait_for_load_state("networkidle")
    assert stage.connections == []
    assert not await page.locator(".stream-sign").is_visible()


async def test_numbers_are_those_of_the_state_in_words_of_the_page(stage, open_stage):
    page = await open_stage(SLOTS)
    stream = await stage.connection()
    await stream.until(2)
    for left, words in ((1, "1 place free"), (0, "No places free"), (1200, "1,200 places free")):
        state = {"mission": {"slots_left": left, "slots_taken": 4}}
        await stream.event(f"{11 + left}.0" if left else "12.5", "10.0" if left == 1 else "12.0", state=state)
        await expect(page.locator("#left")).to_have_text(words)
        await expect(page.locator(".stream-sign [role=status]")).to_have_text(words)
    assert await page.get_attribute("#taken", "value") == "4"
    assert not await page.locator("#aside span").is_visible()

    await stream.event("2000.0", topic="user:1", state={"notifications": {"unread": 2}})
    await page.wait_for_selector("#aside span:not([hidden])")
    assert await page.inner_text("#aside span") == "2"
    assert stage.fetched == 1, "numbers need no fresh page"


async def test_following_a_topic_shows_its_state_where_the_page_is_older(stage, open_stage):
    stage.states["mission:1"] = {"mission": {"slots_left": 1, "slots_taken": 4}}
    page = await open_stage(SLOTS)
    await expect(page.locator("#left")).to_have_text("1 place free")


@pytest.mark.parametrize(("language", "shown"), [("es", "1200 de 5"), ("zh-Hans", "1,200 de 5")])
async def test_numbers_are_written_as_the_reader_writes_them(stage, open_stage, language, shown):
    stage.states["mission:1"] = {"mission": {"slots_left": 1200}}
    content = (
        '<p data-topic="mission:1"><b id="n" data-field="mission.slots_left" data-other="%s de 5">3</b></p>'
    )
    page = await open_stage(content, language=language)
    await expect(page.locator("#n")).to_have_text(shown)


REFRESHED = """
<div data-topic="mission:1" data-spread="50">
  <section id="status" data-refresh="mission. problem.updated" data-spread="50"><p>{0}</p></section>
  <p id="beside">{0}</p>
</div>
"""


async def test_after_an_event_that_concerns_it_a_part_of_the_page_is_fetched_once(stage, open_stage):
    page = await open_stage(REFRESHED.format("open"))
    stream = await stage.connection()
    await stream.until()
    stage.content = REFRESHED.format("verified")
    await stream.event("11.0", "10.0", event="debate.added")
    for number in range(12, 20):
        await stream.event(f"{number}.0", f"{number - 1}.0", event="mission.verified")
    await expect(page.locator("#status p")).to_have_text("verified")
    assert await page.inner_text("#beside") == "open"
    assert stage.fetched < 4, "once, and again at most four seconds later"
    assert await page.inner_text(".stream-sign [role=status]") == "This page was updated."


async def test_a_part_that_is_as_it_was_is_left_alone(stage, open_stage):
    volatile = '<input type="hidden" value="%s"><time datetime="2026-01-01">%s minutes ago</time>'
    inside = REFRESHED.format("same").replace("</p></section>", f"</p>{volatile}</section>")
    page = await open_stage(inside % (1, 1))
    stream = await stage.connection()
    await stream.until()
    await page.evaluate("window.before = document.getElementById('status')")
    stage.content = inside % (2, 2)
    await stream.event("11.0", "10.0")
    await stage.until_fetched(2)
    await page.wait_for_timeout(200)
    assert await page.evaluate("window.before.isConnected")
    assert await page.inner_text(".stream-sign [role=status]") == ""


FORM = """
<section id="status" data-topic="mission:1" data-refresh data-spread="50" data-status="Now {0}">
  <p>{0}</p>
  <form><label for="notes">Notes</label><textarea id="notes" name="notes"></textarea>
  <label><input type="checkbox" name="agreed" value="1"> Agreed</label></form>
  <details {1}><summary>More</summary><p>More of it</p></details>
</section>
"""


async def test_nothing_is_swapped_while_somebody_writes_and_what_they_wrote_stays(stage, open_stage):
    page = await open_stage(FORM.format("open", ""))
    stream = await stage.connection()
    await stream.until()
    await page.click("#status summary")
    await page.click("#notes")
    stage.content = FORM.format("verified", "")
    await stream.event("11.0", "10.0")
    await stage.until_fetched(2)
    await page.keyboard.type("half a sent")
    await page.wait_for_timeout(500)
    assert await page.inner_text("#status > p") == "open"
    assert await page.evaluate("document.activeElement.id") == "notes"

    await page.fill("#notes", "")
    await page.focus("#status summary")
    await expect(page.locator("#status > p")).to_have_text("verified")
    assert await page.evaluate("document.activeElement.textContent") == "More"
    assert await page.locator("details[open]").count() == 1, "what was unfolded stays so"
    assert await page.inner_text(".stream-sign [role=status]") == "Now verified"


async def test_the_focus_stays_on_the_choice_that_had_it(stage, open_stage):
    choices = "".join(f'<input type="radio" name="how" value="{each}" aria-label="{each}">' for each in "ab")
    content = REFRESHED.replace("</section>", f"{choices}</section>")
    page = await open_stage(content.format("open"))
    stream = await stage.connection()
    await stream.until()
    await page.focus("[value=b]")
    stage.content = content.format("verified")
    await stream.event("11.0", "10.0")
    await expect(page.locator("#status p")).to_have_text("verified")
    assert await page.evaluate("document.activeElement.value") == "b"


async def test_a_server_that_has_no_time_is_asked_later_and_a_page_that_is_gone_changes_nothing(
    stage, open_stage
):
    page = await open_stage(REFRESHED.format("open"))
    stream = await stage.connection()
    await stream.until()
    stage.content, stage.status, stage.extra = REFRESHED.format("verified"), 503, [(b"retry-after", b"1")]
    await stream.event("11.0", "10.0")
    await stage.until_fetched(2)
    stage.status = 200
    await expect(page.locator("#status p")).to_have_text("verified", timeout=15_000)

    stage.content, stage.status = "<p>Gone.</p>", 404
    await stream.event("12.0", "11.0")
    await stage.until_fetched(4)
    assert await page.inner_text("#status p") == "verified"


async def test_the_more_read_a_page_the_longer_it_takes_until_all_have_fetched_it(stage, open_stage):
    async def with_fixed_chance(page):
        await page.clock.install()
        await page.add_init_script("Math.random = () => 1")

    number = '<b id="number" data-topic="mission:1" data-field="mission.slots_left">2</b>'
    page = await open_stage(REFRESHED.format("open") + number, install=with_fixed_chance)
    stream = await stage.connection()
    await stream.until()
    await stream.say("presence", topic="mission:1", count=5_000)
    stage.content = REFRESHED.format("verified")
    await stream.event("11.0", "10.0", event="mission.verified", state={"mission": {"slots_left": 1}})
    await expect(page.locator("#number")).to_have_text("1")
    await page.clock.run_for(60_000)
    assert stage.fetched == 1
    await page.clock.run_for(45_000)
    await expect(page.locator("#status p")).to_have_text("verified")
