"""What admins see of the queue: the list by priority and due time, and one item with its history."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity

from commonweal_review.items import Item, columns, find_item

Place = tuple[int, datetime, UUID]
_LIST = f"""
SELECT {columns()} FROM review.item
WHERE status = 'flagged' AND ($1::text IS NULL OR kind = $1) AND ($2::int IS NULL OR priority = $2)
    AND ($3::text IS NULL OR locale = $3)
    AND ($4::int IS NULL OR (priority, due_at, id) > ($4::int, $5::timestamptz, $6::uuid))
ORDER BY priority, due_at, id LIMIT $7
"""
_HISTORY = """
SELECT id, source, before, status, decided_by, notes, score, categories, decided_at
FROM review.decision WHERE review_id = $1 ORDER BY decided_at DESC, id DESC
"""
_COUNTS = """
SELECT priority, count(*) AS waiting, count(*) FILTER (WHERE due_at < now()) AS overdue
FROM review.item WHERE status = 'flagged' GROUP BY priority ORDER BY priority
"""


_OWN = """
SELECT item.id, kind, item_id, summary, status, categories, updated_at, coalesce(last.notes, '') AS notes
FROM review.item LEFT JOIN LATERAL (
    SELECT notes FROM review.decision WHERE review_id = item.id AND source = 'admin' AND status = item.status
    ORDER BY decided_at DESC LIMIT 1
) AS last ON true
WHERE author_id = $1 AND ($2::uuid IS NULL OR item.id < $2) ORDER BY item.id DESC LIMIT $3
"""


class OwnItem(msgspec.Struct, frozen=True):
    """What became of something one wrote; ``notes`` are those of the admin who decided."""

    id: UUID
    kind: str
    item_id: UUID
    summary: str
    status: str
    categories: list[str]
    updated_at: datetime
    notes: str


class QueueFilter(msgspec.Struct, frozen=True):
    """Which items to list."""

    kind: str | None = None
    priority: int | None = None
    locale: str | None = None


class PastDecision(msgspec.Struct, frozen=True):
    """One decision of an item's history."""

    id: UUID
    source: str
    before: str
    status: str
    decided_by: UUID | None
    notes: str
    score: float | None
    categories: list[str]
    decided_at: datetime


class ReaderReport(msgspec.Struct, frozen=True):
    """What a reader said about an item; who it was stays with the database."""

    reason: str
    note: str
    reported_at: datetime


class ItemDetail(msgspec.Struct, frozen=True):
    """An item with its history, the latest first, and what readers said."""

    item: Item
    author_name: str
    history: list[PastDecision]
    reports: list[ReaderReport]


class Waiting(msgspec.Struct, frozen=True):
    """How many items of a priority wait, and how many of them for too long."""

    priority: int
    waiting: int
    overdue: int


async def list_queue(work: UnitOfWork, wanted: QueueFilter, after: Place | None, limit: int) -> list[Item]:
    """List what waits: the most urgent first, then what is due first."""
    place = after or (None, None, None)
    rows = await work.fetch(_LIST, wanted.kind, wanted.priority, wanted.locale, *place, limit)
    return [Item(**dict(row)) for row in rows]


async def read_detail(work: UnitOfWork, review_id: UUID) -> ItemDetail:
    """Return one item with everything an admin decides on; raises ``Refusal("not_found")``."""
    item = await find_item(work, review_id)
    history = [PastDecision(**dict(row)) for row in await work.fetch(_HISTORY, review_id)]
    reports = await work.fetch(
        "SELECT reason, note, reported_at FROM review.report WHERE review_id = $1"
        " ORDER BY reported_at DESC LIMIT 100",
        review_id,
    )
    names = await author_names(work, [item])
    return ItemDetail(item, names[item.id], history, [ReaderReport(**dict(row)) for row in reports])


async def list_own(work: UnitOfWork, author_id: str, before: UUID | None, limit: int) -> list[OwnItem]:
    """List what an author wrote, the newest first."""
    return [OwnItem(**dict(row)) for row in await work.fetch(_OWN, author_id, before, limit)]


async def count_waiting(work: UnitOfWork) -> list[Waiting]:
    """Count what waits, by priority."""
    return [Waiting(**dict(row)) for row in await work.fetch(_COUNTS)]


async def author_names(work: UnitOfWork, items: Sequence[Item]) -> dict[UUID, str]:
    """Return what the authors of items are called, by the items' ids; empty for who is gone."""
    ids = {UUID(item.author_id) for item in items if item.author_kind in ("human", "agent")}
    humans, agents = await identity.find_humans(work, ids), await identity.find_agents(work, ids)
    known = await identity.find_organisations(
        work, {item.organisation_id for item in items if item.organisation_id}
    )
    names = {}
    for item in items:
        if item.organisation_id in known:
            names[item.id] = known[item.organisation_id].name
        elif item.author_kind in ("human", "agent"):
            found = humans.get(UUID(item.author_id)) or agents.get(UUID(item.author_id))
            names[item.id] = found.display_name if found else ""
        else:
            names[item.id] = item.author_id
    return names
