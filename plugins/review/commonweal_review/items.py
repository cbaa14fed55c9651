"""What is reviewed, as rows: each change of status comes with its log, event and consequences."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit, new_id
from commonweal_identity import api as identity

from commonweal_review.deciding import due_at
from commonweal_review.events import ContentDecided, ContentFlagged
from commonweal_review.model import Assessment, Author, ContentKind, Decision, Source, Status
from commonweal_review.states import ITEM

SUMMARY = 500
_COLUMNS = """id, kind, item_id, author_kind, author_id, organisation_id, locale, domain, summary, status,
    score, categories, reasons, priority, flagged_at, due_at, taken_by, taken_until, created_at"""
_INSERT = """
INSERT INTO review.item (id, kind, item_id, author_kind, author_id, organisation_id, locale, domain, summary,
    status, score, categories, reasons, priority, flagged_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
"""
_MOVE = """
UPDATE review.item SET status = $2, priority = $3, flagged_at = $4, due_at = $5, alerted_at = NULL,
    taken_by = NULL, taken_until = NULL, updated_at = $6
WHERE id = $1
"""
_LOG = """
INSERT INTO review.decision (id, review_id, kind, author_kind, author_id, organisation_id, locale, domain,
    source, before, status, score, categories, reasons, notes, decided_by, flagged_at, due_at, priority,
    decided_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
"""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of content in review, as its row says."""

    id: UUID
    kind: str
    item_id: UUID
    author_kind: str
    author_id: str
    organisation_id: UUID | None
    locale: str | None
    domain: str | None
    summary: str
    status: Status
    score: float
    categories: list[str]
    reasons: list[str]
    priority: int | None
    flagged_at: datetime | None
    due_at: datetime | None
    taken_by: UUID | None
    taken_until: datetime | None
    created_at: datetime

    def held_by(self, admin_id: UUID, now: datetime) -> bool:
        """Say whether an admin holds the item at this moment."""
        return self.taken_by == admin_id and self.taken_until is not None and self.taken_until > now

    def is_free(self, now: datetime) -> bool:
        """Say whether anybody may take the item."""
        return self.status == "flagged" and (self.taken_until is None or self.taken_until <= now)


async def record(work: UnitOfWork, assessment: Assessment, *, item_id: UUID, summary: str) -> Status:
    """Keep new or edited content with what was found, in the transaction that stores it; returns its status.

    Content that was reviewed before waits for a human again, whatever was found: its author edited it
    (DOMAIN §5.2); its plugin is told then.
    """
    now = datetime.now(UTC)
    known = await lock_item_of(work, assessment.kind, item_id)
    if known is None:
        return await _insert(work, assessment, item_id, summary, now)
    await work.execute(
        """UPDATE review.item SET author_kind = $2, author_id = $3, organisation_id = $4, locale = $5,
            domain = $6, summary = $7, score = $8, categories = $9, reasons = $10 WHERE id = $1""",
        known.id,
        assessment.author.kind,
        assessment.author.id,
        assessment.author.organisation_id,
        assessment.locale,
        assessment.domain,
        summary[:SUMMARY],
        assessment.score,
        assessment.categories,
        assessment.reasons,
    )
    await edited(work, assessment.kind, item_id, kinds=assessment.kinds, priority=assessment.priority)
    return "flagged"


async def hold(work: UnitOfWork, assessment: Assessment, *, item_id: UUID, summary: str) -> None:
    """Lock the review of content that is about to be edited: before the content's own row, as decisions do.

    Content that review has not seen, such as sample data, counts as approved until then, so that ``record``
    takes it to the queue.
    """
    kind, author = assessment.kind, assessment.author
    if await lock_item_of(work, kind, item_id) is None:
        rest = {"locale": assessment.locale, "domain": assessment.domain}
        await insert_published(work, kind, item_id, author, summary, **rest)


async def edited(
    work: UnitOfWork,
    kind: str,
    item_id: UUID,
    *,
    kinds: Mapping[str, ContentKind] | None = None,
    priority: int = 2,
) -> None:
    """Let content that its author edited wait for a human: approved or rejected becomes flagged."""
    item = await lock_item_of(work, kind, item_id)
    if item is None:
        raise Refusal("not_found")
    if item.status == "flagged":
        await work.execute(
            "UPDATE review.item SET taken_by = NULL, taken_until = NULL, updated_at = now() WHERE id = $1",
            item.id,
        )
        return
    await move(work, item, "flagged", source="author", priority=priority, kind=(kinds or {}).get(kind))


async def move(
    work: UnitOfWork,
    item: Item,
    status: Status,
    *,
    source: Source,
    kind: ContentKind | None,
    priority: int | None = None,
    decided_by: UUID | None = None,
    notes: str = "",
) -> Decision:
    """Take one step: the row, the log, the agent's count, the plugin's consequences, the event.

    The caller holds the item's row. Raises ``Refusal("invalid_transition")``, or what the plugin refuses.
    """
    ITEM.step(item.status, status)
    now = datetime.now(UTC)
    due = due_at(priority, now) if priority is not None else None
    flagged_at = None if due is None else now
    await work.execute(_MOVE, item.id, status, priority, flagged_at, due, now)
    decision = Decision(
        id=new_id(),
        source=source,
        status=status,
        before=item.status,
        decided_by=decided_by,
        notes=notes,
        categories=item.categories,
    )
    await _log(work, item, decision, now)
    if kind is not None:
        await kind.decided(work, item.item_id, status, decision)
    await _count(work, item, status)  # after the content: whoever writes locks that first, then the agent
    await _tell(work, item.id, item.kind, item.item_id, status, source, priority)
    return decision


async def lock_item(work: UnitOfWork, review_id: UUID) -> Item:
    """Return an item whose row nobody else changes meanwhile; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(f"SELECT {_COLUMNS} FROM review.item WHERE id = $1 FOR UPDATE", review_id)
    if row is None:
        raise Refusal("not_found")
    return Item(**dict(row))


async def lock_item_of(work: UnitOfWork, kind: str, item_id: UUID) -> Item | None:
    """Return the row of a piece of content, locked."""
    row = await work.fetch_row(
        f"SELECT {_COLUMNS} FROM review.item WHERE kind = $1 AND item_id = $2 FOR UPDATE", kind, item_id
    )
    return None if row is None else Item(**dict(row))


async def find_item(work: UnitOfWork, review_id: UUID) -> Item:
    """Return an item; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(f"SELECT {_COLUMNS} FROM review.item WHERE id = $1", review_id)
    if row is None:
        raise Refusal("not_found")
    return Item(**dict(row))


def columns() -> LiteralString:
    """Return the columns that make an ``Item``."""
    return _COLUMNS


async def insert_published(
    work: UnitOfWork, kind: str, item_id: UUID, author: Author, summary: str, **rest: Any
) -> Item | None:
    """Take published content that review had not seen into its rows; returns it locked."""
    await work.execute(
        f"{_INSERT} ON CONFLICT (kind, item_id) DO NOTHING",
        new_id(),
        kind,
        item_id,
        author.kind,
        author.id,
        author.organisation_id,
        rest.get("locale"),
        rest.get("domain"),
        summary[:SUMMARY],
        "approved",
        1.0,
        [],
        [],
        None,
        None,
        None,
    )
    return await lock_item_of(work, kind, item_id)


async def _insert(
    work: UnitOfWork, assessment: Assessment, item_id: UUID, summary: str, now: datetime
) -> Status:
    status: Status = assessment.status
    ITEM.step("pending", status)
    priority = assessment.priority if status == "flagged" else None
    due = due_at(priority, now) if priority is not None else None
    author = assessment.author
    review_id = new_id()
    values = (
        author.kind,
        author.id,
        author.organisation_id,
        assessment.locale,
        assessment.domain,
        summary[:SUMMARY],
        status,
        assessment.score,
        assessment.categories,
        assessment.reasons,
    )
    flagged_at = None if due is None else now
    await work.execute(_INSERT, review_id, assessment.kind, item_id, *values, priority, flagged_at, due)
    item = await find_item(work, review_id)
    decision = Decision(id=new_id(), source="classifier", status=status, before="pending")
    await _log(work, item, decision, now)
    await _count(work, msgspec.structs.replace(item, status="pending"), status)
    await _tell(work, review_id, item.kind, item_id, status, "classifier", priority)
    return status


async def _log(work: UnitOfWork, item: Item, decision: Decision, now: datetime) -> None:
    await work.execute(
        _LOG,
        decision.id,
        item.id,
        item.kind,
        item.author_kind,
        item.author_id,
        item.organisation_id,
        item.locale,
        item.domain,
        decision.source,
        decision.before,
        decision.status,
        item.score,
        item.categories,
        item.reasons,
        decision.notes,
        decision.decided_by,
        item.flagged_at,
        item.due_at,
        item.priority,
        now,
    )


async def _count(work: UnitOfWork, item: Item, status: Status) -> None:
    """Count the approved items of an agent, which its trust tier looks at (DOMAIN §2.2)."""
    by = (status == "approved") - (item.status == "approved")
    if item.author_kind == "agent" and by:
        await identity.change_approved_items(work, UUID(item.author_id), by)


async def _tell(
    work: UnitOfWork,
    review_id: UUID,
    kind: str,
    item_id: UUID,
    status: str,
    source: str,
    priority: int | None,
) -> None:
    if priority is not None:
        flagged = ContentFlagged(kind=kind, item_id=item_id, status=status, priority=priority)
        await emit(work, flagged, subject=review_id)
    else:
        decided = ContentDecided(kind=kind, item_id=item_id, status=status, source=source)
        await emit(work, decided, subject=review_id)
