"""Writes down what webhooks are to be told, in the unit of work that handles an event.

Handlers get the events of different subjects side by side, and a topic tells events of many subjects. So the
handler reads the log itself, in its order, from where the last one left it, up to the event it was called
for.

Whether a webhook may still follow a topic is asked in that unit, once for all events that were read together,
and after them: what comes after the right was taken is never written down.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from commonweal import (
    Database,
    Event,
    Host,
    Position,
    Principal,
    RecordedEvent,
    Refusal,
    UnitOfWork,
    as_plugin,
    enqueue,
    new_id,
    read_log,
)

from commonweal_realtime.hub.frames import EventFrame
from commonweal_realtime.hub.registry import Place, Registry
from commonweal_realtime.hub.telling import Draft, Happening
from commonweal_realtime.hub.telling import Teller as Telling
from commonweal_realtime.webhooks.owners import principal_of
from commonweal_realtime.webhooks.switching import switch_off
from commonweal_realtime.webhooks.tasks import deliver_webhooks

log = logging.getLogger("commonweal.realtime")

PREDICATE_SECONDS = 2.0
SPARE_SECONDS = 3.0
"""So long a handler tells of later events, too: it has to be done within ten seconds, or nothing of it is."""
REVOKED, UNAVAILABLE = "revoked", "unavailable"

_CURSOR = "SELECT transaction, sequence FROM realtime.webhook_cursor"
_LOCK = f"{_CURSOR} FOR UPDATE"
_MOVE = "UPDATE realtime.webhook_cursor SET transaction = $1, sequence = $2"
_FOLLOWED = """
SELECT DISTINCT topic FROM realtime.webhook_topic WHERE topic = ANY ($1) AND ended_at IS NULL
"""
_FOLLOWS = """
SELECT webhook_id, topic, owner_id, scopes, since FROM realtime.webhook_topic
JOIN realtime.webhook ON webhook.id = webhook_id
WHERE topic <> '' AND ended_at IS NULL AND off_at IS NULL AND since <= $1
"""
_FOLLOWERS = f"{_FOLLOWS} AND topic = ANY ($2) ORDER BY webhook_id, topic"
_NAMED = f"""
{_FOLLOWS} AND CASE WHEN $3::text IS NULL THEN topic = $2 OR topic LIKE $2 || ':%' ELSE topic = $3 END
    AND coalesce(owner_id = $4, true) ORDER BY webhook_id, topic
"""
_PREVIOUS = """
SELECT d.webhook_id, d.topic, d.transaction, d.sequence
FROM unnest($1::uuid[], $2::text[]) AS follower (webhook_id, topic)
CROSS JOIN LATERAL (
    SELECT * FROM realtime.webhook_delivery AS told
    WHERE told.webhook_id = follower.webhook_id AND told.topic = follower.topic
      AND (transaction, sequence) < ($3, $4)
    ORDER BY transaction DESC, sequence DESC LIMIT 1) AS d
"""
_WRITE = """
INSERT INTO realtime.webhook_delivery (
    id, webhook_id, topic, event, event_id, transaction, sequence, number, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_END = """
UPDATE realtime.webhook_topic SET ended_at = now(), ended_reason = $3
WHERE webhook_id = $1 AND topic = $2 AND ended_at IS NULL RETURNING true
"""


class Follower(NamedTuple):
    """A webhook in one topic."""

    webhook_id: UUID
    topic: str
    owner_id: UUID
    scopes: list[str] | None
    since: int


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The frame that says that a topic is told no more."""

    topic: str
    reason: str


class Teller:
    """Tells webhooks of events: the handler of a durable subscription."""

    def __init__(self, database: Database, host: Host, registry: Registry) -> None:
        self._database = database
        self._registry = registry
        self._telling = Telling(registry, host)
        self._types = {*registry.telling(), *registry.revoking()}

    async def tell(self, work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
        """Write one row for each webhook, frame and topic, of all events up to this one."""
        row = await work.fetch_row(_CURSOR)
        if Position(*row) >= recorded.position:
            return  # the handler of another event has come so far
        row = await work.fetch_row(_LOCK)
        position = begun = Position(*row)
        while position < recorded.position:
            events = await read_log(self._database, position, types=self._types)
            happenings = [self._telling.tell(event) for event in events]
            position = await self._tell(work, happenings, recorded.position)
        if position > begun:
            await work.execute(_MOVE, *position)

    async def _tell(self, work: UnitOfWork, happenings: Sequence[Happening], until: Position) -> Position:
        """Tell of what happened up to a position, and of more while there is time; return how far."""
        spare = time.monotonic() + SPARE_SECONDS
        topics = {frame.topic for each in happenings for frame in each.frames}
        followed = {row["topic"] for row in await work.fetch(_FOLLOWED, list(topics))}
        answers = _Answers()
        for happening in happenings:
            frames = [frame for frame in happening.frames if frame.topic in followed]
            if frames or happening.named:
                await _Writing(self._database, self._registry, work, happening, answers).write(frames)
            if happening.position >= until and time.monotonic() > spare:
                return happening.position
        return happenings[-1].position if happenings else until


class _Answers:
    """What was answered after some events were read: who accounts are, and why they may not follow topics.

    A predicate that hangs is waited for once, or the handler would never end.
    """

    def __init__(self) -> None:
        self.principals: dict[tuple[UUID, tuple[str, ...] | None], Principal | None] = {}
        self.refusals: dict[tuple[UUID, tuple[str, ...] | None, str], str] = {}
        self.hanging: set[str] = set()


class _Writing:
    """What one event is to webhooks."""

    def __init__(
        self,
        database: Database,
        registry: Registry,
        work: UnitOfWork,
        happening: Happening,
        answers: _Answers,
    ) -> None:
        self._database = database
        self._registry = registry
        self._work = work
        self._happening = happening
        self._position = happening.position
        self._answers = answers
        self._rows: list[tuple[object, ...]] = []

    async def write(self, frames: Sequence[Draft]) -> None:
        """Write what is told to those who may hear it, and the end to the others."""
        topics = sorted({frame.topic for frame in frames})
        followers = await self._asked(_FOLLOWERS, topics) if topics else []
        for named in self._happening.named:
            about = (named.name, named.topic, named.account)
            followers += [each for each in await self._asked(_NAMED, *about) if each not in followers]
        if not followers:
            return
        hear = [each for each in followers if await self._may_hear(each)]
        told = await self._previous(hear)
        for follower in hear:
            begun = Position(follower.since, 0)
            before = max(begun, told.get((follower.webhook_id, follower.topic), begun))
            for frame in frames:
                if frame.topic == follower.topic:
                    self._add(follower, frame.name, frame.id, _body(frame, before))
                    before = self._position
        if self._rows:
            await self._work.execute_many(_WRITE, self._rows)
            await enqueue(self._work, deliver_webhooks)

    async def _may_hear(self, follower: Follower) -> bool:
        """Say whether a webhook is told; if it may not be any more, end that."""
        principal = await self._principal(follower)
        if principal is None:
            await switch_off(self._work, [follower.webhook_id], "account")
            return False
        try:
            place = self._registry.place(follower.topic)
        except Refusal:
            return False  # its plugin is off, and nothing is told of it meanwhile
        key = (*_account(follower), follower.topic)
        if key not in self._answers.refusals:
            self._answers.refusals[key] = await self._refused(principal, place)
        reason = self._answers.refusals[key]
        if reason and await self._work.fetch_value(_END, follower.webhook_id, follower.topic, reason):
            self._add(follower, "ended", None, msgspec.json.encode(Ended(follower.topic, reason)))
        return not reason

    async def _refused(self, principal: Principal, place: Place) -> str:
        """Say why an account may not hear of a topic; empty when it may."""
        name = place.known.topic.name
        if name in self._answers.hanging:
            return UNAVAILABLE
        may_follow = as_plugin(place.known.owner, place.known.topic.may_follow)
        try:
            async with self._database.write() as inner, asyncio.timeout(PREDICATE_SECONDS):
                return "" if await may_follow(inner, principal, place.key) else REVOKED
        except Refusal:
            return REVOKED
        except Exception as error:
            log.exception("whether %s may be followed could not be told", name)
            if isinstance(error, TimeoutError):
                self._answers.hanging.add(name)
            return UNAVAILABLE

    async def _principal(self, follower: Follower) -> Principal | None:
        key, known = _account(follower), self._answers.principals
        if key not in known:
            known[key] = await principal_of(self._work, *key)
        return known[key]

    async def _previous(self, hear: Sequence[Follower]) -> dict[tuple[UUID, str], Position]:
        """Return what was told last in each topic."""
        asked = ([each.webhook_id for each in hear], [each.topic for each in hear])
        rows = await self._work.fetch(_PREVIOUS, *asked, *self._position) if hear else []
        return {(row["webhook_id"], row["topic"]): Position(*list(row)[2:]) for row in rows}

    async def _asked(self, sql: str, *about: object) -> list[Follower]:
        rows = await self._work.fetch(sql, self._position.transaction, *about)
        return [Follower(**dict(row)) for row in rows]

    def _add(self, follower: Follower, name: str, event_id: UUID | None, body: bytes) -> None:
        where = (new_id(), follower.webhook_id, follower.topic, name, event_id)
        self._rows.append((*where, *self._position, len(self._rows), body.decode()))


def _account(follower: Follower) -> tuple[UUID, tuple[str, ...] | None]:
    return follower.owner_id, None if follower.scopes is None else tuple(follower.scopes)


def event_types(registry: Registry) -> list[type[Event]]:
    """Return the types of the events that concern any topic."""
    found: dict[type[Event], None] = {}
    for known in registry.topics.values():
        found |= dict.fromkeys(told.item.event_type for told in known.told.values())
        for revocations in known.revocations.values():
            found |= dict.fromkeys(each.item.event_type for each in revocations)
    return list(found)


def _body(frame: Draft, previous: Position) -> bytes:
    return msgspec.json.encode(
        EventFrame(
            topic=frame.topic,
            event=frame.name,
            id=frame.id,
            position=str(frame.position),
            previous=str(previous),
            at=frame.at,
            data=frame.data,
        )
    )
