"""The hourly look at who is idle: scores wear down, streaks break, tiers are lost (DOMAIN §9)."""

from datetime import UTC, datetime, timedelta

from commonweal import Schedule, TaskContext, UnitOfWork, task

from commonweal_reputation.recomputing import Touched, recompute

BATCH = 200
_DUE = """
    SELECT * FROM reputation.standing WHERE looked_at < $1
    ORDER BY human_id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
"""


@task("reputation.look_at_idle", time_limit=1_800)
async def look_at_idle(context: TaskContext) -> None:
    """Recompute whoever was not looked at for an hour; what is due follows from the idle time alone."""
    now = datetime.now(UTC)
    while True:
        async with context.database.write() as work:
            if not await look(work, now):
                return


async def look(work: UnitOfWork, now: datetime) -> int:
    """Recompute a batch as of a moment and return how many there were; a second time changes nothing."""
    rows = await work.fetch(_DUE, now - timedelta(minutes=50), BATCH)
    for row in rows:
        await recompute(work, row, Touched(reason="idle"), now)
    return len(rows)


SCHEDULES = [Schedule(name="reputation.idle", task=look_at_idle, every=timedelta(hours=1))]
