"""Deciding as things happen: one durable subscription for each kind, and pages for events with a crowd."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import (
    Host,
    OperatorError,
    RecordedEvent,
    Services,
    Subscription,
    TaskContext,
    UnitOfWork,
    enqueue,
    task,
)

from commonweal_notifications.deciding.kinds import is_on, kinds_of
from commonweal_notifications.deciding.storing import decide_and_store
from commonweal_notifications.hooks import Kind, Notice

PAGE = 1_000
"""How many notices are decided in one unit of work."""

_WAIT = """
INSERT INTO notifications.waiting (kind, event_id, number, recipient, about, group_key, data)
SELECT $1, $2, number, recipient, about, group_key, data::jsonb
FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[])
    WITH ORDINALITY AS row (recipient, about, group_key, data, number)
ON CONFLICT DO NOTHING
"""
_PAGE = """
DELETE FROM notifications.waiting WHERE event_id = $1 AND kind = $2 AND number = ANY (ARRAY(
    SELECT number FROM notifications.waiting WHERE event_id = $1 AND kind = $2
    ORDER BY number LIMIT $3 FOR UPDATE SKIP LOCKED))
RETURNING recipient, about, group_key AS group, data::text
"""


def subscriptions(services: Services) -> list[Subscription]:
    """Return one subscription for each kind, so that one that fails holds up no other.

    They begin with what happens from now on: nobody is told of what is long past.
    """
    host = services.get(Host)
    return [_subscription(host, kind) for kind in kinds_of(services).values()]


def _subscription(host: Host, kind: Kind) -> Subscription:
    async def handle(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
        if is_on(host, kind.name):
            notices = await kind.decide(work, recorded)
            await take(work, kind, recorded.id, notices)

    name = f"notifications.{kind.name.replace('-', '_')}"
    return Subscription(name=name, event_types=kind.event_types, handler=handle, replay=False)


async def take(work: UnitOfWork, kind: Kind, event_id: UUID, notices: Sequence[Notice]) -> None:
    """Decide about the notices of an event now, or, if there are very many, page by page in a task."""
    if len(notices) <= PAGE:
        await decide_and_store(work, kind, event_id, notices)
        return
    rows = [
        (each.recipient, each.about, each.group, msgspec.json.encode(each.data).decode()) for each in notices
    ]
    await work.execute(_WAIT, kind.name, event_id, *map(list, zip(*rows, strict=True)))
    await enqueue(work, decide_waiting, kind=kind.name, event_id=event_id)


@task("notifications.decide_waiting", time_limit=600)
async def decide_waiting(context: TaskContext, *, kind: str, event_id: UUID) -> None:
    """Decide about what waits of one event, a page in each unit of work; begun again, it goes on."""
    if context.plugin is None:
        raise OperatorError("notifications are decided by the plugin: let a worker run the task")
    known = kinds_of(context.plugin.services).get(kind)
    while True:
        async with context.database.write() as work:
            if not await decide_page(work, known, kind, event_id):
                return


async def decide_page(work: UnitOfWork, kind: Kind | None, name: str, event_id: UUID) -> int:
    """Decide about one page of what waits, and return how many notices it had; without the kind, drop it."""
    rows = await work.fetch(_PAGE, event_id, name, PAGE)
    notices = [Notice(**{**dict(row), "data": msgspec.json.decode(row["data"])}) for row in rows]
    if kind and notices:
        await decide_and_store(work, kind, event_id, notices)
    return len(notices)
