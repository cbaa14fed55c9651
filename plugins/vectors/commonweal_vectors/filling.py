"""Filling a generation: page by page in order of id, so that it goes on where it ended, however it did."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
from commonweal import Collection, Refusal, VectorsUnavailable

from commonweal_vectors.changes import note_for_later
from commonweal_vectors.generations import Generation, claim, find, move, note_error
from commonweal_vectors.indexing import bring_up_to_date
from commonweal_vectors.services import Vectors

PAGE = 200
_STEP = """
UPDATE vectors.generation SET filled_to = $2, filled = filled + $3, total = greatest(total, filled + $3),
    error = NULL
WHERE id = $1 AND state = 'filling' AND filled_to IS NOT DISTINCT FROM $4
"""
# What the index knows within the bounds of a page that does not list it: nobody heard yet that it is gone.
_UNLISTED = """
SELECT DISTINCT document_id FROM vectors.entry
WHERE collection = $1 AND ($2::uuid IS NULL OR document_id > $2) AND ($3::uuid IS NULL OR document_id <= $3)
    AND document_id <> ALL($4)
"""
_ATTEMPTS = 5
_RESTART = """
UPDATE vectors.generation SET state = 'filling', filled_to = NULL, filled = 0
WHERE id = $1 AND state IN ('filling', 'ready')
"""
_TURN = "SELECT pg_try_advisory_lock(hashtextextended('vectors:filling:' || $1::text, 0))"


class Pace(msgspec.Struct):
    """How fast a generation may be filled: at most so many documents a second; None: as fast as it goes."""

    per_second: float | None = None

    async def wait(self, documents: int, began: float) -> None:
        """Wait until as much time has passed as these documents should have taken."""
        if self.per_second:
            await asyncio.sleep(max(0.0, documents / self.per_second - (time.monotonic() - began)))


@asynccontextmanager
async def turns(vectors: Vectors, generation_id: int) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    """Give what says whether it is this process's turn to fill a generation, and to change over to it.

    The turn ends with the block, or with the process, however that ends.
    """
    async with vectors.database.direct_connection() as connection:

        async def is_ours() -> bool:
            return bool(await connection.fetchval(_TURN, str(generation_id)))

        yield is_ours


async def fill(
    vectors: Vectors,
    generation_id: int,
    *,
    seconds: float | None = None,
    pace: Pace | None = None,
    progress: Callable[[Generation], None] | None = None,
) -> bool:
    """Fill a generation, or go on with it, and say whether it is full; with ``seconds`` only for so long.

    Should several fill the same one at once, each page is counted once; ``turns`` keep them from wasting
    time. Raises ``VectorsUnavailable`` and ``EmbedderRefused``.
    """
    ends = time.monotonic() + seconds if seconds else None
    while ends is None or time.monotonic() < ends:
        began = time.monotonic()
        generation = await _present(vectors, generation_id)
        if generation is None or generation.state != "filling":
            return generation is not None and generation.state != "dropping"
        if progress:
            progress(generation)
        documents = await fill_page(vectors, generation)
        if documents < PAGE:  # what came later, or comes yet, is written as a change
            async with vectors.database.write() as work:
                if (still := await find(work, generation_id, lock=True)) and still.state == "filling":
                    await move(work, generation_id, "ready")
            continue
        await (pace or Pace()).wait(documents, began)
    return False


async def start_over(vectors: Vectors, generation: Generation) -> None:
    """Have all of a generation filled again, because its store has lost it; it makes room once more.

    Nothing is done for one that was given up. The cursor goes back first: who is killed before there is room
    finds out again that there is none, and not a room that only later pages went into.
    """
    async with vectors.database.write() as work:
        await work.execute(_RESTART, generation.id)
    async with vectors.database.write() as work:
        await claim(work, generation.collection)
        present = await find(work, generation.id, lock=True)
        if present is not None and present.state == "filling":
            await generation.store_of(vectors).create(generation.kept_as)


async def fill_page(vectors: Vectors, generation: Generation) -> int:
    """Write the next page of documents to a generation, and return how many there were.

    What the index knows and the page does not list is looked at as well. It may be there again by the time
    that somebody hears of it, as it was before, and then nobody would write it to this generation.
    """
    collection = vectors.collection(generation.collection)
    if collection.list_ids is None:
        raise Refusal("conflict")
    async with vectors.database.read() as work:
        ids = await collection.list_ids(work, generation.filled_to, PAGE)
        last = ids[-1] if len(ids) == PAGE else None
        rows = await work.fetch(_UNLISTED, collection.name, generation.filled_to, last, ids)
    there = [*ids, *(row["document_id"] for row in rows)]
    for begin in range(0, len(there), 2 * PAGE):
        await _write(vectors, collection, generation, there[begin : begin + 2 * PAGE])
    if not ids:
        return 0
    async with vectors.database.write() as work:
        await work.execute(_STEP, generation.id, ids[-1], len(ids), generation.filled_to)
    return len(ids)


async def _write(
    vectors: Vectors, collection: Collection, generation: Generation, ids: Sequence[UUID]
) -> None:
    """Write documents, those that change meanwhile again and again."""
    left = ids
    for _ in range(_ATTEMPTS):
        outcome = await bring_up_to_date(vectors, collection, left, into=generation.id)
        if (error := outcome.errors.get(generation.id)) is not None:
            raise error
        if outcome.failed:
            async with vectors.database.write() as work:
                await note_error(work, generation.id, next(iter(outcome.failed.values())))
                await note_for_later(work, collection.name, sorted(outcome.failed))
        left = outcome.moved
        if not left:
            return
    raise VectorsUnavailable(
        f"{len(left)} documents of {collection.name} change faster than they are embedded."
    )


async def _present(vectors: Vectors, generation_id: int) -> Generation | None:
    async with vectors.database.read() as work:
        return await find(work, generation_id)
