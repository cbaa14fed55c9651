"""Locks missions, humans and claims, in this order everywhere, so that no two acts wait for each other.

Acts that also lock evidence, reputation or the books do so after these.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork

from commonweal_missions.rules.vocabulary import (
    ClaimState,
    CreatorKind,
    Difficulty,
    Domain,
    EvidenceKind,
    PeerReview,
    ReviewStatus,
    Risk,
)

_MISSION = """
    SELECT id, creator_kind, creator_id, solution_id, problem_id, domain, difficulty, risk, evidence_kind,
           evidence_required, reward_minor, max_claims, claim_hours, peer_review, latitude, longitude,
           gps_radius_m, version, source_locale, review_status, published_at, expires_at, archived_at,
           closed_at, slots_taken, told_state, hold_key
    FROM missions.mission WHERE id = $1 FOR NO KEY UPDATE
"""
_CLAIMER = """
    INSERT INTO missions.claimer (human_id) VALUES ($1)
    ON CONFLICT (human_id) DO UPDATE SET human_id = excluded.human_id
    RETURNING open_claims
"""
_CLAIM = """
    SELECT id, mission_id, human_id, state, claimed_at, deadline, progress, notes, submitted_at, finished_at
    FROM missions.claim WHERE id = $1 FOR UPDATE
"""


class LockedMission(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a mission, locked until the unit of work ends; its position is the exact one."""

    id: UUID
    creator_kind: CreatorKind
    creator_id: UUID
    solution_id: UUID | None
    problem_id: UUID | None
    domain: Domain
    difficulty: Difficulty
    risk: Risk
    evidence_kind: list[EvidenceKind]
    evidence_required: list[bool]
    reward_minor: int
    max_claims: int
    claim_hours: int
    peer_review: PeerReview
    latitude: float | None
    longitude: float | None
    gps_radius_m: int
    version: int
    source_locale: str
    review_status: ReviewStatus
    published_at: datetime | None
    expires_at: datetime
    archived_at: datetime | None
    closed_at: datetime | None
    slots_taken: int
    told_state: str | None
    hold_key: str | None


class LockedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose row is locked until the unit of work ends, with its mission, locked as well."""

    id: UUID
    mission_id: UUID
    human_id: UUID
    state: ClaimState
    claimed_at: datetime
    deadline: datetime
    progress: int
    notes: str
    submitted_at: datetime | None
    finished_at: datetime | None
    mission: LockedMission

    def require_in_time(self, at: datetime, target: str) -> None:
        """Refuse a step of an active claim that is late, though no worker has released it yet."""
        if self.state is ClaimState.ACTIVE and self.deadline <= at:
            raise Refusal("invalid_transition", source="released", target=target)


async def lock_mission(work: UnitOfWork, mission_id: UUID) -> LockedMission:
    """Lock a mission and read its facts; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_MISSION, mission_id)
    if row is None:
        raise Refusal("not_found")
    return msgspec.convert(dict(row), LockedMission)


async def lock_human(work: UnitOfWork, human_id: UUID) -> int:
    """Lock what is counted of a human and return how many claims are open; after the mission is locked."""
    return int(await work.fetch_value(_CLAIMER, human_id))


async def lock_claim(work: UnitOfWork, claim_id: UUID) -> LockedClaim:
    """Lock a claim after its mission and its human; raises ``Refusal("not_found")``."""
    found: Any = await work.fetch_row(
        "SELECT mission_id, human_id FROM missions.claim WHERE id = $1", claim_id
    )
    if found is None:
        raise Refusal("not_found")
    mission = await lock_mission(work, found["mission_id"])
    await lock_human(work, found["human_id"])
    row = await work.fetch_row(_CLAIM, claim_id)
    return msgspec.convert({**row, "mission": mission}, LockedClaim)
