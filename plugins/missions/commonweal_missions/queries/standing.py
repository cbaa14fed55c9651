"""How missions, and the open claims of people, stand now: ids, states and counts, of several at once."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.evidence.living import EvidenceState
from commonweal_missions.queries.statement import COUNTED
from commonweal_missions.rules.state import facts_of, state_of
from commonweal_missions.rules.vocabulary import ClaimState, MissionState, ReviewStatus

_MISSIONS = f"""
    SELECT m.id, m.archived_at, m.expires_at, m.max_claims, m.review_status, m.version,
           counted.active, counted.started, counted.submitted, counted.verified
    FROM missions.mission AS m
    {COUNTED}
    WHERE m.id = ANY ($1)
"""
_CLAIMS = """
    SELECT c.human_id, c.id, c.mission_id, c.state, c.deadline, c.progress, latest.id AS evidence_id,
           latest.state AS evidence_state, latest.final_confidence AS confidence
    FROM missions.claim AS c
    LEFT JOIN LATERAL (
        SELECT id, state, final_confidence FROM missions.evidence
        WHERE claim_id = c.id ORDER BY attempt DESC LIMIT 1
    ) AS latest ON true
    WHERE c.human_id = ANY ($1) AND c.state IN ('active', 'submitted') ORDER BY c.id
"""


class MissionStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A mission as everybody who may read it sees it stand; the counts are of its claims."""

    state: MissionState
    review_status: ReviewStatus
    version: int
    max_claims: int
    slots_left: int
    active: int
    submitted: int
    verified: int


class OpenClaim(msgspec.Struct, frozen=True, kw_only=True):
    """An open claim as its human sees it, with what was handed in last and how sure the verdict was."""

    id: UUID
    mission_id: UUID
    state: ClaimState
    deadline: datetime
    progress: int
    evidence_id: UUID | None
    evidence_state: EvidenceState | None
    confidence: float | None


async def mission_standings(work: UnitOfWork, mission_ids: Iterable[UUID]) -> dict[UUID, MissionStanding]:
    """Return how missions stand; those that do not exist are left out."""
    now, found = datetime.now(UTC), {}
    for row in await work.fetch(_MISSIONS, list(mission_ids)):
        facts = facts_of(row)
        found[row["id"]] = MissionStanding(
            state=state_of(facts, now),
            review_status=row["review_status"],
            version=row["version"],
            max_claims=facts.max_claims,
            slots_left=facts.slots_left,
            active=facts.active,
            submitted=facts.submitted,
            verified=facts.verified,
        )
    return found


async def open_claims_of(work: UnitOfWork, human_ids: Iterable[UUID]) -> dict[UUID, list[OpenClaim]]:
    """Return the open claims of each of several people, the oldest first."""
    found: dict[UUID, list[OpenClaim]] = {human_id: [] for human_id in human_ids}
    for row in await work.fetch(_CLAIMS, list(found)):
        values = dict(row)
        found[values.pop("human_id")].append(OpenClaim(**values))
    return found
