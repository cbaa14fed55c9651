"""Reading and archiving what is in an inbox, singly and all at once; doing it again changes nothing."""

from uuid import UUID

from commonweal import Refusal, UnitOfWork

from commonweal_notifications.deciding.storing import tell_changed

_OWN = """
SELECT kind, group_key, read_at IS NULL AND archived_at IS NULL AS is_new FROM notifications.delivery
WHERE id = $1 AND recipient = $2 AND state = 'delivered'
"""
_GROUP = """id = $1 OR (NOT $3 = '' AND $5 AND kind = $4 AND group_key = $3 AND id < $1
    AND state = 'delivered' AND read_at IS NULL AND archived_at IS NULL)"""
_READ = f"""
UPDATE notifications.delivery SET read_at = now(), leased_until = NULL
WHERE recipient = $2 AND read_at IS NULL AND ({_GROUP})
"""
_ARCHIVE = f"""
UPDATE notifications.delivery SET archived_at = now(), read_at = coalesce(read_at, now()),
    leased_until = NULL
WHERE recipient = $2 AND archived_at IS NULL AND ({_GROUP})
"""
_READ_ALL = """
UPDATE notifications.delivery SET read_at = now(), leased_until = NULL
WHERE recipient = $1 AND state = 'delivered' AND read_at IS NULL AND archived_at IS NULL
  AND ($2::uuid IS NULL OR id <= $2) AND ($3::text IS NULL OR kind = $3)
"""
_ARCHIVE_ALL = """
UPDATE notifications.delivery SET archived_at = now()
WHERE recipient = $1 AND state = 'delivered' AND read_at IS NOT NULL AND archived_at IS NULL
  AND ($2::uuid IS NULL OR id <= $2) AND ($3::text IS NULL OR kind = $3)
"""


async def read(work: UnitOfWork, account: UUID, delivery_id: UUID) -> int:
    """Mark a notification as read, and with it the older ones of its group that are shown with it.

    Returns how many were unread; raises ``Refusal("not_found")`` for one that is not in the account's inbox.
    """
    return await _one(work, _READ, account, delivery_id)


async def archive(work: UnitOfWork, account: UUID, delivery_id: UUID) -> int:
    """Put a notification away, and those that are shown with it; what is put away counts as read."""
    return await _one(work, _ARCHIVE, account, delivery_id)


async def read_all(work: UnitOfWork, account: UUID, upto: UUID | None = None, kind: str | None = None) -> int:
    """Mark everything as read that is as old as ``upto``, so that what arrives meanwhile stays unread."""
    return await _changed(work, account, await work.execute(_READ_ALL, account, upto, kind))


async def archive_all(
    work: UnitOfWork, account: UUID, upto: UUID | None = None, kind: str | None = None
) -> int:
    """Put everything away that was read and is as old as ``upto``."""
    return await _changed(work, account, await work.execute(_ARCHIVE_ALL, account, upto, kind))


async def _one(work: UnitOfWork, sql: str, account: UUID, delivery_id: UUID) -> int:
    row = await work.fetch_row(_OWN, delivery_id, account)
    if row is None:
        raise Refusal("not_found")
    place = (delivery_id, account, row["group_key"], row["kind"], row["is_new"])
    return await _changed(work, account, await work.execute(sql, *place))


async def _changed(work: UnitOfWork, account: UUID, status: str) -> int:
    count = int(status.rpartition(" ")[2])
    if count:
        await tell_changed(work, account)
    return count
