"""The connection of a page: how it comes back, and misses and repeats nothing."""

import asyncio

import pytest
from playwright.async_api import expect

CONTENT = """
<section id="status" data-topic="mission:1" data-refresh="mission.verified" data-spread="50">
  <strong id="left" data-field="mission.slots_left" data-other="%s free">9 free</strong><p>{0}</p>
</section>
"""
PAGE = CONTENT.format("open")


def left(number):
    return {"state": {"mission": {"slots_left": number}}}


async def with_clock(page):
    await page.clock.install()


async def state(page, expected):
    await expect(page.locator(".stream-sign")).to_have_attribute("data-state", expected, timeout=15_000)


async def test_a_lost_connection_comes_back_where_it_was_and_repeats_nothing(stage, open_stage):
    page = await open_stage(PAGE)
    first = await stage.connection()
    assert "position" not in await first.until()
    await first.event("12.0", "10.0", **left(3))
    await expect(page.locator("#left")).to_have_text("3 free")
    await first.say("heartbeat", position="15.7")
    await first.event("15.8", "12.0", **left(2))
    await expect(page.locator("#left")).to_have_text("2 free")
    await first.close()

    second = await stage.connection()
    assert (await second.until())["position"] == "15.8"
    await second.event("12.0", "10.0", **left(3))
    await second.event("15.8", "12.0", **left(7))
    await second.event("9007199254740993.1", "15.8", **left(1))
    await expect(page.locator("#left")).to_have_text("1 free")
    await second.event("9007199254740993.0", "15.8", **left(8))
    await second.event("9007199254740993.2", "9007199254740993.1", **left(0))
    await expect(page.locator("#left")).to_have_text("0 free")
    assert len(second.heard) == 1


async def test_a_heartbeat_moves_the_position_on(stage, open_stage):
    await open_stage(PAGE)
    first = await stage.connection()
    await first.until()
    await first.event("12.0", "10.0")
    await first.say("heartbeat", position="30.2")
    await first.say("heartbeat", position="20.0")
    await first.close()
    assert (await (await stage.connection()).until())["position"] == "30.2"


async def test_a_gap_is_noticed_and_filled(stage, open_stage):
    page = await open_stage(PAGE)
    stream = await stage.connection()
    await stream.until()
    await stream.event("12.0", "10.0", **left(3))
    await stream.event("14.0", "13.0", **left(1))
    again = await stream.until(2)
    assert again == {"type": "follow", "topic": "mission:1", "position": "12.0"}
    await expect(page.locator("#left")).to_have_text("3 free")
    await stream.event("13.0", "12.0", **left(2))
    await stream.event("14.0", "13.0", **left(1))
    await expect(page.locator("#left")).to_have_text("1 free")
    assert len(stream.heard) == 2


async def test_a_position_too_old_leads_to_the_state_and_a_fresh_page(stage, open_stage):
    page = await open_stage(PAGE)
    first = await stage.connection()
    await first.until()
    await first.event("12.0", "10.0", **left(3))
    stage.answers = False
    await first.close()
    second = await stage.connection()
    await second.until()
    stage.answers, stage.content, stage.position = True, CONTENT.format("verified"), "90.0"
    stage.states["mission:1"] = left(0)["state"]
    await second.say("stale", topic="mission:1")
    assert "position" not in await second.until(2)
    await expect(page.locator("#left")).to_have_text("0 free")
    await expect(page.locator("#status p")).to_have_text("verified")
    await second.event("91.0", "90.0", **left(4))
    await expect(page.locator("#left")).to_have_text("4 free")


async def test_silence_for_twice_a_heartbeat_means_that_the_connection_is_dead(stage, open_stage):
    page = await open_stage(PAGE, install=with_clock)
    first = await stage.connection()
    await first.until()
    await state(page, "live")
    await page.clock.fast_forward(55_000)
    await page.clock.run_for(1_000)
    assert first.open
    await page.clock.run_for(11_000)
    await first.ended()
    await (await stage.connection()).until()


async def test_a_network_that_is_back_is_used_at_once(stage, open_stage):
    page = await open_stage(PAGE, install=with_clock)
    first = await stage.connection()
    await first.until()
    stage.accepts = False
    await first.close()
    for _ in range(4):
        await page.clock.run_for(61_000)
        assert await stage.connection() is None
    await state(page, "waiting")
    stage.accepts = True
    await page.evaluate("dispatchEvent(new Event('online'))")
    while (second := await stage.connection()) is None:
        pass  # tried before the network was back
    assert (await second.until())["position"] == "10.0"
    await state(page, "live")


async def test_waits_grow_and_differ_from_page_to_page(stage, open_stage):
    async def waits():
        page = await open_stage(PAGE, install=with_clock)
        stream = await stage.connection()
        await stream.until()
        await page.evaluate("void (window.waits = [], window.later = setTimeout)")
        await page.evaluate(
            "void (window.setTimeout = (call, wait) => (wait >= 200 && waits.push(wait), later(call, 0)))"
        )
        stage.accepts = False
        await stream.close()
        for _ in range(12):
            await page.clock.run_for(10)
            assert await stage.connection() is None
        stage.accepts = True
        found = await page.evaluate("window.waits")
        await page.context.close()
        while not stage.arrivals.empty():
            stage.arrivals.get_nowait()
        return found

    one, other = await waits(), await waits()
    assert one != other
    for waited in (one, other):
        assert all(0.1 <= wait / min(60_000, 2_000 * 2**number) <= 1 for number, wait in enumerate(waited))


async def test_waits_grow_before_a_server_that_takes_long_to_refuse(stage, open_stage):
    async def with_noted_waits(page):
        await page.clock.install()
        await page.add_init_script(
            "Math.random = () => 1; window.waits = []; window.later = setTimeout;"
            "window.setTimeout = (call, wait) => (wait >= 2000 && waits.push(wait), later(call, wait))"
        )

    page = await open_stage(PAGE, install=with_noted_waits)
    stream = await stage.connection()
    await stream.until()
    stage.accepts = False
    stage.doorkeeper.clear()
    await stream.close()
    for number in range(4):
        await page.clock.run_for(17_000)
        assert await stage.connection() is None
        await page.clock.run_for(12_000)
        stage.doorkeeper.set()
        stage.doorkeeper.clear()
        async with asyncio.timeout(15):
            while len(waits := await page.evaluate("waits")) < number + 2:
                await asyncio.sleep(0.02)
    assert waits == [2_000, 4_000, 8_000, 16_000, 32_000]


async def test_a_server_that_goes_says_when_to_come_back(stage, open_stage):
    page = await open_stage(PAGE, install=with_clock)
    first = await stage.connection()
    await first.until()
    await first.say("reconnect", after_ms=20_000)
    await first.close(1012)
    await state(page, "waiting")
    await page.clock.run_for(19_000)
    assert stage.arrivals.empty()
    await page.clock.run_for(1_500)
    await (await stage.connection()).until()
    await state(page, "live")


@pytest.mark.parametrize("code", [4401, 4403])
async def test_who_may_not_is_told_and_asks_no_more(stage, open_stage, code):
    page = await open_stage(PAGE, install=with_clock)
    stream = await stage.connection()
    await stream.until()
    await stream.close(code)
    await state(page, "over")
    await page.clock.run_for(120_000)
    assert stage.arrivals.empty()
    assert await page.get_by_role("button", name="Not live: load the page again").is_visible()


async def test_a_topic_that_ended_or_is_refused_is_not_asked_for_again(stage, open_stage):
    page = await open_stage(PAGE + '<p data-topic="user:1"></p><p data-topic="circle:1"></p>')
    stream = await stage.connection()
    await stream.until(3)
    await stream.say("error", code="unknown_topic", detail="There is none.", topic="circle:1")
    await stream.say("ended", topic="user:1", reason="revoked")
    await stream.event("11.0", topic="user:1")
    await stream.event("12.0", "10.0", **left(3))
    await expect(page.locator("#left")).to_have_text("3 free")
    await stream.close()
    second = await stage.connection()
    await second.until()
    await second.event("13.0", "12.0", **left(2))
    await expect(page.locator("#left")).to_have_text("2 free")
    assert [frame["topic"] for frame in second.heard] == ["mission:1"]


async def hidden(page, value):
    await page.evaluate(
        f"Object.defineProperty(document, 'hidden', {{configurable: true, value: {value}}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


async def test_a_page_nobody_sees_lets_go_after_a_minute_and_catches_up_when_seen(stage, open_stage):
    page = await open_stage(PAGE, install=with_clock)
    first = await stage.connection()
    await state(page, "live")  # it has its position
    await hidden(page, "true")
    await page.clock.run_for(50_000)
    assert first.open
    await page.clock.run_for(11_000)
    await first.ended()
    assert stage.arrivals.empty()
    await hidden(page, "false")
    assert (await (await stage.connection()).until())["position"] == "10.0"


async def test_parts_swapped_in_are_followed_and_those_gone_are_left(stage, open_stage):
    page = await open_stage(
        '<a id="go" href="/stage?more" data-live="list">More</a><div id="list" data-topic="mission:1"></div>'
    )
    stream = await stage.connection()
    await stream.until()
    stage.content = stage.content.replace("mission:1", "mission:2")
    await page.click("#go")
    assert (await stream.until(2))["topic"] == "mission:2"
    assert (await stream.until(1, "leave"))["topic"] == "mission:1"


async def test_pausing_closes_lasts_over_pages_and_misses_nothing(stage, open_stage):
    page = await open_stage(PAGE)
    first = await stage.connection()
    await first.until()
    await page.get_by_role("button", name="Live: pause updates").click()
    await first.ended()
    await state(page, "paused")
    await page.reload()
    await state(page, "paused")
    assert stage.arrivals.empty()
    await page.get_by_role("button", name="Paused: resume updates").press("Enter")
    await (await stage.connection()).until()
    await state(page, "live")


async def test_what_the_server_sends_wrongly_harms_nothing(stage, open_stage):
    page = await open_stage(PAGE)
    stream = await stage.connection()
    await stream.until()
    for type_ in ("constructor", "toString", "nonsense"):
        await stream.say(type_)
    await stream.event("12.0", "10.0", topic="mission:9", **left(1))
    await stream.event("12.0", "10.0", state={"mission": {"slots_left": None}, "other": 1})
    await stream.event("13.0", "12.0", state={"mission": {"slots_left": "<b>3</b>"}})
    await expect(page.locator("#left")).to_have_text("<b>3</b>")


async def test_a_topic_that_ends_for_a_while_is_asked_for_again(stage, open_stage):
    page = await open_stage(PAGE, install=with_clock)
    stream = await stage.connection()
    await stream.until()
    await stream.event("12.0", "10.0", **left(3))
    await expect(page.locator("#left")).to_have_text("3 free")
    await stream.say("ended", topic="mission:1", reason="switched_off")
    await stream.say("heartbeat", position="30.0")  # of what is followed
    await stream.say("error", topic="mission:1", code="stream_unavailable", detail="Later.")
    await expect(page.locator(".stream-sign")).to_be_visible()
    await page.clock.run_for(46_000)
    assert (await stream.until(2))["position"] == "12.0"


async def test_a_page_of_many_topics_does_not_ask_faster_than_it_may(stage, open_stage):
    many = "".join(f'<p data-topic="mission:{number}"></p>' for number in range(60))
    await open_stage(many)
    stream = await stage.connection()
    await stream.until(30)
    assert len(stream.heard) < 60
    await stream.until(60)
    assert sorted(frame["topic"] for frame in stream.heard) == sorted(f"mission:{n}" for n in range(60))


async def test_a_page_opened_out_of_sight_connects_when_it_is_seen(stage, open_stage):
    async def out_of_sight(page):
        await page.add_init_script(
            "Object.defineProperty(document, 'hidden', {configurable: true, value: true})"
        )

    page = await open_stage(PAGE, install=out_of_sight)
    await page.wait_for_load_state("networkidle")
    assert stage.connections == []
    await hidden(page, "false")
    await (await stage.connection()).until()
