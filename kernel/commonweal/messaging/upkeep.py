"""Upkeep of the kernel's own tables: log partitions, retention, and rows nobody will ask for again."""

from datetime import UTC, datetime, timedelta

import asyncpg

from commonweal.messaging.schedules import Schedule
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tasks import TaskContext, task
from commonweal.storage.database import Database

_PURGE_BATCH = 10_000

_MAKE = """
    SELECT kernel.make_event_partition(day) FROM (
        SELECT (now() AT TIME ZONE 'UTC')::date + ahead AS day FROM generate_series(0, 3) AS ahead
        UNION SELECT (occurred_at AT TIME ZONE 'UTC')::date FROM kernel.event_default) AS wanted
"""
_PURGE_INBOX = """
    DELETE FROM kernel.inbox WHERE ctid = ANY (ARRAY(
        SELECT inbox.ctid FROM kernel.inbox JOIN kernel.subscription ON name = inbox.subscription
        WHERE handled_at < now() - interval '10 minutes'
          AND (inbox.transaction, inbox.sequence) <= (subscription.transaction, subscription.sequence)
        LIMIT $1))
"""
_PURGE_RUNS = """
    DELETE FROM kernel.schedule_run AS run WHERE slot < now() - interval '7 days'
        AND slot < (SELECT max(slot) FROM kernel.schedule_run WHERE schedule = run.schedule)
"""


@task("kernel.keep_event_log", max_attempts=1, time_limit=300)
async def keep_event_log(context: TaskContext, *, retention_days: int) -> None:
    """Make coming partitions, drop those past retention that every subscription has read, and purge."""
    database = context.database
    await make_partitions(database)
    await drop_partitions(database, datetime.now(UTC) - timedelta(days=retention_days))
    status = f"DELETE {_PURGE_BATCH}"
    while status == f"DELETE {_PURGE_BATCH}":
        async with database.write() as work:
            status = await work.execute(_PURGE_INBOX, _PURGE_BATCH)
    async with database.write() as work:
        await work.execute(_PURGE_RUNS)


async def make_partitions(database: Database) -> None:
    """Make the partitions of today, the coming days, and the days in the default partition."""
    async with database.write() as work:
        await work.execute(_MAKE)


async def drop_partitions(database: Database, ended_before: datetime) -> list[str]:
    """Drop old partitions, oldest first; stop at one that is still wanted, or in use just now."""
    dropped: list[str] = []
    while True:
        try:
            async with database.write() as work:
                await work.execute("SET LOCAL lock_timeout = '1s'")
                partition = await work.fetch_value("SELECT kernel.drop_event_partition($1)", ended_before)
        except asyncpg.LockNotAvailableError:
            return dropped
        if partition is None:
            return dropped
        dropped.append(partition)


def upkeep_schedule(settings: MessagingSettings) -> Schedule:
    """Return the kernel's own schedule."""
    arguments = {"retention_days": settings.retention_days}
    every = timedelta(minutes=10)
    return Schedule(name=keep_event_log.name, task=keep_event_log, every=every, arguments=arguments)
