"""Changes: what events say has to be read again, kept until every generation has it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import (
    Collection,
    CommonwealError,
    RecordedEvent,
    Subscription,
    Task,
    UnitOfWork,
    enqueue,
)

from commonweal_vectors.doubts import doubted
from commonweal_vectors.indexing import bring_up_to_date
from commonweal_vectors.services import Vectors

BATCH = 100
_INSERT = """
INSERT INTO vectors.change (collection, document_id, number)
SELECT $1, id, nextval('vectors.change_number')
FROM (SELECT DISTINCT unnest($2::uuid[]) AS id ORDER BY 1) AS asked
ON CONFLICT (collection, document_id)
"""
_NOTE = f"{_INSERT} DO UPDATE SET number = excluded.number, due_at = now(), attempts = 0"
_NOTE_NEW = f"{_INSERT} DO NOTHING"
# The row is locked also when it is there: whoever takes it away first waits for the change that comes with
# it. It is locked before any change, so that two who note changes in other orders do not wait for each other.
_WAKE = """
INSERT INTO vectors.wake (collection) VALUES ($1)
ON CONFLICT (collection) DO UPDATE SET asked_at = now() RETURNING xmax = 0
"""
_AWAKE = "DELETE FROM vectors.wake WHERE collection = $1"
_DUE = """
SELECT document_id, number, attempts FROM vectors.change
WHERE collection = $1 AND due_at <= now() ORDER BY due_at, document_id LIMIT $2
"""
# A change that is locked is just being noted anew: whoever worked it off has nothing more to say about it.
_FREE = """
SELECT document_id AS free_id FROM vectors.change
WHERE collection = $1 AND document_id = ANY($2) FOR UPDATE SKIP LOCKED
"""
_DONE = f"""
DELETE FROM vectors.change AS c
USING unnest($2::uuid[], $3::bigint[]) AS done (document_id, number), ({_FREE}) AS free
WHERE c.collection = $1 AND c.document_id = done.document_id AND c.number = done.number
    AND c.document_id = free.free_id
"""
_PUT_OFF = f"""
UPDATE vectors.change AS c SET attempts = attempts + 1, error = left(put_off.error, 1000),
    due_at = now() + least(interval '10 minutes', interval '1 second' * power(2, attempts))
FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS put_off (document_id, number, error), ({_FREE}) AS free
WHERE c.collection = $1 AND c.document_id = put_off.document_id AND c.number = put_off.number
    AND c.document_id = free.free_id
"""
_WAITING = "SELECT count(*), min(due_at) <= now() FROM vectors.change WHERE collection = $1"


class _Due(msgspec.Struct, frozen=True):
    """A change that is to be worked off now."""

    document_id: UUID
    number: int
    attempts: int


def subscriptions(collections: Sequence[Collection], index: Task) -> list[Subscription]:
    """Return one subscription for each collection, to the events that change it."""
    return [
        Subscription(
            name=f"vectors.{collection.name.replace('.', '_').replace('-', '_')}",
            event_types=list(collection.changed_by),
            handler=_handler(collection, index),
        )
        for collection in collections
        if collection.changed_by
    ]


def _handler(
    collection: Collection, index: Task
) -> Callable[[UnitOfWork, RecordedEvent[Any]], Awaitable[None]]:
    async def note(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
        changed = getattr(recorded.event, collection.changed_by[type(recorded.event)])
        ids = changed if isinstance(changed, list | tuple) else [changed]
        await note_changes(work, collection.name, [each for each in ids if each is not None], index)

    return note


async def note_changes(work: UnitOfWork, collection: str, ids: Sequence[UUID], index: Task) -> None:
    """Note that documents changed, and have them read again soon."""
    if not ids:
        return
    fresh = await work.fetch_value(_WAKE, collection)
    await work.execute(_NOTE, collection, list(ids))
    if fresh:
        await enqueue(work, index, collection=collection)


async def note_for_later(work: UnitOfWork, collection: str, ids: Sequence[UUID]) -> None:
    """Note documents that are to be read again when somebody next looks what is due."""
    await work.execute(_NOTE_NEW, collection, list(ids))


async def note_doubts(work: UnitOfWork, collection: str, index: Task) -> None:
    """Have documents read again whose items may not be in the stores as they should be."""
    await note_changes(work, collection, await doubted(work, collection), index)


async def work_off(vectors: Vectors, collection: Collection) -> int:
    """Bring everything that is due up to date, and return how many documents that were.

    What fails is put off, a little longer each time, and never forgotten.
    """
    async with vectors.database.write() as work:
        await work.execute(_AWAKE, collection.name)
    worked = 0
    while due := await _due(vectors, collection):
        worked += await _batch(vectors, collection, due)
    return worked


async def waiting(work: UnitOfWork, collection: str) -> tuple[int, bool]:
    """Return how many changes of a collection wait, and whether one of them is due."""
    count, due = await work.fetch_row(_WAITING, collection)
    return count, bool(due)


async def _due(vectors: Vectors, collection: Collection) -> list[_Due]:
    async with vectors.database.read() as work:
        rows = await work.fetch(_DUE, collection.name, BATCH)
    return [msgspec.convert(dict(row), _Due) for row in rows]


async def _batch(vectors: Vectors, collection: Collection, due: Sequence[_Due]) -> int:
    """Work off what is fresh by itself, so that what has failed before does not make it fail, too."""
    again = [each for each in due if each.attempts]
    fresh = [each for each in due if not each.attempts]
    return sum([await _try(vectors, collection, changes) for changes in (fresh, again) if changes])


async def _try(vectors: Vectors, collection: Collection, changes: Sequence[_Due]) -> int:
    ids = [each.document_id for each in changes]
    try:
        outcome = await bring_up_to_date(vectors, collection, ids)
    except CommonwealError as error:
        await _put_off(vectors, collection, changes, dict.fromkeys(ids, str(error)))
        return 0
    done = set(outcome.done)
    async with vectors.database.write() as work:
        finished = [each for each in changes if each.document_id in done]
        await work.execute(
            _DONE,
            collection.name,
            [each.document_id for each in finished],
            [each.number for each in finished],
        )
    await _put_off(vectors, collection, changes, outcome.failed)
    return len(done)


async def _put_off(
    vectors: Vectors, collection: Collection, changes: Sequence[_Due], errors: dict[UUID, str]
) -> None:
    late = [each for each in changes if each.document_id in errors]
    if late:
        async with vectors.database.write() as work:
            await work.execute(
                _PUT_OFF,
                collection.name,
                [each.document_id for each in late],
                [each.number for each in late],
                [errors[each.document_id] for each in late],
            )
