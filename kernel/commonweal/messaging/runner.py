"""The runner of a subscription: reads the log from where it was left, each subject in order."""

import asyncio
from dataclasses import dataclass
from uuid import UUID, uuid4

from commonweal.messaging.delivery import Deliverer
from commonweal.messaging.events import Position, StoredEvent
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.tail import Feed
from commonweal.storage.database import Database

_RETRY_SECONDS = 0.5
_LANES = 4
_BATCH = 100

_ADVANCE = """
    UPDATE kernel.subscription SET transaction = $3::bigint::text::xid8, sequence = $4, moved_at = now()
    WHERE name = $1 AND holder = $2
"""
_TAKE_OVER = """
    UPDATE kernel.subscription SET holder = $2 WHERE name = $1
    RETURNING transaction::text::bigint AS transaction, sequence
"""


@dataclass(frozen=True)
class Runner:
    """Brings the log to one subscription: subjects side by side, the events of one subject in order."""

    database: Database
    subscription: Subscription
    feed: Feed
    settings: MessagingSettings

    async def run(self) -> None:
        """Take the subscription over from whoever held it, and deliver until cancelled."""
        holder, name = uuid4(), self.subscription.name
        async with self.database.write() as work:
            row = await work.fetch_row(_TAKE_OVER, name, holder)
        deliverer = Deliverer(self.database, self.subscription, holder, self.settings.event_retry)
        progress = Progress(Position(row["transaction"], row["sequence"]))
        lanes: list[asyncio.Queue[StoredEvent]] = [asyncio.Queue(_BATCH) for _ in range(_LANES)]
        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(self._deliver(lane, deliverer, progress))
            group.create_task(self._read(lanes, progress))
            group.create_task(self._repeat(deliverer))
            group.create_task(self._remember(progress, name, holder))

    async def _read(self, lanes: list[asyncio.Queue[StoredEvent]], progress: "Progress") -> None:
        """Put the events of one subject into one lane, where their order stays."""
        position = progress.finished
        wanted = {kind.event_name for kind in self.subscription.event_types}
        while True:
            for event in await self.feed.after(position):
                position = event.position
                progress.begin(position)
                if event.type in wanted:
                    await lanes[(event.subject or event.id).int % _LANES].put(event)
                else:
                    progress.finish(position)

    async def _deliver(
        self, lane: asyncio.Queue[StoredEvent], deliverer: Deliverer, progress: "Progress"
    ) -> None:
        while True:
            events = [await lane.get()]
            while not lane.empty():
                events.append(lane.get_nowait())
            await deliverer.deliver(events)
            for event in events:
                progress.finish(event.position)

    async def _repeat(self, deliverer: Deliverer) -> None:
        while True:
            due = await deliverer.due()
            for event, attempts in due:
                await deliverer.deliver([event], attempts)
            await asyncio.sleep(0 if due else _RETRY_SECONDS)

    async def _remember(self, progress: "Progress", name: str, holder: UUID) -> None:
        stored = progress.finished
        while True:
            await asyncio.sleep(_RETRY_SECONDS)
            if progress.finished > stored:
                stored = progress.finished
                async with self.database.write() as work:
                    await work.execute(_ADVANCE, name, holder, *stored)


class Progress:
    """How far a subscription has come: up to ``finished`` every event is handled or noted as failed."""

    def __init__(self, finished: Position) -> None:
        self.finished = finished
        self._pending: dict[Position, bool] = {}

    def begin(self, position: Position) -> None:
        """Note an event that was read."""
        self._pending[position] = False

    def finish(self, position: Position) -> None:
        """Note that an event needs nothing more, and move on past all that need nothing more."""
        self._pending[position] = True
        while self._pending and self._pending[first := next(iter(self._pending))]:
            self.finished = first
            del self._pending[first]
