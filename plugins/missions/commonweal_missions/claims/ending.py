"""Claims that end without their human: the deadline passed, or the mission was archived (DOMAIN §7.2)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from commonweal import Database, Refusal, UnitOfWork, emit, enqueue

from commonweal_missions.claims.events import ClaimReleased
from commonweal_missions.claims.locking import LockedMission, lock_claim, lock_human, lock_mission
from commonweal_missions.claims.telling import tell_state

BATCH = 200
_LATE = """
    SELECT id FROM missions.claim WHERE state = 'active' AND deadline <= $1
    ORDER BY deadline LIMIT $2 FOR UPDATE SKIP LOCKED
"""
_UNTOLD = """
    SELECT id FROM missions.mission
    WHERE expires_at <= $1 AND published_at IS NOT NULL AND closed_at IS NULL
      AND (told_state IS NULL OR told_state IN ('open', 'submitted', 'in_progress', 'claimed'))
    ORDER BY expires_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
"""
_ACTIVE = """
    SELECT id, human_id FROM missions.claim WHERE mission_id = $1 AND state = 'active' ORDER BY human_id
"""


async def release_late_claims(database: Database, at: datetime) -> int:
    """Release every active claim whose deadline has passed and return how many; each is a unit of its own.

    A worker that dies half-way leaves the rest for the next; two at once release each claim once.
    """
    released = 0
    while True:
        async with database.write() as work:
            late = [row["id"] for row in await work.fetch(_LATE, at, BATCH)]
        done = 0
        for claim_id in late:
            async with database.write() as work:
                done += await _release_late(work, claim_id, at)
        released += done
        if not done:
            return released


async def tell_expired_missions(database: Database, at: datetime) -> int:
    """Tell of every published mission whose time is over and return how many there were."""
    told = 0
    while True:
        async with database.write() as work:
            over = [row["id"] for row in await work.fetch(_UNTOLD, at, BATCH)]
            for mission_id in over:
                await tell_state(work, mission_id, at)
        told += len(over)
        if not over:
            return told


async def archive(work: UnitOfWork, mission_id: UUID, *, by_admin: bool, at: datetime) -> LockedMission:
    """Take a mission from the marketplace; an admin releases its active claims, its creator needs none open.

    Raises ``Refusal``: ``not_found``, ``conflict`` while claims are open, ``invalid_transition`` when it is
    archived already or every slot is verified.
    """
    mission = await lock_mission(work, mission_id)
    if mission.archived_at is not None or mission.told_state == "verified":
        raise Refusal("invalid_transition", source=str(mission.told_state), target="archived")
    open_claims = await work.fetch_value(
        "SELECT count(*) FROM missions.claim WHERE mission_id = $1 AND state IN ('active', 'submitted')",
        mission_id,
    )
    if open_claims and not by_admin:
        raise Refusal("conflict")
    for row in await work.fetch(_ACTIVE, mission_id):  # no claim comes in meanwhile: that needs the lock
        await lock_human(work, row["human_id"])
        await _release(work, row["id"], mission_id, row["human_id"], "archive", at)
    await work.execute("UPDATE missions.mission SET archived_at = $2 WHERE id = $1", mission_id, at)
    await tell_state(work, mission_id, at)
    return mission


async def _release_late(work: UnitOfWork, claim_id: UUID, at: datetime) -> bool:
    """Release one claim if it is still late once everything is locked."""
    claim = await lock_claim(work, claim_id)
    if claim.state != "active" or claim.deadline > at:
        return False
    await _release(work, claim_id, claim.mission_id, claim.human_id, "deadline", at)
    from commonweal_missions.tasks import count_miss  # noqa: PLC0415 - the tasks need this module

    await enqueue(work, count_miss, claim_id=claim_id)
    await tell_state(work, claim.mission_id, at)
    return True


async def _release(
    work: UnitOfWork,
    claim_id: UUID,
    mission_id: UUID,
    human_id: UUID,
    reason: Literal["deadline", "archive"],
    at: datetime,
) -> None:
    await work.execute(
        "UPDATE missions.claim SET state = 'released', finished_at = $2, ended_by = $3 WHERE id = $1",
        claim_id,
        at,
        reason,
    )
    event = ClaimReleased(claim_id=claim_id, mission_id=mission_id, human_id=human_id, reason=reason)
    await emit(work, event, subject=claim_id)
