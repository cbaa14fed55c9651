import datetime as dt
import random
from uuid import UUID

import pytest
from commonweal import Collection, Equal, Item, OneOf, Range, VectorError
from commonweal_pgvector.fields import stored
from commonweal_pgvector.sizes import Sizes
from commonweal_pgvector.store import PgvectorStore
from hypothesis import given
from hypothesis import strategies as st

ANIMALS = Collection(
    name="zoo.animal",
    fields={"name": "keyword", "born": "moment", "born_least": "integer", "least_born": "integer"},
    dimensions=3,
)
NAMES = [
    "\x01",
    "\x01cat",
    "a" * 1_000,
    "".join(chr(0x4E00 + 7 * number) for number in range(1_000)),
    "🐈" * 1_000,
]


def _animal(number, **fields):
    return Item(UUID(int=number), [1.0, 0, 0], fields)


async def test_words_of_any_length_are_found_and_come_back_as_they_were(store):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, [_animal(number, name=name) for number, name in enumerate(NAMES, 1)])
    await store.upsert(ANIMALS.name, [_animal(9, name=[*NAMES, "cat"])])
    for number, name in enumerate(NAMES, 1):
        [found, both] = await store.scroll(ANIMALS.name, limit=10, where=Equal("name", name))
        assert (found.id.int, found.fields) == (number, {"name": name})
        assert (both.id.int, both.fields) == (9, {"name": [*NAMES, "cat"]})
    marks = [stored(name) for name in NAMES if stored(name) != name]
    assert await store.count(ANIMALS.name, OneOf("name", NAMES)) == len(NAMES) + 1
    assert await store.count(ANIMALS.name, OneOf("name", marks)) == 0


@given(st.text(max_size=1_000), st.text(max_size=1_000))
def test_words_are_stored_as_different_words_and_short_enough_for_an_index(one, other):
    assert (stored(one) == stored(other)) == (one == other)
    assert stored(stored(one)) != stored(one) or stored(one) == one
    assert len(stored(one).encode()) <= 1_000


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "\ud800"},
        {"born": dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14)))},
        {"born": dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(dt.timedelta(hours=-9)))},
    ],
)
async def test_what_cannot_be_kept_is_refused_and_nothing_stored(store, fields):
    await store.create(ANIMALS)
    [(name, value)] = fields.items()
    for asked in (
        store.upsert(ANIMALS.name, [_animal(1), _animal(2, **fields)]),
        store.count(ANIMALS.name, Equal(name, value)),
    ):
        with pytest.raises(VectorError) as refused:
            await asked
        assert refused.value.code == "vector_field_invalid"
    assert await store.count(ANIMALS.name) == 0


async def test_fields_may_be_named_like_the_columns_of_others(store):
    await store.create(ANIMALS)
    await store.upsert(ANIMALS.name, [_animal(1, born_least=5, least_born=[7, 9])])
    assert await store.count(ANIMALS.name, Range(field="least_born", least=8, most=8)) == 0
    assert await store.count(ANIMALS.name, Range(field="least_born", least=9)) == 1
    [found] = await store.get(ANIMALS.name, [UUID(int=1)])
    assert found.fields == {"born_least": 5, "least_born": [7, 9]}


@pytest.mark.parametrize("dimensions", [8, 512])
async def test_vectors_of_any_length_are_kept_indexed_and_found(database, dimensions):
    store = PgvectorStore(database, Sizes(indexed=200, halved=200))
    chance = random.Random(1)
    declared = Collection(name="zoo.tree", fields={}, dimensions=dimensions)
    lengths = [1e-11, 1e-3, 1, 1e5, 1e11]
    items = [
        Item(
            UUID(int=number),
            [chance.gauss(0, 1) * lengths[number % 5] / dimensions**0.5 for _ in range(dimensions)],
        )
        for number in range(1, 301)
    ]
    await store.create(declared)
    await store.upsert(declared.name, items[:250])
    await store.prepare(declared.name)
    await store.upsert(declared.name, items[250:])
    assert (await store.measure(declared.name)).index == "halfvec"
    for item in (items[0], *items[-5:]):
        [[best]] = await store.search(declared.name, [[part * 3 for part in item.vector]], limit=1)
        assert (best.id, best.score) == (item.id, pytest.approx(1, abs=1e-4))
        [kept] = await store.get(declared.name, [item.id])
        largest = max(map(abs, item.vector))
        assert kept.vector == pytest.approx(item.vector, rel=1e-3, abs=largest * 1e-5)
