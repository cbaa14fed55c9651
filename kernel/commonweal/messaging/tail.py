"""The tail: reads the log in an order that never changes afterwards, and without gaps.

Sequence numbers become visible when their transaction commits, not when they are drawn, so whoever remembers
the highest number seen loses rows. The tail reads by (transaction, sequence), and only below the oldest
transaction still running: everything there is finished, and nothing can appear there any more (ARCHITECTURE
§4.2). A long transaction therefore holds it up; and a log restored from a dump into another server needs that
server's transaction counter set beyond the log's (``pg_resetwal -x``).
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from commonweal.messaging.events import BEGINNING, Position, StoredEvent
from commonweal.plugin.acting import as_kernel
from commonweal.storage.database import Database

BATCH = 500
_WINDOW = 4 * BATCH
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
_LONGEST_TRANSACTION = timedelta(hours=1)  # far beyond the time limits of ours

COLUMNS = "transaction::text::bigint AS transaction, sequence, id, type, version, subject, occurred_at, data"
_READ = f"""
    SELECT {COLUMNS} FROM kernel.event
    WHERE (transaction, sequence) > ($1::bigint::text::xid8, $2)
      AND (transaction < pg_snapshot_xmin(pg_current_snapshot()) OR NOT $4)
      AND (type = ANY ($5) OR $5 IS NULL)
    ORDER BY event.transaction, event.sequence LIMIT $3
"""
_NEWEST = """
    SELECT transaction::text::bigint AS transaction, sequence FROM kernel.event
    WHERE transaction < pg_snapshot_xmin(pg_current_snapshot()) AND (occurred_at < $1 OR $1 IS NULL)
    ORDER BY event.transaction DESC, event.sequence DESC LIMIT 1
"""
_FIRST_DAY = """
    SELECT day::timestamp AT TIME ZONE 'UTC' AS day, day > (
        SELECT (applied_at AT TIME ZONE 'UTC')::date FROM kernel.migration
        WHERE owner = 'kernel' AND number = 100) AS is_cut
    FROM (SELECT min(to_date(right(relname, 8), 'YYYYMMDD')) AS day FROM pg_inherits
        JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'kernel.event'::regclass AND relname ~ '^event_\\d{8}$') AS kept
"""
_FIRST_SINCE = """
    SELECT transaction::text::bigint AS transaction, sequence FROM kernel.event WHERE occurred_at >= $1
    ORDER BY event.transaction, event.sequence LIMIT 1
"""


@as_kernel
async def read_log(
    database: Database,
    after: Position,
    limit: int = BATCH,
    *,
    types: Collection[str] | None = None,
    settled: bool = True,
) -> list[StoredEvent]:
    """Return the next events after a position, oldest first; nothing can appear before them later.

    With ``types``, only those. Without ``settled``, what is committed beyond the oldest transaction still
    running is there too: others may yet appear between.
    """
    wanted = None if types is None else list(types)
    async with database.read() as work:
        rows = await work.fetch(_READ, after.transaction, after.sequence, limit, settled, wanted)
    return [stored_event(row) for row in rows]


@as_kernel
async def newest_position(database: Database, before: datetime | None = None) -> Position:
    """Return the position of the newest event that can be read, or of the newest that occurred before a time.

    Inside a unit of work with one snapshot, it is the position of that snapshot.
    """
    async with database.read() as work:
        row = await work.fetch_row(_NEWEST, before)
    return Position(*row) if row else BEGINNING


@as_kernel
async def kept_since(database: Database) -> Position:
    """Return a position after which nothing was dropped from the log.

    Days are dropped by the time of their events, which is not quite their order: what a transaction emitted
    that went on at midnight may lie on both sides. So the first hour of the oldest day does not count.
    """
    async with database.read() as work:
        day = await work.fetch_row(_FIRST_DAY)
        if not day["is_cut"]:
            return BEGINNING
        row = await work.fetch_row(_FIRST_SINCE, day["day"] + _LONGEST_TRANSACTION)
    return Position(*row) if row else await newest_position(database)


def stored_event(row: Any) -> StoredEvent:
    """Make an event of a row that has the log's columns, its transaction as a number."""
    fields = {name: row[name] for name in StoredEvent.__struct_fields__[1:]}
    return StoredEvent(position=Position(row["transaction"], row["sequence"]), **fields)


async def follow(database: Database) -> AsyncIterator[StoredEvent]:
    """Yield the events to come as they are committed, for ever."""
    position = await newest_position(database)
    while True:
        for event in (events := await read_log(database, position)):
            yield event
            position = event.position
        if len(events) < BATCH:
            await asyncio.sleep(_LONGEST_PAUSE)


class Feed:
    """Reads the newest events once for all subscriptions here; who lags behind reads for itself."""

    def __init__(self, database: Database) -> None:
        self.bell = asyncio.Event()
        self._database = database
        self._window: deque[StoredEvent] = deque(maxlen=_WINDOW)
        self._head = Position(-1, 0)
        self._moved = asyncio.Event()

    async def run(self) -> None:
        """Follow the log for ever: at once when the bell rings, and by polling, ever more calmly."""
        if self._head < BEGINNING:
            self._move(await newest_position(self._database))
        pause = _SHORTEST_PAUSE
        while True:
            events = await read_log(self._database, self._head)
            if events:
                self._window += events
                self._move(events[-1].position)
            if len(events) == BATCH:
                continue
            pause = _SHORTEST_PAUSE if events or self.bell.is_set() else min(_LONGEST_PAUSE, pause * 1.5)
            self.bell.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.bell.wait()

    async def after(self, position: Position) -> list[StoredEvent]:
        """Wait until there are events after a position, and return the next ones."""
        while self._head <= position:
            await self._moved.wait()
        if not self._window or self._window[0].position > position:
            return await read_log(self._database, position)
        newest_first = takewhile(lambda event: event.position > position, reversed(self._window))
        return list(newest_first)[::-1]

    def _move(self, head: Position) -> None:
        self._head, moved = head, self._moved
        self._moved = asyncio.Event()
        moved.set()
