"""Readers report what they see; it waits for a human then, and is out of sight meanwhile (§5.2)."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit, new_id

from commonweal_review.deciding import DANGEROUS, REPORTED, due_at
from commonweal_review.events import ContentReported
from commonweal_review.items import Item, insert_published, lock_item_of, move
from commonweal_review.model import ContentKind

Reason = Literal["dangerous", "harmful", "false", "private", "spam", "other"]
REASONS: tuple[Reason, ...] = ("dangerous", "harmful", "false", "private", "spam", "other")


class Reported(msgspec.Struct, frozen=True):
    """A report that was taken."""

    id: UUID
    kind: str
    item_id: UUID
    reason: Reason


async def report(
    work: UnitOfWork,
    reader: Principal,
    kind: ContentKind,
    item_id: UUID,
    *,
    reason: Reason,
    note: str = "",
) -> Reported:
    """Take a reader's report; once per reader and item, else ``Refusal("conflict")``.

    What a reader may not know of is ``not_found``: only approved content, or what others reported before.
    """
    await _require_sight(work, reader, kind, item_id)
    item = await _reportable(work, kind, item_id)
    report_id = new_id()
    made = await work.fetch_value(
        """INSERT INTO review.report (id, review_id, reporter_id, reason, note) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (review_id, reporter_id) DO NOTHING RETURNING id""",
        report_id,
        item.id,
        reader.account_id,
        reason,
        note,
    )
    if made is None:
        raise Refusal("conflict")
    priority = DANGEROUS if reason == "dangerous" else REPORTED
    if item.status == "approved":
        await move(work, item, "flagged", source="readers", priority=priority, kind=kind)
    elif item.priority is not None and item.flagged_at is not None and priority < item.priority:
        await work.execute(
            "UPDATE review.item SET priority = $2, due_at = least(due_at, $3), alerted_at = NULL"
            " WHERE id = $1",
            item.id,
            priority,
            due_at(priority, item.flagged_at),
        )
    event = ContentReported(kind=item.kind, item_id=item.item_id, status="flagged", reason=reason)
    await emit(work, event, subject=item.id)
    return Reported(report_id, kind.name, item_id, reason)


async def find_reportable(work: UnitOfWork, reader: Principal, kind: ContentKind, item_id: UUID) -> str:
    """Return the summary of what a reader is about to report; raises ``Refusal("not_found")``."""
    await _require_sight(work, reader, kind, item_id)
    row = await work.fetch_row(
        """SELECT summary, status, EXISTS (SELECT FROM review.report WHERE review_id = item.id) AS reported
        FROM review.item WHERE kind = $1 AND item_id = $2""",
        kind.name,
        item_id,
    )
    if row is not None and (row["status"] == "approved" or (row["status"] == "flagged" and row["reported"])):
        return str(row["summary"])
    if row is None and kind.find is not None and (found := await kind.find(work, item_id)):
        return found.summary
    raise Refusal("not_found")


async def _reportable(work: UnitOfWork, kind: ContentKind, item_id: UUID) -> Item:
    item = await lock_item_of(work, kind.name, item_id)
    if item is None and kind.find is not None and (found := await kind.find(work, item_id)):
        item = await insert_published(
            work,
            kind.name,
            item_id,
            found.author,
            found.summary,
            locale=found.locale,
            domain=found.domain,
        )
    if item is not None and item.status == "approved":
        return item
    if item is not None and item.status == "flagged":
        reported = await work.fetch_value("SELECT 1 FROM review.report WHERE review_id = $1 LIMIT 1", item.id)
        if reported:
            return item
    raise Refusal("not_found")


async def _require_sight(work: UnitOfWork, reader: Principal, kind: ContentKind, item_id: UUID) -> None:
    if kind.sees is not None and not await kind.sees(work, reader, item_id):
        raise Refusal("not_found")


def kind_named(kinds: Mapping[str, ContentKind], name: str) -> ContentKind:
    """Return a kind by the name a reader sent; raises ``Refusal("not_found")``."""
    if name not in kinds:
        raise Refusal("not_found")
    return kinds[name]
