"""What is swept away: read notifications after 90 days, and what was never shown too (DOMAIN §15)."""

from datetime import UTC, datetime, timedelta

from commonweal import Schedule, TaskContext, UnitOfWork, task

KEPT = timedelta(days=90)
BATCH = 5_000
_SWEEP = """
DELETE FROM notifications.delivery WHERE id = ANY (ARRAY(
    SELECT id FROM notifications.delivery
    WHERE created_at < $1 AND (read_at < $1 OR archived_at < $1
        OR state IN ('skipped', 'sent', 'unknown', 'failed'))
    ORDER BY created_at LIMIT $2))
"""
_DIGESTS = "DELETE FROM notifications.digest WHERE composed_at < $1"


@task("notifications.sweep", time_limit=600)
async def sweep(context: TaskContext) -> None:
    """Delete what was kept long enough, some thousand in each unit of work."""
    before = datetime.now(UTC) - KEPT
    more = True
    while more:
        async with context.database.write() as work:
            more = await sweep_batch(work, before) == BATCH
    async with context.database.write() as work:
        await work.execute(_DIGESTS, before)


async def sweep_batch(work: UnitOfWork, before: datetime) -> int:
    """Delete a batch of what was done with before a moment, and return how many there were."""
    status = await work.execute(_SWEEP, before, BATCH)
    return int(status.rpartition(" ")[2])


SCHEDULES = [Schedule(name="notifications.sweep", task=sweep, cron="20 3 * * *")]
