"""What operators see and do: the state of messaging, the dead letters, and trying them again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from commonweal.messaging.registry import Registry
from commonweal.storage.database import Database

COUNTED_AT_MOST = 10_000

_SUBSCRIPTIONS = """
    SELECT name, transaction::text || '.' || sequence AS position, behind.events,
        coalesce(extract(epoch FROM now() - behind.oldest), 0)::float8 AS lag_seconds,
        (SELECT count(*) FROM kernel.delivery WHERE subscription = name AND dead_at IS NULL) AS retrying,
        (SELECT count(*) FROM kernel.delivery WHERE subscription = name AND dead_at IS NOT NULL) AS dead
    FROM kernel.subscription, LATERAL (SELECT count(*) AS events, min(occurred_at) AS oldest FROM (
        SELECT occurred_at FROM kernel.event
        WHERE (event.transaction, event.sequence) > (subscription.transaction, subscription.sequence)
        ORDER BY event.transaction, event.sequence LIMIT $1) AS unread) AS behind
    ORDER BY name
"""
_TASKS = """
    SELECT count(*) FILTER (WHERE dead_at IS NULL AND due_at <= now()) AS due,
        count(*) FILTER (WHERE dead_at IS NULL AND due_at = 'infinity') AS parked,
        count(*) FILTER (WHERE dead_at IS NULL AND running IS NOT NULL) AS running,
        count(*) FILTER (WHERE dead_at IS NULL AND running IS NULL AND due_at > now() AND due_at < 'infinity') AS waiting,
        count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead
    FROM kernel.task_request
"""
_LOG = """
    SELECT (SELECT count(*) FROM (SELECT FROM kernel.event_default LIMIT $1) AS astray) AS unpartitioned,
        coalesce((SELECT max(extract(epoch FROM now() - xact_start)) FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()), 0)::float8 AS oldest_transaction_seconds
"""
_RECENT_TYPES = """
    SELECT type, max(version) AS version, count(*) AS events FROM (
        SELECT type, version FROM kernel.event ORDER BY event.transaction DESC, event.sequence DESC LIMIT $1) AS recent
    GROUP BY type ORDER BY type
"""
_DEAD = """
    SELECT 'event' AS kind, id, subscription AS name, type AS about, attempts, error, dead_at FROM kernel.delivery
    WHERE dead_at IS NOT NULL
    UNION ALL SELECT 'task', id, task, arguments::text, attempts, error, dead_at FROM kernel.task_request
    WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT $1
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
    """How many task requests are due for the relay, parked, running, waiting (sent, or for their time), and dead."""

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
    unpartitioned: int
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
    """Measure the state now; with a registry, recent events whose type it cannot read are reported too."""
    async with database.read() as work:
        subscriptions = await work.fetch(_SUBSCRIPTIONS, COUNTED_AT_MOST)
        tasks = await work.fetch_row(_TASKS)
        log = await work.fetch_row(_LOG, COUNTED_AT_MOST)
        types = await work.fetch(_RECENT_TYPES, COUNTED_AT_MOST) if registry else []
    known = {name: kind.event_version for name, kind in registry.event_types.items()} if registry else {}
    return MessagingStatus(
        subscriptions=[SubscriptionStatus(**row) for row in subscriptions],
        tasks=TaskStatus(**tasks),
        unpartitioned=log["unpartitioned"],
        oldest_transaction_seconds=log["oldest_transaction_seconds"],
        unreadable=[UnreadableType(*row) for row in types if known.get(row["type"], 0) < row["version"]],
    )


async def dead_letters(database: Database, limit: int = 1000) -> list[DeadLetter]:
    """Return the dead letters, the latest first."""
    async with database.read() as work:
        return [DeadLetter(**row) for row in await work.fetch(_DEAD, limit)]


async def retry_dead(database: Database, ids: Sequence[UUID] | None = None) -> int:
    """Give the dead letters of these events and task requests, or all, new attempts; return how many there were."""
    async with database.write() as work:
        count: int = await work.fetch_value(_RETRY, None if ids is None else list(ids))
    return count
