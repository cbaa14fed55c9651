"""Reading an inbox and the ledger behind it: lists, groups and counts, of one account at a time.

What is unread and of one kind and group is one entry, and the newest stands for all: so a list needs no more
than an index, and a cursor stays valid while others arrive.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork

Channel = Literal["in_app", "email", "agent"]
State = Literal["delivered", "skipped", "queued", "held", "digest", "handing", "sent", "unknown", "failed"]
INBOXES = ["in_app", "agent"]

_ENTRIES = """
SELECT d.id, d.kind, d.about, d.group_key, d.data::text, d.created_at, d.read_at, d.archived_at,
    CASE WHEN d.group_key = '' OR d.read_at IS NOT NULL OR d.archived_at IS NOT NULL THEN 1 ELSE (
        SELECT count(*) FROM notifications.delivery AS same
        WHERE same.recipient = d.recipient AND same.kind = d.kind AND same.group_key = d.group_key
          AND same.state = 'delivered' AND same.read_at IS NULL AND same.archived_at IS NULL) END AS count
FROM notifications.delivery AS d
WHERE d.recipient = $1 AND d.state = 'delivered' AND ($2::uuid IS NULL OR d.id < $2)
  AND (d.archived_at IS NOT NULL) = $3 AND ($4::text IS NULL OR d.kind = $4)
  AND (NOT $5 OR d.read_at IS NULL)
  AND (d.group_key = '' OR d.read_at IS NOT NULL OR d.archived_at IS NOT NULL OR NOT EXISTS (
        SELECT FROM notifications.delivery AS newer
        WHERE newer.recipient = d.recipient AND newer.kind = d.kind AND newer.group_key = d.group_key
          AND newer.id > d.id AND newer.state = 'delivered' AND newer.read_at IS NULL
          AND newer.archived_at IS NULL))
ORDER BY d.id DESC LIMIT $6
"""
_UNREAD = """
SELECT recipient, count(*) FROM notifications.delivery
WHERE recipient = ANY ($1) AND state = 'delivered' AND read_at IS NULL AND archived_at IS NULL
GROUP BY recipient
"""
_ENTRY = """
SELECT id, kind, about, group_key, data::text, created_at, read_at, archived_at, 1 AS count
FROM notifications.delivery WHERE id = $1 AND recipient = $2 AND state = 'delivered'
"""
_KINDS = """
SELECT DISTINCT kind FROM notifications.delivery WHERE recipient = $1 AND state = 'delivered' ORDER BY kind
"""
_LEDGER = """
SELECT id, kind, channel, state, reason, about, data::text, created_at, due_at, sent_at
FROM notifications.delivery
WHERE recipient = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR channel = $3)
  AND ($4::text IS NULL OR state = $4)
ORDER BY id DESC LIMIT $5
"""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries of an inbox to list."""

    unread: bool = False
    archived: bool = False
    kind: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of an inbox: a notification, or the newest of ``count`` that are shown as one."""

    id: UUID
    kind: str
    about: str
    group_key: str
    data: Mapping[str, Any]
    created_at: datetime
    read_at: datetime | None
    archived_at: datetime | None
    count: int


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger: what was decided for one channel, why, and what became of it."""

    id: UUID
    kind: str
    channel: Channel
    state: State
    reason: str
    about: str
    data: Mapping[str, Any]
    created_at: datetime
    due_at: datetime | None
    sent_at: datetime | None


async def list_entries(
    work: UnitOfWork, account: UUID, wanted: Wanted, before: UUID | None, limit: int
) -> list[Entry]:
    """Return the newest entries before one, those of unread groups as one."""
    rows = await work.fetch(
        _ENTRIES, account, before, wanted.archived, wanted.kind, wanted.unread and not wanted.archived, limit
    )
    return [Entry(**_read(row)) for row in rows]


async def find_entry(work: UnitOfWork, account: UUID, delivery_id: UUID) -> Entry:
    """Return one notification of an account; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_ENTRY, delivery_id, account)
    if row is None:
        raise Refusal("not_found")
    return Entry(**_read(row))


async def list_ledger(
    work: UnitOfWork,
    account: UUID,
    channel: Channel | None,
    state: State | None,
    before: UUID | None,
    limit: int,
) -> list[Record]:
    """Return the newest lines of the ledger before one: sent, held and skipped alike."""
    rows = await work.fetch(_LEDGER, account, before, channel, state, limit)
    return [Record(**_read(row)) for row in rows]


async def count_unread(work: UnitOfWork, accounts: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many unread notifications each account has, groups not taken as one."""
    counted = {row["recipient"]: row["count"] for row in await work.fetch(_UNREAD, list(accounts))}
    return {account: counted.get(account, 0) for account in accounts}


async def kinds_had(work: UnitOfWork, account: UUID) -> list[str]:
    """Return the kinds of which an account has notifications."""
    return [row["kind"] for row in await work.fetch(_KINDS, account)]


def _read(row: Any) -> dict[str, Any]:
    return {**dict(row), "data": msgspec.json.decode(row["data"])}
