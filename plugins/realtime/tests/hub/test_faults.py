"""The hub goes on when its connections break, and when the doorbell is not heard."""

import asyncio
from copy import copy

import pytest_asyncio
from commonweal import Database, new_id
from hub_world import Person, until
from test_following import field
from test_replay import write_as_many_do


@pytest_asyncio.fixture(loop_scope="session")
async def writers(world):
    """The same database by connections of its own, which are not cut."""
    database = await Database.connect(world.database.settings, application_name="writers")
    others = copy(world)
    others.database = database
    yield others
    await database.close()


async def cut_connections(database, times, pause):
    for _ in range(times):
        await asyncio.sleep(pause)
        async with database.write() as work:
            await work.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND application_name = 'commonweal-gateway'"
            )


async def test_connections_that_break_again_and_again_cost_no_frame(world, writers):
    account = new_id()
    club = await world.club(account)
    topics = [f"club:{club}", f"field:{field()}"]
    person = Person(account)
    async with world.hub() as hub:
        for topic in topics:
            await person.follow(hub, topic)
        cutting = asyncio.create_task(cut_connections(writers.database, 6, 0.15))
        await write_as_many_do(writers, [club], [topics[1].partition(":")[2]], 3)
        await cutting
        await until(lambda: len(person.frames) > 100)
        assert not await writers.problems(hub, person)
        assert person.of(topics[0])[-1]["state"] == await writers.state(club)


async def test_what_was_named_while_the_database_is_gone_is_kept_until_it_answers(
    world, writers, monkeypatch
):
    from commonweal import DatabaseUnavailable
    from commonweal_realtime.hub.admitting import Admission
    from meadow.plugin import leave, post

    goes, stays = new_id(), new_id()
    club = await world.club(goes, stays)
    one, other = Person(goes), Person(stays)
    original, gone = Admission.ask, asyncio.Event()

    async def ask(self, *about):
        if not gone.is_set():
            raise DatabaseUnavailable("nobody there")
        return await original(self, *about)

    async with world.hub() as hub:
        for person in (one, other):
            await person.follow(hub, f"club:{club}")
        monkeypatch.setattr(Admission, "ask", ask)
        await world.do(leave, club, goes)
        await world.do(post, club, 1)
        await until(lambda: 1 in other.numbers())
        await asyncio.sleep(0.2)
        assert one.frames == []
        assert one.reasons() == []
        assert hub.figures().held == 1
        gone.set()
        await until(one.reasons)
        assert not await world.problems(hub, one, other)
