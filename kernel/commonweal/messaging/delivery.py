"""Deliveries: one event brought to one handler, with its effects happening once.

The handler's writes, the inbox row and the end of a retry commit together. A failure is written down as a delivery
to be repeated; events of the same subject then wait behind it, all others go on.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from uuid import UUID

import msgspec

from commonweal.messaging.errors import LeaseLost
from commonweal.messaging.events import StoredEvent
from commonweal.messaging.patience import backoff
from commonweal.messaging.registry import Subscribed
from commonweal.messaging.tail import stored_event
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable
from commonweal.storage.work import UnitOfWork

log = logging.getLogger(__name__)

HANDLER_SECONDS = 10
_TOGETHER_SECONDS = 0.1
_ERROR_LENGTH = 2000

_UNTOUCHED = """
    SELECT EXISTS (SELECT FROM kernel.subscription WHERE name = $1 AND holder = $2)
        AND NOT EXISTS (SELECT FROM kernel.inbox WHERE subscription = $1 AND event = ANY($3))
        AND NOT EXISTS (SELECT FROM kernel.delivery WHERE subscription = $1 AND (id = ANY($3) OR subject = ANY($4)))
"""
_VERDICT = """
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM kernel.subscription WHERE name = $1 AND holder = $2) THEN 'lost'
        WHEN EXISTS (SELECT FROM kernel.inbox WHERE subscription = $1 AND event = $3) THEN 'handled'
        WHEN EXISTS (SELECT FROM kernel.delivery WHERE subscription = $1 AND id = $3) THEN 'noted'
        WHEN EXISTS (SELECT FROM kernel.delivery WHERE subscription = $1 AND subject = $4 AND dead_at IS NULL
            AND (transaction, sequence) < ($5::bigint::text::xid8, $6)) THEN 'behind'
        ELSE 'next' END
"""
_HANDLED_FIRST = """
    INSERT INTO kernel.inbox (subscription, event, transaction, sequence)
    SELECT $1, event, transaction::text::xid8, sequence
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS handled (event, transaction, sequence)
"""
_HANDLED = """
    WITH repeated AS (DELETE FROM kernel.delivery WHERE subscription = $1 AND id = $2)
    INSERT INTO kernel.inbox (subscription, event, transaction, sequence) VALUES ($1, $2, $3::bigint::text::xid8, $4)
    ON CONFLICT DO NOTHING RETURNING true
"""
_NOTE = """
    INSERT INTO kernel.delivery (subscription, id, transaction, sequence, type, version, subject, occurred_at, data,
        attempts, error, due_at, dead_at)
    VALUES ($1, $2, $3::bigint::text::xid8, $4, $5, $6, $7, $8, $9::jsonb,
        $10, $11, now() + make_interval(secs => $12), CASE WHEN $13 THEN now() END)
    ON CONFLICT (subscription, id) DO UPDATE SET attempts = excluded.attempts, error = excluded.error,
        due_at = excluded.due_at, dead_at = excluded.dead_at
        WHERE delivery.attempts < excluded.attempts AND delivery.dead_at IS NULL
"""
_DUE = """
    SELECT transaction::text::bigint AS transaction, sequence, id, type, version, subject, occurred_at, data, attempts
    FROM kernel.delivery AS first
    WHERE subscription = $1 AND dead_at IS NULL AND due_at <= now() AND NOT EXISTS (
        SELECT FROM kernel.delivery AS earlier
        WHERE earlier.subscription = $1 AND earlier.subject = first.subject AND earlier.dead_at IS NULL
          AND (earlier.transaction, earlier.sequence) < (first.transaction, first.sequence))
    ORDER BY due_at LIMIT 100
"""


class Due(msgspec.Struct, frozen=True):
    """An event whose turn to be tried again has come."""

    event: StoredEvent
    attempts: int


class _HandledElsewhere(Exception):  # noqa: N818 - not an error, a way out of the transaction
    """Another worker committed this event first."""


_PASSED_ON = (LeaseLost, DatabaseUnavailable, CommitUnknown)
"""Not the handler's failures: the runner starts over."""


class Deliverer:
    """Brings events to the handler of one subscription, for as long as this worker holds it."""

    def __init__(self, database: Database, subscribed: Subscribed, holder: UUID, retry_base: float) -> None:
        self._database = database
        self._subscribed = subscribed
        self._name = subscribed.subscription.name
        self._holder = holder
        self._retry_base = retry_base

    async def deliver_all(self, events: Sequence[StoredEvent]) -> None:
        """Handle events, several in one unit of work; where one fails or has a history, each in a unit of its own."""
        rest = events
        while len(rest) > 1 and (handled := await self._deliver_together(rest)):
            rest = rest[handled:]
        for event in rest:
            await self.deliver(event)

    async def _deliver_together(self, events: Sequence[StoredEvent]) -> int:
        """Handle what fits into one short unit of work; return how many events that were, none when one failed."""
        try:
            async with self._database.write() as work, asyncio.timeout(HANDLER_SECONDS):
                if not await self._untouched(work, events):
                    return 0
                enough, handled = time.monotonic() + _TOGETHER_SECONDS, 0
                while handled < len(events) and time.monotonic() < enough:
                    await self._call(work, events[handled])
                    handled += 1
                positions = zip(*(event.position for event in events[:handled]), strict=True)
                await work.execute(_HANDLED_FIRST, self._name, [event.id for event in events[:handled]], *positions)
        except _PASSED_ON:
            raise
        except asyncio.CancelledError:
            if _is_cancelled():
                raise
            return 0
        except (Exception, SystemExit) as error:  # noqa: BLE001 - which event failed shows when each is handled alone
            log.debug("%s handles %d events one by one: %r", self._name, len(events), error)
            return 0
        return handled

    async def deliver(self, event: StoredEvent, attempts: int | None = None) -> None:
        """Handle an event once, or write down that it failed; raises only when nothing could be done at all.

        ``attempts`` counts the failures so far, None when the event comes straight from the log. Raises LeaseLost
        when another worker holds the subscription.
        """
        failures = (attempts or 0) + 1
        try:
            async with self._database.write() as work, asyncio.timeout(HANDLER_SECONDS):
                verdict = await self._verdict(work, event)
                if verdict == "next" or (verdict == "noted" and attempts is not None):
                    await self._handle(work, event)
                elif verdict == "behind":
                    await self._note(work, event, 0, None, 0)
                elif verdict == "handled":
                    await work.execute(_HANDLED, self._name, event.id, *event.position)
        except _HandledElsewhere:
            return
        except _PASSED_ON:
            raise
        except asyncio.CancelledError as error:
            if _is_cancelled():
                raise
            await self._failed(event, failures, error)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises is its failure alone
            await self._failed(event, failures, error)

    async def due(self) -> list[Due]:
        """Return the failed events to try again now, of each subject the first."""
        async with self._database.read() as work:
            rows = await work.fetch(_DUE, self._name)
        return [Due(stored_event(row), row["attempts"]) for row in rows]

    async def _untouched(self, work: UnitOfWork, events: Sequence[StoredEvent]) -> bool:
        ids, subjects = [event.id for event in events], [event.subject for event in events]
        untouched: bool = await work.fetch_value(_UNTOUCHED, self._name, self._holder, ids, subjects)
        return untouched

    async def _verdict(self, work: UnitOfWork, event: StoredEvent) -> str:
        verdict: str = await work.fetch_value(
            _VERDICT, self._name, self._holder, event.id, event.subject, *event.position
        )
        if verdict == "lost":
            raise LeaseLost(f"another worker has taken over {self._name}")
        return verdict

    async def _call(self, work: UnitOfWork, event: StoredEvent) -> None:
        await self._subscribed.subscription.handler(work, event.read_as(self._subscribed.kinds[event.type]))

    async def _handle(self, work: UnitOfWork, event: StoredEvent) -> None:
        await self._call(work, event)
        if not await work.fetch_value(_HANDLED, self._name, event.id, *event.position):
            raise _HandledElsewhere

    async def _failed(self, event: StoredEvent, attempts: int, error: BaseException) -> None:
        dead = attempts >= self._subscribed.subscription.max_attempts
        log.warning("%s failed on %s %s, attempt %d: %r", self._name, event.type, event.id, attempts, error)
        async with self._database.write() as work:
            pause = backoff(attempts, self._retry_base)
            await self._note(work, event, attempts, f"{type(error).__name__}: {error}", pause, dead=dead)

    async def _note(
        self,
        work: UnitOfWork,
        event: StoredEvent,
        attempts: int,
        error: str | None,
        pause: float,
        *,
        dead: bool = False,
    ) -> None:
        what = (event.type, event.version, event.subject, event.occurred_at, event.data)
        shown = error and error[:_ERROR_LENGTH].replace("\0", "")
        await work.execute(_NOTE, self._name, event.id, *event.position, *what, attempts, shown, pause, dead)


def _is_cancelled() -> bool:
    """Say whether this task is being cancelled, rather than that a handler raised CancelledError by itself."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
