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
from commonweal.plugin.acting import acting_as
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable
from commonweal.storage.work import UnitOfWork

log = logging.getLogger(__name__)

HANDLER_SECONDS = 10
_TOGETHER_SECONDS = 0.1

_VERDICTS = """
    SELECT CASE
        WHEN event.id = ANY (ARRAY(
            SELECT event FROM kernel.inbox WHERE subscription = $1 AND event = ANY ($3)
            UNION ALL SELECT id FROM kernel.delivery WHERE subscription = $1 AND id = ANY ($3) AND NOT $7))
            THEN 'done'
        WHEN EXISTS (SELECT FROM kernel.delivery AS earlier
            WHERE subscription = $1 AND earlier.subject = event.subject AND dead_at IS NULL
              AND (earlier.transaction, earlier.sequence) < (event.transaction::text::xid8, event.sequence))
            THEN 'behind'
        ELSE 'next' END AS verdict
    FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::uuid[])
        WITH ORDINALITY AS event (id, transaction, sequence, subject, number)
    WHERE EXISTS (SELECT FROM kernel.subscription WHERE name = $1 AND holder = $2) ORDER BY number
"""
_HANDLED = """
    INSERT INTO kernel.inbox (subscription, event, transaction, sequence)
    VALUES ($1, $2, $3::bigint::text::xid8, $4)
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

    async def deliver(self, events: Sequence[StoredEvent], attempts: int | None = None) -> None:
        """Handle events, each once, and write down those that fail.

        As many as fit into a short unit of work are handled together; where one fails, each by itself.
        ``attempts`` counts the failures of an event that is tried again; it is None for events of the log.
        Raises LeaseLost when another worker holds the subscription, and storage's errors when nothing can be
        saved.
        """
        while events:
            try:
                events = events[await self._handle(events, repeated=attempts is not None) :]
            except HandlerFailed as failure:
                if len(events) > 1:
                    for event in events:
                        await self.deliver([event])
                else:
                    await self._failed(events[0], (attempts or 0) + 1, failure.error)
                return

    async def due(self) -> list[tuple[StoredEvent, int]]:
        """Return the failed events to try again now, of each subject the first, with their attempts."""
        async with self._database.read() as work:
            rows = await work.fetch(_DUE, self._name)
        return [(stored_event(row), row["attempts"]) for row in rows]

    async def _handle(self, events: Sequence[StoredEvent], *, repeated: bool = False) -> int:
        """Handle events in one unit of work until it has lasted enough; return how many are done with."""
        async with self._unit() as work:
            facts = [(event.id, *event.position, event.subject) for event in events]
            about = (self._name, self._holder, *zip(*facts, strict=True), repeated)
            if not (rows := await work.fetch(_VERDICTS, *about)):
                raise LeaseLost(f"another worker has taken over {self._name}")
            enough, count, handled = time.monotonic() + _TOGETHER_SECONDS, 0, []
            while count < len(events) and not (count and time.monotonic() > enough):
                event, verdict = events[count], rows[count]["verdict"]
                if verdict == "next":
                    with acting_as(self._subscription.owner):
                        await self._subscription.handler(work, event.read_as(self._kinds[event.type]))
                    handled.append(event)
                elif verdict == "behind":
                    await work.execute(_NOTE, self._name, *event.position)
                count += 1
            await work.execute_many(_HANDLED, [(self._name, event.id, *event.position) for event in handled])
            if repeated and rows[0]["verdict"] != "behind":
                await work.execute(_DONE, self._name, events[0].id)
        return count

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

    async def _failed(self, event: StoredEvent, attempts: int, error: BaseException) -> None:
        log.warning("%s failed on %s %s, attempt %d: %r", self._name, event.type, event.id, attempts, error)
        pause = backoff(attempts, self._retry_base)
        dead = attempts >= self._subscription.max_attempts
        async with self._database.write() as work:
            await work.execute(_NOTE, self._name, *event.position)
            await work.execute(_FAIL, self._name, event.id, attempts, describe(error), pause, dead)
