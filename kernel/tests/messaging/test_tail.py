import asyncio
import random

import pytest
from commonweal import DatabaseUnavailable, emit
from commonweal.messaging.console import figures
from commonweal.messaging.doorbell import doorbell, hear_doorbell, ring
from commonweal.messaging.events import BEGINNING, Position, StoredEvent
from commonweal.messaging.tail import COLUMNS, follow, read_log, stored_event
from commonweal.storage.database import Database
from garden import Grown, Watered

WRITERS, ROUNDS = 12, 25


async def read_by_sequence(database: Database, after: Position) -> list[StoredEvent]:
    """Reads `sequence > cursor`, as one must not: what commits late under a low number is never seen."""
    async with database.read() as work:
        rows = await work.fetch(
            f"SELECT {COLUMNS} FROM kernel.event WHERE sequence > $1 ORDER BY sequence LIMIT 500",
            after.sequence,
        )
    return [stored_event(row) for row in rows]


async def write_as_many_do(database: Database, seed: int) -> None:
    """Many short transactions of several events, one in five slow between its events and its commit."""

    async def writer(number: int) -> None:
        chance = random.Random(seed + number)
        for _ in range(ROUNDS):
            async with database.write() as work:
                await emit(work, Grown(size=number))
                await asyncio.sleep(0.05 if chance.random() < 0.2 else chance.random() * 0.004)
                await emit(work, Grown(size=number))

    await asyncio.gather(*[writer(number) for number in range(WRITERS)])


async def read_beside_writers(
    database: Database, read, seed: int
) -> tuple[list[StoredEvent], list[StoredEvent]]:
    """Return what a reader saw while writers wrote, and what one sees who reads it all afterwards."""
    seen: list[StoredEvent] = []
    writing = asyncio.create_task(write_as_many_do(database, seed))
    position, quiet = BEGINNING, 0
    while quiet < 3:
        done = writing.done()
        events = await read(database, position)
        seen += events
        position = events[-1].position if events else position
        quiet = quiet + 1 if done and not events else 0
        await asyncio.sleep(0.002)
    await writing
    again, position = [], BEGINNING
    while events := await read(database, position):
        again += events
        position = events[-1].position
    return seen, again


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_tail_loses_nothing_beside_many_writers_and_its_order_never_changes(database, seed):
    seen, again = await read_beside_writers(database, read_log, seed)
    assert len({event.id for event in seen}) == WRITERS * ROUNDS * 2
    assert [event.id for event in seen] == [event.id for event in again]


async def test_the_same_proof_catches_a_tail_that_reads_by_sequence_alone(database):
    seen, again = await read_beside_writers(database, read_by_sequence, 1)
    assert len({event.id for event in again}) == WRITERS * ROUNDS * 2
    assert len(seen) < len(again), "the naive tail lost nothing, so this proof proves nothing"


async def test_an_open_transaction_holds_the_tail_back_and_is_reported(database):
    begun, end = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.write() as work:
            await emit(work, Grown(size=1))
            begun.set()
            await end.wait()

    writing = asyncio.create_task(slow())
    await begun.wait()
    async with database.write() as work:
        await emit(work, Grown(size=2))
    assert await read_log(database, BEGINNING) == []
    early = await read_log(database, BEGINNING, settled=False)
    assert [event.data for event in early] == ['{"size": 2}'], "what is committed can be seen before its turn"
    assert (await figures(database))["log", "oldest_transaction_seconds"] > 0
    end.set()
    await writing
    assert [event.data for event in await read_log(database, BEGINNING)] == ['{"size": 1}', '{"size": 2}']


async def test_following_the_log_yields_what_is_committed_from_now_on(database):
    async with database.write() as work:
        await emit(work, Grown(size=1))
    following = follow(database)
    first = asyncio.create_task(anext(following))
    await asyncio.sleep(0.2)
    async with database.write() as work:
        event_id = await emit(work, Grown(size=2))
    assert (await first).id == event_id
    await following.aclose()


async def test_only_the_events_of_some_types_are_read_in_the_same_order(database):
    async with database.write() as work:
        for size in range(3):
            await emit(work, Grown(size=size))
            await emit(work, Watered(litres=size))
    found = await read_log(database, BEGINNING, 2, types=["garden.watered"])
    assert [event.data for event in found] == ['{"litres": 0}', '{"litres": 1}']
    assert await read_log(database, BEGINNING, types=[]) == []


async def test_who_hears_the_doorbell_is_called_when_somebody_rings_and_learns_of_a_lost_line(database):
    rung = asyncio.Event()
    hearing = asyncio.create_task(hear_doorbell(database, rung.set))
    async with doorbell(database):
        while not rung.is_set():
            ring()
            await asyncio.sleep(0.01)
    async with database.write() as work:
        await work.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
            "AND datname = current_database()"
        )
    with pytest.raises(DatabaseUnavailable):
        await asyncio.wait_for(hearing, 10)
