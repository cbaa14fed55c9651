"""Two stores side by side: equal samples, equal questions, and nothing left behind, whatever happens."""

import asyncio
from collections.abc import Callable

import pytest
from commonweal import OperatorError, VectorsUnavailable
from commonweal.testing.vectors import MemoryVectorStore
from commonweal_vectors.evaluating.comparing import compare
from commonweal_vectors.evaluating.reading import judgements
from commonweal_vectors.evaluating.trials import open_trials

from .evaluated import NAME, LossyStore, keep_in


@pytest.fixture
def stores():
    """Give the store of the collection and one to compare it with."""
    return {"pgvector": MemoryVectorStore(), "lossy": LossyStore()}


@pytest.fixture
def stored(site, notes, stores):
    """Give thirty notes in the first of the stores: ``await stored()``."""

    async def keep():
        await keep_in(site, notes, stores)
        return notes

    return keep


def copies(stores):
    return [name for store in stores.values() for name in store._held if "try" in name]


async def left(notes):
    async with notes.database.read() as work:
        return await open_trials(work)


async def test_both_stores_get_the_same_sample_and_the_same_questions(stored, stores):
    notes = await stored()
    steps: list[tuple[str, int, int]] = []
    asked: dict[str, list[object]] = {"pgvector": [], "lossy": []}
    for name, store in stores.items():
        store.search = noting(store.search, asked[name])
    found = await compare(notes.vectors, NAME, "lossy", items=20, progress=lambda *step: steps.append(step))
    assert (found.items, found.here.store, found.there.store) == (20, "pgvector", "lossy")
    assert asked["pgvector"] == asked["lossy"]
    assert len(asked["lossy"]) >= 40
    assert found.here.recalls[0].recall == 1
    assert 0.6 < found.there.recalls[0].recall < 0.9
    assert (found.here.index, found.there.index) == ("", "lossy")
    assert found.here.vector_bytes == found.there.vector_bytes == 20 * 4 * 1_024
    assert found.there.copy_seconds > 0
    assert {what for what, _, _ in steps} == {"copy", "prepare", "ask"}
    assert copies(stores) == []
    assert await left(notes) == []
    async with notes.database.read() as work:
        [judged] = await judgements(work, [NAME])
    assert judged.trial == found
    assert judged.trial.per_second > 0


def noting(search: Callable, asked: list):
    async def search_and_note(name, vectors, **options):
        asked.append((vectors, options))
        return await search(name, vectors, **options)

    return search_and_note


async def test_a_comparison_that_is_interrupted_leaves_nothing_behind(stored, stores):
    notes = await stored()
    asking = asyncio.Event()

    async def hang(name, progress=None):
        asking.set()
        await asyncio.Event().wait()

    stores["lossy"].prepare = hang
    task = asyncio.create_task(compare(notes.vectors, NAME, "lossy", items=20))
    await asking.wait()
    assert len(copies(stores)) == 2
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert copies(stores) == []
    assert await left(notes) == []


async def test_the_copies_of_a_killed_comparison_are_removed_by_the_next_one(stored, stores):
    notes = await stored()
    drops = {name: store.drop for name, store in stores.items()}

    async def fail(*_, **__):
        raise VectorsUnavailable("The store does not answer.")

    for store in stores.values():
        store.drop = fail
    with pytest.raises(VectorsUnavailable):
        await compare(notes.vectors, NAME, "lossy", items=20)
    assert (len(copies(stores)), len(await left(notes))) == (2, 1)
    stores["pgvector"].drop = drops["pgvector"]
    with pytest.raises(VectorsUnavailable):
        await compare(notes.vectors, NAME, "lossy", items=20)
    assert len(await left(notes)) == 2, "one store still fails"
    stores["lossy"].drop = drops["lossy"]
    await compare(notes.vectors, NAME, "lossy", items=20)
    assert copies(stores) == []
    assert await left(notes) == []


async def test_one_comparison_runs_at_a_time_and_others_are_told(stored, stores):
    notes = await stored()
    asking, over = asyncio.Event(), asyncio.Event()

    async def wait(name, progress=None):
        asking.set()
        await over.wait()

    stores["lossy"].prepare = wait
    task = asyncio.create_task(compare(notes.vectors, NAME, "lossy", items=20))
    await asking.wait()
    with pytest.raises(OperatorError, match="another comparison is running"):
        await compare(notes.vectors, NAME, "lossy", items=20)
    over.set()
    assert (await task).items == 20


async def test_what_cannot_be_compared_is_told_in_a_sentence(stored, notes, stores):
    with pytest.raises(VectorsUnavailable, match="being built"):
        await compare(notes.vectors, NAME, "lossy", items=20)
    await stored()
    with pytest.raises(OperatorError, match="lies in pgvector already"):
        await compare(notes.vectors, NAME, "pgvector", items=20)

    async def fail():
        raise VectorsUnavailable("No Qdrant answers at http://127.0.0.1:1.")

    stores["lossy"].check = fail
    with pytest.raises(VectorsUnavailable, match="No Qdrant answers"):
        await compare(notes.vectors, NAME, "lossy", items=20)
    assert copies(stores) == []
