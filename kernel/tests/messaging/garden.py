"""A small plugin's worth of messaging for the tests, and what they need to watch it work."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from commonweal import Event, RecordedEvent, Subscription, TaskContext, UnitOfWork, emit, event_type, task
from commonweal.messaging.registry import Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.worker import Worker
from commonweal.plugin.acting import acting_as
from commonweal.storage.connecting import dsn_of
from commonweal.storage.database import Database


@event_type("garden.grown")
class Grown(Event):
    size: int


@event_type("garden.watered")
class Watered(Event):
    litres: int


async def make_effects(database: Database) -> None:
    """Make the table for what handlers and tasks do; it is no plugin's, so that everybody may write it."""
    async with database.write() as work:
        await work.execute("CREATE TABLE effect (number bigserial, name text, value int, subject uuid)")
        await work.execute("GRANT ALL ON effect, effect_number_seq TO PUBLIC")


async def write(work: UnitOfWork, name: str, value: int, subject: UUID | None = None) -> None:
    await work.execute("INSERT INTO effect (name, value, subject) VALUES ($1, $2, $3)", name, value, subject)


async def note(work: UnitOfWork, recorded: RecordedEvent[Grown]) -> None:
    """A handler whose effect can be counted."""
    await write(work, recorded.type, recorded.event.size, recorded.subject)


def garden(
    *handlers: Callable[..., Awaitable[None]],
    enabled: Callable[[str], bool] = lambda _owner: True,
    max_attempts: int = 3,
    replay: bool = True,
) -> Registry:
    """A registry with one subscription to Grown for each handler."""
    registry = Registry(enabled)
    for kind in (Grown, Watered):
        registry.add("garden", kind)
    for number, handler in enumerate(handlers):
        subscription = Subscription(
            name=f"garden.follow_{number}",
            event_types=[Grown],
            handler=handler,
            max_attempts=max_attempts,
            replay=replay,
        )
        registry.add("garden", subscription)
    return registry


async def grow(database: Database, sizes: Iterable[int], subject: UUID | None = None) -> None:
    for size in sizes:
        async with database.write() as work:
            await emit(work, Grown(size=size), subject=subject)


@asynccontextmanager
async def working(
    database: Database, registry: Registry, settings: MessagingSettings, *, workers: int = 1
) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = [asyncio.create_task(Worker(database, registry, settings).run(stop)) for _ in range(workers)]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*running)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Wait for something that happens elsewhere; fail when it does not."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


async def values(database: Database, sql: str, *arguments: object) -> list[object]:
    async with database.read() as work:
        return [row[0] for row in await work.fetch(sql, *arguments)]


async def sizes(database: Database) -> list[object]:
    return await values(database, "SELECT value FROM effect ORDER BY number")


async def until_sizes(database: Database, expected: Iterable[int], seconds: float = 20) -> None:
    wanted = sorted(expected)

    async def there() -> bool:
        return len(await sizes(database)) >= len(wanted)

    await until(there, seconds)
    assert sorted(await sizes(database)) == wanted


@task("garden.plant", max_attempts=20, time_limit=1)
async def plant(context: TaskContext, *, size: int) -> None:
    async with context.database.write() as work:
        await write(work, "planted", size, context.id)


def garden_with_tasks() -> Registry:
    """What a worker process of the tests runs: a handler, one that fails at first, and a task."""
    registry = garden(note, fail_at_first, max_attempts=50)
    registry.add("garden", plant)
    return registry


async def fail_at_first(work: UnitOfWork, recorded: RecordedEvent[Grown]) -> None:
    """A handler that fails on its first two attempts at every fifth event, as the log of attempts shows."""
    with acting_as(None):  # the log of attempts is the kernel's
        attempts = await work.fetch_value(
            "SELECT coalesce(max(attempts), 0) FROM kernel.delivery WHERE id = $1", recorded.id
        )
    await write(work, "stubborn", recorded.event.size, recorded.subject)
    if recorded.event.size % 5 == 0 and attempts < 2:
        raise ValueError("not yet")


async def start_worker(database: Database, *, die_at: int = 0, **told) -> asyncio.subprocess.Process:
    words = json.dumps({"dsn": dsn_of(database.settings), "die_at": die_at, **told})
    program = Path(__file__).with_name("worker_process.py")
    return await asyncio.create_subprocess_exec(
        sys.executable, str(program), words, stderr=asyncio.subprocess.DEVNULL
    )


async def end(process: asyncio.subprocess.Process, how: signal.Signals = signal.SIGTERM) -> int:
    if process.returncode is None:
        process.send_signal(how)
    return await process.wait()
