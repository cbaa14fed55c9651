import random
from uuid import UUID

import msgspec
import pytest
from commonweal import Collection, Database, Equal, GeoPoint, Item, Near, Not, OneOf, Or, Range
from commonweal.testing.vectors import MemoryVectorStore
from commonweal_pgvector.catalogue import Catalogue
from commonweal_pgvector.conditions import conditions
from commonweal_pgvector.searching import Search
from commonweal_pgvector.store import PgvectorStore

ANIMALS = Collection(
    name="zoo.animal",
    fields={"kind": "keyword", "legs": "integer", "weight": "number", "place": "point"},
    dimensions=8,
)
COUNT = 3_000
SOMEWHERE = [1.0, 0, 0, 0, 0, 0, 0, 0]


def _animal(number, chance):
    """Cats lie at one end of space, and all others at the other."""
    cat = number % 3 == 0
    vector = [chance.gauss(0, 0.2) for _ in range(8)]
    vector[0] += 1 if cat else -1
    place = GeoPoint(chance.uniform(-60, 60), chance.uniform(-180, 180))
    fields = {
        "kind": "cat" if cat else f"kind {number % 50}",
        "legs": number,
        "weight": number / 2,
        "place": place,
    }
    return Item(UUID(int=number), vector, fields)


@pytest.fixture
async def zoo(store):
    """A store with an indexed collection, and the exact reference with the same."""
    chance = random.Random(4)
    animals = [_animal(number, chance) for number in range(1, COUNT + 1)]
    reference = MemoryVectorStore()
    for each in (store, reference):
        await each.create(ANIMALS)
        await each.upsert(ANIMALS.name, animals)
    await store.prepare(ANIMALS.name)
    return store, reference


class Noting:
    """Runs statements, and notes how the server goes about each."""

    def __init__(self, connection):
        self.plans = []
        self._connection = connection

    async def fetch(self, sql, *arguments):
        if not sql.startswith("EXPLAIN"):
            plan = await self._connection.fetch(f"EXPLAIN {sql}", *arguments)
            self.plans.append("\n".join(row[0] for row in plan))
        return await self._connection.fetch(sql, *arguments)


async def _ways(database, store, where, vector=SOMEWHERE, limit=5):
    """Search, and say whether each statement followed the graph or compared."""
    async with database.direct_connection() as connection:
        work = Noting(connection)
        held = await Catalogue().find(connection, ANIMALS.name)
        search = Search(work, held, conditions(held.layout, where), limit, {})
        found = await search.nearest(vector, exact=False)
    return [
        "graph" if "items_1_" in plan and "Order By:" in plan else "compared" for plan in work.plans
    ], found


async def test_without_a_filter_the_graph_is_followed(zoo, database):
    store, _ = zoo
    ways, found = await _ways(database, store, None)
    assert (ways, len(found)) == (["graph"], 5)


@pytest.mark.parametrize(
    "where", [Equal("legs", 3), Range(field="legs", most=150), OneOf("kind", ["kind 1"])]
)
async def test_what_few_items_pass_is_compared_at_once(zoo, database, where):
    store, reference = zoo
    ways, found = await _ways(database, store, where)
    [best] = await reference.search(ANIMALS.name, [SOMEWHERE], limit=5, where=where)
    assert ways == ["compared"]
    assert [match.id for match in found] == [match.id for match in best]


@pytest.mark.parametrize("where", [Range(field="legs", least=100), Not(Equal("kind", "kind 1"))])
async def test_what_most_items_pass_is_found_in_the_graph(zoo, database, where):
    store, reference = zoo
    ways, found = await _ways(database, store, where)
    [best] = await reference.search(ANIMALS.name, [SOMEWHERE], limit=5, where=where)
    assert ways == ["graph"]
    assert [match.id for match in found] == [match.id for match in best]


async def test_a_filter_that_empties_the_neighbourhood_is_compared_after_all(zoo, database):
    store, reference = zoo
    where = Not(Equal("kind", "cat"))
    ways, found = await _ways(database, store, where)
    [best] = await reference.search(ANIMALS.name, [SOMEWHERE], limit=5, where=where)
    assert ways == ["graph", "compared"]
    assert [match.id for match in found] == [match.id for match in best]


async def test_what_the_planner_took_for_few_and_are_many_is_found_all_the_same(zoo, database):
    store, reference = zoo
    where = Range(field="legs", least=1, most=COUNT)
    async with database.write() as work:
        await work.execute("UPDATE pgvector.items_1 SET least_legs = -least_legs, most_legs = -most_legs")
        await work.execute("ANALYZE pgvector.items_1")
        await work.execute("UPDATE pgvector.items_1 SET least_legs = -least_legs, most_legs = -most_legs")
    ways, found = await _ways(database, store, where)
    [best] = await reference.search(ANIMALS.name, [SOMEWHERE], limit=5, where=where)
    assert ways == ["compared", "graph"]
    assert [match.id for match in found] == [match.id for match in best]


@pytest.mark.usefixtures("zoo")
async def test_filters_go_through_indexes(database):
    filters = [
        Equal("kind", "kind 1"),
        OneOf("kind", ["kind 1", "kind 2"]),
        Equal("legs", 77),
        OneOf("weight", [1.5, 2.0]),
        Range(field="legs", least=2_900),
        Range(field="weight", most=10),
        Range(field="weight", least=10, most=20),
        Near("place", GeoPoint(0, 179.9), 300_000),
        Or([Equal("legs", 1), Equal("kind", "kind 7")]),
    ]
    async with database.direct_connection() as connection:
        held = await Catalogue().find(connection, ANIMALS.name)
        for where in filters:
            passing = conditions(held.layout, where)
            sql = f"EXPLAIN SELECT FROM {held.layout.table} WHERE {passing.sql}"
            plan = "\n".join(row[0] for row in await connection.fetch(sql, *passing.arguments))
            assert "Seq Scan on" not in plan, (where, plan)


async def test_inside_a_callers_unit_of_work_searches_see_what_it_wrote(zoo, database):
    store, _ = zoo
    new = Item(UUID(int=9_999), [100.0, 0, 0, 0, 0, 0, 0, 0], {"kind": "cat"})
    async with database.read():
        [[before]] = await store.search(ANIMALS.name, [SOMEWHERE], limit=1)
    assert before.id != new.id
    async with database.write():
        await store.upsert(ANIMALS.name, [new])
        [[found]] = await store.search(ANIMALS.name, [SOMEWHERE], limit=1)
        assert found.id == new.id


async def test_what_a_search_sets_ends_with_its_statement(zoo, database):
    store, _ = zoo
    async with database.read() as work:
        for _ in range(8):  # from the sixth on, the server may keep one plan for all
            await store.search(ANIMALS.name, [SOMEWHERE], limit=50)
            assert await work.fetch_value("SHOW hnsw.ef_search") == "40"


async def test_through_a_pooler_it_is_the_same(zoo, database_settings):
    store, _ = zoo
    pooled = msgspec.structs.replace(database_settings, pooled=True, direct_url=database_settings.url)
    database = await Database.connect(pooled, application_name="pooled")
    other = PgvectorStore(database, store.sizes)
    for where in (None, Equal("kind", "cat"), Equal("kind", "kind 1")):
        expected = await store.search(ANIMALS.name, [SOMEWHERE] * 2, limit=5, where=where)
        assert await other.search(ANIMALS.name, [SOMEWHERE] * 2, limit=5, where=where) == expected
    await other.delete(ANIMALS.name, [UUID(int=number) for number in range(1, 2_900)])
    await other.prepare(ANIMALS.name)
    assert (await other.measure(ANIMALS.name)).index == ""
    await database.close()


async def test_deeper_than_the_graph_goes_at_once_it_goes_on_in_rounds(zoo, database):
    _, reference = zoo
    async with database.direct_connection() as connection:
        held = await Catalogue().find(connection, ANIMALS.name)
        search = Search(connection, held, conditions(held.layout, None), 600, {})
        near = await search.follow(SOMEWHERE, 2_048)
    [best] = await reference.search(ANIMALS.name, [SOMEWHERE], limit=600)
    assert near.found == 750
    assert len({match.id for match in near.matches} & {match.id for match in best}) > 570


async def test_an_item_among_many_of_its_kind_has_likes_of_that_kind_only(zoo):
    store, reference = zoo
    where = Equal("kind", "cat")
    found = await store.search_like(ANIMALS.name, UUID(int=3), limit=10, where=where)
    best = await reference.search_like(ANIMALS.name, UUID(int=3), limit=10, where=where)
    assert len({match.id for match in found} & {match.id for match in best}) >= 9
