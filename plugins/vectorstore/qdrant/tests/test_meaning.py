"""Filters and values mean the same with the engine, with a server and in the reference, to their limits."""

import contextlib
import datetime as dt
import itertools
import math
import random
from uuid import UUID

import pytest
from commonweal import And, Collection, Equal, GeoPoint, Item, Near, Not, OneOf, Range, VectorError, values_of
from commonweal.testing.vectors import passes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIELDS = {
    "domain": "keyword",
    "slots": "integer",
    "reward": "number",
    "urgent": "boolean",
    "expires": "moment",
    "place": "point",
}
NUMBERS = itertools.count()
WIDE = [sign * (2**power + by) for sign in (1, -1) for power in (0, 32, 53, 62) for by in (-1, 0, 1)]
INTEGERS = st.sampled_from([*WIDE, 2**63 - 1, 2**63 - 2, -(2**63) + 1, 0])
SECONDS = st.integers(-12 * 3_600, 14 * 3_600).map(lambda count: dt.timezone(dt.timedelta(seconds=count)))
MOMENTS = st.datetimes(timezones=SECONDS) | st.sampled_from(
    [
        dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=14))),
        dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-12))),
        dt.datetime(2026, 7, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, microsecond=1, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    ]
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
PROPERTY = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=["engine", "local"])
async def store(request, shared_engine, local_server):
    store = shared_engine.open() if request.param == "engine" else local_server.open()
    yield store
    await store.close()


@contextlib.asynccontextmanager
async def filled(store, items):
    name = f"meaning.items_{next(NUMBERS)}"
    await store.create(Collection(name=name, dimensions=2, fields=FIELDS))
    try:
        await store.upsert(name, items)
        yield name
    finally:
        await store.drop(name)


def items_with(field: str, values: list) -> list[Item]:
    return [Item(UUID(int=number), [1.0, number], {field: value}) for number, value in enumerate(values, 1)]


async def assert_same(store, items, filters) -> None:
    async with filled(store, items) as name:
        for where in filters:
            found = [entry.id for entry in await store.scroll(name, limit=1_000, where=where)]
            assert found == [entry.id for entry in items if passes(entry, where)], where
            assert await store.count(name, where) == len(found)
        kept = await store.get(name, [entry.id for entry in items])
        for field in FIELDS:
            assert [values_of(entry, field) for entry in kept] == [values_of(entry, field) for entry in items]


def compared(field: str, one, other):
    least, most = sorted([one, other])
    return [
        Equal(field, one),
        OneOf(field, [one, other]),
        Range(field=field, least=least, most=most),
        Range(field=field, least=one),
        Range(field=field, most=one),
        Not(Range(field=field, least=one)),
        Range(field=field),
    ]


@PROPERTY
@given(values=st.lists(INTEGERS | st.lists(INTEGERS, max_size=3), min_size=1), one=INTEGERS, other=INTEGERS)
async def test_integers_are_compared_exactly_however_large(store, values, one, other):
    await assert_same(store, items_with("slots", values), compared("slots", one, other))


@PROPERTY
@given(values=st.lists(MOMENTS, min_size=1), one=MOMENTS, other=MOMENTS)
async def test_moments_are_compared_to_the_microsecond_in_every_zone_and_year(store, values, one, other):
    await assert_same(store, items_with("expires", [*values, one]), compared("expires", one, other))


@PROPERTY
@given(values=st.lists(FLOATS, min_size=1), one=FLOATS, other=FLOATS)
async def test_numbers_are_compared_exactly(store, values, one, other):
    await assert_same(store, items_with("reward", [*values, one]), compared("reward", one, other))


@PROPERTY
@given(values=st.lists(st.text(max_size=4).filter(lambda text: "\0" not in text), min_size=1))
async def test_texts_are_compared_letter_by_letter(store, values):
    ends = [values[0] + " ", values[0].upper(), "x" * 1_000]
    filters = [Equal("domain", value) for value in [*values, *ends]] + [Not(OneOf("domain", values))]
    await assert_same(store, items_with("domain", [*values, *ends]), filters)


async def test_a_boolean_is_no_integer_and_can_be_both_at_once(store):
    items = items_with("urgent", [True, False, [True, False], None])
    await assert_same(
        store, items, [Equal("urgent", value=True), Equal("urgent", value=False), OneOf("urgent", [True])]
    )


@PROPERTY
@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180), metres=st.floats(1, 1e7))
async def test_a_place_comes_back_to_the_last_digit(store, latitude, longitude, metres):
    place = GeoPoint(latitude, longitude)
    near = [Near("place", place, metres), Not(Near("place", place, 0.1))]
    await assert_same(store, items_with("place", [place, [place, GeoPoint(0.1, 0.2)]]), near)


async def test_a_pole_and_a_place_on_the_edge_of_a_radius_are_within_it(store):
    places = [
        GeoPoint(90, 10),
        GeoPoint(-90, 0),
        GeoPoint(89.9999, -170),
        GeoPoint(0, 180),
        GeoPoint(0, -180),
    ]
    async with filled(store, items_with("place", places)) as name:
        assert await store.count(name, Near("place", GeoPoint(90, -120), 0)) == 1
        assert await store.count(name, Near("place", GeoPoint(90, 0), 12)) == 2
        assert await store.count(name, Near("place", GeoPoint(0, 180), 0)) == 2
        assert await store.count(name, Near("place", GeoPoint(0, 0), math.pi * 6_371_008.8)) == 5
        assert await store.count(name, Near("place", GeoPoint(45, 45), 1e300)) == 5
        kept = await store.get(name, [UUID(int=1), UUID(int=2)])
        assert [entry.fields["place"] for entry in kept] == places[:2]


async def test_half_a_character_is_refused_and_nothing_is_stored(store):
    async with filled(store, []) as name:
        for refused in (
            store.upsert(name, items_with("domain", ["fine", "half \ud800"])),
            store.count(name, And([Equal("domain", "half \ud800")])),
        ):
            with pytest.raises(VectorError, match="half") as raised:
                await refused
            assert raised.value.code == "vector_field_invalid"
        assert await store.count(name) == 0


async def test_ids_are_ordered_as_python_orders_them_up_to_the_last(store):
    ids = [UUID(int=number) for number in (0, 1, 2**64 - 1, 2**64, 2**127 - 1, 2**127, 2**128 - 1)]
    async with filled(store, [Item(each, [1.0, 0.0]) for each in reversed(ids)]) as name:
        assert [entry.id for entry in await store.scroll(name, limit=10)] == ids
        assert [entry.id for entry in await store.scroll(name, limit=10, after=ids[3])] == ids[4:]
        assert await store.scroll(name, limit=10, after=ids[-1]) == []


async def test_the_longest_and_the_shortest_vectors_come_back_as_they_were(store):
    vectors = [[3e11, 4e11], [3e-12, 4e-12], [-1e-6, 1.0]]
    items = [Item(UUID(int=number), vector) for number, vector in enumerate(vectors, 1)]
    async with filled(store, items) as name:
        for entry, vector in zip(await store.scroll(name, limit=3), vectors, strict=True):
            assert list(entry.vector) == pytest.approx(vector, rel=1e-5)
        [found] = await store.search(name, [[3e-12, 4e-12]], limit=2)
        assert [match.score for match in found] == pytest.approx([1, 1])


async def test_numbers_are_exact_still_when_the_engine_reads_them_from_its_files(shared_engine):
    chance = random.Random(7)
    numbers = [chance.uniform(-1, 1) * 10 ** chance.randint(-300, 300) for _ in range(150)]
    items = items_with("reward", [*numbers, 0.1 + 0.2, 0.3, [0.1, 1 / 3], 1e23, -0.0, 5e-324])
    store = shared_engine.open()
    async with filled(store, items) as name:
        later = await shared_engine.reopened(store)
        kept = await later.get(name, [entry.id for entry in items])
        assert [entry.fields for entry in kept] == [entry.fields for entry in items]
        for number in [*numbers[:20], 0.3, 1 / 3]:
            for where in (Equal("reward", number), Range(field="reward", least=number)):
                found = [entry.id for entry in await later.scroll(name, limit=1_000, where=where)]
                assert found == [entry.id for entry in items if passes(entry, where)]
    await store.close()
    await later.close()
