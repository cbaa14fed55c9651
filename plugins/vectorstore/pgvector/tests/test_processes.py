import asyncio
import sys

from commonweal import Collection
from commonweal_pgvector.sizes import Sizes
from commonweal_pgvector.store import PgvectorStore

ANIMALS = Collection(name="zoo.animal", fields={"kind": "keyword"}, dimensions=8)
WRITER = """
import asyncio, random, sys
from uuid import UUID
from commonweal import Database, DatabaseSettings, Item, Secret
from commonweal_pgvector.sizes import Sizes
from commonweal_pgvector.store import PgvectorStore

async def write(url, first):
    settings = DatabaseSettings(driver="external", url=Secret(url), plugin_roles=False)
    database = await Database.connect(settings, application_name="writer")
    store, chance = PgvectorStore(database, Sizes(indexed=200)), random.Random(first)
    for start in range(first, first + 400, 40):
        vectors = {number: [chance.gauss(0, 1) for _ in range(8)] for number in range(start, start + 40)}
        items = [Item(UUID(int=number), vector, {"kind": "cat"}) for number, vector in vectors.items()]
        await store.upsert("zoo.animal", items)
        await store.delete("zoo.animal", [UUID(int=start), UUID(int=start + 1)])
        [found] = await store.search("zoo.animal", [vectors[start + 2]], limit=5)
        assert found[0].id == UUID(int=start + 2), found
    await store.prepare("zoo.animal")
    await database.close()

asyncio.run(write(sys.argv[1], int(sys.argv[2])))
"""


async def test_several_processes_write_search_and_prepare_one_collection(store, database, database_settings):
    await store.create(ANIMALS)
    url = database_settings.url.reveal()
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, url, str(first))
        for first in (1_000, 2_000)
    ]
    ended = asyncio.gather(*[process.wait() for process in processes])
    while not ended.done():
        found = await store.search(ANIMALS.name, [[1.0] * 8], limit=5)
        assert len(found) == 1
        await asyncio.sleep(0.05)
    assert await ended == [0, 0]
    measured = await PgvectorStore(database, Sizes(indexed=200)).measure(ANIMALS.name)
    assert (measured.items, measured.index, measured.behind) == (760, "vector", False)
