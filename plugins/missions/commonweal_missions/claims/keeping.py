"""What a human does with a claim of theirs: says how far it is, keeps notes, or gives it up (DOMAIN §7.2)."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import Refusal, UnitOfWork, emit, enqueue

from commonweal_missions.claims.events import ClaimAbandoned, ClaimProgressed
from commonweal_missions.claims.locking import LockedClaim, lock_claim
from commonweal_missions.claims.telling import tell_state
from commonweal_missions.states import CLAIM

FREE_TO_LEAVE: Final = timedelta(hours=24)


async def report_progress(
    work: UnitOfWork, claim_id: UUID, human_id: UUID, *, progress: int | None, notes: str | None, at: datetime
) -> None:
    """Keep progress and notes of an active claim; None leaves one as it is.

    Raises ``Refusal``: ``not_found`` for another's claim, ``invalid_transition`` unless it is active and its
    deadline has not passed.
    """
    claim = await own_claim(work, claim_id, human_id)
    claim.require_in_time(at, "active")
    if claim.state != "active":
        raise Refusal("invalid_transition", source=str(claim.state), target="active")
    await work.execute(
        "UPDATE missions.claim SET progress = coalesce($2, progress), notes = coalesce($3, notes)"
        " WHERE id = $1",
        claim_id,
        progress,
        notes,
    )
    if progress is not None and progress != claim.progress:
        event = ClaimProgressed(
            claim_id=claim_id, mission_id=claim.mission_id, human_id=human_id, progress=progress
        )
        await emit(work, event, subject=claim_id)
    await tell_state(work, claim.mission_id, at)


async def give_up(work: UnitOfWork, claim_id: UUID, human_id: UUID, at: datetime) -> bool:
    """Give an active claim up and return whether that was free; later than 24 hours it counts as a miss.

    Raises ``Refusal``: ``not_found`` for another's claim, ``invalid_transition`` unless it is active and its
    deadline has not passed: whoever lets it pass cannot still leave for free.
    """
    claim = await own_claim(work, claim_id, human_id)
    claim.require_in_time(at, "abandoned")
    CLAIM.step(claim.state, "abandoned")
    free = at <= claim.claimed_at + FREE_TO_LEAVE
    await work.execute(
        "UPDATE missions.claim SET state = 'abandoned', finished_at = $2, ended_by = 'human' WHERE id = $1",
        claim_id,
        at,
    )
    event = ClaimAbandoned(claim_id=claim_id, mission_id=claim.mission_id, human_id=human_id, free=free)
    await emit(work, event, subject=claim_id)
    if not free:
        from commonweal_missions.tasks import count_miss  # noqa: PLC0415 - the tasks need this package

        await enqueue(work, count_miss, claim_id=claim_id)
    await tell_state(work, claim.mission_id, at)
    return free


async def own_claim(work: UnitOfWork, claim_id: UUID, human_id: UUID) -> LockedClaim:
    """Lock a claim of a human; another's is not found."""
    claim = await lock_claim(work, claim_id)
    if claim.human_id != human_id:
        raise Refusal("not_found")
    return claim
