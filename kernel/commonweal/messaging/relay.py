"""The relay: hands requests that are due to the broker, and parks those whose task does not run just now.

A request is claimed, then sent, then confirmed, each in a short transaction of its own: no transaction waits
for the broker, and a crash in between only makes the message go out again, a few seconds later.
"""

import asyncio
from contextlib import suppress
from typing import Any
from uuid import uuid5

from dramatiq import Broker, Message

from commonweal.messaging.registry import Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.storage.database import Database

_BATCH = 200
_POLL_SECONDS = 0.5

_UNPARK = """
    UPDATE kernel.task_request SET due_at = now()
    WHERE due_at = 'infinity' AND dead_at IS NULL AND task = ANY($1)
"""
_CLAIM = """
    UPDATE kernel.task_request AS request
    SET due_at = CASE WHEN task = ANY($1) THEN now() + interval '10 seconds' ELSE 'infinity' END,
        sends = sends + (task = ANY($1))::integer, running = NULL
    FROM (SELECT id FROM kernel.task_request WHERE dead_at IS NULL AND due_at <= now()
          ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS due
    WHERE request.id = due.id RETURNING request.id, task, sends, due_at = 'infinity' AS parked
"""
_CONFIRM = """
    UPDATE kernel.task_request SET due_at = now() + make_interval(secs => $2)
    WHERE id = ANY($1) AND settled < sends AND running IS NULL AND due_at < 'infinity'
"""


class Relay:
    """Sends what is due; several workers may do so side by side."""

    def __init__(self, database: Database, registry: Registry, settings: MessagingSettings) -> None:
        self.bell = asyncio.Event()
        self._database = database
        self._registry = registry
        self._settings = settings

    async def run(self, broker: Broker) -> None:
        """Relay for ever: at once when the bell rings, and by polling."""
        while True:
            self.bell.clear()
            if await self._send_due(broker) < _BATCH:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_POLL_SECONDS):
                        await self.bell.wait()

    async def _send_due(self, broker: Broker) -> int:
        tasks = self._registry.enabled_tasks()
        async with self._database.write() as work:
            await work.execute(_UNPARK, tasks)
            rows = await work.fetch(_CLAIM, tasks, _BATCH)
        messages = [self._message(row) for row in rows if not row["parked"]]

        def send() -> None:
            for message in messages:
                broker.enqueue(message)

        if messages:
            await asyncio.to_thread(send)
            async with self._database.write() as work:
                await work.execute(_CONFIRM, [row["id"] for row in rows], self._settings.resend)
        return len(rows)

    def _message(self, row: Any) -> "Message[None]":
        task = self._registry.tasks[row["task"]].item
        return Message(
            queue_name=task.queue,
            actor_name=task.name,
            args=(),
            kwargs={"request": str(row["id"]), "number": row["sends"]},
            options={},
            message_id=str(uuid5(row["id"], str(row["sends"]))),
        )
