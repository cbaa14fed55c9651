"""The runner of a subscription: reads the log from where it was left and keeps the events of a subject in order."""

import asyncio
from uuid import UUID, uuid4

from commonweal.messaging.delivery import Deliverer
from commonweal.messaging.events import Position, StoredEvent
from commonweal.messaging.registry import Subscribed
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tail import Feed
from commonweal.storage.database import Database

_RETRY_SECONDS = 0.5
_AT_ONCE = 4
_PENDING = 500

_ADVANCE = """
    UPDATE kernel.subscription SET transaction = $3::bigint::text::xid8, sequence = $4, moved_at = now()
    WHERE name = $1 AND holder = $2
"""
_TAKE_OVER = """
    UPDATE kernel.subscription SET holder = $2 WHERE name = $1
    RETURNING transaction::text::bigint AS transaction, sequence
"""


class Runner:
    """Brings the log to one subscription: subjects side by side, the events of one subject in order."""

    def __init__(
        self, database: Database, subscribed: Subscribed, feed: Feed, settings: MessagingSettings
    ) -> None:
        self._database = database
        self._subscribed = subscribed
        self._feed = feed
        self._settings = settings

    async def run(self) -> None:
        """Take the subscription over from whoever held it, and deliver until cancelled."""
        holder, name = uuid4(), self._subscribed.subscription.name
        async with self._database.write() as work:
            row = await work.fetch_row(_TAKE_OVER, name, holder)
        deliverer = Deliverer(self._database, self._subscribed, holder, self._settings.event_retry)
        progress = Progress(Position(row["transaction"], row["sequence"]))
        at_once = asyncio.Semaphore(min(_AT_ONCE, max(1, self._database.settings.pool_max // 2)))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read(group, deliverer, progress, at_once))
            group.create_task(self._repeat(group, deliverer, at_once))
            group.create_task(self._remember(progress, name, holder))

    async def _read(
        self, group: asyncio.TaskGroup, deliverer: Deliverer, progress: "Progress", at_once: asyncio.Semaphore
    ) -> None:
        lanes: dict[object, asyncio.Task[None]] = {}

        async def handle(event: StoredEvent, before: asyncio.Task[None] | None) -> None:
            if before is not None:
                await asyncio.wait([before])
            async with at_once:
                await deliverer.deliver(event)
            progress.finish(event.position)
            if lanes.get(event.subject) is asyncio.current_task():
                del lanes[event.subject]

        position = progress.finished
        while True:
            for event in await self._feed.after(position):
                position = event.position
                progress.begin(position)
                if event.type not in self._subscribed.kinds:
                    progress.finish(position)
                    continue
                await progress.room()
                before = lanes.get(event.subject) if event.subject else None
                lane = group.create_task(handle(event, before))
                if event.subject:
                    lanes[event.subject] = lane

    async def _repeat(
        self, group: asyncio.TaskGroup, deliverer: Deliverer, at_once: asyncio.Semaphore
    ) -> None:
        busy: set[object] = set()

        async def again(event: StoredEvent, attempts: int) -> None:
            async with at_once:
                await deliverer.deliver(event, attempts)
            busy.discard(event.id)

        while True:
            due = [each for each in await deliverer.due() if each.event.id not in busy]
            busy |= {each.event.id for each in due}
            for each in due:
                group.create_task(again(each.event, each.attempts))
            await asyncio.sleep(0.02 if due else _RETRY_SECONDS)

    async def _remember(self, progress: "Progress", name: str, holder: UUID) -> None:
        stored = progress.finished
        while True:
            await asyncio.sleep(_RETRY_SECONDS)
            if progress.finished > stored:
                stored = progress.finished
                async with self._database.write() as work:
                    await work.execute(_ADVANCE, name, holder, *stored)


class Progress:
    """How far a subscription has come: up to ``finished`` every event is handled or written down as failed."""

    def __init__(self, finished: Position) -> None:
        self.finished = finished
        self._pending: dict[Position, bool] = {}
        self._freed = asyncio.Event()

    def begin(self, position: Position) -> None:
        """Note an event that was read."""
        self._pending[position] = False

    def finish(self, position: Position) -> None:
        """Note that an event needs nothing more, and move on past all that need nothing more."""
        self._pending[position] = True
        while self._pending and self._pending[first := next(iter(self._pending))]:
            self.finished = first
            del self._pending[first]
        self._freed.set()

    async def room(self) -> None:
        """Wait while too many events are under way."""
        while len(self._pending) > _PENDING:
            self._freed.clear()
            await self._freed.wait()
