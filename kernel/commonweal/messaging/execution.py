"""The execution of tasks: dramatiq's threads receive messages, the worker's event loop runs the functions."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import dramatiq
from dramatiq.worker import Worker as Threads

from commonweal.messaging.patience import backoff, cancelled, describe
from commonweal.messaging.registry import KERNEL, Owned, Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tasks import Task, TaskContext
from commonweal.plugin.acting import acting_as
from commonweal.plugin.drivers import driver
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable

log = logging.getLogger(__name__)

_GRACE_SECONDS = 5

_START = """
    UPDATE kernel.task_request
    SET running = $2, attempts = attempts + 1, due_at = now() + make_interval(secs => $3)
    WHERE id = $1 AND dead_at IS NULL AND $2 > settled AND (running IS NULL OR running = $2)
    RETURNING arguments, attempts
"""
_FINISH = "DELETE FROM kernel.task_request WHERE id = $1 AND settled < $2"
_FAIL = """
    UPDATE kernel.task_request SET settled = sends, running = NULL, error = $3,
        due_at = now() + make_interval(secs => $4), dead_at = CASE WHEN $5 THEN now() END
    WHERE id = $1 AND settled < $2
"""
_GIVE_BACK = """
    UPDATE kernel.task_request SET settled = sends, running = NULL, due_at = now(), attempts = attempts - $3
    WHERE id = $1 AND settled < $2
"""


class Execution:
    """Runs the tasks whose messages the broker brings."""

    def __init__(self, database: Database, registry: Registry, settings: MessagingSettings) -> None:
        self._database = database
        self._registry = registry
        self._settings = settings
        self._running: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def receiving(self) -> AsyncIterator[dramatiq.Broker]:
        """Run tasks for the length of the block, then end those that run and give their requests back."""
        make = driver("commonweal.brokers", self._settings.broker)
        broker: dramatiq.Broker = await asyncio.to_thread(make, self._settings, self._database.settings)
        for owned in self._registry.tasks.values():
            self._declare(owned, broker, asyncio.get_running_loop())
        threads = Threads(broker, worker_timeout=200, worker_threads=self._settings.worker_threads)
        threads.start()
        try:
            yield broker
        finally:
            stopping = asyncio.create_task(asyncio.to_thread(threads.stop, 2 * _GRACE_SECONDS * 1000))
            await asyncio.wait([stopping], timeout=_GRACE_SECONDS)
            for running in filter(None, self._running):
                running.cancel()
            await asyncio.wait([stopping])
            await asyncio.to_thread(broker.close)

    def _declare(self, owned: Owned[Task], broker: dramatiq.Broker, loop: asyncio.AbstractEventLoop) -> None:
        def receive(request: str, number: int) -> None:
            asyncio.run_coroutine_threadsafe(self._run(owned, UUID(request), number), loop).result()

        task = owned.item
        dramatiq.actor(broker=broker, actor_name=task.name, queue_name=task.queue)(receive)

    async def _run(self, owned: Owned[Task], request: UUID, number: int) -> None:
        """Run a task once; what comes of it is written down before the message is acknowledged."""
        self._running.add(asyncio.current_task())
        started = 0
        try:
            if not self._registry.is_enabled(owned.owner):
                await self._save(_GIVE_BACK, request, number, 0)
            elif row := await self._save(_START, request, number, owned.item.time_limit + 2 * _GRACE_SECONDS):
                started = 1
                with self._registry.at_work(owned.owner):
                    await self._attempt(owned, request, number, row)
        except asyncio.CancelledError:
            await self._save(_GIVE_BACK, request, number, started)
        finally:
            self._running.discard(asyncio.current_task())

    async def _attempt(self, owned: Owned[Task], request: UUID, number: int, row: Any) -> None:
        task, attempt = owned.item, row["attempts"]
        context = TaskContext(id=request, attempt=attempt, database=self._database, plugin=owned.context)
        try:
            if attempt > task.max_attempts:
                raise RuntimeError("the worker died during every attempt")  # noqa: TRY301 - as any other failure
            plugin_id = None if owned.owner == KERNEL else owned.owner
            with acting_as(plugin_id), self._registry.uses.counted(owned.owner, "tasks"):
                async with asyncio.timeout(task.time_limit):
                    await task.function(context, **task.unpack(row["arguments"]))
        except (Exception, SystemExit, asyncio.CancelledError) as error:
            if cancelled():
                raise
            log.warning("the task %s %s failed, attempt %d: %r", task.name, request, attempt, error)
            pause, dead = backoff(attempt, self._settings.task_retry), attempt >= task.max_attempts
            await self._save(_FAIL, request, number, describe(error), pause, dead)
        else:
            await self._save(_FINISH, request, number)

    async def _save(self, sql: str, *arguments: object) -> Any:
        """Repeat a write until the database takes it: the message must not be lost meanwhile."""
        failures = 0
        while True:
            try:
                async with self._database.write() as work:
                    return await work.fetch_row(sql, *arguments)
            except (DatabaseUnavailable, CommitUnknown) as error:
                failures += 1
                log.warning("the state of a task could not be saved yet: %r", error)
                await asyncio.sleep(backoff(failures, 0.1, 5))
