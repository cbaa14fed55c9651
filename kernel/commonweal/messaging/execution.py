"""The execution of tasks: dramatiq's threads receive the messages, the worker's event loop runs the functions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import dramatiq
from dramatiq.worker import Worker as Consumers

from commonweal.messaging.patience import backoff
from commonweal.messaging.registry import OwnedTask, Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tasks import TaskContext
from commonweal.plugin.drivers import driver
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable

log = logging.getLogger(__name__)

_GRACE_SECONDS = 5
_ERROR_LENGTH = 2000

_START = """
    UPDATE kernel.task_request SET running = $2, attempts = attempts + 1, due_at = now() + $3
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
    """Runs tasks while entered; leaving it gives running tasks a few seconds, then gives their requests back."""

    broker: dramatiq.Broker

    def __init__(self, database: Database, registry: Registry, settings: MessagingSettings) -> None:
        self._database = database
        self._registry = registry
        self._settings = settings
        self._running: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Connect to the broker and start receiving."""
        make: Callable[..., dramatiq.Broker] = driver("commonweal.brokers", self._settings.broker)
        self.broker = await asyncio.to_thread(make, self._settings, self._database.settings)
        self._loop = asyncio.get_running_loop()
        for owned in self._registry.tasks.values():
            self._declare(owned)
        self._consumers = Consumers(
            self.broker, worker_timeout=200, worker_threads=self._settings.worker_threads
        )
        self._consumers.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop receiving and end what runs."""
        stopping = asyncio.create_task(asyncio.to_thread(self._consumers.stop, 2 * _GRACE_SECONDS * 1000))
        await asyncio.wait([stopping], timeout=_GRACE_SECONDS)
        for task in self._running:
            task.cancel()
        await asyncio.wait([stopping])
        await asyncio.to_thread(self.broker.close)

    def _declare(self, owned: OwnedTask) -> None:
        def receive(request: str, number: int) -> None:
            running = asyncio.run_coroutine_threadsafe(self._run(owned, UUID(request), number), self._loop)
            running.result()

        task = owned.task
        dramatiq.actor(broker=self.broker, actor_name=task.name, queue_name=task.queue)(receive)

    async def _run(self, owned: OwnedTask, request: UUID, number: int) -> None:
        """Run a task once; whatever comes of it is written down before the message is acknowledged."""
        current = asyncio.current_task()
        assert current is not None  # noqa: S101 - a coroutine runs in a task
        self._running.add(current)
        started = False
        try:
            if not self._registry.is_enabled(owned.owner):
                await self._insist(_GIVE_BACK, request, number, 0)
                return
            row = await self._start(owned, request, number)
            if row is not None:
                started = True
                await self._attempt(owned, request, number, row)
        except asyncio.CancelledError:
            await self._give_up(request, number, int(started))
        finally:
            self._running.discard(current)

    async def _start(self, owned: OwnedTask, request: UUID, number: int) -> Any:
        limit = timedelta(seconds=owned.task.time_limit + 2 * _GRACE_SECONDS)
        return await _until_saved(lambda: self._write_row(_START, request, number, limit))

    async def _attempt(self, owned: OwnedTask, request: UUID, number: int, row: Any) -> None:
        task, attempt = owned.task, row["attempts"]
        error: BaseException
        try:
            if attempt > task.max_attempts:
                raise RuntimeError("the worker died during every attempt")  # noqa: TRY301 - as any other failure
            context = TaskContext(id=request, attempt=attempt, database=self._database, plugin=owned.context)
            async with asyncio.timeout(task.time_limit):
                await task.function(context, **task.unpack(row["arguments"]))
        except asyncio.CancelledError as failure:
            if (current := asyncio.current_task()) and current.cancelling():
                raise
            error = failure
        except (Exception, SystemExit) as failure:  # noqa: BLE001 - whatever a plugin raises is its failure alone
            error = failure
        else:
            await self._insist(_FINISH, request, number)
            return
        log.warning("the task %s %s failed, attempt %d: %r", task.name, request, attempt, error)
        shown = f"{type(error).__name__}: {error}"[:_ERROR_LENGTH].replace("\0", "")
        pause, dead = backoff(attempt, self._settings.task_retry), attempt >= task.max_attempts
        await self._insist(_FAIL, request, number, shown, pause, dead)

    async def _insist(self, sql: str, *arguments: object) -> None:
        await _until_saved(lambda: self._write_row(sql, *arguments))

    async def _give_up(self, request: UUID, number: int, attempts: int) -> None:
        try:
            await self._write_row(_GIVE_BACK, request, number, attempts)
        except (DatabaseUnavailable, CommitUnknown) as error:
            log.warning(
                "the request %s could not be given back and waits for its time limit: %r", request, error
            )

    async def _write_row(self, sql: str, *arguments: object) -> Any:
        async with self._database.write() as work:
            return await work.fetch_row(sql, *arguments)


async def _until_saved(write: Callable[[], Awaitable[Any]]) -> Any:
    """Repeat a write that is safe to repeat until the database takes it: the message must not be lost meanwhile."""
    failures = 0
    while True:
        try:
            return await write()
        except (DatabaseUnavailable, CommitUnknown) as error:
            failures += 1
            log.warning("the state of a task could not be saved yet: %r", error)
            await asyncio.sleep(backoff(failures, 0.1, 5))
