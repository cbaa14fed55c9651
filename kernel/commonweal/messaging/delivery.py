"""Deliveries: events brought to one handler, with the effects of each happening once.

The handler's writes, the inbox row and the end of a retry commit together. A failure is written down as a
delivery to be repeated; events of the same subject then wait behind it, all others go on.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from commonweal.messaging.errors import HandlerFailed, LeaseLost
from commonweal.messaging.events import StoredEvent
from commonweal.messaging.patience import backoff, cancelled, describe
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.tail import COLUMNS, stored_event
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable
from commonweal.storage.work import UnitOfWork

log = logging.getLogger(__name__)

HANDLER_SECONDS = 10
_TOGETHER_SECONDS = 0.1

_UNTOUCHED = """
    SELECT EXISTS (SELECT FROM kernel.subscription WHERE name = $1 AND holder = $2)
        AND NOT EXISTS (SELECT FROM kernel.inbox WHERE subscription = $1 AND event = ANY($3))
        AND NOT EXISTS (SELECT FROM kernel.delivery
            WHERE subscription = $1 AND (id = ANY($3) OR subject = ANY($4)))
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
_HANDLED = """
    INSERT INTO kernel.inbox (subscription, event, transaction, sequence)
    SELECT $1, event, transaction::text::xid8, sequence
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS handled (event, transaction, sequence)
"""
_DONE = "DELETE FROM kernel.delivery WHERE subscription = $1 AND id = $2"
_NOTE = """
    INSERT INTO kernel.delivery (subscription, id, transaction, sequence, type, version, subject, occurred_at,
        data, attempts, due_at)
    SELECT $1, id, transaction, sequence, type, version, subject, occurred_at, data, 0, now()
    FROM kernel.event WHERE transaction = $2::bigint::text::xid8 AND sequence = $3 ON CONFLICT DO NOTHING
"""
_FAIL = """
    UPDATE kernel.delivery SET attempts = $3, error = $4, due_at = now() + make_interval(secs => $5),
        dead_at = CASE WHEN $6 THEN now() END
    WHERE subscription = $1 AND id = $2 AND dead_at IS NULL
"""
_DUE = f"""
    SELECT {COLUMNS}, attempts FROM kernel.delivery AS first
    WHERE subscription = $1 AND dead_at IS NULL AND due_at <= now() AND NOT EXISTS (
        SELECT FROM kernel.delivery AS earlier
        WHERE earlier.subscription = $1 AND earlier.subject = first.subject AND earlier.dead_at IS NULL
          AND (earlier.transaction, earlier.sequence) < (first.transaction, first.sequence))
    ORDER BY due_at LIMIT 100
"""


class Deliverer:
    """Brings events to the handler of one subscription, for as long as this worker holds it."""

    def __init__(
        self, database: Database, subscription: Subscription, holder: UUID, retry_base: float
    ) -> None:
        self._database = database
        self._subscription = subscription
        self._kinds = {kind.event_name: kind for kind in subscription.event_types}
        self._name = subscription.name
        self._holder = holder
        self._retry_base = retry_base

    async def deliver_all(self, events: Sequence[StoredEvent]) -> None:
        """Handle events together in one unit of work; where one fails or has a history, one by one."""
        rest = events
        while len(rest) > 1 and (handled := await self._deliver_together(rest)):
            rest = rest[handled:]
        for event in rest:
            await self.deliver(event)

    async def deliver(self, event: StoredEvent, attempts: int | None = None) -> None:
        """Handle an event once, or write down that it failed.

        ``attempts`` counts the failures so far; it is None when the event comes straight from the log. Raises
        LeaseLost when another worker holds the subscription, and storage's errors when nothing can be saved.
        """
        try:
            async with self._unit() as work:
                verdict = await self._verdict(work, event)
                if verdict == "next" or (verdict == "noted" and attempts is not None):
                    await self._call(work, event)
                    await self._handled(work, [event])
                if verdict == "behind":
                    await work.execute(_NOTE, self._name, *event.position)
                elif attempts is not None:
                    await work.execute(_DONE, self._name, event.id)
        except HandlerFailed as failure:
            await self._failed(event, (attempts or 0) + 1, failure.error)

    async def due(self) -> list[tuple[StoredEvent, int]]:
        """Return the failed events to try again now, of each subject the first, with their attempts."""
        async with self._database.read() as work:
            rows = await work.fetch(_DUE, self._name)
        return [(stored_event(row), row["attempts"]) for row in rows]

    async def _deliver_together(self, events: Sequence[StoredEvent]) -> int:
        """Handle what fits into one short unit of work; return how many that were, none when one failed."""
        ids, subjects = [event.id for event in events], [event.subject for event in events]
        try:
            async with self._unit() as work:
                if not await work.fetch_value(_UNTOUCHED, self._name, self._holder, ids, subjects):
                    return 0
                enough, handled = time.monotonic() + _TOGETHER_SECONDS, 0
                while handled < len(events) and time.monotonic() < enough:
                    await self._call(work, events[handled])
                    handled += 1
                await self._handled(work, events[:handled])
        except HandlerFailed:
            return 0
        return handled

    @asynccontextmanager
    async def _unit(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work for the handler; whatever it raises comes out as HandlerFailed."""
        try:
            async with self._database.write() as work, asyncio.timeout(HANDLER_SECONDS):
                yield work
        except (LeaseLost, DatabaseUnavailable, CommitUnknown):
            raise
        except (Exception, SystemExit, asyncio.CancelledError) as error:
            if cancelled():
                raise
            raise HandlerFailed(error) from error

    async def _verdict(self, work: UnitOfWork, event: StoredEvent) -> str:
        about = (self._name, self._holder, event.id, event.subject, *event.position)
        verdict: str = await work.fetch_value(_VERDICT, *about)
        if verdict == "lost":
            raise LeaseLost(f"another worker has taken over {self._name}")
        return verdict

    async def _call(self, work: UnitOfWork, event: StoredEvent) -> None:
        await self._subscription.handler(work, event.read_as(self._kinds[event.type]))

    async def _handled(self, work: UnitOfWork, events: Sequence[StoredEvent]) -> None:
        positions = zip(*(event.position for event in events), strict=True)
        await work.execute(_HANDLED, self._name, [event.id for event in events], *positions)

    async def _failed(self, event: StoredEvent, attempts: int, error: BaseException) -> None:
        log.warning("%s failed on %s %s, attempt %d: %r", self._name, event.type, event.id, attempts, error)
        pause = backoff(attempts, self._retry_base)
        dead = attempts >= self._subscription.max_attempts
        async with self._database.write() as work:
            await work.execute(_NOTE, self._name, *event.position)
            await work.execute(_FAIL, self._name, event.id, attempts, describe(error), pause, dead)
