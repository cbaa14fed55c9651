import asyncio
import random
import shutil
import signal
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from commonweal import enqueue, new_id
from commonweal.storage.database import Database
from commonweal.storage.drivers import database_driver
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, scratch_directory
from garden import (
    end,
    garden,
    grow,
    make_effects,
    note,
    plant,
    sizes,
    start_worker,
    until,
    until_sizes,
    values,
    working,
)

EVENTS, TASKS, SUBJECTS = 60, 25, 5


async def emit_and_ask(database: Database) -> list[object]:
    subjects = [new_id() for _ in range(SUBJECTS)]
    for size in range(1, EVENTS + 1):
        await grow(database, [size], subjects[size % SUBJECTS])
    requests = []
    for size in range(TASKS):
        async with database.write() as work:
            requests.append(await enqueue(work, plant, size=size))
    return requests


async def finished(database: Database) -> bool:
    events = await values(database, "SELECT count(*) FROM effect WHERE name <> 'planted'")
    left = await values(database, "SELECT count(*) FROM kernel.task_request")
    return events[0] >= 2 * EVENTS and left[0] == 0


async def assert_state_equals_events(database: Database, requests: list[object]) -> None:
    """Every event took effect once in each subscription, in its subject's order; every task ran."""
    for name in ("garden.grown", "stubborn"):
        async with database.read() as work:
            rows = await work.fetch("SELECT value, subject FROM effect WHERE name = $1 ORDER BY number", name)
        assert Counter(row["value"] for row in rows) == Counter(range(1, EVENTS + 1))
        for subject in {row["subject"] for row in rows}:
            order = [row["value"] for row in rows if row["subject"] == subject]
            assert order == sorted(order)
    planted = await values(database, "SELECT subject FROM effect WHERE name = 'planted'")
    assert set(planted) == set(requests)
    assert await values(database, "SELECT count(*) FROM kernel.delivery") == [0]


async def test_a_worker_that_dies_at_any_step_leaves_every_effect_there_once(effects):
    chance = random.Random(1)
    requests = await emit_and_ask(effects)
    deaths = 0
    for _ in range(8):
        worker = await start_worker(effects, die_at=chance.randint(8, 160))
        if await worker.wait() == -signal.SIGKILL:
            deaths += 1
    worker = await start_worker(effects)
    await until(lambda: finished(effects), 90)
    assert await end(worker) == 0
    assert deaths == 8
    await assert_state_equals_events(effects, requests)


async def test_workers_killed_beside_others_that_live_lose_and_double_nothing(effects):
    workers = [await start_worker(effects) for _ in range(2)]
    emitting = asyncio.create_task(emit_and_ask(effects))
    for turn in range(6):
        await asyncio.sleep(1)
        await end(workers[turn % 2], signal.SIGKILL)
        workers[turn % 2] = await start_worker(effects)
    requests = await emitting
    await until(lambda: finished(effects), 90)
    for worker in workers:
        assert await end(worker) == 0
    await assert_state_equals_events(effects, requests)


@pytest.fixture
async def server():
    """A server that a test may stop and start again."""
    home = Path(tempfile.mkdtemp(prefix="commonweal-test-", dir=scratch_directory()))
    driver = database_driver(DatabaseSettings(), home)
    yield driver
    await driver.stop()
    shutil.rmtree(home, ignore_errors=True)


async def test_a_restart_of_postgresql_in_the_middle_loses_and_doubles_nothing(
    server, migration_sources, messaging_settings
):
    async with DatabaseServer(await server.start()).database(migration_sources) as settings:
        database = await Database.connect(settings, application_name="commonweal-test")
        await make_effects(database)
        async with working(database, garden(note), messaging_settings):
            await grow(database, range(10))
            await until_sizes(database, range(10))
            await server.stop()
            await asyncio.sleep(0.5)
            await server.start()
            await grow(database, range(10, 20))
            await until_sizes(database, range(20), 30)
        assert sorted(await sizes(database)) == list(range(20))
        await database.close()
