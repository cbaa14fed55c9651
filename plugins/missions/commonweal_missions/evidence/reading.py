"""Evidence as those who may see it read it: submissions with files, reviews, appeal and payment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import BlobStore, UnitOfWork

from commonweal_missions.evidence.linking import FileLinks, links_of
from commonweal_missions.evidence.living import DecidedBy, EvidenceState
from commonweal_missions.evidence.naming import Moment
from commonweal_missions.evidence.viewing import Viewer
from commonweal_missions.rules.geography import Point, distance_m

COLUMNS = """
    e.id, e.claim_id, c.mission_id, e.human_id, e.attempt, e.state, e.text, e.latitude, e.longitude,
    e.captured_at, e.submitted_at, e.automatic_score, e.automatic_reasons, e.checked_at, e.final_confidence,
    e.decided_by_kind, e.decided_at, e.notes, e.taken_by, e.taken_at, e.multiplier_hundredths,
    c.state AS claim_state, c.deadline, m.latitude AS mission_latitude, m.longitude AS mission_longitude
"""
FROM = """
FROM missions.evidence AS e
JOIN missions.claim AS c ON c.id = e.claim_id
JOIN missions.mission AS m ON m.id = c.mission_id
"""
_ONE = f"SELECT {COLUMNS} {FROM} WHERE e.id = $1"
_OF_CLAIM = f"SELECT {COLUMNS} {FROM} WHERE e.claim_id = $1 ORDER BY e.attempt DESC"
_FILES = """
SELECT id, evidence_id, item, moment, name, media_type, bytes, captured_at, latitude, longitude,
    copied_at IS NOT NULL AS copied, copy_width, copy_height
FROM missions.evidence_file WHERE evidence_id = ANY ($1) ORDER BY item, uploaded_at, id
"""
_REVIEWS = """
SELECT evidence_id, verdict, confidence, reasoning, given_at FROM missions.peer_review
WHERE evidence_id = ANY ($1) AND state = 'given' ORDER BY given_at, id
"""
_WITH_PEERS = """
SELECT evidence_id, count(*) FILTER (WHERE state IN ('asked', 'opened', 'given')) AS asked,
    count(*) FILTER (WHERE state = 'given') AS given
FROM missions.peer_review WHERE evidence_id = ANY ($1) GROUP BY evidence_id
"""
_APPEALS = """
SELECT evidence_id, reason, appealed_at, due_at, decided_at, upheld FROM missions.appeal
WHERE evidence_id = ANY ($1)
"""
_PAYMENTS = """
SELECT evidence_id, base_minor, automatic_percent, peers_percent, quality_percent, multiplier_hundredths,
    paid_minor, first_in_domain_minor, paid_at
FROM missions.payment WHERE evidence_id = ANY ($1)
"""


class EvidenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of evidence; ``copied`` when there is a copy without metadata."""

    id: UUID
    item: int
    moment: Moment | None
    name: str
    media_type: str
    bytes: int
    captured_at: datetime | None
    latitude: float | None
    longitude: float | None
    copied: bool
    copy_width: int | None
    copy_height: int | None
    links: FileLinks = FileLinks()


class GivenReview(msgspec.Struct, frozen=True):
    """What a peer said; who it was is told to nobody."""

    verdict: Literal["approve", "reject"]
    confidence: float
    reasoning: str
    given_at: datetime


class AppealView(msgspec.Struct, frozen=True):
    """An appeal; ``upheld`` when an admin found it right, None as long as nobody has decided."""

    reason: str
    appealed_at: datetime
    due_at: datetime
    decided_at: datetime | None
    upheld: bool | None


class PaymentView(msgspec.Struct, frozen=True, kw_only=True):
    """What evidence paid, in its parts: minor units, bonuses in percent, the multiplier in hundredths."""

    base_minor: int
    automatic_percent: int
    peers_percent: int
    quality_percent: int
    multiplier_hundredths: int
    paid_minor: int
    first_in_domain_minor: int
    paid_at: datetime


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """A submission; what a reader may not know is null or empty.

    ``metres`` is how far from the mission it was captured. Reviews of peers are given once it is
    decided, to admins before.
    """

    id: UUID
    claim_id: UUID | None
    mission_id: UUID
    human_id: UUID | None
    attempt: int
    state: EvidenceState
    submitted_at: datetime
    text: str
    latitude: float | None
    longitude: float | None
    metres: int | None
    captured_at: datetime | None
    files: list[EvidenceFile]
    automatic_score: float | None
    automatic_reasons: list[str]
    checked_at: datetime | None
    peers_asked: int
    peers_given: int
    reviews: list[GivenReview]
    final_confidence: float | None
    decided_by: DecidedBy | None
    decided_at: datetime | None
    notes: str
    appeal: AppealView | None
    payment: PaymentView | None
    may_appeal: bool
    taken_by: UUID | None
    taken_at: datetime | None


async def find_evidence(work: UnitOfWork, evidence_id: UUID, viewer: Viewer) -> EvidenceView | None:
    """Read evidence for somebody who may see it as ``viewer``."""
    rows = await work.fetch(_ONE, evidence_id)
    return (await views_of(work, rows, viewer))[0] if rows else None


async def evidence_of_claim(work: UnitOfWork, claim_id: UUID) -> list[EvidenceView]:
    """Read every submission for a claim as its human, the latest first."""
    return await views_of(work, await work.fetch(_OF_CLAIM, claim_id), "human")


async def with_links(view: EvidenceView, blobs: BlobStore, viewer: Viewer) -> EvidenceView:
    """Add links to the files: to the originals for their human and for admins only."""
    original = viewer in {"human", "admin"}
    files = [
        msgspec.structs.replace(
            file,
            links=await links_of(blobs, file.id, file.media_type, copied=file.copied, original=original),
        )
        for file in view.files
    ]
    return msgspec.structs.replace(view, files=files)


async def views_of(work: UnitOfWork, rows: Sequence[Any], viewer: Viewer) -> list[EvidenceView]:
    """Put rows of evidence (``COLUMNS``) and what belongs to them together, without what is not shown."""
    ids = [row["id"] for row in rows]
    files, reviews = await _grouped(work, _FILES, ids), await _grouped(work, _REVIEWS, ids)
    peers, appeals = await _grouped(work, _WITH_PEERS, ids), await _grouped(work, _APPEALS, ids)
    payments = await _grouped(work, _PAYMENTS, ids)
    return [
        _hide(
            _view(row, files, reviews, peers, appeals, payments),
            viewer,
        )
        for row in rows
    ]


async def _grouped(work: UnitOfWork, statement: str, ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in await work.fetch(statement, ids):
        values = dict(row)
        found.setdefault(values.pop("evidence_id"), []).append(values)
    return found


def _view(row: Any, *belonging: dict[UUID, list[dict[str, Any]]]) -> EvidenceView:
    files, reviews, peers, appeals, payments = (each.get(row["id"], []) for each in belonging)
    asked = peers[0] if peers else {"asked": 0, "given": 0}
    appeal = AppealView(**appeals[0]) if appeals else None
    return EvidenceView(
        id=row["id"],
        claim_id=row["claim_id"],
        mission_id=row["mission_id"],
        human_id=row["human_id"],
        attempt=row["attempt"],
        state=row["state"],
        submitted_at=row["submitted_at"],
        text=row["text"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        metres=_metres(row),
        captured_at=row["captured_at"],
        files=[EvidenceFile(**file) for file in files],
        automatic_score=row["automatic_score"],
        automatic_reasons=list(row["automatic_reasons"]),
        checked_at=row["checked_at"],
        peers_asked=asked["asked"],
        peers_given=asked["given"],
        reviews=[GivenReview(**review) for review in reviews],
        final_confidence=row["final_confidence"],
        decided_by=row["decided_by_kind"],
        decided_at=row["decided_at"],
        notes=row["notes"],
        appeal=appeal,
        payment=PaymentView(**payments[0]) if payments else None,
        may_appeal=(
            row["state"] == "rejected"
            and row["decided_by_kind"] != "admin"
            and appeal is None
            and row["claim_state"] == "active"
        ),
        taken_by=row["taken_by"],
        taken_at=row["taken_at"],
    )


def _hide(view: EvidenceView, viewer: Viewer) -> EvidenceView:
    """Leave out what a viewer may not know."""
    replace = msgspec.structs.replace
    if viewer != "admin" and view.state not in {"verified", "rejected", "appealed"} and view.appeal is None:
        view = replace(view, reviews=[])
    if viewer == "human":
        return replace(view, taken_by=None, taken_at=None)
    view = replace(view, may_appeal=False)
    if viewer == "admin":
        return view
    if viewer == "partner":
        return replace(view, taken_by=None, taken_at=None)
    view = replace(view, claim_id=None, human_id=None, latitude=None, longitude=None, appeal=None)
    view = replace(view, payment=None, taken_by=None, taken_at=None)
    if viewer == "maker":
        return replace(view, text="", files=[], metres=None, captured_at=None)
    placeless = [replace(file, latitude=None, longitude=None, name="") for file in view.files]
    if view.decided_at is None:  # a peer judges with their own eyes
        view = replace(view, automatic_score=None, automatic_reasons=[], checked_at=None, peers_given=0)
    return replace(view, files=placeless)


def _metres(row: Any) -> int | None:
    if row["latitude"] is None or row["mission_latitude"] is None:
        return None
    mission = Point(row["mission_latitude"], row["mission_longitude"])
    return round(distance_m(mission, Point(row["latitude"], row["longitude"])))
