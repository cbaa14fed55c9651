"""What content review decides about a mission, and what follows when it is published (DOMAIN §5, §7.1)."""

from datetime import UTC, datetime
from uuid import UUID

from commonweal import UnitOfWork, emit, enqueue

from commonweal_missions.claims.locking import LockedMission, lock_mission
from commonweal_missions.claims.telling import tell_state
from commonweal_missions.missions.events import MissionReviewed

KIND = "missions.mission"


async def decided(work: UnitOfWork, item_id: UUID, status: str, _decision: object = None) -> None:
    """Take what review decided over; an approval publishes."""
    if status == "approved":
        await publish(work, item_id, datetime.now(UTC))
        return
    await lock_mission(work, item_id)
    await work.execute("UPDATE missions.mission SET review_status = $2 WHERE id = $1", item_id, status)
    await emit(work, MissionReviewed(mission_id=item_id, review_status=status), subject=item_id)


async def publish(work: UnitOfWork, mission_id: UUID, at: datetime) -> None:
    """Show a mission to everybody; a second time nothing changes.

    One that is over meanwhile holds nothing in a pool, and begins nothing for its problem.
    Raises ``Refusal("insufficient_tokens")`` when the pool of its organisation is too short for its slots.
    """
    mission = await lock_mission(work, mission_id)
    if mission.review_status == "approved":
        return
    over = mission.archived_at is not None or mission.told_state == "verified" or mission.expires_at <= at
    if not over:
        await hold_rewards(work, mission)
    await work.execute(
        "UPDATE missions.mission SET review_status = 'approved', published_at = coalesce(published_at, $2)"
        " WHERE id = $1",
        mission_id,
        at,
    )
    await emit(work, MissionReviewed(mission_id=mission_id, review_status="approved"), subject=mission_id)
    if not over and mission.published_at is None and (mission.problem_id or mission.solution_id):
        from commonweal_problems import api as problems  # noqa: PLC0415 - the command line needs none of it

        await problems.mission_approved(work, problem_id=mission.problem_id, solution_id=mission.solution_id)
    await tell_state(work, mission_id, at)
    if over:
        return
    from commonweal_missions.tasks import translate_mission  # noqa: PLC0415 - the tasks need this package

    await enqueue(work, translate_mission, mission_id=mission_id)


async def hold_rewards(work: UnitOfWork, mission: LockedMission) -> None:
    """Hold the reward of every slot still to be paid in the pool, instead of what was held before."""
    if mission.creator_kind != "organisation":
        return
    from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it

    key = f"mission:{mission.id}:{mission.version}"
    if mission.hold_key == key:
        return
    if mission.hold_key is not None:
        await ledger.release(work, key=mission.hold_key)
    await ledger.open_account(work, mission.creator_id, "pool")
    paid = await work.fetch_value(
        "SELECT count(*) FROM missions.claim WHERE mission_id = $1 AND state = 'verified'", mission.id
    )
    await ledger.hold(
        work,
        key=key,
        account_id=mission.creator_id,
        amount_minor=mission.reward_minor * (mission.max_claims - paid),
    )
    await work.execute("UPDATE missions.mission SET hold_key = $2 WHERE id = $1", mission.id, key)
