"""The courier: delivers what waits, many webhooks side by side, each topic of a webhook in order.

One courier works in the whole deployment, by a lease it has to keep. It waits for receivers in coroutines, so
that a slow one holds up no other, and no thread of the worker.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from commonweal import CommonwealError, Database, UnitOfWork, enqueue, new_id

from commonweal_realtime.webhooks.rules import OFF_AFTER, is_gone, is_success, pause_after
from commonweal_realtime.webhooks.sending import Outcome
from commonweal_realtime.webhooks.switching import switch_off

MOST_AT_ONCE = 64
MOST_OF_ONE_OWNER = 8
TURN_SECONDS = 10.0
ROUND_SECONDS = 60.0
LEASE_SECONDS = 15.0
_KEEP_SECONDS = 3.0
_LOOK_SECONDS = 0.25

_TAKE = """
UPDATE realtime.webhook_courier SET holder = $1, held_until = now() + make_interval(secs => $2)
WHERE held_until <= now() RETURNING true
"""
_KEEP = """
UPDATE realtime.webhook_courier SET held_until = now() + make_interval(secs => $2)
WHERE holder = $1 RETURNING true
"""
_RELEASE = "UPDATE realtime.webhook_courier SET held_until = now() WHERE holder = $1"
_HELD = "SELECT true FROM realtime.webhook_courier WHERE holder = $1 FOR SHARE"
_WAITING = """
SELECT 1 FROM realtime.webhook_delivery AS d
WHERE d.webhook_id = t.webhook_id AND d.topic = t.topic AND d.state = 'waiting'
"""
_DUE = f"""
SELECT DISTINCT t.webhook_id, w.owner_id FROM realtime.webhook_topic AS t
JOIN realtime.webhook AS w ON w.id = t.webhook_id
WHERE w.off_at IS NULL AND t.rests_until <= now() AND EXISTS ({_WAITING})
"""
_NEXT = """
SELECT head.id, w.id AS webhook_id, w.url, t.topic, head.body, head.attempts, ARRAY(
    SELECT s.id FROM realtime.webhook_secret AS s
    WHERE s.webhook_id = w.id AND coalesce(s.ends_at > now(), true)
    ORDER BY s.made_at DESC, s.id DESC) AS secret_ids
FROM realtime.webhook AS w JOIN realtime.webhook_topic AS t ON t.webhook_id = w.id
CROSS JOIN LATERAL (
    SELECT d.id, d.body, d.attempts, d.transaction, d.sequence FROM realtime.webhook_delivery AS d
    WHERE d.webhook_id = w.id AND d.topic = t.topic AND d.state = 'waiting'
    ORDER BY d.transaction, d.sequence, d.number LIMIT 1) AS head
WHERE w.id = $1 AND w.off_at IS NULL AND t.rests_until <= now()
ORDER BY head.transaction, head.sequence LIMIT 1
"""
_STILL_THERE = """
SELECT EXISTS (SELECT FROM realtime.webhook_delivery WHERE id = $2) FROM realtime.webhook
WHERE id = $1 FOR NO KEY UPDATE
"""
_NOTE = """
INSERT INTO realtime.webhook_attempt (delivery_id, number, began_at, milliseconds, status, problem, answer)
SELECT $1, coalesce(max(number), 0) + 1, now() - make_interval(secs => $2::integer / 1000.0), $2, $3, $4, $5
FROM realtime.webhook_attempt WHERE delivery_id = $1
"""
_TAKEN = """
UPDATE realtime.webhook_delivery SET state = 'delivered', ended_at = now(), attempts = attempts + 1
WHERE id = $1 AND state = 'waiting'
"""
_WORKS = "UPDATE realtime.webhook SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL"
_FAILED = """
UPDATE realtime.webhook_delivery SET attempts = attempts + 1,
    state = CASE WHEN $2 THEN 'failed' ELSE state END, ended_at = CASE WHEN $2 THEN now() END
WHERE id = $1 AND state = 'waiting'
"""
_REST = """
UPDATE realtime.webhook_topic SET rests_until = now() + $3::interval WHERE webhook_id = $1 AND topic = $2
"""
_FAILS = """
UPDATE realtime.webhook SET failing_since = coalesce(failing_since, now()) WHERE id = $1
RETURNING failing_since <= now() - $2::interval AS is_lost
"""


class LeaseLost(CommonwealError):
    """Another courier has taken over: what was sent and not written down is sent again."""

    code = "lease_lost"


class Message(NamedTuple):
    """The next message of a webhook."""

    id: UUID
    webhook_id: UUID
    url: str
    topic: str
    body: str
    attempts: int
    secret_ids: list[UUID]


Send = Callable[[Message, datetime], Awaitable[Outcome]]


class Courier:
    """Delivers while something is due, and not longer than a round; ``again`` is the task it is in."""

    def __init__(self, database: Database, send: Send, again: Any) -> None:
        self._database = database
        self._send = send
        self._again = again
        self._holder = new_id()
        self._turns: dict[UUID, asyncio.Task[None]] = {}
        self._owners: dict[UUID, UUID] = {}
        self._served: dict[UUID, float] = {}

    async def deliver(self) -> None:
        """Deliver what is due, unless another courier does."""
        end = time.monotonic() + ROUND_SECONDS
        while await self._due() and time.monotonic() < end:
            async with self._lease() as is_held:
                if not is_held:
                    return  # who holds it looks again after letting go
                await self._round(end)
        if await self._due():
            async with self._database.write() as work:
                await enqueue(work, self._again)

    async def _round(self, end: float) -> None:
        """Let webhooks take turns, those first that waited longest, until nothing is due."""
        kept = time.monotonic()
        try:
            while True:
                if time.monotonic() < end:
                    await self._begin_turns()
                if not self._turns:
                    return
                await asyncio.wait(
                    self._turns.values(), timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                self._settle()
                if time.monotonic() - kept > _KEEP_SECONDS:
                    kept = time.monotonic()
                    await self._write(_KEEP, self._holder, LEASE_SECONDS)
        finally:
            await self._stop()

    async def _begin_turns(self) -> None:
        """Let more webhooks have a turn, not all of them those of one owner."""
        due = await self._due()
        for webhook_id in sorted(due, key=lambda each: self._served.get(each, 0.0)):
            owner_id = due[webhook_id]
            others = sum(self._owners[each] == owner_id for each in self._turns)
            is_free = len(self._turns) < MOST_AT_ONCE and others < MOST_OF_ONE_OWNER
            if is_free and webhook_id not in self._turns:
                self._owners[webhook_id] = owner_id
                self._turns[webhook_id] = asyncio.create_task(self._turn(webhook_id))

    async def _turn(self, webhook_id: UUID) -> None:
        """Deliver to one webhook, one message after the other, for a while."""
        end = time.monotonic() + TURN_SECONDS
        while True:
            async with self._database.read() as work:
                row = await work.fetch_row(_NEXT, webhook_id)
            if row is None:
                return
            message = Message(**dict(row))
            outcome = await self._send(message, datetime.now(UTC))
            async with self._database.write() as work:
                if not await work.fetch_value(_HELD, self._holder):
                    raise LeaseLost("another courier delivers now")
                if rest := await note(work, message, outcome):
                    await enqueue(work, self._again, delay=rest)
            if time.monotonic() > end:
                return

    def _settle(self) -> None:
        """Take leave of the turns that are over; raises what one of them raised."""
        over = [each for each, turn in self._turns.items() if turn.done()]
        turns = [self._turns.pop(each) for each in over]
        self._served |= dict.fromkeys(over, time.monotonic())
        for turn in turns:
            turn.result()

    async def _stop(self) -> None:
        """End the turns that go on; what they sent and did not write down is sent again."""
        for turn in self._turns.values():
            turn.cancel()
        if self._turns:
            await asyncio.wait(self._turns.values())
        self._turns.clear()

    async def _due(self) -> dict[UUID, UUID]:
        """Return the webhooks for which something is due, with their owners."""
        async with self._database.read() as work:
            return {row["webhook_id"]: row["owner_id"] for row in await work.fetch(_DUE)}

    @asynccontextmanager
    async def _lease(self) -> AsyncIterator[bool]:
        is_held = await self._write(_TAKE, self._holder, LEASE_SECONDS)
        try:
            yield bool(is_held)
        finally:
            if is_held:
                await self._write(_RELEASE, self._holder)

    async def _write(self, sql: str, *arguments: object) -> Any:
        async with self._database.write() as work:
            return await work.fetch_value(sql, *arguments)


async def note(work: UnitOfWork, message: Message, outcome: Outcome) -> timedelta | None:
    """Write down what came of an attempt; return after which pause there is to be another, if there is."""
    if not await work.fetch_value(_STILL_THERE, message.webhook_id, message.id):
        return None
    about = (outcome.milliseconds, outcome.status, outcome.problem, outcome.answer)
    await work.execute(_NOTE, message.id, *about)
    if is_success(outcome.status):
        await work.execute(_TAKEN, message.id)
        await work.execute(_WORKS, message.webhook_id)
        return None
    chance = random.random()  # noqa: S311 - keeps no secret
    is_test = not message.topic
    pause = None if is_test else pause_after(message.attempts + 1, chance, outcome.retry_after)
    await work.execute(_FAILED, message.id, pause is None)
    await work.execute(_REST, message.webhook_id, message.topic, pause or timedelta())
    if is_gone(outcome.status):
        await switch_off(work, [message.webhook_id], "gone")
    elif not is_test and await work.fetch_value(_FAILS, message.webhook_id, OFF_AFTER):
        await switch_off(work, [message.webhook_id], "failing")
    return pause
