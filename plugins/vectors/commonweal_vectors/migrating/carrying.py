"""Carrying a generation from its beginning to where it could answer searches, from wherever it stands."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commonweal import OperatorError, Refusal, VectorError, VectorStore

from commonweal_vectors.filling import Pace, fill, start_over, turns
from commonweal_vectors.generations import UNKNOWN, Generation, find
from commonweal_vectors.migrating.patience import Patience
from commonweal_vectors.migrating.telling import Teller
from commonweal_vectors.services import Vectors

_POLL = 0.5


async def usable(vectors: Vectors, name: str) -> VectorStore:
    """Return a store that answers and can hold an index for good; raises ``OperatorError`` and others."""
    store = vectors.drivers.store(name)
    await store.check()
    if not (store.capabilities.durable and store.capabilities.shared):
        raise OperatorError(
            f"the store {name} forgets its vectors, or serves one process only: choose another one"
        )
    return store


@asynccontextmanager
async def our_turn(vectors: Vectors, generation: Generation, teller: Teller) -> AsyncIterator[None]:
    """Wait until no other process works on a generation, and keep others waiting for the block."""
    async with turns(vectors, generation.id) as is_ours:
        if not await is_ours():
            teller.say(f"{generation.collection}: another process is at it; this one watches until it ends.")
            with teller.bar(generation.collection, "documents") as told:
                while not await is_ours():
                    if (now := await look(vectors, generation.id)) is not None:
                        told(now.filled, now.total)
                    await asyncio.sleep(_POLL)
        yield


@asynccontextmanager
async def while_it_is_there(vectors: Vectors, generation: Generation) -> AsyncIterator[None]:
    """Raise ``OperatorError`` for whatever fails because a generation was given up, or its store lost it."""
    try:
        yield
    except (Refusal, VectorError) as error:
        now = await look(vectors, generation.id)
        if now is None or now.state == "dropping":
            raise given_up(generation) from error
        if error.code == UNKNOWN:
            raise OperatorError(
                f"{generation.collection}: {generation.store} has lost the copy: run this again"
            ) from error
        raise


def given_up(generation: Generation) -> OperatorError:
    """Say that somebody else has given up what this process was at."""
    return OperatorError(
        f"{generation.collection}: the copy in {generation.store} was given up meanwhile, by somebody else"
    )


async def look(vectors: Vectors, generation_id: int) -> Generation | None:
    """Return a generation as it stands now."""
    async with vectors.database.read() as work:
        return await find(work, generation_id)


async def carry(vectors: Vectors, generation: Generation, teller: Teller, pace: Pace | None = None) -> None:
    """Fill a generation and build its index.

    Where the store has lost what was there before, all is filled again. Raises ``OperatorError`` when it was
    given up meanwhile, and when store or embedder do not answer for minutes.
    """
    patience, name = Patience(teller), generation.collection
    await patience.with_(lambda: make_room(vectors, generation, teller))
    with teller.bar(f"{name}: filling {generation.store}", "documents") as told:

        def progress(now: Generation) -> None:
            patience.progress()
            told(now.filled, now.total)

        if not await patience.with_(lambda: fill(vectors, generation.id, pace=pace, progress=progress)):
            raise given_up(generation)
    store = generation.store_of(vectors)
    with teller.bar(f"{name}: building the index", "parts") as told:
        await patience.with_(lambda: store.prepare(generation.name, told))


async def make_room(vectors: Vectors, generation: Generation, teller: Teller) -> None:
    """Begin anew when the store has lost the generation; raises ``OperatorError`` for a kept one."""
    store = generation.store_of(vectors)
    try:
        await store.count(generation.name)
    except VectorError as error:
        if error.code != UNKNOWN:
            raise
        if generation.state == "kept":
            raise OperatorError(
                f"{generation.store} has lost the copy of {generation.collection}: drop it with --finish, "
                "and begin anew"
            ) from error
        if generation.filled:
            teller.say(f"{generation.collection}: {generation.store} has lost the copy; it is filled again.")
        await start_over(vectors, generation)
