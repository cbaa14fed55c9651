"""What operators see and do: figures to watch, the dead letters, and trying them again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from commonweal.storage.database import Database

_FIGURES = (
    "SELECT name AS of, events, lag_seconds, retrying, dead FROM kernel.subscription_state ORDER BY name",
    "SELECT 'tasks' AS of, task_state.* FROM kernel.task_state",
    """SELECT 'log' AS of, coalesce(max(extract(epoch FROM now() - xact_start)), 0)::float8
        AS oldest_transaction_seconds FROM pg_stat_activity
        WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()""",
)
_RETRY = """
    WITH events AS (UPDATE kernel.delivery SET dead_at = NULL, attempts = 0, due_at = now()
            WHERE dead_at IS NOT NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) RETURNING 1),
        tasks AS (UPDATE kernel.task_request SET dead_at = NULL, attempts = 0, due_at = now()
            WHERE dead_at IS NOT NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) RETURNING 1)
    SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM tasks)
"""


class DeadLetter(msgspec.Struct, frozen=True):
    """An event or a task that failed too often; ``name`` is the subscription's or the task's."""

    kind: str
    id: UUID
    name: str
    about: str
    attempts: int
    error: str
    dead_at: datetime


async def figures(database: Database) -> dict[tuple[str, str], float]:
    """Measure the state of messaging now; each figure is found by what it is of and its name.

    Of each subscription: ``events`` not read yet (counted up to ten thousand), ``lag_seconds`` since the
    oldest of them, ``retrying``, ``dead``. Of ``tasks``: requests ``due`` for the relay, ``parked``,
    ``running``, ``waiting`` (sent, or for their time), ``dead``. Of ``log``: ``oldest_transaction_seconds``,
    the age of the oldest open transaction that writes; nothing committed since it began can be read yet.
    """
    async with database.read() as work:
        rows = [row for sql in _FIGURES for row in await work.fetch(sql)]
    return {(row["of"], name): float(value) for row in rows for name, value in row.items() if name != "of"}


async def dead_letters(database: Database, limit: int = 1000) -> list[DeadLetter]:
    """Return the dead letters, the latest first."""
    async with database.read() as work:
        rows = await work.fetch("SELECT * FROM kernel.dead_letter ORDER BY dead_at DESC LIMIT $1", limit)
    return [DeadLetter(**row) for row in rows]


async def retry_dead(database: Database, ids: Sequence[UUID] | None = None) -> int:
    """Give the dead letters of these ids, or all, new attempts; return how many there were."""
    async with database.write() as work:
        count: int = await work.fetch_value(_RETRY, None if ids is None else list(ids))
    return count
