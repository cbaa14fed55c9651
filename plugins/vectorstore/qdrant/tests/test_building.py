"""An index is built in a process of its own, while the engine answers and writes, whatever happens to it."""

import asyncio
import os
import random
import signal
from pathlib import Path
from uuid import UUID

import pytest
from commonweal import Collection, Equal, Item, Range, VectorError, VectorsUnavailable
from commonweal_qdrant.sizing import Table

ITEMS = Collection(name="building.items", dimensions=8, fields={"slots": "integer"})
NAME = ITEMS.name
CHANCE = random.Random(3)


def drawn(first: int, count: int, slots: int = 0) -> list[Item]:
    return [
        Item(UUID(int=number), [CHANCE.gauss(0, 1) for _ in range(8)], {"slots": slots})
        for number in range(first, first + count)
    ]


@pytest.fixture
async def store(engine):
    store = engine.open()
    await store.create(ITEMS)
    yield store
    await store.close()


def children_of(process: int) -> list[int]:
    """Return the processes that a process has started and that are alive."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found]


async def builder_of(process: int) -> int:
    while not (children := children_of(process)):
        await asyncio.sleep(0.01)
    return children[0]


async def test_each_size_gets_its_index_and_is_measured(store):
    seen = []
    for first, count in ((1, 999), (1_000, 200), (1_200, 400)):
        await store.upsert(NAME, drawn(first, count))
        before = (await store.measure(NAME)).behind
        await store.prepare(NAME)
        after = await store.measure(NAME)
        seen.append((before, after.behind, after.index))
    assert seen == [(False, False, ""), (True, False, "hnsw"), (True, False, "hnsw int8")]
    assert (after.items, after.vector_bytes) == (1_599, 1_599 * 8 * 4)
    assert after.index_bytes > 0


async def test_nothing_is_built_that_suits_already(store, engine):
    await store.upsert(NAME, drawn(1, 1_200))
    told = []
    await store.prepare(NAME)
    before = sorted((engine.directory / "collections").rglob("segment.json"))
    await store.prepare(NAME, lambda *done: told.append(done))
    assert told == [(1, 1)]
    assert sorted((engine.directory / "collections").rglob("segment.json")) == before


async def test_an_index_that_much_stands_beside_is_built_anew(store):
    await store.upsert(NAME, drawn(1, 1_600))
    await store.prepare(NAME)
    await store.upsert(NAME, drawn(2_000, 900))
    assert not (await store.measure(NAME)).behind
    await store.upsert(NAME, drawn(3_000, 200))
    assert (await store.measure(NAME)).behind
    await store.prepare(NAME)
    assert not (await store.measure(NAME)).behind


async def test_what_is_written_and_removed_meanwhile_is_in_the_new_index_and_only_that(store, engine):
    await store.upsert(NAME, drawn(1, 3_000))
    told = []
    preparing = asyncio.create_task(store.prepare(NAME, lambda *done: told.append(done)))
    await builder_of(engine.process())
    rounds = 0
    while not preparing.done() and rounds < 900:  # as many as there are items to remove
        rounds += 1
        await store.upsert(NAME, drawn(rounds * 3, 2, slots=rounds))
        await store.delete(NAME, [UUID(int=rounds * 3 + 2)])
        await store.upsert(NAME, drawn(5_000 + rounds, 1))
        await asyncio.sleep(0.002)
    await preparing
    assert rounds
    assert told[-1] == (1, 1)
    assert await store.count(NAME) == 3_000
    assert await store.count(NAME, Range(field="slots", least=1)) == 2 * rounds
    gone = [UUID(int=number * 3 + 2) for number in range(1, rounds + 1)]
    assert await store.get(NAME, gone) == []
    await store.upsert(NAME, [Item(UUID(int=9_999), [1e9] * 8)])
    [[best, *_]] = await store.search(NAME, [[1.0] * 8], limit=5)
    assert best.id == UUID(int=9_999)


async def test_a_builder_that_dies_leaves_the_collection_as_it_was_and_is_said(store, engine):
    await store.upsert(NAME, drawn(1, 1_600))
    preparing = asyncio.create_task(store.prepare(NAME))
    os.kill(await builder_of(engine.process()), signal.SIGKILL)
    with pytest.raises(VectorsUnavailable, match=r"index of building\.items.* was not built: .*killed"):
        await preparing
    assert await store.count(NAME, Equal("slots", 0)) == 1_600
    assert (await store.measure(NAME)).index == ""
    [place] = (engine.directory / "collections").iterdir()
    assert [entry.name for entry in place.iterdir() if entry.is_dir()] == ["1"]
    await store.prepare(NAME)
    assert (await store.measure(NAME)).index == "hnsw int8"


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
async def test_an_engine_ended_while_it_builds_takes_its_builder_along_and_building_begins_anew(
    store, engine, ended, by
):
    await store.upsert(NAME, drawn(1, 1_600))
    preparing = asyncio.create_task(store.prepare(NAME))
    builder = await builder_of(engine.process())
    engine.end(by)
    await preparing
    assert await ended(builder)
    assert (await store.measure(NAME)).index == "hnsw int8"
    assert await store.count(NAME) == 1_600


async def test_a_collection_dropped_while_its_index_is_built_is_gone(store, engine, ended):
    await store.upsert(NAME, drawn(1, 3_000))
    preparing = asyncio.create_task(store.prepare(NAME))
    builder = await builder_of(engine.process())
    await store.drop(NAME)
    with pytest.raises(VectorError, match="no collection"):
        await preparing
    assert await ended(builder)
    assert list((engine.directory / "collections").iterdir()) == []


async def test_two_that_prepare_at_once_wait_for_one_index(store, engine):
    await store.upsert(NAME, drawn(1, 1_600))
    other = engine.open()
    preparing = [asyncio.create_task(each.prepare(NAME)) for each in (store, other)]
    await builder_of(engine.process())
    assert len(children_of(engine.process())) == 1
    await asyncio.gather(*preparing)
    [place] = (engine.directory / "collections").iterdir()
    assert (place / "2").is_dir()
    await other.close()


@pytest.mark.parametrize(
    ("items", "indexed", "index", "behind"),
    [
        (9_999, 0, "", False),
        (10_000, 0, "", True),
        (50_000, 40_001, "hnsw", False),
        (50_000, 40_000, "hnsw", True),
        (100_000, 100_000, "hnsw", True),
        (1_000_000, 900_001, "hnsw int8", False),
        (1_000_000, 900_000, "hnsw int8", True),
        (500, 500, "hnsw int8", False),
    ],
)
def test_which_index_is_behind_is_in_the_table(items, indexed, index, behind):
    assert Table().is_behind(items, indexed, index) == behind
