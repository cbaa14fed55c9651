"""The part of the kit that asks for refusals: by their codes, before anything is changed."""

import datetime as dt
import math
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
import pytest

from commonweal.testing.contract import Contract
from commonweal.testing.vector_cases import FIELDS, collection, item
from commonweal.vectors.collection import GeoPoint, Item, VectorError
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range
from commonweal.vectors.store import VectorStore

_NAIVE = dt.datetime(2026, 7, 1)  # noqa: DTZ001 - the one that is refused


class VectorRefusalsContract(Contract):
    """A store refuses what it cannot do right, says which kind of mistake it was, and is as it was before."""

    async def test_it_says_whether_it_will_do(self, store: VectorStore) -> None:
        await store.check()

    @pytest.mark.parametrize(
        ("code", "items"),
        [
            ("vector_unusable", [item(2, 1, 0, 0)]),
            ("vector_unusable", [item(2, 1, 0, 0, 0, 0)]),
            ("vector_unusable", [item(2, 1, 0, 0, math.nan)]),
            ("vector_unusable", [item(2, 1, 0, 0, math.inf)]),
            ("vector_unusable", [item(2, 0, 0, 0, 0)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, colour="red")]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots="many")]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots=True)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, slots=2**63)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, reward=math.nan)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, urgent=1)]),
            ("vector_field_invalid", [item(2, 1, 0, 0, 0, expires=_NAIVE)]),
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
        assert await _refusal(store.upsert(declared.name, [item(1, 0, 0, 1, 0), *items])) == code
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
            Range(field="reward", most=math.nan),
            Near("domain", GeoPoint(0, 0), 5.0),
            Near("place", GeoPoint(0, 0), -1.0),
            Near("place", GeoPoint(0, 0), math.nan),
            And([Not(Or([Equal("colour", "red")]))]),
            Or([Equal("urgent", value=True), Equal("urgent", 1)]),
        ],
    )
    async def test_a_filter_that_does_not_fit_its_field_is_refused(
        self, store: VectorStore, where: Filter
    ) -> None:
        declared = collection()
        name = declared.name
        await store.create(declared)
        await store.upsert(name, [item(1, 1, 0, 0, 0, urgent=True)])
        for asked in (
            partial(store.count, name, where),
            partial(store.scroll, name, limit=1, where=where),
            partial(store.search, name, [[1, 0, 0, 0]], limit=1, where=where),
            partial(store.search, name, [[1, 0, 0, 0]], limit=1, where=where, exact=True),
            partial(store.search_like, name, UUID(int=1), limit=1, where=where),
        ):
            assert await _refusal(asked()) == "vector_field_invalid"

    @pytest.mark.parametrize("limit", [-1, 0, 1_001])
    async def test_one_to_a_thousand_results_can_be_asked_for(self, store: VectorStore, limit: int) -> None:
        declared = collection()
        name = declared.name
        await store.create(declared)
        await store.upsert(name, [item(1, 1, 0, 0, 0)])
        for asked in (
            partial(store.search, name, [[1.0, 0, 0, 0]]),
            partial(store.search, name, [[1.0, 0, 0, 0]], exact=True),
            partial(store.search_like, name, UUID(int=1)),
            partial(store.scroll, name),
        ):
            assert await _refusal(asked(limit=limit)) == "vector_limit_invalid"
            await asked(limit=1_000)

    @pytest.mark.parametrize(
        "vector", [[1.0, 0, 0], [1.0, 0, 0, 0, 0], [0.0] * 4, [1, 0, 0, math.nan], [1, 0, 0, -math.inf]]
    )
    @pytest.mark.parametrize("exact", [False, True])
    async def test_a_vector_that_cannot_be_compared_is_no_query(
        self, store: VectorStore, vector: list[float], *, exact: bool
    ) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        asked = store.search(declared.name, [[1.0, 0, 0, 0], vector], limit=1, exact=exact)
        assert await _refusal(asked) == "vector_unusable"

    async def test_the_likes_of_an_item_that_is_not_there_are_refused(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        asked = store.search_like(declared.name, UUID(int=77), limit=1)
        assert await _refusal(asked) == "vector_item_unknown"

    async def test_a_collection_that_is_not_there_is_refused_by_every_method(
        self, store: VectorStore
    ) -> None:
        name, kept = collection().name, collection()
        await store.create(kept)
        calls: list[Callable[[str], Awaitable[Any]]] = [
            store.drop,
            partial(store.upsert, items=[item(1, 1, 0, 0, 0)]),
            partial(store.delete, ids=[UUID(int=1)]),
            partial(store.get, ids=[UUID(int=1)]),
            partial(store.search, vectors=[[1.0, 0, 0, 0]], limit=1),
            partial(store.search, vectors=[[1.0, 0, 0, 0]], limit=1, exact=True),
            partial(store.search_like, item_id=UUID(int=1), limit=1),
            store.count,
            partial(store.scroll, limit=1),
            store.prepare,
            store.measure,
        ]
        for call in calls:
            assert await _refusal(call(name)) == "vector_collection_unknown"
        await store.create(kept)
        await store.drop(kept.name)
        for call in calls:
            assert await _refusal(call(kept.name)) == "vector_collection_unknown"

    async def test_a_collection_created_again_keeps_its_items(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        await store.create(declared)
        assert await store.count(declared.name) == 1

    @pytest.mark.parametrize(
        "changed",
        [
            {"dimensions": 5},
            {"metric": "dot"},
            {"metric": "euclidean"},
            {"fields": {"domain": "keyword"}},
            {"fields": {**FIELDS, "slots": "number"}},
            {"fields": {**FIELDS, "colour": "keyword"}},
        ],
        ids=["dimensions", "dot", "euclidean", "fewer fields", "another type", "more fields"],
    )
    async def test_a_collection_keeps_its_shape_until_it_is_dropped(
        self, store: VectorStore, changed: dict[str, Any]
    ) -> None:
        declared = collection()
        other = msgspec.structs.replace(declared, **changed)
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        assert await _refusal(store.create(other)) == "vector_collection_invalid"
        [match] = (await store.search(declared.name, [[1.0, 0, 0, 0]], limit=1))[0]
        assert match.score == pytest.approx(1)
        await store.drop(declared.name)
        await store.create(other)
        assert await store.count(other.name) == 0

    async def test_a_collection_made_anew_takes_the_vectors_of_its_new_shape(
        self, store: VectorStore
    ) -> None:
        declared = collection()
        await store.create(declared)
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        await store.drop(declared.name)
        wider = msgspec.structs.replace(declared, dimensions=6)
        await store.create(wider)
        assert await _refusal(store.upsert(wider.name, [item(1, 1, 0, 0, 0)])) == "vector_unusable"
        await store.upsert(wider.name, [item(2, 1, 0, 0, 0, 0, 2)])
        [[match]] = await store.search(wider.name, [[1.0, 0, 0, 0, 0, 2.0]], limit=2)
        assert match.id.int == 2


async def _refusal(call: Awaitable[Any]) -> str:
    """Return the code of a call that must be refused."""
    with pytest.raises(VectorError) as refused:
        await call
    return refused.value.code
