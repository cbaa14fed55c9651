"""The scheduler: asks for scheduled tasks, one active process at a time, no slot doubled."""

import asyncio
import logging
from datetime import UTC, datetime

import asyncpg

from commonweal.messaging.doorbell import doorbell
from commonweal.messaging.patience import in_background
from commonweal.messaging.registry import Owned, Registry
from commonweal.messaging.schedules import Schedule
from commonweal.messaging.tasks import enqueue
from commonweal.messaging.worker import lock_key
from commonweal.storage.database import Database

log = logging.getLogger(__name__)

_TICK_SECONDS = 0.5

_LAST = "SELECT schedule, max(slot) AS slot FROM kernel.schedule_run GROUP BY schedule"
_RUN = "INSERT INTO kernel.schedule_run (schedule, slot, request) VALUES ($1, $2, $3)"


class Scheduler:
    """One scheduler process; the one that holds the lock is active, others stand by."""

    def __init__(self, database: Database, registry: Registry) -> None:
        self._database = database
        self._registry = registry

    async def run(self, stop: asyncio.Event) -> None:
        """Schedule, or stand by to, until ``stop`` is set."""
        async with doorbell(self._database), in_background(scheduler=self._take_turns):
            await stop.wait()

    async def _take_turns(self) -> None:
        async with self._database.direct_connection() as connection:
            while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", lock_key("scheduler")):  # noqa: ASYNC110 - held by another process
                await asyncio.sleep(_TICK_SECONDS)
            await self._schedule(connection)

    async def _schedule(self, connection: asyncpg.Connection) -> None:
        async with self._database.read() as work:
            last: dict[str, datetime] = {row["schedule"]: row["slot"] for row in await work.fetch(_LAST)}
        while True:
            for name, owned in self._registry.schedules.items():
                slot = owned.item.latest_slot(datetime.now(UTC))
                if slot and (name not in last or slot > last[name]):
                    await self._run(owned, slot, first=name not in last)
                    last[name] = slot
            await connection.execute("SELECT 1")
            await asyncio.sleep(_TICK_SECONDS)

    async def _run(self, owned: Owned[Schedule], slot: datetime, *, first: bool) -> None:
        """Ask for the task and note the slot in one transaction; the very first time is only noted."""
        schedule = owned.item
        try:
            async with self._database.write() as work:
                wanted = not first and self._registry.is_enabled(owned.owner)
                request = await enqueue(work, schedule.task, **schedule.arguments) if wanted else None
                await work.execute(_RUN, schedule.name, slot, request)
        except asyncpg.UniqueViolationError:
            log.info("the slot %s of %s was taken by another scheduler", slot, schedule.name)
