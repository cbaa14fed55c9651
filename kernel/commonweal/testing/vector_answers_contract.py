"""The part of the kit that asks for right answers: those that the exact reference gives."""

import math
from collections.abc import Sequence
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.testing.contract import Contract
from commonweal.testing.vector_cases import (
    FILTERS,
    ITEMS,
    ORGANISATIONS,
    VECTORS,
    collection,
    conditions,
    item,
    one_of_each,
)
from commonweal.testing.vector_history import HISTORIES, TOLERANCE, History, live_through
from commonweal.testing.vectors import passes
from commonweal.vectors.collection import GeoPoint, Item, Metric, VectorError
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range
from commonweal.vectors.store import VectorStore

OURS, THEIRS = ORGANISATIONS
_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]  # by several stores' classes


class Tenants(msgspec.Struct, frozen=True):
    """Items of two organisations, some of which change hands, and what is asked for one of them."""

    batches: Sequence[Sequence[Item]]
    where: Filter
    vector: Sequence[float]
    limit: int


def _owned(items: Sequence[Item], owners: Sequence[str]) -> list[Item]:
    return [
        msgspec.structs.replace(entry, fields={**entry.fields, "organisation": owner})
        for entry, owner in zip(items, owners, strict=False)
    ]


_BATCHES = st.builds(
    _owned,
    st.lists(ITEMS, min_size=4, max_size=16),
    st.lists(st.sampled_from(ORGANISATIONS), min_size=16, max_size=16),
)
_OF_US = st.just(Equal("organisation", OURS))
_NOT_OF_THEM = st.just(Not(Equal("organisation", THEIRS)))
_ASKED = st.one_of(
    _OF_US,
    _NOT_OF_THEM,
    st.builds(lambda ours, other: And([ours, other]), _OF_US, FILTERS),
    st.builds(lambda ours, other: And([Or([other, Not(other)]), ours]), _OF_US, FILTERS),
    st.builds(lambda ours, one, other: And([ours, Or([one, other])]), _OF_US, FILTERS, FILTERS),
)
TENANTS = st.builds(
    Tenants,
    batches=st.lists(_BATCHES, min_size=1, max_size=2),
    where=_ASKED,
    vector=VECTORS,
    limit=st.sampled_from([1, 3, 30]),
)


class VectorAnswersContract(Contract):
    """A store finds, counts and returns what the exact reference does."""

    @settings(deadline=None, max_examples=60, suppress_health_check=_SHARED)
    @given(history=HISTORIES)
    async def test_whatever_is_done_the_answers_are_those_of_the_exact_reference(
        self, store: VectorStore, history: History
    ) -> None:
        await live_through(history, store)

    @settings(deadline=None, max_examples=40, suppress_health_check=_SHARED)
    @given(asked=TENANTS)
    async def test_nothing_of_another_organisation_is_found_or_counted_whatever_is_asked(
        self, store: VectorStore, asked: Tenants
    ) -> None:
        declared = collection()
        await store.create(declared)
        held: dict[UUID, Item] = {}
        for batch in asked.batches:
            await store.upsert(declared.name, batch)
            held |= {entry.id: entry for entry in batch}
        theirs = Equal("organisation", THEIRS)
        for owner, where in ((THEIRS, theirs), (OURS, asked.where), (THEIRS, theirs)):
            passing = sorted(key for key, entry in held.items() if passes(entry, where))
            assert all(held[key].fields["organisation"] == owner for key in passing)
            await _assert_only(passing, store, declared.name, asked.vector, where, asked.limit)
            for key in held:
                alike = await store.search_like(declared.name, key, limit=30, where=where)
                assert sorted(match.id for match in alike) == [one for one in passing if one != key]
        await store.drop(declared.name)

    async def test_every_condition_passes_what_it_passes_in_the_reference(self, store: VectorStore) -> None:
        declared, items = collection(), one_of_each()
        await store.create(declared)
        await store.upsert(declared.name, items)
        for where in conditions():
            found = await store.scroll(declared.name, limit=1_000, where=where)
            assert [entry.id for entry in found] == [entry.id for entry in items if passes(entry, where)], (
                where
            )
            assert await store.count(declared.name, Not(where)) == len(items) - len(found), where

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

    async def test_a_direction_is_found_however_long_its_vector_is(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        lengths = [1e-11, 1e-5, 1.0, 1e6, 1e11]
        items = [item(number, size, number * size, 0, 0) for number, size in enumerate(lengths, 1)]
        await store.upsert(declared.name, items)
        for entry in items:
            for factor in (1e-11, 1, 1e11):
                query = [1.0 * factor, entry.id.int * factor, 0, 0]
                [[best]] = await store.search(declared.name, [query], limit=1)
                assert best.id == entry.id
                assert best.score == pytest.approx(1, abs=TOLERANCE)

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

    async def test_items_are_read_in_order_of_id_without_those_that_are_not_there(
        self, store: VectorStore
    ) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(number, 1, number, 0, 0) for number in (3, 1, 2)])
        asked = [UUID(int=number) for number in (3, 9, 1, 3)]
        assert [entry.id.int for entry in await store.get(declared.name, asked)] == [1, 3]
        assert await store.get(declared.name, []) == []

    async def test_scrolling_meets_every_item_once(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(number, 1, number, 0, 0) for number in range(1, 24)])
        seen: list[int] = []
        last: UUID | None = None
        while page := await store.scroll(declared.name, limit=5, after=last):
            assert last is None or page[0].id > last
            seen += [entry.id.int for entry in page]
            last = page[-1].id
        assert seen == list(range(1, 24))

    async def test_what_was_deleted_is_nowhere(self, store: VectorStore) -> None:
        declared = collection()
        name, gone = declared.name, UUID(int=1)
        await store.create(declared)
        await store.upsert(name, [item(number, 1, number, 0, 0, slots=number) for number in (1, 2, 3)])
        assert await store.delete(name, [gone, gone, UUID(int=77)]) == 1
        for exact in (False, True):
            [found] = await store.search(name, [[1.0, 1.0, 0, 0]], limit=3, exact=exact)
            assert [match.id.int for match in found] == [2, 3]
        assert [match.id.int for match in await store.search_like(name, UUID(int=2), limit=3)] == [3]
        with pytest.raises(VectorError) as refused:
            await store.search_like(name, gone, limit=1)
        assert refused.value.code == "vector_item_unknown"
        assert await store.get(name, [gone]) == []
        assert [entry.id.int for entry in await store.scroll(name, limit=3)] == [2, 3]
        assert (await store.count(name), await store.count(name, Equal("slots", 1))) == (2, 0)
        assert (await store.measure(name)).items == 2
        await store.drop(name)
        await store.create(declared)
        assert (await store.count(name), await store.get(name, [UUID(int=2)])) == (0, [])
        assert await store.search(name, [[1.0, 1.0, 0, 0]], limit=3) == [[]]

    async def test_a_filter_may_be_long_and_deep(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(number, 1, 1, 0, 0, slots=number) for number in range(20)])
        parts: list[Filter] = [Or([Equal("slots", number), Range(field="slots")]) for number in range(200)]
        where: Filter = And([OneOf("slots", list(range(10, 1_500))), *parts])
        for number in range(12):
            where = And([where, Not(And([Equal("slots", number), Equal("slots", 5)]))])
        assert await store.count(declared.name, where) == 10


async def _assert_only(
    passing: Sequence[UUID],
    store: VectorStore,
    name: str,
    vector: Sequence[float],
    where: Filter,
    limit: int,
) -> None:
    """Fail if anything but these items is found, counted or read, or too few of them."""
    for exact in (False, True):
        [found] = await store.search(name, [vector], limit=limit, where=where, exact=exact)
        assert {match.id for match in found} <= set(passing)
        assert len(found) == min(limit, len(passing))
    page = await store.scroll(name, limit=30, where=where)
    assert [entry.id for entry in page] == passing
    assert await store.count(name, where) == len(passing)
