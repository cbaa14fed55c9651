"""The app as a test meets it: asked over HTTP as whoever the test likes, and worked until all is done."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx
from litestar import Litestar

from commonweal.messaging.events import BEGINNING, Position, StoredEvent
from commonweal.messaging.mail import Mailer
from commonweal.messaging.registry import KERNEL, Owned
from commonweal.messaging.tail import read_log
from commonweal.messaging.tasks import TaskContext
from commonweal.plugin.acting import acting_as
from commonweal.plugin.context import PluginContext
from commonweal.plugin.host import Host
from commonweal.runtime import Runtime
from commonweal.storage.blobs import BlobStore
from commonweal.storage.database import Database
from commonweal.storage.ids import new_id
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.hosts import with_requirements
from commonweal.testing.outbox import Outbox
from commonweal.testing.web import browse, running_runtime
from commonweal.web.principals import Principal

_DUE = """
    DELETE FROM kernel.task_request WHERE id = (
        SELECT id FROM kernel.task_request WHERE due_at <= now() AND dead_at IS NULL
        ORDER BY due_at, id LIMIT 1)
    RETURNING id, task, arguments::text
"""
_MOST_ROUNDS = 1_000
_PATIENCE_SECONDS = 10.0


class Site:
    """A running app with chosen plugins, and what stands behind it."""

    def __init__(self, app: Litestar, runtime: Runtime, outbox: Outbox) -> None:
        self.app = app
        self.runtime = runtime
        self.outbox = outbox
        self._heard = BEGINNING

    @property
    def host(self) -> Host:
        """The plugins and their states."""
        return self.runtime.host

    @property
    def database(self) -> Database:
        """The database of the app."""
        return self.runtime.database

    @property
    def blobs(self) -> BlobStore:
        """The blob store of the app."""
        return self.runtime.blobs

    def context(self, plugin_id: str) -> PluginContext:
        """Return what the kernel hands to a plugin; the plugin must run."""
        plugin = self.host.plugins[plugin_id]
        assert plugin.context is not None, f"{plugin_id} does not run ({plugin.state}): {plugin.reason}"
        return plugin.context

    def browse(self, principal: Principal | None = None, **headers: str) -> httpx.AsyncClient:
        """Return a client that acts as a principal, else as a guest; headers are given with underscores."""
        return browse(self.app, principal, **headers)

    async def settle(self) -> int:
        """Deliver every event and run every task that is due, and what follows from them; return how many.

        What a handler or a task raises is raised here. Each handler sees the events in order, once.
        """
        done = 0
        for _ in range(_MOST_ROUNDS):
            moved = await self._deliver() + await self._work()
            if not moved:
                return done
            done += moved
        raise AssertionError("handlers and tasks keep asking for more: does one emit what it handles?")

    async def run_task(self, name: str, /, **arguments: Any) -> None:
        """Run one task now, as a worker would; a schedule's task is run by its name too."""
        owned = self.runtime.registry.tasks[name]
        await self._attempt(owned, owned.item.pack(arguments), new_id())

    async def _deliver(self) -> int:
        handled = 0
        while events := await self._events():
            for event in events:
                handled += await self._hear(event)
                self._heard = Position(*event.position)
        return handled

    async def _events(self) -> list[StoredEvent]:
        """Read on in the log; what waits behind a transaction that goes on, of whoever, is waited for."""
        clock = asyncio.get_running_loop().time
        ends = clock() + _PATIENCE_SECONDS
        while True:
            events = await read_log(self.database, self._heard)
            if events or clock() > ends or not await read_log(self.database, self._heard, 1, settled=False):
                return events
            await asyncio.sleep(0.01)

    async def _hear(self, event: StoredEvent) -> int:
        handled = 0
        for owned in self.runtime.registry.subscriptions.values():
            kinds = {kind.event_name: kind for kind in owned.item.event_types}
            if event.type in kinds and self.runtime.registry.is_enabled(owned.owner):
                async with self.database.write() as work:
                    with acting_as(_actor(owned)):
                        await owned.item.handler(work, event.read_as(kinds[event.type]))
                handled += 1
        return handled

    async def _work(self) -> int:
        done = 0
        while row := await self._next():
            owned = self.runtime.registry.tasks[row["task"]]
            await self._attempt(owned, row["arguments"], row["id"])
            done += 1
        return done

    async def _next(self) -> Any:
        async with self.database.write() as work:
            return await work.fetch_row(_DUE)

    async def _attempt(self, owned: Owned[Any], arguments: str, request: Any) -> None:
        context = TaskContext(id=request, attempt=1, database=self.database, plugin=owned.context)
        with acting_as(_actor(owned)):
            async with asyncio.timeout(owned.item.time_limit):
                await owned.item.function(context, **owned.item.unpack(arguments))


def _actor(owned: Owned[Any]) -> str | None:
    return None if owned.owner == KERNEL else owned.owner


@asynccontextmanager
async def running_site(
    home: Path, database: DatabaseSettings, plugins: Iterable[str], changes: Mapping[str, str] | None = None
) -> AsyncIterator[Site]:
    """Run the app with these plugins and what they require, on a database that has their tables.

    ``changes`` are further environment variables, such as ``{"COMMONWEAL_TREES__LIMIT": "3"}``. Mail is kept
    in the site's ``outbox``.
    """
    chosen = with_requirements(plugins)
    environment = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(chosen), **(changes or {})}
    async with running_runtime(home, database, environment) as (app, runtime):
        outbox = Outbox()
        mailer: Any = runtime.host.services.get(cast("Any", Mailer))
        mailer._driver = outbox  # noqa: SLF001 - the real mailer's checks stay in front of it
        for name in chosen:
            plugin = runtime.host.plugins[name]
            assert plugin in runtime.host.running(), f"{name} is {plugin.state}: {plugin.reason}"
        yield Site(app, runtime, outbox)
