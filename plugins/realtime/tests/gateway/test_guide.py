"""The guide to streams, followed to the letter: its programs miss nothing when a gateway is started anew."""

import asyncio
import re
from functools import partial
from pathlib import Path

import pytest
from commonweal.testing.browser import chromium, why_no_browser
from commonweal_realtime.gateway import serving

GUIDE = (Path(__file__).parents[4] / "docs" / "guides" / "streams.md").read_text()


def block(language):
    """Return the program of the guide in a language."""
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return found


async def test_the_program_in_python_goes_on_at_another_gateway_where_it_was(start, pool):
    given = {}
    exec(block("python").replace("uniform(1, 5)", "uniform(0.1, 0.2)"), given)
    heard, all_heard = [], asyncio.Event()

    async def listen(port):
        address = f"ws://127.0.0.1:{port}/api/v1/realtime/stream"
        async for frame in given["follow"](address, f"pool:{pool}", token):
            heard.append(frame["data"]["number"])
            if frame["data"]["number"] == 9:
                all_heard.set()

    async with start() as gateway:
        token, port = (await gateway.person()).token(), gateway.port
        listening = asyncio.create_task(listen(port))
        await gateway.followed(f"pool:{pool}")
        await gateway.ripple(pool, 1, 2, 3)
        async with asyncio.timeout(20):
            while len(heard) < 3:
                await asyncio.sleep(0.01)
        await gateway.ripple(pool, 4)
    async with start(port=port) as gateway:
        await gateway.ripple(pool, 5, 9)
        async with asyncio.timeout(20):
            await all_heard.wait()
    listening.cancel()
    assert heard == [1, 2, 3, 4, 5, 9]


@pytest.mark.browser
@pytest.mark.skipif(bool(why_no_browser()), reason=why_no_browser())
async def test_the_program_in_javascript_goes_on_at_another_gateway_where_it_was(start, pool):
    script = (
        block("js").replace("wss://example.org", "ws://127.0.0.1:PORT").replace('"feed"', f'"pool:{pool}"')
    )
    script = script.replace("Math.random() * 4000", "100")
    begin = "window.heard = []; const TOKEN = null; const show = (frame) => heard.push(frame.data.number);\n"
    async with chromium() as browser:
        page = await browser.new_page()
        async with start() as gateway:
            port = gateway.port
            await page.evaluate(f"() => {{ {begin}{script.replace('PORT', str(port))} }}")
            await gateway.followed(f"pool:{pool}")
            await gateway.ripple(pool, 1, 2, 3)
            await page.wait_for_function("heard.length >= 3")
            await gateway.ripple(pool, 4)
        async with start(port=port) as gateway:
            await gateway.ripple(pool, 5, 9)
            await page.wait_for_function("heard.includes(9)")
        assert await page.evaluate("heard") == [1, 2, 3, 4, 5, 9]


async def test_a_position_that_is_too_old_is_said_to_be_so_on_every_transport(start, pool, monkeypatch):
    monkeypatch.setattr(serving, "Hub", partial(serving.Hub, window_seconds=0))
    async with start() as gateway:
        await gateway.ripple(pool, 1)
        async with gateway.runtime.database.write() as work:
            # As if the log were older than its first day, whose first hour does not count then.
            await work.execute("UPDATE kernel.migration SET applied_at = now() - interval '9 days'")
    async with start() as gateway:  # its memory begins after what has happened
        async with gateway.socket() as line:
            await line.say("follow", topic=f"pool:{pool}", position="1.1")
            assert await line.hear("stale", "error", "following") == {
                "type": "stale",
                "topic": f"pool:{pool}",
            }
            assert (await line.follow(f"pool:{pool}"))["state"] == {"newest": {"newest": 1}}
        async with gateway.client() as client:
            told = {"topic": f"pool:{pool}", "position": "1.1"}
            polled = (await client.get("/poll", params=told)).json()
            assert [frame["type"] for frame in polled["frames"]] == ["stale", "following"]
            assert polled["frames"][1]["state"] == {"newest": {"newest": 1}}
            again = await client.get("/poll", params={**told, "position": polled["position"], "wait": 0})
            assert again.json()["frames"] == []
            async with client.stream("GET", "/events", params=told) as answer:
                kinds = []
                async for text in answer.aiter_lines():
                    kinds += [text] if text.startswith("event: ") else []
                    if text == "event: following":
                        break
        assert kinds == ["event: welcome", "event: stale", "event: following"]
