"""Whatever is killed, whenever: what was committed is there, each event handled once, each task done."""

import asyncio
import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

WITNESS = Path(__file__).parent / "witness"
sys.path.insert(0, str(WITNESS))

from commonweal import CommonwealError, new_id  # noqa: E402
from commonweal.plugin.secret import Secret  # noqa: E402
from commonweal.storage.database import Database  # noqa: E402
from commonweal.storage.settings import DatabaseSettings  # noqa: E402
from commonweal_embedded.cluster import Cluster  # noqa: E402
from commonweal_witness.plugin import do_deed  # noqa: E402 - found beside this file, installed nowhere

VICTIMS = ["web", "worker", "worker", "scheduler", "postgres", "postgres", "up", "up"]
PAUSE = (0.2, 3.0)  # seconds between two kills


@pytest.mark.parametrize("seed", [1])
async def test_nothing_committed_is_lost_when_processes_are_killed_at_random(make_settled_app, seed):
    chance = random.Random(seed)
    app = make_settled_app()
    app.environment["PYTHONPATH"] = f"{WITNESS}{os.pathsep}{WITNESS / 'installed'}"
    await asyncio.to_thread(app.start)

    certain: set[UUID] = set()
    tried: set[UUID] = set()
    writing = asyncio.create_task(_write(app.home, certain, tried))
    for name in chance.sample(VICTIMS, len(VICTIMS)):
        await asyncio.sleep(chance.uniform(*PAUSE))
        pid = await asyncio.to_thread(_running, app, name)
        os.kill(pid, signal.SIGKILL)
        if name == "up":
            app.process.wait()
            assert await asyncio.to_thread(app.gone), app.processes()
            await asyncio.to_thread(app.start)
    writing.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await writing
    assert certain

    books = await _settled_books(app.home)
    deeds = books["deed"]
    assert certain <= deeds <= tried, "what was committed is there, and nothing else"
    assert books["event"] == deeds, "an event for every deed and none without"
    assert books["heard"] == deeds, "every event was handled"
    assert books["heard twice"] == set(), "and handled once"
    assert books["done"] == deeds, "every task was done"
    assert await asyncio.to_thread(app.stop) == 0


def _running(app, name: str) -> int:
    """Wait until the process runs, again perhaps, and return its id."""
    deadline = time.monotonic() + 60
    while (pid := app.processes().get(name)) is None:
        assert time.monotonic() < deadline, app.output()
        time.sleep(0.1)
    return pid


async def _connected(home: Path) -> Database:
    """Connect to the server, which may be starting again."""
    deadline = time.monotonic() + 60
    while True:
        try:
            if address := await asyncio.to_thread(Cluster(home / "postgres").address):
                settings = DatabaseSettings(driver="external", url=Secret(address), pool_max=2)
                return await Database.connect(settings, application_name="test-faults")
        except (CommonwealError, OSError, asyncpg.PostgresError):
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, "there is no server"
        await asyncio.sleep(0.05)


async def _write(home: Path, certain: set[UUID], tried: set[UUID]) -> None:
    while True:
        database = await _connected(home)
        try:
            while True:
                deed = new_id()
                tried.add(deed)
                async with database.write() as work:
                    await do_deed(work, deed)
                certain.add(deed)
                await asyncio.sleep(0.01)
        except (CommonwealError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(0.1)
        finally:
            await database.close()


async def _settled_books(home: Path) -> dict[str, set[UUID]]:
    """Read what the witness wrote down, once nothing more is under way."""
    queries = {
        "deed": "SELECT id FROM witness.deed",
        "event": "SELECT subject FROM kernel.event WHERE type = 'witness.deed_done'",
        "heard": "SELECT id FROM witness.heard",
        "heard twice": "SELECT id FROM witness.heard WHERE times > 1",
        "done": "SELECT id FROM witness.done",
    }
    database = await _connected(home)
    deadline = time.monotonic() + 120
    try:
        while True:
            async with database.read() as work:
                books = {name: {row[0] for row in await work.fetch(sql)} for name, sql in queries.items()}
            settled = books["heard"] == books["done"] == books["deed"]
            if settled or time.monotonic() > deadline:
                return books
            await asyncio.sleep(0.5)
    finally:
        await database.close()
