"""Commit to handler: how long after its commit an event of the log reaches its handler.

Prints the lag beside two floors measured in the same run on the same server: a bare LISTEN/NOTIFY over
asyncpg, with the NOTIFY inside each writing transaction, and a bare SELECT polled every 20 ms. The aim is a
p50 of at most 50 ms and a p99 of at most 200 ms at 500 events a second, with no event missing.
Run: ``python bench/lag.py [events per second] [seconds]``.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg
import uvloop
from commonweal import Event, RecordedEvent, Subscription, UnitOfWork, emit, event_type
from commonweal.messaging.doorbell import doorbell
from commonweal.messaging.registry import Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.worker import Worker
from commonweal.plugin.secret import Secret
from commonweal.storage.connecting import dsn_of
from commonweal.storage.database import Database
from commonweal.storage.migrations import kernel_source
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer

Lags = list[float]


@event_type("bench.ticked")
class Ticked(Event, frozen=True):
    """One of many events; ``number`` finds the moment of its commit."""

    number: int


async def at_rate(count: int, rate: float, write: Callable[[int], Awaitable[None]]) -> float:
    """Start a write every 1/rate seconds, however long the earlier ones take; return the rate achieved."""
    began = time.perf_counter()
    writing = set()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        writing.add(asyncio.ensure_future(write(number)))
    await asyncio.gather(*writing)
    return count / (time.perf_counter() - began)


async def work(address: str) -> None:
    """Be the worker process: handle events until told to stop, then print the moments."""
    handled: dict[int, float] = {}

    async def handle(_work: UnitOfWork, recorded: RecordedEvent[Ticked]) -> None:
        handled[recorded.event.number] = time.perf_counter()
        if recorded.event.number < 0:
            print("ready", flush=True)

    registry = Registry()
    registry.add("bench", Ticked)
    registry.add("bench", Subscription(name="bench.tick", event_types=[Ticked], handler=handle))
    database = await Database.connect(
        DatabaseSettings(driver="external", url=Secret(address)), application_name="bench-worker"
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await Worker(database, registry, MessagingSettings()).run(stop)
    await database.close()
    sys.stdout.write(json.dumps(handled))


async def measure_log(database: Database, count: int, rate: float) -> tuple[Lags, float]:
    """Emit through the kernel here, and take the time when the handler is called in a worker process."""
    committed: dict[int, float] = {}

    async def write(number: int) -> None:
        async with database.write() as work:
            await emit(work, Ticked(number=number))
        committed[number] = time.perf_counter()

    worker = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "worker", dsn_of(database.settings), stdout=asyncio.subprocess.PIPE
    )
    async with doorbell(database):
        await write(-1)
        assert worker.stdout is not None
        await worker.stdout.readline()
        achieved = await at_rate(count, rate, write)
        await asyncio.sleep(3)
    worker.terminate()
    told, _ = await worker.communicate()
    handled = {int(number): moment for number, moment in json.loads(told).items()}
    return [handled[number] - committed[number] for number in handled if number >= 0], achieved


@asynccontextmanager
async def bare(database: Database) -> AsyncIterator[tuple[asyncpg.Pool, asyncpg.Connection]]:
    """Give a pool and a connection of plain asyncpg, and a table for bare rows."""
    address = dsn_of(database.settings)
    async with (
        database.direct_connection() as connection,
        asyncpg.create_pool(address, min_size=4, max_size=8) as pool,
    ):
        await connection.execute("CREATE TABLE IF NOT EXISTS bare (number bigint PRIMARY KEY)")
        await connection.execute("TRUNCATE bare")
        yield pool, connection


async def measure_notify(database: Database, count: int, rate: float) -> tuple[Lags, float]:
    """Floor 1: each transaction notifies, the listener takes the time."""
    committed: dict[int, float] = {}
    heard: dict[int, float] = {}
    async with bare(database) as (pool, connection):
        await connection.add_listener(
            "bare", lambda *told: heard.setdefault(int(told[-1]), time.perf_counter())
        )

        async def write(number: int) -> None:
            async with pool.acquire() as writer, writer.transaction():
                await writer.execute("INSERT INTO bare VALUES ($1)", number)
                await writer.execute("SELECT pg_notify('bare', $1)", str(number))
            committed[number] = time.perf_counter()

        achieved = await at_rate(count, rate, write)
        await asyncio.sleep(0.5)
    return [heard[number] - committed[number] for number in heard], achieved


async def measure_polling(database: Database, count: int, rate: float) -> tuple[Lags, float]:
    """Floor 2: a SELECT of rows not seen yet, every 20 ms."""
    committed: dict[int, float] = {}
    seen: dict[int, float] = {}
    async with bare(database) as (pool, connection):

        async def poll() -> None:
            while len(seen) < count:
                for row in await connection.fetch("DELETE FROM bare RETURNING number"):
                    seen[row["number"]] = time.perf_counter()
                await asyncio.sleep(0.02)

        async def write(number: int) -> None:
            async with pool.acquire() as writer:
                await writer.execute("INSERT INTO bare VALUES ($1)", number)
            committed[number] = time.perf_counter()

        polling = asyncio.create_task(poll())
        achieved = await at_rate(count, rate, write)
        await asyncio.wait_for(polling, 10)
    return [seen[number] - committed[number] for number in seen], achieved


def percentile(lags: Lags, part: float) -> float:
    """Return the lag in milliseconds that this part of the events does not exceed."""
    ordered = sorted(max(0.0, lag) * 1000 for lag in lags)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def show(name: str, lags: Lags, achieved: float) -> None:
    """Print one line of the table."""
    figures = "".join(f" {percentile(lags, part):>8.1f}" for part in (0.5, 0.95, 0.99, 1.0))
    print(f"{name:<38} {len(lags):>7} {achieved:>9.0f}{figures}")


async def main(rate: float, seconds: float) -> None:
    """Measure and print."""
    count = round(rate * seconds)
    async with DatabaseServer.running() as server, server.database([kernel_source()]) as settings:
        database = await Database.connect(settings, application_name="bench")
        columns = "".join(f" {name:>8}" for name in ("p50", "p95", "p99", "max"))
        print(f"{'milliseconds from commit to handler':<38} {'events':>7} {'per s':>9}{columns}")
        lags, achieved = await measure_log(database, count, rate)
        show("event log, subscription in a worker", lags, achieved)
        show("floor: bare LISTEN/NOTIFY per row", *await measure_notify(database, count // 4, rate))
        show("floor: bare SELECT every 20 ms", *await measure_polling(database, count // 4, rate))
        await database.close()
    print(f"events missing: {count - len(lags)}; load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    p50, p99 = percentile(lags, 0.5), percentile(lags, 0.99)
    verdict = "met" if p50 <= 50 and p99 <= 200 and len(lags) == count else "NOT met"  # noqa: PLR2004 - the aim
    print(f"aim at 500/s: p50 of at most 50 ms, p99 of at most 200 ms: {verdict}")


if __name__ == "__main__":
    doing = (
        work(sys.argv[2])
        if sys.argv[1:2] == ["worker"]
        else main(*map(float, sys.argv[1:3] or ("500", "20")))
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(doing)
