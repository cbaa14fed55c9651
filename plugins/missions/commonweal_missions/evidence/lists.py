"""Lists of evidence: of the missions somebody made, and what waits for an admin."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.evidence.living import EvidenceState
from commonweal_missions.evidence.reading import COLUMNS, FROM, EvidenceView, views_of
from commonweal_missions.evidence.viewing import Viewer
from commonweal_missions.rules.vocabulary import ContentLocale, Domain

_MADE = f"""
SELECT {COLUMNS} {FROM}
WHERE m.creator_id = ANY ($1) AND ($2::text IS NULL OR e.state = $2) AND ($3::uuid IS NULL OR e.id < $3)
ORDER BY e.id DESC LIMIT $4
"""
_WAITING = """
SELECT e.id, e.state, e.submitted_at, e.taken_by, e.taken_at, a.appealed_at, m.domain,
    e.due_at,
    coalesce(translated.title, original.title) AS title
FROM missions.evidence AS e
JOIN missions.claim AS c ON c.id = e.claim_id
JOIN missions.mission AS m ON m.id = c.mission_id
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = $1 AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
LEFT JOIN missions.appeal AS a ON a.evidence_id = e.id
WHERE e.state IN ('appealed', 'admin_review')
  AND ($2::timestamptz IS NULL
       OR (e.due_at, e.id) > ($2::timestamptz, $3::uuid))
ORDER BY e.due_at, e.id LIMIT $4
"""


_COUNT_WAITING = """
SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE due_at < $1))::int AS overdue
FROM missions.evidence WHERE state IN ('appealed', 'admin_review')
"""


class WaitingEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence that waits for an admin, on appeal or because reviewers are lacking."""

    id: UUID
    title: str
    domain: Domain
    state: Literal["appealed", "admin_review"]
    submitted_at: datetime
    appealed_at: datetime | None
    due_at: datetime
    taken_by: UUID | None
    taken_at: datetime | None


async def list_made(
    work: UnitOfWork,
    creators: Collection[UUID],
    viewer: Viewer,
    *,
    state: EvidenceState | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[EvidenceView]:
    """List evidence for missions of some creators, the newest first; ``after`` is the last one before."""
    rows = await work.fetch(_MADE, list(creators), state, after, limit)
    return await views_of(work, rows, viewer)


async def count_waiting(work: UnitOfWork, at: datetime) -> tuple[int, int]:
    """Count what waits for an admin, and what of it for too long."""
    row: Any = await work.fetch_row(_COUNT_WAITING, at)
    return row["waiting"], row["overdue"]


async def list_waiting(
    work: UnitOfWork, reader: ContentLocale, after: tuple[datetime, UUID] | None, limit: int
) -> list[WaitingEvidence]:
    """List what waits for an admin, the most urgent first."""
    due, last = after or (None, None)
    rows: list[Any] = list(await work.fetch(_WAITING, str(reader), due, last, limit))
    return [msgspec.convert(dict(row), WaitingEvidence) for row in rows]
