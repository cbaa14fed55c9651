"""Background work on missions and claims: deadlines, the end of missions, and what follows from them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from commonweal import Schedule, TaskContext, task

from commonweal_missions.claims.ending import release_late_claims, tell_expired_missions
from commonweal_missions.missions.settling import settle


@task("missions.look_at_deadlines", time_limit=300)
async def look_at_deadlines(context: TaskContext) -> None:
    """Release late claims, and tell of missions whose time is over."""
    now = datetime.now(UTC)
    await release_late_claims(context.database, now)
    await tell_expired_missions(context.database, now)


@task("missions.settle_mission")
async def settle_mission(context: TaskContext, *, mission_id: UUID) -> None:
    """Free what a closed mission holds in a pool, and tell its problem and solution; once."""
    async with context.database.write() as work:
        await settle(work, mission_id, datetime.now(UTC))


@task("missions.count_miss")
async def count_miss(context: TaskContext, *, claim_id: UUID) -> None:
    """Count a claim that was let go as a mission of quality 0 (DOMAIN §7.2); reputation counts it once."""
    from commonweal_reputation import api as reputation  # noqa: PLC0415 - only this task needs it

    async with context.database.write() as work:
        claim = await work.fetch_row(
            "SELECT human_id, finished_at FROM missions.claim"
            " WHERE id = $1 AND state IN ('abandoned', 'released')",
            claim_id,
        )
        if claim is not None:
            await reputation.record_mission(
                work, claim["human_id"], claim_id=claim_id, quality=0.0, at=claim["finished_at"]
            )


SCHEDULES = [
    Schedule(name="missions.deadlines", task=look_at_deadlines, every=timedelta(minutes=1)),
]
