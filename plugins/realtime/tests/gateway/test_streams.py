"""What happens comes out of every transport, and whoever resumes misses nothing."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from commonweal import Position, Refusal, emit, new_id
from commonweal_realtime.gateway import long_poll
from commonweal_realtime.gateway.event_stream import EventStream
from commonweal_realtime.gateway.long_poll import LongPoll
from commonweal_realtime.hub.frames import EventFrame, event_frame


def place(position):
    return tuple(map(int, position.split(".")))


class Events:
    """A reader of Server-Sent Events."""

    def __init__(self, answer):
        self.lines = answer.aiter_lines()

    async def next(self, *kinds):
        """Return id, event and frame of the next event of some kinds."""
        fields = {}
        async with asyncio.timeout(20):
            async for line in self.lines:
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "data" in fields and (not kinds or fields["event"] in kinds):
                    return fields.get("id"), fields["event"], json.loads(fields["data"])
                else:
                    fields = {}
        raise AssertionError("the stream ended")


async def polled(client, *topics, **parameters):
    answer = await client.get("/poll", params={"topic": list(topics), **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_guest_follows_what_is_public_from_its_state_on(gateway, pool):
    await gateway.ripple(pool, 7)
    async with gateway.socket() as line:
        welcome = await line.hear()
        assert welcome == {"type": "welcome", "principal": "guest", "heartbeat_seconds": 30}
        following = await line.follow(f"pool:{pool}")
        assert following["state"] == {"newest": {"newest": 7}}
        await gateway.ripple(pool, 8)
        frame = await line.hear("event")
        assert (frame["event"], frame["data"]) == ("pool.rippled", {"number": 8})
        assert frame["state"] == {"newest": {"newest": 8}}
        assert place(frame["position"]) > place(following["position"])
        assert place(frame["previous"]) <= place(following["position"])


async def test_each_frame_names_the_one_before_it(gateway, pool):
    async with gateway.socket() as line:
        at = (await line.follow(f"pool:{pool}"))["position"]
        await gateway.ripple(pool, *range(20))
        frames = [await line.hear("event") for _ in range(20)]
        assert place(frames[0]["previous"]) <= place(at)
        assert [frame["previous"] for frame in frames[1:]] == [frame["position"] for frame in frames[:-1]]


async def test_whoever_leaves_a_topic_hears_no_more_of_it(gateway, pool):
    async with gateway.socket() as line:
        await line.follow(f"pool:{pool}-a")
        await line.follow(f"pool:{pool}-b")
        await line.say("leave", topic=f"pool:{pool}-a")
        await line.hear("left")
        await gateway.ripple(f"{pool}-a", 1)
        await gateway.ripple(f"{pool}-b", 2)
        assert (await line.hear("event"))["topic"] == f"pool:{pool}-b"


async def test_a_ping_is_answered_with_the_position_up_to_which_everything_was_sent(gateway, pool):
    async with gateway.socket() as line:
        await line.follow(f"pool:{pool}")
        await gateway.ripple(pool, 1)
        frame = await line.hear("event")
        await line.say("ping")
        assert place((await line.hear("heartbeat"))["position"]) >= place(frame["position"])


async def test_whose_right_is_taken_is_told_so_and_hears_nothing_from_then_on(gateway):
    from marsh.plugin import LEFT, NestLeft

    person = await gateway.person()
    me = person.id
    async with gateway.socket(additional_headers=person.bearer()) as line:
        await line.follow(f"nest:{me}")
        await gateway.stir(me, 1)
        LEFT.add(me)
        async with gateway.runtime.database.write() as work:
            await emit(work, NestLeft(nest=me, owner=me))
        await gateway.stir(me, 2)
        assert await line.numbers(1) == [1]
        assert (await line.hear("event", "ended")) == {
            "type": "ended",
            "topic": f"nest:{me}",
            "reason": "revoked",
        }


async def test_a_web_socket_resumes_exactly_what_it_missed(gateway, pool):
    async with gateway.socket() as line:
        await line.follow(f"pool:{pool}")
        await gateway.ripple(pool, 1, 2)
        frames = [await line.hear("event") for _ in range(2)]
    await gateway.ripple(pool, 3, 4, 5)
    async with gateway.socket() as line:
        following = await line.follow(f"pool:{pool}", frames[-1]["position"])
        assert "state" not in following
        await gateway.ripple(pool, 6)
        assert await line.numbers(4) == [3, 4, 5, 6]


@pytest.mark.parametrize("how", ["header", "address"])
async def test_an_event_stream_resumes_exactly_what_it_missed(gateway, pool, how):
    topics = {"topic": [f"pool:{pool}-a", f"pool:{pool}-b"]}
    async with gateway.client() as client, client.stream("GET", "/events", params=topics) as answer:
        assert answer.headers["content-type"] == "text/event-stream"
        assert answer.headers["cache-control"] == "no-store"
        events = Events(answer)
        assert (await events.next())[1] == "welcome"
        assert {(await events.next("following"))[2]["topic"] for _ in range(2)} == set(topics["topic"])
        await gateway.ripple(f"{pool}-a", 1)
        at, kind, frame = await events.next("pool.rippled")
        assert (at, kind, frame["data"]) == (frame["position"], "pool.rippled", {"number": 1})
    await gateway.ripple(f"{pool}-b", 2)
    await gateway.ripple(f"{pool}-a", 3)
    headers = {"last-event-id": at} if how == "header" else {}
    more = {"position": "0.0" if how == "header" else at}  # a browser's header is newer than its address
    async with (
        gateway.client() as client,
        client.stream("GET", "/events", params={**topics, **more}, headers=headers) as answer,
    ):
        events = Events(answer)
        found = [(await events.next("pool.rippled"))[2] for _ in range(2)]
        assert [frame["data"]["number"] for frame in found] == [2, 3]


async def test_event_streams_that_are_cut_off_together_come_back_one_after_the_other(gateway, pool):
    told = set()
    async with gateway.client() as client:
        for _ in range(5):
            async with client.stream("GET", "/events", params={"topic": f"pool:{pool}"}) as answer:
                told.add(await anext(answer.aiter_lines()))
    assert len(told) > 1
    assert all(line.startswith("retry: ") for line in told)


async def test_polling_again_and_again_misses_nothing_and_gives_nothing_twice(gateway, pool):
    topics = [f"pool:{pool}-a", f"pool:{pool}-b"]
    async with gateway.client() as client:
        first = await polled(client, *topics)
        assert {frame["type"] for frame in first["frames"]} == {"following"}
        at, heard = first["position"], []
        await gateway.ripple(f"{pool}-a", 1, 2)
        await gateway.ripple(f"{pool}-b", 3)

        async def go_on():
            await asyncio.sleep(0.1)
            await gateway.ripple(f"{pool}-a", 4)

        going = asyncio.create_task(go_on())
        while len(heard) < 4:
            answer = await polled(client, *topics, position=at)
            at = answer["position"]
            heard += [frame["data"]["number"] for frame in answer["frames"] if frame["type"] == "event"]
        await going
        assert heard == [1, 2, 3, 4]


async def test_a_poll_gives_at_once_what_is_there_and_comes_back_empty_when_nothing_is(
    gateway, pool, monkeypatch
):
    monkeypatch.setattr(long_poll, "_CATCH_UP_SECONDS", 20)  # however busy the machine is
    async with gateway.socket() as line, gateway.client() as client:
        await line.follow(f"pool:{pool}")
        at = (await polled(client, f"pool:{pool}"))["position"]
        await gateway.ripple(pool, 1)
        assert await line.numbers(1) == [1]  # so the gateway has read it
        answer = await polled(client, f"pool:{pool}", position=at, wait=0)
        assert [frame["data"] for frame in answer["frames"] if frame["type"] == "event"] == [{"number": 1}]
        empty = await polled(client, f"pool:{pool}", position=answer["position"], wait=0)
        assert [frame for frame in empty["frames"] if frame["type"] == "event"] == []
        assert place(empty["position"]) >= place(answer["position"])


async def test_a_poll_that_is_sent_away_goes_on_from_where_it_was(gateway, pool, monkeypatch):
    desk, topic = gateway.desk(), f"pool:{pool}"
    async with gateway.socket() as line, gateway.client() as client:
        await line.follow(topic)
        at = (await polled(client, topic))["position"]
        with monkeypatch.context() as patch:
            patch.setattr(desk.hub._arrivals, "go_on", lambda arrival: None)  # a replay that takes its time
            asking = asyncio.create_task(polled(client, topic, position=at))
            while not (polls := [each for each in desk.crowd.members if isinstance(each, LongPoll)]):
                await asyncio.sleep(0.01)
            while not desk.hub.topics_of(polls[0]):
                await asyncio.sleep(0.01)
            await gateway.ripple(pool, 1)
            assert await line.numbers(1) == [1]
            polls[0].send_away(100)
            answer = await asking
        assert [frame["type"] for frame in answer["frames"]] == ["reconnect"]
        again = await polled(client, topic, position=answer["position"])
        assert [frame["data"]["number"] for frame in again["frames"] if frame["type"] == "event"] == [1]


async def test_a_request_that_is_sent_away_before_it_follows_is_asked_to_come_again(
    gateway, pool, monkeypatch
):
    async def follow_all(follower, *_):
        follower.send_away(100)
        raise Refusal("conflict")

    monkeypatch.setattr(gateway.desk().hub, "follow_all", follow_all)
    async with gateway.client() as client:
        answer = await client.get("/events", params={"topic": f"pool:{pool}"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


async def test_a_first_poll_goes_on_from_the_place_of_its_state(gateway, pool, monkeypatch):
    monkeypatch.setattr(gateway.desk().hub, "position_of", lambda _: Position(1, 1))  # the tail lags
    async with gateway.client() as client:
        first = await polled(client, f"pool:{pool}")
    assert first["position"] == first["frames"][0]["position"] != "1.1"


async def test_an_event_stream_has_the_id_of_an_event_with_the_last_of_its_frames(gateway):
    desk, now = gateway.desk(), datetime.now(UTC)
    stream = EventStream(desk, desk.web.guest(""), gateway.words(), None)
    stream.beat()
    assert stream.waiting == [], "nobody is told of a place before the stream has begun"

    def frame(topic, position, previous):
        about = {"id": new_id(), "at": now, "event": "x", "data": {}, "topic": topic}
        told = EventFrame(position=str(position), previous=str(previous), **about)
        return event_frame(told, position, previous)

    one, two = Position(7, 1), Position(7, 2)
    batch = [
        frame("feed", one, Position(1, 1)),
        frame("mission:1", one, Position(1, 1)),
        frame("feed", two, one),
    ]
    stream.deliver(batch, two)
    ids = [part.partition(b"event: ")[0] for part in stream.waiting]
    assert ids == [b"", b"id: 7.1\n", b"id: 7.2\n"], "cut off after the first, one comes back before it"


async def test_followers_are_told_how_many_there_are_on_every_transport(gateway, pool):
    topic, person = f"pool:{pool}", await gateway.person()
    async with gateway.socket() as line, gateway.client(**person.bearer()) as client:
        await line.follow(topic)
        async with client.stream("GET", "/events", params={"topic": topic}) as answer:
            events = Events(answer)
            while (await events.next("presence"))[2]["count"] < 2:
                pass
            while (await line.hear("presence"))["count"] < 2:
                pass


async def test_a_poll_is_not_answered_because_followers_are_counted(gateway, pool):
    topic, person = f"pool:{pool}", await gateway.person()
    async with gateway.socket() as line, gateway.client(**person.bearer()) as client:
        await line.follow(topic)
        at = (await polled(client, topic))["position"]
        asking = asyncio.create_task(polled(client, topic, position=at))
        while (await line.hear("presence"))["count"] < 2:
            pass
        await gateway.ripple(pool, 1)
        kinds = [frame["type"] for frame in (await asking)["frames"]]
        assert "event" in kinds


async def test_an_agent_streams_what_is_its_own_by_header(gateway):
    person = await gateway.person()
    me = person.id
    async with (
        gateway.client(**person.bearer()) as client,
        client.stream("GET", "/events", params={"topic": f"nest:{me}"}) as answer,
    ):
        events = Events(answer)
        assert (await events.next())[2]["principal"] == "human"
        await events.next("following")
        await gateway.stir(me, 1)
        assert (await events.next("nest.stirred"))[2]["data"] == {"number": 1}


async def test_details_are_told_in_the_readers_language(gateway):
    for language, beginning in (("en", "There is no such"), ("es", "No existe"), ("zh-Hans", "没有这个主题")):
        async with gateway.socket(additional_headers={"accept-language": language}) as line:
            assert (await line.follow("nothing"))["detail"].startswith(beginning)
