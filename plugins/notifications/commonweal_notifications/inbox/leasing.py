"""The inbox of agents as a queue: take some for a while, acknowledge them; what is not comes back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, new_id

from commonweal_notifications.deciding.storing import tell_changed
from commonweal_notifications.inbox.reading import Entry

_LEASE = """
WITH taken AS (
    UPDATE notifications.delivery SET lease_id = $2, leased_until = $3 WHERE id = ANY (ARRAY(
        SELECT id FROM notifications.delivery
        WHERE recipient = $1 AND state = 'delivered' AND read_at IS NULL AND archived_at IS NULL
          AND (leased_until IS NULL OR leased_until <= $4)
        ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED))
    RETURNING id, kind, about, group_key, data::text, created_at, read_at, archived_at, 1 AS count)
SELECT * FROM taken ORDER BY id
"""
_ACKNOWLEDGE = """
UPDATE notifications.delivery SET read_at = $4, leased_until = NULL
WHERE recipient = $1 AND lease_id = $2 AND id = ANY ($3) AND read_at IS NULL AND leased_until > $4
"""
_ACKNOWLEDGED = """
SELECT id FROM notifications.delivery
WHERE recipient = $1 AND lease_id = $2 AND id = ANY ($3) AND read_at IS NOT NULL
"""


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken, by whom else until when not: ``id`` is None when there was nothing to take."""

    id: UUID | None
    until: datetime | None
    entries: list[Entry]


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """What is done with; and what was not held under this lease any more, which comes back or has come."""

    acknowledged: list[UUID]
    lost: list[UUID]


async def lease(
    work: UnitOfWork, account: UUID, limit: int, seconds: int, now: datetime | None = None
) -> Lease:
    """Take the oldest unread notifications that nobody holds, for so many seconds."""
    now = now or datetime.now(UTC)
    lease_id, until = new_id(), now + timedelta(seconds=seconds)
    rows = await work.fetch(_LEASE, account, lease_id, until, now, limit)
    if not rows:
        return Lease(id=None, until=None, entries=[])
    return Lease(id=lease_id, until=until, entries=[_entry(row) for row in rows])


async def acknowledge(
    work: UnitOfWork, account: UUID, lease_id: UUID, ids: Sequence[UUID], now: datetime | None = None
) -> Acknowledged:
    """Be done with notifications that are held under a lease; saying so again is well."""
    status = await work.execute(_ACKNOWLEDGE, account, lease_id, list(ids), now or datetime.now(UTC))
    if not status.endswith(" 0"):
        await tell_changed(work, account)
    done = {row["id"] for row in await work.fetch(_ACKNOWLEDGED, account, lease_id, list(ids))}
    return Acknowledged(
        acknowledged=[each for each in ids if each in done], lost=[each for each in ids if each not in done]
    )


def _entry(row: Any) -> Entry:
    return Entry(**{**dict(row), "data": msgspec.json.decode(row["data"])})
