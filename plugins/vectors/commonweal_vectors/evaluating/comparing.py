"""Comparing the present store of a collection with another: equal samples, equal questions, side by side.

Both copies lie under names of their own, and are removed whatever happens; those of a comparison that was
killed are removed by the next one.
"""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

from commonweal import Collection, CommonwealError, Item, OperatorError, VectorError, VectorStore

from commonweal_vectors.evaluating.recall import draw, measure_recall
from commonweal_vectors.evaluating.trials import (
    Copies,
    Side,
    Trial,
    begin_trial,
    end_trial,
    open_trials,
)
from commonweal_vectors.generations import Generation
from commonweal_vectors.searching import answering
from commonweal_vectors.services import Vectors

BATCH = 500
RECALL_SECONDS = 120.0
Progress = Callable[[str, int, int], None]
"""Called with what is being done (``copy``, ``prepare``, ``ask``), how far that is, and how far it goes."""

_DRAW = "SELECT item_id FROM vectors.entry WHERE collection = $1 ORDER BY random() LIMIT $2"
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended('vectors:try', 0))"


async def compare(
    vectors: Vectors,
    name: str,
    other: str,
    *,
    items: int,
    progress: Progress | None = None,
) -> Trial:
    """Copy so many items of a collection into its own store and another, and ask both the same.

    Raises ``OperatorError`` when the collection lies there already, has nothing in it, or another comparison
    runs; ``DriverError`` for an unknown store; ``VectorsUnavailable`` and ``VectorError``.
    """
    generation = await answering(vectors, name)
    if generation.store == other:
        raise OperatorError(f"{name} lies in {other} already; name another store to compare it with")
    stores = {each: vectors.drivers.store(each) for each in (generation.store, other)}
    for store in stores.values():
        await store.check()
    async with _alone(vectors):
        await remove_leftovers(vectors)
        ids = await _draw(vectors, name, items)
        if not ids:
            raise OperatorError(f"{name} has no items yet; compare stores when there are some")
        return await _compare(vectors, generation, other, ids, progress or _silent)


async def remove_leftovers(vectors: Vectors) -> None:
    """Remove the copies of comparisons that were killed; where a store fails, they stay for the next one."""
    async with vectors.database.read() as work:
        left = await open_trials(work)
    for copies in left:
        try:
            await _remove(vectors, copies)
        except CommonwealError:
            continue
        async with vectors.database.write() as work:
            await end_trial(work, copies.id, None)


async def _compare(
    vectors: Vectors, generation: Generation, other: str, ids: Sequence[UUID], progress: Progress
) -> Trial:
    name = generation.collection
    async with vectors.database.write() as work:
        copies = await begin_trial(work, name, generation.store, other, generation.shape)
    trial = None
    try:
        here = _Copy(vectors.drivers.store(generation.store), generation.store, copies.kept_as("here"))
        there = _Copy(vectors.drivers.store(other), other, copies.kept_as("there"))
        questions = await _fill(generation.store_of(vectors), generation.name, ids, (here, there), progress)
        trial = Trial(
            collection=name,
            items=here.items,
            here=await here.side(questions, progress),
            there=await there.side(questions, progress),
            ended_at=datetime.now(UTC),
        )
    finally:
        await _remove(vectors, copies)
        async with vectors.database.write() as work:
            await end_trial(work, copies.id, trial)
    return trial


class _Copy:
    """One copy of the sample while it is made."""

    def __init__(self, store: VectorStore, name: str, collection: Collection) -> None:
        self.store = store
        self.name = name
        self.collection = collection
        self.items = 0
        self.seconds = 0.0

    async def put(self, items: Sequence[Item]) -> None:
        """Copy items, and count how long that takes."""
        began = time.perf_counter()
        await self.store.upsert(self.collection.name, items)
        self.seconds += time.perf_counter() - began
        self.items += len(items)

    async def side(self, questions: Sequence[Item], progress: Progress) -> Side:
        """Build the index, ask the questions, and say how that went."""
        name, began = self.collection.name, time.perf_counter()
        await self.store.prepare(name, lambda done, total: progress("prepare", done, total))
        took = time.perf_counter() - began
        recalls = await measure_recall(
            self.store,
            name,
            questions,
            self.collection.fields,
            seconds=RECALL_SECONDS,
            progress=lambda done, total: progress("ask", done, total),
        )
        measure = await self.store.measure(name)
        return Side(
            store=self.name,
            index=measure.index,
            vector_bytes=measure.vector_bytes,
            index_bytes=measure.index_bytes,
            copy_seconds=self.seconds,
            prepare_seconds=took,
            recalls=recalls,
        )


async def _fill(
    source: VectorStore, name: str, ids: Sequence[UUID], copies: Sequence[_Copy], progress: Progress
) -> list[Item]:
    """Copy the sample to both sides, batch by batch, and return those of its items that ask."""
    questions: list[Item] = []
    for copy in copies:
        await copy.store.create(copy.collection)
    for begin in range(0, len(ids), BATCH):
        found = await source.get(name, ids[begin : begin + BATCH])
        for copy in copies:
            await copy.put(found)
        questions = questions or draw(found, BATCH)
        progress("copy", min(begin + BATCH, len(ids)), len(ids))
    return questions


async def _remove(vectors: Vectors, copies: Copies) -> None:
    """Drop both copies, also if one of them fails; one that is not there is gone."""
    failed: CommonwealError | None = None
    for store, name in copies.places():
        try:
            await vectors.drivers.store(store).drop(name)
        except VectorError as error:
            if error.code != "vector_collection_unknown":
                failed = error
        except CommonwealError as error:
            failed = error
    if failed is not None:
        raise failed


async def _draw(vectors: Vectors, name: str, most: int) -> list[UUID]:
    async with vectors.database.read() as work:
        return [row["item_id"] for row in await work.fetch(_DRAW, name, most)]


@asynccontextmanager
async def _alone(vectors: Vectors) -> AsyncIterator[None]:
    """Let one comparison run at a time; a killed one frees the place by losing its connection."""
    async with vectors.database.direct_connection() as connection:
        if not await connection.fetchval(_LOCK):
            raise OperatorError("another comparison is running; wait until it ends, and try again")
        yield


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total
