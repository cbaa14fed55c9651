"""Coming back: what was missed is replayed from memory or from the log, exactly, or said to be too old."""

import asyncio
import random

import asyncpg
import pytest
from commonweal import new_id
from commonweal_realtime.hub import arriving, tail
from hub_world import Person, until
from test_following import field, refused

WRITERS = 16


async def write_as_many_do(world, clubs, fields, seed, rounds=12):
    """Short transactions of several events; one in five is slow, and some are rolled back."""
    from meadow.plugin import grow, post

    async def writer(number):
        chance = random.Random(seed * 100 + number)
        for _ in range(rounds):
            try:
                async with world.database.write() as work:
                    await grow(work, chance.choice(fields), number)
                    await asyncio.sleep(0.05 if chance.random() < 0.2 else chance.random() * 0.004)
                    # In one order, so that no two wait for each other.
                    await post(work, chance.choice(clubs), number)
                    await grow(work, chance.choice(fields), number)
                    if chance.random() < 0.1:
                        await work.execute("SELECT 1 / 0")
            except asyncpg.DivisionByZeroError:
                pass

    await asyncio.gather(*[writer(number) for number in range(WRITERS)])


async def stay_and_come_back(world, hub, seed, topics, account):
    """Have one follower who stays, and four who come and go, beside writers; return them all."""
    stays = Person(account)
    for topic in topics:
        await stays.follow(hub, topic)
    over = asyncio.Event()

    async def come_and_go(number):
        chance, person = random.Random(seed * 7 + number), Person(account)
        while not over.is_set():
            for topic in topics:
                await person.follow(hub, topic, person.client.position(topic))
            await asyncio.sleep(chance.random() * 0.15)
            if chance.random() < 0.5:
                person.heartbeat(hub)
            hub.forget(person)
            person.client.disconnect()
            await asyncio.sleep(chance.random() * 0.1)
        for topic in topics:
            await person.follow(hub, topic, person.client.position(topic))
        return person

    comers = [asyncio.create_task(come_and_go(number)) for number in range(4)]
    fields = [topic.partition(":")[2] for topic in topics if topic.startswith("field")]
    clubs = [topic.partition(":")[2] for topic in topics if topic.startswith("club")]
    await write_as_many_do(world, clubs, fields, seed)
    over.set()
    return [stays, *(await asyncio.gather(*comers))]


def bare(person, topic):
    """Return what a follower heard of a topic, without what it may have been told of before and after."""
    return [
        {name: value for name, value in frame.items() if name not in ("state", "previous")}
        for frame in person.of(topic)
    ]


@pytest.mark.parametrize(("seed", "window_seconds"), [(1, 360), (2, 360), (3, 0), (4, 0), (5, 0.05)])
async def test_who_comes_back_hears_exactly_what_one_hears_who_stayed(
    world, monkeypatch, seed, window_seconds
):
    monkeypatch.setattr(arriving, "PAGE", 5 if seed % 2 else 500)
    monkeypatch.setattr(tail, "BATCH", 7 if seed % 2 else 500)
    account = new_id()
    club = await world.club(account)
    topics = [f"club:{club}", f"field:{field()}", f"field:{field()}"]
    async with world.hub(window_seconds=window_seconds) as hub:
        people = await stay_and_come_back(world, hub, seed, topics, account)
        assert not await world.problems(hub, *people)
        stays = people[0]
        newest = await world.state(club)
        for topic in topics:
            heard = bare(stays, topic)
            assert len(heard) > 40
            for person in people[1:]:
                missed = len(heard) - len(bare(person, topic))
                assert bare(person, topic) == heard[missed:], "all since it first came"
                if topic.startswith("club"):
                    assert person.of(topic)[-1]["state"] == newest


async def test_two_gateways_say_the_same_and_one_resumes_what_the_other_began(world):
    account = new_id()
    club = await world.club(account)
    topics = [f"club:{club}", f"field:{field()}"]
    here, there, moves = Person(account), Person(account), Person(account)
    async with world.hub() as first, world.hub() as second:
        for topic in topics:
            await here.follow(first, topic)
            await there.follow(second, topic)
            await moves.follow(first, topic)
        writing = asyncio.create_task(
            write_as_many_do(world, [club], [topics[1].partition(":")[2]], 11, rounds=8)
        )
        for number in range(12):
            await asyncio.sleep(0.03)
            (first, second)[number % 2].forget(moves)
            moves.client.disconnect()
            for topic in topics:
                hub = (second, first)[number % 2]
                await moves.follow(hub, topic, moves.client.position(topic))
        await writing
        await world.settled(second, there)
        assert not await world.problems(first, here, moves)
        for topic in topics:
            assert [frame["id"] for frame in here.of(topic)] == [frame["id"] for frame in there.of(topic)]
            assert bare(here, topic) == bare(there, topic) == bare(moves, topic)


async def test_a_hub_that_starts_has_the_newest_minutes_in_memory(world):
    from meadow.plugin import grow

    here, person = field(), Person()
    async with world.hub() as hub:
        begin = str(hub.head)
    for number in range(3):
        await world.do(grow, here, number)
    async with world.hub() as hub:
        assert hub.figures().window_frames >= 3
        await person.follow(hub, f"field:{here}", begin)
        await until(lambda: person.numbers() == [0, 1, 2])
        assert person.frames[1]["previous"] == person.frames[0]["position"]


async def test_a_position_older_than_the_log_is_stale(world):
    from meadow.plugin import grow

    here, person = field(), Person()
    await world.do(grow, here, 1)
    async with world.database.write() as work:
        # As if the log were older than its first day, whose first hour does not count then.
        await work.execute("UPDATE kernel.migration SET applied_at = now() - interval '9 days'")
    try:
        async with world.hub(window_seconds=0) as hub:
            assert await refused(hub.follow(person, f"field:{here}", "1.1")) == "stale"
            assert hub.topics_of(person) == []
            now = str(hub.head)
            await person.follow(hub, f"field:{here}", now)
    finally:
        async with world.database.write() as work:
            await work.execute("UPDATE kernel.migration SET applied_at = now()")


async def test_a_follower_without_room_is_sent_the_next_page_of_a_replay_when_it_has_some(world, monkeypatch):
    from meadow.plugin import grow

    monkeypatch.setattr(arriving, "PAGE", 2)
    here, person = field(), Person()
    async with world.hub(window_seconds=0) as hub:
        begin = str(hub.head)
        for number in range(9):
            await world.do(grow, here, number)
        await world.settled(hub)
        person.has_room = False
        await person.follow(hub, f"field:{here}", begin)
        await asyncio.sleep(0.3)
        assert person.frames == []
        assert str(hub.position_of(person)) == begin
        person.has_room = True
        await until(lambda: person.numbers() == list(range(9)))
        assert not await world.problems(hub, person)


async def test_however_many_come_back_at_once_they_leave_the_tail_its_connections(world, monkeypatch):
    from meadow.plugin import grow

    reading, read_log = [0], arriving.read_log

    async def counted(*about, **more):
        reading.append(reading[-1] + 1)
        try:
            await asyncio.sleep(0.01)
            return await read_log(*about, **more)
        finally:
            reading.append(reading[-1] - 1)

    monkeypatch.setattr(arriving, "read_log", counted)
    here, people = field(), [Person() for _ in range(30)]
    async with world.hub(window_seconds=0) as hub:
        begin = str(hub.head)
        for number in range(3):
            await world.do(grow, here, number)
        await world.settled(hub)
        await asyncio.gather(*(person.follow(hub, f"field:{here}", begin) for person in people))
        await until(lambda: all(person.numbers() == [0, 1, 2] for person in people))
    assert max(reading) <= 4


async def test_who_leaves_in_the_middle_of_a_replay_hears_no_more_of_it(world, monkeypatch):
    from meadow.plugin import grow

    monkeypatch.setattr(arriving, "PAGE", 1)
    here, person = field(), Person()
    async with world.hub(window_seconds=0) as hub:
        begin = str(hub.head)
        for number in range(20):
            await world.do(grow, here, number)
        await world.settled(hub)
        await person.follow(hub, f"field:{here}", begin)
        await until(lambda: len(person.frames) > 2)
        assert hub.leave(person, f"field:{here}")
        heard = len(person.frames)
        await world.settled(hub)
        await asyncio.sleep(0.1)
        assert len(person.frames) == heard < 20


async def test_a_frame_after_a_long_silence_shows_no_gap_wherever_one_began_to_follow(world):
    from meadow.plugin import grow

    quiet, busy = field(), field()
    topic = f"field:{quiet}"
    at_once, resumed, much_later = Person(), Person(), Person()
    async with world.hub(window_seconds=0) as hub:
        begin = str(hub.head)
        await at_once.follow(hub, topic)
        for number in range(5):
            await world.do(grow, busy, number)
            await world.settled(hub)
        await resumed.follow(hub, topic, begin)
        await world.settled(hub)
        for number in range(5):
            await world.do(grow, busy, number)
            await world.settled(hub)
        await world.do(grow, quiet, 1)
        await world.settled(hub)
        for number in range(5):
            await world.do(grow, busy, number)
            await world.settled(hub)
        await much_later.follow(hub, topic, begin)
        await world.do(grow, quiet, 2)
        people = (at_once, resumed, much_later)
        await until(lambda: all(person.numbers() == [1, 2] for person in people))
        assert not await world.problems(hub, *people)
        assert len({person.frames[-1]["previous"] for person in people}) == 1
