"""The review desk: what a peer is asked to judge, and what came of it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import BlobStore, Refusal, UnitOfWork

from commonweal_missions.evidence.reading import EvidenceView, find_evidence, with_links
from commonweal_missions.queries.mission import EvidenceItem, MissionDetail, find_mission
from commonweal_missions.reading import Rights
from commonweal_missions.rules.vocabulary import ContentLocale, Domain

Group = Literal["waiting", "given"]
GROUPS: dict[Group, tuple[str, ...]] = {"waiting": ("asked", "opened"), "given": ("given",)}
_LIST = """
SELECT r.id, c.mission_id, r.state, r.asked_at, r.due_at, r.opened_at, r.given_at, r.verdict, r.confidence,
    r.reasoning, m.domain, m.reward_minor, coalesce(translated.title, original.title) AS title,
    CASE WHEN r.state = 'given' AND e.state IN ('verified', 'rejected') THEN e.state END AS outcome
FROM missions.peer_review AS r
JOIN missions.evidence AS e ON e.id = r.evidence_id
JOIN missions.claim AS c ON c.id = e.claim_id
JOIN missions.mission AS m ON m.id = c.mission_id
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = $2 AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
WHERE r.reviewer_id = $1 AND ($3::uuid IS NULL OR r.id = $3) AND r.state = ANY ($4)
  AND ($5::uuid IS NULL OR r.id < $5)
ORDER BY r.id DESC LIMIT $6
"""
_SHOWN = ("asked", "opened", "given", "timed_out", "withdrawn")


class OwnReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review one is asked for; ``outcome`` is what the evidence came to, once that is decided."""

    id: UUID
    mission_id: UUID
    title: str
    domain: Domain
    reward_minor: int
    state: Literal["asked", "opened", "given", "timed_out", "withdrawn"]
    asked_at: datetime
    due_at: datetime
    opened_at: datetime | None
    given_at: datetime | None
    verdict: Literal["approve", "reject"] | None
    confidence: float | None
    reasoning: str | None
    outcome: Literal["verified", "rejected"] | None


class OpenedReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review with what there is to judge: null until it has been opened."""

    review: OwnReview
    description: str
    required_evidence: list[EvidenceItem]
    evidence: EvidenceView | None


async def list_reviews(
    work: UnitOfWork,
    reviewer_id: UUID,
    reader: ContentLocale,
    group: Group | None = None,
    *,
    after: UUID | None = None,
    limit: int = 100,
) -> list[OwnReview]:
    """List what a peer is asked for, the newest first."""
    states = GROUPS[group] if group else _SHOWN
    rows = await work.fetch(_LIST, reviewer_id, str(reader), None, list(states), after, limit)
    return [msgspec.convert(dict(row), OwnReview) for row in rows]


async def read_review(
    work: UnitOfWork,
    blobs: BlobStore,
    review_id: UUID,
    reviewer_id: UUID,
    reader: ContentLocale,
    now: datetime,
) -> OpenedReview:
    """Read one review of a peer; another's raises ``Refusal("not_found")``."""
    rows: list[Any] = list(
        await work.fetch(_LIST, reviewer_id, str(reader), review_id, list(_SHOWN), None, 1)
    )
    if not rows:
        raise Refusal("not_found")
    review = msgspec.convert(dict(rows[0]), OwnReview)
    mission = await _mission(work, review.mission_id, reader, now)
    shown = review.state in {"opened", "given"}
    evidence_id = await work.fetch_value(
        "SELECT evidence_id FROM missions.peer_review WHERE id = $1", review_id
    )
    evidence = await find_evidence(work, evidence_id, "peer") if shown else None
    return OpenedReview(
        review=review,
        description=mission.description,
        required_evidence=mission.required_evidence,
        evidence=await with_links(evidence, blobs, "peer") if evidence else None,
    )


async def _mission(work: UnitOfWork, mission_id: UUID, reader: ContentLocale, now: datetime) -> MissionDetail:
    """Read the mission that evidence is for, whatever readers have reported meanwhile."""
    mission = await find_mission(work, mission_id, reader, now, Rights(admin=True))
    if mission is None:
        raise Refusal("not_found")
    return mission
