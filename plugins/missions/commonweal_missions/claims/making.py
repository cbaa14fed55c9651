"""A human claims a free slot of an open mission (DOMAIN §7.2)."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit, new_id

from commonweal_missions.claims.events import ClaimMade
from commonweal_missions.claims.locking import LockedMission, lock_human, lock_mission
from commonweal_missions.claims.telling import tell_state

_HELD = """
    SELECT EXISTS (SELECT FROM missions.claim
                   WHERE mission_id = $1 AND human_id = $2 AND state IN ('active', 'submitted', 'verified'))
"""
_NEW = """
    INSERT INTO missions.claim (id, mission_id, human_id, claimed_at, deadline, acknowledged)
    VALUES ($1, $2, $3, $4, $5, $6)
"""


class MadeClaim(msgspec.Struct, frozen=True):
    """A new claim and its first deadline."""

    id: UUID
    deadline: datetime


async def make_claim(
    work: UnitOfWork, mission_id: UUID, human_id: UUID, *, acknowledged: bool, most_open: int, at: datetime
) -> MadeClaim:
    """Claim a slot; that the human is a stranger to the mission's creator is asked before.

    Raises ``Refusal``: ``not_found``, ``gone`` when the mission is over, ``already_claimed``,
    ``mission_full``, ``acknowledgement_required``, ``claim_limit_reached``.
    """
    mission = await lock_mission(work, mission_id)
    await _require_claimable(work, mission, human_id, at)
    if mission.risk != "green" and not acknowledged:
        raise Refusal("acknowledgement_required")
    if await lock_human(work, human_id) >= most_open:
        raise Refusal("claim_limit_reached")
    claim = MadeClaim(new_id(), first_deadline(at, mission.claim_hours, mission.expires_at))
    await work.execute(_NEW, claim.id, mission_id, human_id, at, claim.deadline, acknowledged)
    event = ClaimMade(claim_id=claim.id, mission_id=mission_id, human_id=human_id, deadline=claim.deadline)
    await emit(work, event, subject=claim.id)
    await tell_state(work, mission_id, at)
    return claim


async def refuse_early(work: UnitOfWork, mission_id: UUID, human_id: UUID) -> None:
    """Refuse a full mission without waiting for its lock; what passes is asked again under the lock."""
    full = await work.fetch_value(
        "SELECT slots_taken >= max_claims FROM missions.mission WHERE id = $1 AND review_status = 'approved'",
        mission_id,
    )
    if full is None:
        raise Refusal("not_found")
    if full:
        held = await work.fetch_value(_HELD, mission_id, human_id)
        raise Refusal("already_claimed" if held else "mission_full")


def first_deadline(claimed_at: datetime, claim_hours: int, expires_at: datetime) -> datetime:
    """Give the first deadline of a claim: after its hours, but never after the mission's end."""
    return min(claimed_at + timedelta(hours=claim_hours), expires_at)


async def _require_claimable(work: UnitOfWork, mission: LockedMission, human_id: UUID, at: datetime) -> None:
    if mission.review_status != "approved":
        raise Refusal("not_found")
    if mission.archived_at is not None or mission.expires_at <= at:
        raise Refusal("gone")
    if await work.fetch_value(_HELD, mission.id, human_id):
        raise Refusal("already_claimed")
    if mission.slots_taken >= mission.max_claims:
        raise Refusal("mission_full")
