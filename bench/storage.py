"""What a unit of work costs beside a bare asyncpg transaction, on one connection of the same server."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

import asyncpg
from commonweal.storage.database import Database
from commonweal.testing.database import DatabaseServer

ROUNDS = 9
UNITS_PER_ROUND = 400


async def measured(work: Callable[[], Awaitable[None]]) -> float:
    """Return the microseconds one call takes, within a round."""
    began = time.perf_counter()
    for _ in range(UNITS_PER_ROUND):
        await work()
    return (time.perf_counter() - began) / UNITS_PER_ROUND * 1e6


async def main() -> None:
    """Measure both in turns, so that a busy machine treats them alike, and print medians."""
    async with DatabaseServer.running() as server, server.database([]) as settings:
        database = await Database.connect(settings, application_name="bench")
        pool = await asyncpg.create_pool(settings.url.reveal(), min_size=1, max_size=10)

        async def bare() -> None:
            async with pool.acquire() as connection, connection.transaction():
                await connection.fetchval("SELECT 1")

        async def bare_reading() -> None:
            async with pool.acquire() as connection, connection.transaction(readonly=True):
                await connection.fetchval("SELECT 1")

        async def writing() -> None:
            async with database.write() as work:
                await work.fetch_value("SELECT 1")

        async def reading() -> None:
            async with database.read() as work:
                await work.fetch_value("SELECT 1")

        async def nesting() -> None:
            async with database.write(), database.write() as inner:
                await inner.fetch_value("SELECT 1")

        async def bare_nesting() -> None:
            async with pool.acquire() as connection, connection.transaction(), connection.transaction():
                await connection.fetchval("SELECT 1")

        pairs = {"write": (writing, bare), "read": (reading, bare_reading), "nested": (nesting, bare_nesting)}
        print(f"{'unit of work':>14} {'ours us':>9} {'asyncpg us':>11} {'ratio':>6}")
        for name, (ours, theirs) in pairs.items():
            rounds = [(await measured(ours), await measured(theirs)) for _ in range(ROUNDS)]
            own, other = (statistics.median(column) for column in zip(*rounds, strict=True))
            print(f"{name:>14} {own:>9.0f} {other:>11.0f} {own / other:>6.2f}")
        await database.close()
        await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
