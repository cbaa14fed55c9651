"""Writing down what was decided, many rows at a time, each recipient, event, kind and channel once."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, event_row, new_id

from commonweal_notifications.deciding.recipients import find_recipients
from commonweal_notifications.deciding.rules import decide
from commonweal_notifications.events import InboxChanged, NotificationAdded
from commonweal_notifications.hooks import Kind, Notice

_STORE = """
INSERT INTO notifications.delivery
    (id, kind, event_id, recipient, channel, state, reason, due_at, about, group_key, data, created_at)
SELECT id, $1, $2, recipient, channel, state, reason, due_at, about, group_key, data::jsonb, $3
FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::text[],
    $11::text[], $12::text[])
    AS row (id, recipient, channel, state, reason, due_at, about, group_key, data)
ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING
RETURNING recipient, state
"""
_EMIT = """
SELECT kernel.emit(id, type, version, subject, data::jsonb)
FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::uuid[], $5::text[])
    AS row (id, type, version, subject, data)
"""


async def decide_and_store(
    work: UnitOfWork, kind: Kind, event_id: UUID, notices: Sequence[Notice], now: datetime | None = None
) -> int:
    """Decide about notices of one event, store what was decided, and return how many rows are new.

    Doing it again changes nothing; whoever finds something new in their inbox has it told in the log.
    """
    now = now or datetime.now(UTC)
    recipients = await find_recipients(work, kind.name, notices)
    rows = [
        (
            new_id(), notice.recipient, made.channel, made.state, made.reason, made.due_at,
            notice.about, notice.group, msgspec.json.encode(notice.data).decode(),
        )
        for notice in notices
        for made in decide(kind, recipients[notice.recipient], notice.about, now)
    ]  # fmt: skip
    if not rows:
        return 0
    stored = await work.fetch(_STORE, kind.name, event_id, now, *map(list, zip(*rows, strict=True)))
    await tell_added(work, [row["recipient"] for row in stored if row["state"] == "delivered"])
    return len(stored)


async def tell_added(work: UnitOfWork, recipients: Collection[UUID]) -> None:
    """Tell the log of whoever has something new in their inbox."""
    await _emit(work, [NotificationAdded(recipient=each) for each in dict.fromkeys(recipients)])


async def tell_changed(work: UnitOfWork, recipient: UUID) -> None:
    """Tell the log that somebody read or archived something."""
    await _emit(work, [InboxChanged(recipient=recipient)])


async def _emit(work: UnitOfWork, events: Sequence[NotificationAdded | InboxChanged]) -> None:
    if events:
        rows = [event_row(work, event, subject=event.recipient) for event in events]
        await work.execute(_EMIT, *map(list, zip(*rows, strict=True)))
