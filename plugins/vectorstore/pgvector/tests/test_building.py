import asyncio
import random
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest
from commonweal import Collection, Equal, Item, VectorError, VectorsUnavailable, WorkMisused
from commonweal_pgvector.sizes import Sizes
from commonweal_pgvector.store import PgvectorStore

ANIMALS = Collection(name="zoo.animal", fields={"kind": "keyword"}, dimensions=8)
GRAPHS = "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indisvalid AND relam = (\n"
GRAPHS += "SELECT oid FROM pg_am WHERE amname = 'hnsw') ORDER BY relname"
BUILDING = "SELECT pid FROM pg_stat_progress_create_index WHERE phase LIKE 'waiting%'"


def _animals(first, last, dimensions=8):
    chance = random.Random(first)
    return [
        Item(UUID(int=number), [chance.gauss(0, 1) for _ in range(dimensions)], {"kind": "cat"})
        for number in range(first, last + 1)
    ]


async def _graphs(database):
    async with database.read() as work:
        return [row["relname"] for row in await work.fetch(GRAPHS)]


async def _kind(store):
    measured = await store.measure(ANIMALS.name)
    return measured.index, measured.behind


async def test_the_index_follows_the_size_up_and_down(store, database):
    await store.create(ANIMALS)
    seen = []
    for first, last in [(1, 100), (101, 400), (401, 800)]:
        await store.upsert(ANIMALS.name, _animals(first, last))
        before = await _kind(store)
        await store.prepare(ANIMALS.name)
        seen.append((before, await _kind(store), await _graphs(database)))
    assert seen == [
        (("", False), ("", False), []),
        (("", True), ("vector", False), ["items_1_vector"]),
        (("vector", True), ("halfvec", False), ["items_1_halfvec"]),
    ]
    await store.delete(ANIMALS.name, [UUID(int=number) for number in range(51, 801)])
    assert await _kind(store) == ("halfvec", True)
    await store.prepare(ANIMALS.name)
    assert (await _kind(store), await _graphs(database)) == (("", False), [])


async def test_a_graph_that_outgrows_the_memory_is_cut_to_bits_and_finds_the_same(database):
    store = PgvectorStore(database, Sizes(indexed=200, memory_share=0))
    declared = Collection(name="zoo.animal", fields={"kind": "keyword"}, dimensions=512)
    items = _animals(1, 600, 512)
    await store.create(declared)
    await store.upsert(declared.name, items)
    await store.prepare(declared.name)
    assert (await store.measure(declared.name)).index == "binary"
    queries = [item.vector for item in items[:20]]
    exact = await store.search(declared.name, queries, limit=3, exact=True)
    for where in (None, Equal("kind", "cat")):
        found = await store.search(declared.name, queries, limit=3, where=where)
        assert sum(a == b for a, b in zip(found, exact, strict=True)) >= 19


async def test_progress_rises_to_all_items(store):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    told = []
    await store.prepare(ANIMALS.name, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (300, 300)


async def test_a_build_that_is_waited_for_tells_its_progress(store, database):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    told = asyncio.Event()
    async with _unfinished_writing(database):
        building = asyncio.create_task(store.prepare(ANIMALS.name, lambda *_: told.set()))
        await asyncio.wait_for(told.wait(), 120)
        assert not building.done()
    await building
    assert await _kind(store) == ("vector", False)


async def test_what_a_killed_build_left_behind_is_replaced(store, database):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    async with _unfinished_writing(database):
        building = asyncio.create_task(store.prepare(ANIMALS.name))
        await _kill_builder(database)
    with pytest.raises(VectorsUnavailable):
        await building
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM pg_index WHERE NOT indisvalid") == 1
    assert await _kind(store) == ("", True)
    await store.prepare(ANIMALS.name)
    assert (await _kind(store), await _graphs(database)) == (("vector", False), ["items_1_vector"])


async def test_a_cancelled_build_stops_on_the_server(store, database):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    async with _unfinished_writing(database):
        building = asyncio.create_task(store.prepare(ANIMALS.name))
        await _builder(database)
        building.cancel()
        with pytest.raises(asyncio.CancelledError):
            await building
    async with database.read() as work:
        assert await work.fetch(BUILDING) == []
    await store.prepare(ANIMALS.name)
    assert await _kind(store) == ("vector", False)


async def test_two_who_prepare_at_once_build_one_index(store, database):
    other = PgvectorStore(database, store.sizes)
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    await asyncio.gather(store.prepare(ANIMALS.name), other.prepare(ANIMALS.name))
    assert await _graphs(database) == ["items_1_vector"]


async def test_an_index_that_somebody_dropped_is_built_again(store, database):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    await store.prepare(ANIMALS.name)
    async with database.write() as work:
        await work.execute("DROP INDEX pgvector.items_1_vector")
    assert await _kind(store) == ("", True)
    assert len((await store.search(ANIMALS.name, [[1.0] * 8], limit=10))[0]) == 10
    await store.prepare(ANIMALS.name)
    assert await _kind(store) == ("vector", False)


async def test_a_server_without_room_for_helpers_builds_without(store, monkeypatch):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, _animals(1, 300))
    run = asyncpg.Connection.execute
    refused = []

    async def cramped(connection, sql, *arguments, **named):
        if sql.startswith("CREATE INDEX CONCURRENTLY"):
            helpers = await connection.fetchval("SHOW max_parallel_maintenance_workers")
            if helpers != "0":
                refused.append(helpers)
                raise asyncpg.DiskFullError("could not resize shared memory segment: No space left on device")
        return await run(connection, sql, *arguments, **named)

    monkeypatch.setattr(asyncpg.Connection, "execute", cramped)
    await store.prepare(ANIMALS.name)
    assert len(refused) == 1
    assert await _kind(store) == ("vector", False)


async def test_inside_a_unit_of_work_nothing_is_built_for_that_would_wait_for_itself(store, database):
    await store.create(ANIMALS)
    async with database.read():
        with pytest.raises(WorkMisused, match="outside of a unit of work"):
            await store.prepare(ANIMALS.name)


async def test_a_collection_that_is_not_there_cannot_be_prepared(store):
    await store.create(ANIMALS)
    with pytest.raises(VectorError, match=r"no collection zoo\.tree"):
        await store.prepare("zoo.tree")


@asynccontextmanager
async def _unfinished_writing(database):
    """Hold a transaction open that a build has to wait for."""
    async with database.direct_connection() as connection, connection.transaction():
        await connection.execute("UPDATE pgvector.items_1 SET several = several")
        yield


async def _kill_builder(database):
    process = await _builder(database)
    async with database.direct_connection() as connection:
        await connection.execute(f"SELECT pg_terminate_backend({process})")


async def _builder(database):
    async with database.direct_connection() as connection:
        for _ in range(2_400):
            if process := await connection.fetchval(BUILDING):
                return process
            await asyncio.sleep(0.05)
    raise AssertionError("nobody builds")
