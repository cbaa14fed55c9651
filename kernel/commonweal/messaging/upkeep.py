"""Upkeep of the kernel's own tables: log partitions ahead of time, retention, and rows nobody will ask for again."""

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg

from commonweal.messaging.schedules import Schedule
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tasks import TaskContext, task
from commonweal.storage.database import Database

if TYPE_CHECKING:
    from commonweal.messaging.registry import Registry

log = logging.getLogger(__name__)

_DAYS_AHEAD = 3
_PURGE_BATCH = 10_000

_MISSING_DAYS = """
    SELECT day::date FROM generate_series(0, $1) AS ahead, date((now() AT TIME ZONE 'UTC')::date + ahead) AS day
    UNION SELECT DISTINCT (occurred_at AT TIME ZONE 'UTC')::date FROM kernel.event_default
"""
_PARTITIONS = r"""
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'kernel.event'::regclass AND relname ~ '^event_\d{8}$' ORDER BY relname
"""
_STILL_WANTED = """
    SELECT EXISTS (SELECT FROM kernel.{partition} AS event, kernel.subscription
        WHERE (event.transaction, event.sequence) > (subscription.transaction, subscription.sequence))
"""
_PURGE_INBOX = """
    DELETE FROM kernel.inbox WHERE ctid = ANY (ARRAY(
        SELECT inbox.ctid FROM kernel.inbox JOIN kernel.subscription ON name = inbox.subscription
        WHERE handled_at < now() - interval '10 minutes'
          AND (inbox.transaction, inbox.sequence) <= (subscription.transaction, subscription.sequence) LIMIT $1))
"""
_PURGE_RUNS = """
    DELETE FROM kernel.schedule_run AS run WHERE slot < now() - interval '7 days'
        AND EXISTS (SELECT FROM kernel.schedule_run AS later WHERE later.schedule = run.schedule AND later.slot > run.slot)
"""


@task("kernel.keep_event_log", max_attempts=1, time_limit=300)
async def keep_event_log(context: TaskContext, *, retention_days: int) -> None:
    """Make the coming days' partitions, drop those past retention that every subscription has read, and purge."""
    await make_partitions(context.database)
    await drop_partitions(context.database, datetime.now(UTC) - timedelta(days=retention_days))
    purged = _PURGE_BATCH
    while purged == _PURGE_BATCH:
        async with context.database.write() as work:
            purged = int((await work.execute(_PURGE_INBOX, _PURGE_BATCH)).split()[-1])
    async with context.database.write() as work:
        await work.execute(_PURGE_RUNS)


async def make_partitions(database: Database) -> None:
    """Make the partitions of today and the coming days, and of any day that waits in the default partition."""
    async with database.read() as work:
        days = [row["day"] for row in await work.fetch(_MISSING_DAYS, _DAYS_AHEAD)]
    for day in days:
        async with database.write() as work:
            await work.execute("SELECT kernel.make_event_partition($1)", day)


async def drop_partitions(database: Database, before: datetime) -> list[str]:
    """Drop the partitions of days that ended before a time, oldest first; stops at one that is still wanted."""
    dropped: list[str] = []
    async with database.read() as work:
        partitions = [row["relname"] for row in await work.fetch(_PARTITIONS)]
    for partition in partitions:
        if datetime.strptime(partition, "event_%Y%m%d").replace(tzinfo=UTC) + timedelta(days=1) > before:
            break
        try:
            async with database.write() as work:
                if await work.fetch_value(_STILL_WANTED.format(partition=partition)):
                    log.warning("%s is past retention, but a subscription has yet to read it", partition)
                    break
                await work.execute("SET LOCAL lock_timeout = '1s'")
                await work.execute(f"DROP TABLE kernel.{partition}")
        except asyncpg.LockNotAvailableError:
            log.info("%s is in use and will be dropped later", partition)
            break
        dropped.append(partition)
    return dropped


def register_upkeep(registry: "Registry", settings: MessagingSettings) -> None:
    """Add the kernel's own task and schedule."""
    registry.add_tasks("kernel", [keep_event_log])
    every = Schedule(
        name="kernel.keep_event_log",
        task=keep_event_log,
        every=timedelta(minutes=10),
        arguments={"retention_days": settings.retention_days},
    )
    registry.add_schedules("kernel", [every])
