"""The steps of a mail's record: due, handing (committed before the server gets it), and what came of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

HANDING_SECONDS = 180
"""How long a mail may be on its way to the server; after that, whoever had it is taken for dead."""

State = Literal["queued", "held", "digest"]
# $1: kinds that are on, $2: those of them whose mail nobody waits for, $3: whether to look for those.
_STREAM = "kind = ANY ($1) AND (state = 'digest' OR kind = ANY ($2)) = $3"
_NEXT = f"""
SELECT id, recipient, state FROM notifications.delivery
WHERE state IN ('queued', 'held', 'digest') AND due_at <= now() AND recipient <> ALL ($4) AND {_STREAM}
ORDER BY due_at, recipient LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended('notifications.mail.' || $1::text, 0))"
_TOGETHER = f"""
SELECT id FROM notifications.delivery
WHERE recipient = $4 AND state = $5 AND due_at <= now() AND {_STREAM} ORDER BY id DESC FOR UPDATE
"""
_ROWS = """
SELECT d.id, d.kind, d.about, d.group_key, d.data::text, d.attempts,
    p.choice IS NOT DISTINCT FROM 'never' AS is_off, m.account IS NOT NULL AS is_muted,
    i.read_at IS NOT NULL OR i.archived_at IS NOT NULL AS is_read
FROM notifications.delivery d
LEFT JOIN notifications.preference p ON p.account = d.recipient AND p.kind = d.kind AND p.channel = 'email'
LEFT JOIN notifications.mute m ON m.account = d.recipient AND m.about = d.about
LEFT JOIN notifications.delivery i ON i.recipient = d.recipient AND i.event_id = d.event_id
    AND i.kind = d.kind AND i.channel = 'in_app'
WHERE d.id = ANY ($1) ORDER BY d.id DESC
"""
_HAND = """
UPDATE notifications.delivery
SET state = 'handing', message_id = $2, attempts = attempts + 1, due_at = now() + make_interval(secs => $3),
    address_key = $4
WHERE id = ANY ($1)
"""
# Whoever was taken for dead and goes on after all knows better than "unknown".
_SENT = """
UPDATE notifications.delivery SET state = 'sent', reason = '', sent_at = now()
WHERE id = ANY ($1) AND state IN ('handing', 'unknown')
"""
_END = """
UPDATE notifications.delivery SET state = $2, reason = $3 WHERE id = ANY ($1) AND state <> 'sent'
"""
_WAIT = """
UPDATE notifications.delivery SET state = $2, reason = $3, due_at = $4 WHERE id = ANY ($1) AND state <> 'sent'
"""
_LOST = """
UPDATE notifications.delivery SET state = 'unknown', reason = 'answer_lost'
WHERE state = 'handing' AND due_at < now()
"""
_PERIOD = (
    "INSERT INTO notifications.digest (account, period) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1"
)
_NO_PERIOD = "DELETE FROM notifications.digest WHERE account = $1 AND period = $2"


class Due(msgspec.Struct, frozen=True):
    """Rows that are due, of one recipient and to be told in one mail; locked until the unit of work ends."""

    recipient: UUID
    state: State
    ids: list[UUID]


class Row(msgspec.Struct, frozen=True):
    """One row that is due, and what the recipient has done about it meanwhile."""

    id: UUID
    kind: str
    about: str
    group_key: str
    data: str
    attempts: int
    is_off: bool
    is_muted: bool
    is_read: bool


class Stream(msgspec.Struct, frozen=True):
    """Which mail is looked for: the kinds that are on, the bulk ones among them, and whether those."""

    kinds: list[str]
    bulk_kinds: list[str]
    is_bulk: bool

    @property
    def values(self) -> tuple[list[str], list[str], bool]:
        """The values of the statements."""
        return self.kinds, self.bulk_kinds, self.is_bulk


async def next_due(work: UnitOfWork, stream: Stream, busy: Collection[UUID]) -> Due | None:
    """Lock what is due first, of nobody who is ``busy``; without ids when another worker has the turn."""
    row = await work.fetch_row(_NEXT, *stream.values, list(busy))
    if row is None:
        return None
    due = Due(row["recipient"], row["state"], [row["id"]])
    if due.state == "queued":
        return due
    if not await work.fetch_value(_TURN, str(due.recipient)):
        return msgspec.structs.replace(due, ids=[])
    rows = await work.fetch(_TOGETHER, *stream.values, due.recipient, due.state)
    return msgspec.structs.replace(due, ids=[each["id"] for each in rows])


async def read_rows(work: UnitOfWork, ids: Sequence[UUID]) -> list[Row]:
    """Return rows with what stands against sending them, the newest first."""
    return [msgspec.convert(dict(row), Row) for row in await work.fetch(_ROWS, list(ids))]


async def begin_handing(work: UnitOfWork, ids: Sequence[UUID], message: str, address_key: str) -> None:
    """Note that the mail server is about to get these; nobody else hands them over from now on."""
    await work.execute(_HAND, list(ids), message, float(HANDING_SECONDS), address_key)


async def note_sent(work: UnitOfWork, ids: Sequence[UUID]) -> None:
    """Note that the server has taken the mail."""
    await work.execute(_SENT, list(ids))


async def end(
    work: UnitOfWork, ids: Sequence[UUID], state: Literal["skipped", "failed", "unknown"], reason: str
) -> None:
    """Note why no mail goes out, now or ever."""
    await work.execute(_END, list(ids), state, reason)


async def wait(work: UnitOfWork, ids: Sequence[UUID], state: State, reason: str, due_at: datetime) -> None:
    """Have rows come due again later."""
    await work.execute(_WAIT, list(ids), state, reason, due_at)


async def give_up_lost(work: UnitOfWork) -> None:
    """Mark mail whose worker died while handing it over: it may have arrived, so it is not sent again."""
    await work.execute(_LOST)


async def begin_period(work: UnitOfWork, account: UUID, period: str) -> bool:
    """Note that a digest is composed for a period; False when it was before."""
    return bool(await work.fetch_value(_PERIOD, account, period))


async def forget_period(work: UnitOfWork, account: UUID, period: str) -> None:
    """Have a digest composed again that the server did not take."""
    await work.execute(_NO_PERIOD, account, period)


def pause_before(attempt: int) -> timedelta:
    """Return how long after a failed attempt the next one comes: a minute, doubled each time, 4 h at most."""
    return timedelta(minutes=min(2 ** (attempt - 1), 240))


def as_message(row: Any) -> str:
    """Return what a Message-ID of ours begins with, for the first row that a mail tells of."""
    return f"{row.hex}.notification"
