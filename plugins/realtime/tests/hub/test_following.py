"""Following a topic, and what followers hear of it."""

import asyncio

import pytest
from commonweal import Principal, Refusal, emit, new_id
from commonweal_realtime.hub import admitting
from hub_world import Person, until


def field():
    return f"f{new_id().hex[-12:]}"


async def refused(awaitable):
    with pytest.raises(Refusal) as caught:
        await awaitable
    return caught.value.code


async def test_a_follower_hears_what_is_committed_after_it_began_and_nothing_before(world):
    from meadow.plugin import grow

    here, topic = (name := field()), f"field:{name}"
    person = Person()
    await world.do(grow, here, 1)
    async with world.hub() as hub:
        following = await person.follow(hub, topic)
        assert following.state == {}
        for number in (2, 3):
            await world.do(grow, here, number)
        await until(lambda: len(person.frames) == 2)
        assert person.numbers() == [2, 3]
        assert not await world.problems(hub, person)
    first, second = person.frames
    assert second["previous"] == first["position"]
    assert second["event"] == "field.grown"
    assert set(first) == {"type", "topic", "event", "id", "position", "previous", "at", "data"}


async def test_the_state_and_the_position_come_from_one_snapshot_and_the_newest_frame_has_the_state(world):
    from meadow.plugin import post

    account = new_id()
    club = await world.club(account)
    person = Person(account)
    async with world.hub() as hub:
        following = await person.follow(hub, f"club:{club}")
        assert _plain(following.state) == {"posts": {"posts": 0}, "members": {"members": 1}}
        for number in range(3):
            await world.do(post, club, number)
        await until(lambda: len(person.frames) == 3)
    assert person.frames[-1]["state"] == {"posts": {"posts": 3}, "members": {"members": 1}}


async def test_a_transaction_of_several_events_gives_the_state_with_its_last_frame_only(world):
    from meadow.plugin import post

    account = new_id()
    club = await world.club(account)
    person = Person(account)

    async def thrice(work):
        for number in range(3):
            await post(work, club, number)

    async with world.hub() as hub:
        await person.follow(hub, f"club:{club}")
        await world.do(thrice)
        await until(lambda: len(person.frames) == 3)
    assert ["state" in each for each in person.frames] == [False, False, True]
    assert person.frames[-1]["state"]["posts"] == {"posts": 3}


async def test_states_are_read_once_for_all_followers_and_not_at_all_for_topics_nobody_follows(world):
    from meadow.plugin import READS, post

    account = new_id()
    followed, other = await world.club(account), await world.club(account)
    people = [Person(account) for _ in range(5)]
    async with world.hub() as hub:
        for person in people:
            await person.follow(hub, f"club:{followed}")
        READS.clear()
        await world.do(post, other, 1)
        await world.do(post, followed, 2)
        await until(lambda: all(person.frames for person in people))
        assert sum(followed in keys for keys in READS) == 1
        assert not any(other in keys for keys in READS)
    assert all(each.batches[0] is people[0].batches[0] for each in people), "one batch for all of them"


@pytest.mark.parametrize(
    "text",
    [
        *("", "field", "field:", "field:UPPER", "bog:", "bog:x", "nothing", "club:1", "field:a:b", "club:"),
        *("club:0F0E0D0C-0B0A-4908-8706-050403020100", "field:" + "a" * 65, "field:a\0", None, 7),
    ],
)
async def test_what_is_no_topic_is_unknown(world, text):
    async with world.hub() as hub:
        assert await refused(hub.follow(Person(), text)) == "unknown_topic"


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "1.", ".1", "1.2.3", "-1.2", "1.-2", "01.2", "1.2 ", "a.b", "1e3.2", "\u0661.2", "0x1.2"),
        *("99999999999999999999.1", "9223372036854775808.1", "9223372036854775807.9223372036854775807"),
    ],
)
async def test_a_position_that_is_malformed_or_lies_in_the_future_is_refused(world, text):
    from meadow.plugin import grow

    await world.do(grow, "any", 1)
    async with world.hub() as hub:
        person = Person()
        assert await refused(hub.follow(person, "field:any", text)) == "position_invalid"
        assert hub.topics_of(person) == []
        await world.do(grow, "any", 2)
        await asyncio.sleep(0.1)
        assert person.frames == []


async def test_whoever_may_not_follow_is_refused_and_a_guest_is_not_told_that_there_is_something(world):
    club = await world.club(new_id())
    async with world.hub() as hub:
        stranger, guest = Person(new_id()), Person()
        assert await refused(stranger.follow(hub, f"club:{club}")) == "forbidden"
        assert await refused(stranger.follow(hub, f"club:{new_id()}")) == "forbidden"
        assert await refused(guest.follow(hub, f"club:{club}")) == "unknown_topic"
        assert hub.figures().topics == 0


async def test_several_topics_are_resumed_together_in_the_order_of_the_log(world):
    from meadow.plugin import grow

    names = [field() for _ in range(3)]
    person = Person()
    async with world.hub() as hub:
        begin = str(hub.head)
        for number in range(9):
            await world.do(grow, names[number % 3], number)
        await world.settled(hub)
        topics = [*(f"field:{name}" for name in names), "nothing", f"club:{new_id()}"]
        found = await hub.follow_all(person, topics, begin)
        assert [getattr(each, "code", "") for each in found] == ["", "", "", "unknown_topic", "unknown_topic"]
        person.client.disconnect()
        for each in found[:3]:
            person.client.hear({"type": "following", "topic": each.topic, "position": str(each.position)})
        await until(lambda: len(person.frames) == 9)
    assert person.numbers() == list(range(9))
    assert len(person.batches) == 1


async def test_after_leaving_or_being_forgotten_nothing_is_delivered(world):
    from meadow.plugin import grow

    here = field()
    leaver, gone, stays = Person(), Person(), Person()
    async with world.hub() as hub:
        for person in (leaver, gone, stays):
            await person.follow(hub, f"field:{here}")
        assert hub.leave(leaver, f"field:{here}")
        assert not hub.leave(leaver, f"field:{here}")
        hub.forget(gone)
        hub.forget(gone)
        await world.do(grow, here, 1)
        await until(lambda: stays.frames)
        assert leaver.frames == gone.frames == []
        assert hub.figures().followers == 2


async def test_a_follower_that_raises_is_forgotten_and_harms_nobody(world):
    from meadow.plugin import grow

    here = field()

    class Broken(Person):
        def deliver(self, batch, position):
            raise RuntimeError("no socket")

    broken, well = Broken(), Person()
    async with world.hub() as hub:
        await broken.follow(hub, f"field:{here}")
        await well.follow(hub, f"field:{here}")
        for number in range(2):
            await world.do(grow, here, number)
        await until(lambda: len(well.frames) == 2)
        assert hub.figures().followers == 1


async def test_functions_that_fail_cost_their_own_frame_or_part_only_and_are_counted(world):
    from meadow.plugin import TROUBLE, Sunk

    person, late = Person(), Person()
    use = world.host.uses.of("meadow", "streams")
    async with world.hub() as hub:
        following = await person.follow(hub, "bog")
        assert _plain(following.state) == {"depth": {"depth": 7}, "ground": {"wet": True}}
        TROUBLE.update({"tell", "read"})
        try:
            failures = use.failures
            for number in (12, 13, 14):
                await world.do(emit, Sunk(number=number))
            await until(lambda: 14 in person.numbers())
            assert person.numbers() == [12, 14]
            assert person.frames[-1]["state"] == {"ground": {"wet": True}}
            assert use.failures > failures
            state = (await late.follow(hub, "bog")).state
            assert _plain(state) == {"ground": {"wet": True}}
            TROUBLE.add("may_follow")
            assert await refused(Person().follow(hub, "bog")) == "stream_unavailable"
            both = await hub.follow_all(Person(), ["bog", "field:any"])
            assert both[0].code == "stream_unavailable"
            assert both[1].topic == "field:any"
        finally:
            TROUBLE.clear()


async def test_a_predicate_that_hangs_is_waited_for_once_however_many_ask(world, monkeypatch):
    from meadow.plugin import HUNG, TROUBLE

    monkeypatch.setattr(admitting, "SECONDS", 0.3)
    TROUBLE.add("hang")
    try:
        async with world.hub() as hub:
            asking = [asyncio.create_task(refused(Person().follow(hub, "bog"))) for _ in range(8)]
            await asyncio.sleep(0)
            await Person().follow(hub, "field:any")
            assert await asyncio.gather(*asking) == ["stream_unavailable"] * 8
    finally:
        TROUBLE.clear()
    assert len(HUNG) <= 2, "once for the first to ask, and once for all who asked meanwhile"


async def test_a_plugin_that_is_switched_off_ends_its_topics_and_one_switched_on_has_them_again(world):
    from meadow.plugin import grow

    here = field()
    person = Person()
    async with world.hub() as hub:
        await person.follow(hub, f"field:{here}")
        world.host.switch("meadow", on=False)
        try:
            assert person.reasons() == [(f"field:{here}", "switched_off")]
            assert await refused(person.follow(hub, f"field:{here}")) == "unknown_topic"
        finally:
            world.host.switch("meadow", on=True)
        await person.follow(hub, f"field:{here}")
        await world.do(grow, here, 1)
        await until(lambda: person.frames)


async def test_who_becomes_another_is_asked_for_anew_and_loses_nothing_or_everything(world):
    from meadow.plugin import post

    member, other = new_id(), new_id()
    club = await world.club(member, other)
    stays, goes = Person(member), Person(member)
    async with world.hub() as hub:
        for person in (stays, goes):
            await person.follow(hub, f"club:{club}")
        stays.principal = Principal(kind="human", id=str(other))
        goes.principal = Principal(kind="human", id=str(new_id()))
        hub.reconsider(stays)
        hub.reconsider(goes)
        await world.do(post, club, 1)
        await until(lambda: stays.frames and goes.reasons())
        assert goes.frames == []
        assert goes.reasons() == [(f"club:{club}", "revoked")]
        await world.settled(hub)


async def test_an_open_transaction_holds_the_stream_back_and_nothing_is_lost(world):
    from meadow.plugin import grow

    here = field()
    person, begun, end = Person(), asyncio.Event(), asyncio.Event()

    async def slow():
        async with world.database.write() as work:
            await grow(work, here, 1)
            begun.set()
            await end.wait()

    async with world.hub() as hub:
        await person.follow(hub, f"field:{here}")
        writing = asyncio.create_task(slow())
        await begun.wait()
        await world.do(grow, here, 2)
        await asyncio.sleep(0.3)
        assert person.frames == []
        late = Person()
        await late.follow(hub, f"field:{here}")
        end.set()
        await writing
        await until(lambda: len(person.frames) == 2)
        assert sorted(person.numbers()) == [1, 2]
        assert not await world.problems(hub, person, late)


def _plain(state):
    import json

    import msgspec

    return json.loads(msgspec.json.encode(state))
