"""What happens to a claim while evidence goes in and verdicts come back.

These are for the plugin's own evidence: it calls ``lock_claim`` first, then locks its own rows, then acts.
Each act tells its event and what becomes of the mission; none pays.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import Refusal, UnitOfWork, emit

from commonweal_missions.claims.events import ClaimReturned, ClaimSubmitted, ClaimVerified
from commonweal_missions.claims.locking import LockedClaim, lock_claim
from commonweal_missions.claims.telling import tell_state
from commonweal_missions.states import CLAIM

SECOND_TRY: Final = timedelta(hours=72)


async def submit(work: UnitOfWork, claim_id: UUID, *, human_id: UUID, at: datetime) -> LockedClaim:
    """Hand in evidence or an appeal: no deadline runs from now on. Returns the claim as it was before.

    Raises ``Refusal``: ``not_found`` for another's claim, ``invalid_transition`` unless it is active and its
    deadline has not passed.
    """
    claim = await lock_claim(work, claim_id)
    if claim.human_id != human_id:
        raise Refusal("not_found")
    claim.require_in_time(at, "submitted")
    CLAIM.step(claim.state, "submitted")
    await work.execute(
        "UPDATE missions.claim SET state = 'submitted', submitted_at = $2, progress = 100 WHERE id = $1",
        claim_id,
        at,
    )
    await emit(
        work,
        ClaimSubmitted(claim_id=claim_id, mission_id=claim.mission_id, human_id=claim.human_id),
        subject=claim_id,
    )
    await tell_state(work, claim.mission_id, at)
    return claim


async def reject(work: UnitOfWork, claim_id: UUID, at: datetime) -> datetime:
    """Give a claim back to its human, whose evidence was rejected; returns the new deadline.

    Raises ``Refusal("invalid_transition")`` unless it is submitted.
    """
    claim = await lock_claim(work, claim_id)
    CLAIM.step(claim.state, "active")
    deadline = max(claim.deadline, at + SECOND_TRY)
    await work.execute(
        "UPDATE missions.claim SET state = 'active', deadline = $2 WHERE id = $1", claim_id, deadline
    )
    event = ClaimReturned(
        claim_id=claim_id, mission_id=claim.mission_id, human_id=claim.human_id, deadline=deadline
    )
    await emit(work, event, subject=claim_id)
    await tell_state(work, claim.mission_id, at)
    return deadline


async def verify(work: UnitOfWork, claim_id: UUID, at: datetime) -> LockedClaim:
    """Finish a claim whose evidence was verified. Returns the claim as it was before.

    Raises ``Refusal("invalid_transition")`` unless it is submitted, so that nobody verifies it twice.
    """
    claim = await lock_claim(work, claim_id)
    CLAIM.step(claim.state, "verified")
    await work.execute(
        "UPDATE missions.claim SET state = 'verified', finished_at = $2 WHERE id = $1", claim_id, at
    )
    await emit(
        work,
        ClaimVerified(claim_id=claim_id, mission_id=claim.mission_id, human_id=claim.human_id),
        subject=claim_id,
    )
    await tell_state(work, claim.mission_id, at)
    return claim
