"""What others need to tell people of missions: titles in their language, claims, verdicts, who works on what.

Each function reads several at once with one statement; who may know of them is for the caller to ask.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.evidence.living import DecidedBy, EvidenceState
from commonweal_missions.rules.vocabulary import ClaimState, CreatorKind, Domain, ReviewStatus

_MISSIONS = """
SELECT m.id, coalesce(translated.title, original.title) AS title, m.domain, m.creator_kind, m.creator_id,
    m.solution_id, m.problem_id, m.reward_minor, m.max_claims, m.slots_taken, m.grid_latitude AS latitude,
    m.grid_longitude AS longitude, m.review_status, m.expires_at
FROM missions.mission AS m
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = $2 AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
WHERE m.id = ANY ($1)
"""
_CLAIMS = """
SELECT id, mission_id, human_id, state, claimed_at, deadline FROM missions.claim WHERE id = ANY ($1)
"""
_VERIFIED = """
SELECT c.id, c.mission_id, c.human_id, m.domain, m.duration_min AS minutes,
    coalesce(c.paid_minor, 0) AS earned_minor, c.finished_at AS verified_at
FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
WHERE c.id = ANY ($1) AND c.state = 'verified'
"""
_NEAR = """
SELECT id, mission_id, human_id, state, claimed_at, deadline FROM missions.claim
WHERE state = 'active' AND deadline > $1 AND deadline <= $1 + $2::interval
    AND claimed_at <= deadline - $2::interval AND (deadline, id) > ($3, $4)
ORDER BY deadline, id LIMIT $5
"""
_EVIDENCE = """
SELECT e.id, e.claim_id, c.mission_id, e.human_id, e.state, e.decided_by_kind AS decided_by, c.deadline,
    a.id IS NOT NULL AS is_appealed, a.upheld, p.paid_minor, p.base_minor, p.multiplier_hundredths,
    p.automatic_percent + p.peers_percent + p.quality_percent AS bonus_percent, p.first_in_domain_minor
FROM missions.evidence AS e JOIN missions.claim AS c ON c.id = e.claim_id
LEFT JOIN missions.appeal AS a ON a.evidence_id = e.id
LEFT JOIN missions.payment AS p ON p.evidence_id = e.id
WHERE e.id = ANY ($1)
"""
_REVIEWS = """
SELECT r.id, c.mission_id, r.reviewer_id, r.state, r.due_at FROM missions.peer_review AS r
JOIN missions.evidence AS e ON e.id = r.evidence_id JOIN missions.claim AS c ON c.id = e.claim_id
WHERE r.id = ANY ($1)
"""
_WORKING = """
SELECT DISTINCT c.human_id FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
WHERE (m.problem_id = $1 OR m.solution_id = ANY ($2)) AND c.state IN ('active', 'submitted', 'verified')
"""
_COUNTED = """
SELECT m.creator_id,
    count(*) FILTER (WHERE c.claimed_at >= $2 AND c.claimed_at < $3) AS claimed,
    count(*) FILTER (WHERE c.state = 'verified' AND c.finished_at >= $2 AND c.finished_at < $3) AS verified
FROM missions.mission AS m JOIN missions.claim AS c ON c.mission_id = m.id
WHERE m.creator_id = ANY ($1) AND c.claimed_at < $3 AND coalesce(c.finished_at, $2) >= $2
GROUP BY m.creator_id
"""


class MissionRead(msgspec.Struct, frozen=True, kw_only=True):
    """A mission as others refer to it; its position is the public one, snapped to the grid."""

    id: UUID
    title: str
    domain: Domain
    creator_kind: CreatorKind
    creator_id: UUID
    solution_id: UUID | None
    problem_id: UUID | None
    reward_minor: int
    max_claims: int
    slots_taken: int
    latitude: float | None
    longitude: float | None
    review_status: ReviewStatus
    expires_at: datetime


class ClaimRead(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as others refer to it."""

    id: UUID
    mission_id: UUID
    human_id: UUID
    state: ClaimState
    claimed_at: datetime
    deadline: datetime


class VerifiedRead(msgspec.Struct, frozen=True, kw_only=True):
    """What a verified claim amounts to: the minutes are the mission's estimate."""

    id: UUID
    mission_id: UUID
    human_id: UUID
    domain: Domain
    minutes: int
    earned_minor: int
    verified_at: datetime


class EvidenceRead(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence and its verdict; what it paid, in its parts, is None unless it was verified."""

    id: UUID
    claim_id: UUID
    mission_id: UUID
    human_id: UUID
    state: EvidenceState
    decided_by: DecidedBy | None
    deadline: datetime
    is_appealed: bool
    upheld: bool | None
    paid_minor: int | None
    base_minor: int | None
    bonus_percent: int | None
    multiplier_hundredths: int | None
    first_in_domain_minor: int | None


class ReviewRead(msgspec.Struct, frozen=True, kw_only=True):
    """A review that a peer was asked for."""

    id: UUID
    mission_id: UUID
    reviewer_id: UUID
    state: Literal["asked", "opened", "given", "timed_out", "withdrawn"]
    due_at: datetime


class CreatorCounts(msgspec.Struct, frozen=True):
    """How many slots of somebody's missions were claimed in a time, and how many claims were verified."""

    claimed: int = 0
    verified: int = 0


async def find_missions(work: UnitOfWork, ids: Collection[UUID], locale: str) -> dict[UUID, MissionRead]:
    """Return missions, whatever their state, with their titles in a language where there is one."""
    return _by_id(await work.fetch(_MISSIONS, list(ids), locale), MissionRead)


async def find_claims(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, ClaimRead]:
    """Return claims."""
    return _by_id(await work.fetch(_CLAIMS, list(ids)), ClaimRead)


async def find_verified(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, VerifiedRead]:
    """Return what those among some claims amount to that are verified."""
    return _by_id(await work.fetch(_VERIFIED, list(ids)), VerifiedRead)


async def claims_near_deadline(
    work: UnitOfWork, at: datetime, within: timedelta, *, after: ClaimRead | None = None, limit: int = 500
) -> list[ClaimRead]:
    """Return active claims whose deadline comes within a time, the nearest first, after one that was read.

    Those that were made with less time to begin with are left out.
    """
    place = (after.deadline, after.id) if after else (at, UUID(int=0))
    rows = await work.fetch(_NEAR, at, within, *place, limit)
    return [ClaimRead(**dict(row)) for row in rows]


async def find_evidence(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, EvidenceRead]:
    """Return evidence with what was decided and paid."""
    return _by_id(await work.fetch(_EVIDENCE, list(ids)), EvidenceRead)


async def find_reviews(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, ReviewRead]:
    """Return reviews that peers were asked for."""
    return _by_id(await work.fetch(_REVIEWS, list(ids)), ReviewRead)


async def working_on(
    work: UnitOfWork, *, problem_id: UUID | None = None, solution_ids: Collection[UUID] = ()
) -> set[UUID]:
    """Return whoever holds a claim, or had one verified, in a mission against a problem or of solutions."""
    rows = await work.fetch(_WORKING, problem_id, list(solution_ids))
    return {row["human_id"] for row in rows}


async def count_for_creators(
    work: UnitOfWork, ids: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, CreatorCounts]:
    """Count what came of the missions of several creators from one moment to another."""
    rows = await work.fetch(_COUNTED, list(ids), since, until)
    return {row["creator_id"]: CreatorCounts(row["claimed"], row["verified"]) for row in rows}


def _by_id(rows: Any, kind: Any) -> dict[UUID, Any]:
    return {row["id"]: kind(**dict(row)) for row in rows}
