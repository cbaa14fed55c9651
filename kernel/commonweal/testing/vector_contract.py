"""The conformance kit of vector stores: every driver's tests inherit ``VectorStoreContract``.

Random items, changes and filters are put to the store and to the exact reference alike; where a store may
be approximate, on large collections only, a floor of recall is kept.
"""

import asyncio
import datetime as dt
import itertools
import math
import random
from collections.abc import Coroutine, Mapping
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commonweal.testing.contract import Contract
from commonweal.testing.vectors import MemoryVectorStore, great_circle
from commonweal.vectors.collection import (
    Collection,
    FieldType,
    GeoPoint,
    Item,
    Metric,
    Value,
    VectorError,
    values_of,
)
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range
from commonweal.vectors.store import Match, VectorStore

DIMENSIONS = 4
FIELDS: Mapping[str, FieldType] = {
    "domain": "keyword",
    "slots": "integer",
    "reward": "number",
    "urgent": "boolean",
    "expires": "moment",
    "place": "point",
}
TOLERANCE = 1e-3  # of a score; stores may keep components as half-precision floats
_NUMBERS = itertools.count()
_IDS = [UUID(int=number) for number in range(1, 25)]
_PLACES = [
    GeoPoint(*place)
    for place in [
        (-12.05, -77.04),
        (-12.06, -77.05),
        (19.43, -99.13),
        (64.5, 179.9),
        (64.5, -179.9),
        (90, 0),
        (-90, 5),
    ]
]
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "domain": st.sampled_from(["elder_care", "human_rights", "O'Hara; --", "数字包容", ""]),
    "slots": st.integers(-2, 3) | st.sampled_from([2**40, -(2**63) + 1]),
    "reward": st.sampled_from([-0.5, 0, 0.25, 10, 67.5]),
    "urgent": st.booleans(),
    "expires": st.sampled_from([dt.datetime(2026, 7, day, tzinfo=dt.UTC) for day in (1, 2, 3)]),
    "place": st.sampled_from(_PLACES),
}
_VECTORS = st.lists(st.integers(-4, 4).map(float), min_size=DIMENSIONS, max_size=DIMENSIONS).filter(any)
_ITEMS = st.builds(
    Item,
    st.sampled_from(_IDS),
    _VECTORS,
    st.fixed_dictionaries(
        {},
        optional={name: value | st.none() | st.lists(value, max_size=2) for name, value in _VALUES.items()},
    ),
)


def _conditions(name: str) -> st.SearchStrategy[Filter]:
    """Return filters that fit one field."""
    values = _VALUES[name]
    if name == "place":
        return st.builds(Near, st.just(name), values, st.sampled_from([900.0, 5e4, 4e6, 1.5e7]))
    kinds: list[st.SearchStrategy[Filter]] = [
        st.builds(Equal, st.just(name), values),
        st.builds(OneOf, st.just(name), st.lists(values, max_size=3)),
    ]
    if FIELDS[name] in {"integer", "number", "moment"}:
        bound = st.none() | values
        kinds.append(st.builds(Range, field=st.just(name), least=bound, most=bound))
    return st.one_of(kinds)


_FILTERS: st.SearchStrategy[Filter] = st.recursive(
    st.one_of([_conditions(name) for name in FIELDS]),
    lambda parts: (
        st.builds(And, st.lists(parts, max_size=3))
        | st.builds(Or, st.lists(parts, max_size=3))
        | st.builds(Not, parts)
    ),
    max_leaves=5,
)


class Case(msgspec.Struct, frozen=True):
    """What is done to a store and then asked of it."""

    metric: Metric
    batches: list[list[Item]]
    deleted: list[UUID]
    where: Filter | None
    queries: list[list[float]]
    limit: int


CASES = st.builds(
    Case,
    metric=st.sampled_from(["cosine", "dot", "euclidean"]),
    batches=st.lists(st.lists(_ITEMS, min_size=2, max_size=9), min_size=1, max_size=3),
    deleted=st.lists(st.sampled_from(_IDS), max_size=6),
    where=_FILTERS | st.none(),
    queries=st.lists(_VECTORS, min_size=1, max_size=3),
    limit=st.sampled_from([1, 2, 3, 30]),
)


def collection(metric: Metric = "cosine", dimensions: int = DIMENSIONS) -> Collection:
    """Declare a collection that no other test uses."""
    name = f"kit.collection_{next(_NUMBERS)}"
    return Collection(name=name, dimensions=dimensions, fields=FIELDS, metric=metric)


def item(number: int, *vector: float, **fields: Value) -> Item:
    """Make an item whose id orders by its number."""
    return Item(UUID(int=number), vector, fields)


class VectorStoreContract(Contract):
    """What every store must do; a driver's test class inherits it and has a fixture ``store``."""

    recall_floor = 0.95

    @settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(case=CASES)
    async def test_the_answer_to_anything_is_that_of_the_exact_reference(
        self, store: VectorStore, case: Case
    ) -> None:
        assume(_is_decided(case.where))
        declared, reference = collection(case.metric), MemoryVectorStore()
        name, where = declared.name, case.where
        for each in (store, reference):
            await each.create(declared)
            for batch in case.batches:
                await each.upsert(name, batch)
        assert await store.delete(name, case.deleted) == await reference.delete(name, case.deleted)
        assert await store.count(name, where) == await reference.count(name, where)
        found = await store.search(name, case.queries, limit=case.limit, where=where)
        ranked = await reference.search(name, case.queries, limit=len(_IDS), where=where)
        for one, best in zip(found, ranked, strict=True):
            _assert_same_ranking(one, best, case.limit)
        await _assert_same_items(store, reference, name, where)
        await store.drop(name)

    async def test_scores_are_those_of_the_metric(self, store: VectorStore) -> None:
        expected: dict[Metric, list[float]] = {
            "cosine": [1.0, 0.6, -1.0],
            "dot": [10.0, 3.0, -5.0],
            "euclidean": [1 / 6, 1 / (1 + math.sqrt(20)), 1 / 11],
        }
        for metric, scores in expected.items():
            declared = collection(metric, 2)
            await store.create(declared)
            items = [item(1, 10.0, 0.0), item(2, 3.0, 4.0), item(3, -5.0, 0.0)]
            await store.upsert(declared.name, items)
            [found] = await store.search(
                declared.name, [[1.0 if metric != "euclidean" else 5.0, 0.0]], limit=3
            )
            assert {match.id.int: match.score for match in found} == pytest.approx(
                dict(enumerate(scores, 1)), abs=TOLERANCE * 10
            )

    async def test_a_radius_reaches_over_the_date_line_and_the_poles(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        places = [(64.5, 179.9), (64.5, -179.9), (89.9, 10.0), (89.9, -170.0), (0.0, 0.0)]
        for number, place in enumerate(places, 1):
            await store.upsert(declared.name, [item(number, 1.0, 0, 0, 0, place=GeoPoint(*place))])
        near = {
            number: await store.count(declared.name, Near("place", GeoPoint(*place), 25_000))
            for number, place in enumerate(places, 1)
        }
        assert near == {1: 2, 2: 2, 3: 2, 4: 2, 5: 1}

    async def test_equal_scores_are_ordered_by_id(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(number, 1.0, 0, 0, 0) for number in (3, 1, 2)])
        [found] = await store.search(declared.name, [[1.0, 0, 0, 0]], limit=3)
        assert [match.id.int for match in found] == [1, 2, 3]

    async def test_of_equal_ids_in_one_call_the_last_counts_and_replaces_all_fields(
        self, store: VectorStore
    ) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(
            declared.name, [item(1, 1.0, 0, 0, 0, slots=1), item(1, 0, 1.0, 0, 0, urgent=True)]
        )
        [kept] = await store.scroll(declared.name, limit=10)
        assert (list(kept.vector), dict(kept.fields)) == ([0, 1.0, 0, 0], {"urgent": True})

    async def test_the_likes_of_an_item_do_not_contain_it(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(
            declared.name, [item(1, 1, 0, 0, 0), item(2, 1, 1, 0, 0), item(3, 0, 0, 1, 0, slots=9)]
        )
        found = await store.search_like(declared.name, UUID(int=1), limit=5)
        assert [match.id.int for match in found] == [2, 3]
        found = await store.search_like(declared.name, UUID(int=1), limit=1, where=Equal("slots", 9))
        assert [match.id.int for match in found] == [3]

    async def test_scrolling_meets_every_item_once(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(number, 1, number, 0, 0) for number in range(1, 24)])
        seen: list[int] = []
        last: UUID | None = None
        while page := await store.scroll(declared.name, limit=5, after=last):
            seen += [entry.id.int for entry in page]
            last = page[-1].id
        assert seen == list(range(1, 24))

    @pytest.mark.parametrize(
        ("code", "items"),
        [
            ("vector_unusable", [item(2, 1, 0, 0)]),
            ("vector_unusable", [item(2, 1, 0, 0, math.nan)]),
            ("vector_unusable", [item(2, 1, 0, 0, math.inf)]),
            ("vector_unusable", [item(2, 0, 0, 0, 0)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, colour="red")]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots="many")]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots=True)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots=2**63)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, reward=math.nan)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, urgent=1)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, expires=dt.datetime(2026, 7, 1))]),  # noqa: DTZ001
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, expires="2026-07-01T00:00:00Z")]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, domain=["ok", "null\0"])]),
        ],
    )
    async def test_a_refused_item_changes_nothing(
        self, store: VectorStore, code: str, items: list[Item]
    ) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        with pytest.raises(VectorError) as refused:
            await store.upsert(declared.name, [item(1, 0, 0, 1, 0), *items])
        assert refused.value.code == code
        [kept] = await store.scroll(declared.name, limit=10)
        assert (kept.id.int, list(kept.vector)) == (1, [1, 0, 0, 0])

    @pytest.mark.parametrize(
        "where",
        [
            Equal("colour", "red"),
            Equal("slots", "many"),
            OneOf("urgent", [True, 1]),
            Equal("place", GeoPoint(0, 0)),
            Range(field="domain", least="a"),
            Range(field="slots", least=dt.datetime(2026, 7, 1, tzinfo=dt.UTC)),
            Near("domain", GeoPoint(0, 0), 5.0),
            Near("place", GeoPoint(0, 0), -1.0),
            Near("place", GeoPoint(0, 0), math.nan),
            And([Not(Or([Equal("colour", "red")]))]),
        ],
    )
    async def test_a_filter_that_does_not_fit_its_field_is_refused(
        self, store: VectorStore, where: Filter
    ) -> None:
        declared = collection()
        await store.create(declared)
        for asked in (
            store.count(declared.name, where),
            store.scroll(declared.name, limit=1, where=where),
            store.search(declared.name, [[1, 0, 0, 0]], limit=1, where=where),
        ):
            with pytest.raises(VectorError) as refused:
                await asked
            assert refused.value.code == "vector_field_invalid"

    async def test_what_cannot_be_asked_is_refused_by_code(self, store: VectorStore) -> None:
        declared, other = collection(), collection()
        await store.create(declared)
        ones, name = [[1.0, 0, 0, 0]], declared.name
        refusals: dict[str, list[Coroutine[Any, Any, object]]] = {
            "vector_limit_invalid": [
                store.search(name, ones, limit=0),
                store.search(name, ones, limit=1_001),
            ],
            "vector_unusable": [
                store.search(name, [[1.0, 0, 0]], limit=1),
                store.search(name, [[0.0] * 4], limit=1),
            ],
            "vector_item_unknown": [store.search_like(name, UUID(int=77), limit=1)],
            "vector_collection_unknown": [
                store.count(other.name),
                store.drop(other.name),
                store.upsert(other.name, []),
                store.delete(other.name, []),
                store.scroll(other.name, limit=1),
                store.search(other.name, ones, limit=1),
                store.search_like(other.name, UUID(int=77), limit=1),
            ],
        }
        for code, questions in refusals.items():
            for question in questions:
                with pytest.raises(VectorError) as refused:
                    await question
                assert refused.value.code == code

    async def test_a_collection_created_again_keeps_its_items_and_its_shape(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        await store.create(declared)
        assert await store.count(declared.name) == 1
        with pytest.raises(VectorError) as refused:
            await store.create(Collection(name=declared.name, dimensions=5, fields=FIELDS))
        assert refused.value.code == "vector_collection_invalid"

    async def test_writers_at_the_same_time_lose_nothing(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        writers = [
            store.upsert(declared.name, [item(number, 1, number, 0, 0) for number in range(start, 200, 4)])
            for start in range(1, 5)
        ]
        await asyncio.gather(*writers, *[store.count(declared.name) for _ in range(4)])
        assert await store.count(declared.name) == 199

    async def test_recall_stays_above_the_floor_however_few_items_pass(self, store: VectorStore) -> None:
        chance = random.Random(20260704)  # noqa: S311 - test data
        declared, reference = collection(dimensions=16), MemoryVectorStore()
        centres = [[chance.gauss(0, 1) for _ in range(16)] for _ in range(20)]
        items = [
            item(
                number, *[part + chance.gauss(0, 0.3) for part in chance.choice(centres)], slots=number % 100
            )
            for number in range(1, 2_001)
        ]
        queries = [[part + chance.gauss(0, 0.3) for part in chance.choice(centres)] for _ in range(10)]
        for each in (store, reference):
            await each.create(declared)
            await each.upsert(declared.name, items)
        for where in (None, Range(field="slots", most=9), Equal("slots", 7)):
            expected = await reference.search(declared.name, queries, limit=10, where=where)
            found = await store.search(declared.name, queries, limit=10, where=where)
            assert [len(one) for one in found] == [10] * len(queries)
            assert _recall(found, expected) >= self.recall_floor


def _recall(found: list[list[Match]], expected: list[list[Match]]) -> float:
    hits = [
        len({match.id for match in one} & {match.id for match in best})
        for one, best in zip(found, expected, strict=True)
    ]
    return sum(hits) / sum(map(len, expected))


def _assert_same_ranking(found: list[Match], ranked: list[Match], limit: int) -> None:
    """Hold a ranking against the reference's; which of several equally good items are in it is open."""
    scores = {match.id: match.score for match in ranked}
    assert len(found) == len({match.id for match in found} & scores.keys()) == len(ranked[:limit])
    for match, best in zip(found, ranked[:limit], strict=True):
        assert match.score == pytest.approx(scores[match.id], rel=TOLERANCE, abs=TOLERANCE)
        assert match.score == pytest.approx(best.score, rel=TOLERANCE, abs=TOLERANCE)


async def _assert_same_items(
    store: VectorStore, reference: VectorStore, name: str, where: Filter | None
) -> None:
    found = await store.scroll(name, limit=100, where=where)
    expected = await reference.scroll(name, limit=100, where=where)
    assert [entry.id for entry in found] == [entry.id for entry in expected]
    for entry, original in zip(found, expected, strict=True):
        assert list(entry.vector) == pytest.approx(list(original.vector), rel=TOLERANCE)
        assert _held(entry) == _held(original)


def _held(entry: Item) -> dict[str, list[object]]:
    """Return the values of an item; a field left out, None and an empty list are one."""
    return {name: list(values_of(entry, name)) for name in FIELDS if values_of(entry, name)}


def _is_decided(where: Filter | None) -> bool:
    """Tell whether no place lies so near to the edge of a radius that rounding decides."""
    match where:
        case And(parts) | Or(parts):
            return all(map(_is_decided, parts))
        case Not(part):
            return _is_decided(part)
        case Near(_, centre, metres):
            return all(abs(great_circle(centre, place) - metres) > 1 for place in _PLACES)
    return True
