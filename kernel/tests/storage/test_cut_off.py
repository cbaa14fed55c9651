"""A reading that is cut off: its connection goes back to the pool, and the next unit may write on it."""

import asyncio

import msgspec
from commonweal.storage.database import Database
from commonweal.storage.settings import DatabaseSettings


async def test_a_reading_that_is_cancelled_at_any_moment_leaves_its_connection_fit_to_write(
    database_settings: DatabaseSettings,
):
    """A driver may end a statement between its parts, and leave the server waiting for the rest."""
    one = msgspec.structs.replace(database_settings, pool_max=1)
    database = await Database.connect(one, application_name="commonweal-test")

    async def read(number: int) -> None:
        async with database.read() as work:
            await work.fetch_value(f"SELECT {number} + count(*) FROM kernel.event")  # never prepared before

    for number in range(60):
        reading = asyncio.create_task(read(number))
        for _ in range(number % 30):
            await asyncio.sleep(0)
        await asyncio.sleep(number // 30 * 0.0005)
        reading.cancel()
        await asyncio.wait([reading])
        async with database.write() as work:
            assert await work.fetch_value("SELECT 1") == 1
    await database.close()
