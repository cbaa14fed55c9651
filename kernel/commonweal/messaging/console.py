"""What operators see and do: the state of messaging, the dead letters, and trying them again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from commonweal.messaging.registry import Registry
from commonweal.storage.database import Database

_OLDEST = """
    SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::float8 FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
"""
_RECENT_TYPES = """
    SELECT type, max(version) AS version, count(*) AS events FROM (
        SELECT type, version FROM kernel.event
        ORDER BY event.transaction DESC, event.sequence DESC LIMIT 10000) AS recent
    GROUP BY type ORDER BY type
"""
_RETRY = """
    WITH events AS (UPDATE kernel.delivery SET dead_at = NULL, attempts = 0, due_at = now()
            WHERE dead_at IS NOT NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) RETURNING 1),
        tasks AS (UPDATE kernel.task_request SET dead_at = NULL, attempts = 0, due_at = now()
            WHERE dead_at IS NOT NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) RETURNING 1)
    SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM tasks)
"""


class SubscriptionStatus(msgspec.Struct, frozen=True):
    """How far a subscription is behind; ``events`` are counted up to ten thousand."""

    name: str
    position: str
    events: int
    lag_seconds: float
    retrying: int
    dead: int


class TaskStatus(msgspec.Struct, frozen=True):
    """How many requests are due for the relay, parked, running, waiting (sent, or for their time), dead."""

    due: int
    parked: int
    running: int
    waiting: int
    dead: int


class UnreadableType(msgspec.Struct, frozen=True):
    """An event type in the log that this program does not know, or knows only in older versions."""

    name: str
    version: int
    events: int


class MessagingStatus(msgspec.Struct, frozen=True):
    """The state of messaging; a long oldest transaction holds every reader of the log up."""

    subscriptions: list[SubscriptionStatus]
    tasks: TaskStatus
    oldest_transaction_seconds: float
    unreadable: list[UnreadableType]


class DeadLetter(msgspec.Struct, frozen=True):
    """An event or a task that failed too often; ``name`` is the subscription's or the task's."""

    kind: str
    id: UUID
    name: str
    about: str
    attempts: int
    error: str
    dead_at: datetime


async def messaging_status(database: Database, registry: Registry | None = None) -> MessagingStatus:
    """Measure the state now; with a registry, report recent events whose type it cannot read."""
    kinds = registry.event_types if registry else {}
    known = {name: kind.event_version for name, kind in kinds.items()}
    async with database.read() as work:
        subscriptions = await work.fetch("SELECT * FROM kernel.subscription_state ORDER BY name")
        tasks = await work.fetch_row("SELECT * FROM kernel.task_state")
        oldest = await work.fetch_value(_OLDEST)
        types = await work.fetch(_RECENT_TYPES) if registry else []
    return MessagingStatus(
        [SubscriptionStatus(**row) for row in subscriptions],
        TaskStatus(**tasks),
        oldest,
        [UnreadableType(*row) for row in types if known.get(row["type"], 0) < row["version"]],
    )


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
