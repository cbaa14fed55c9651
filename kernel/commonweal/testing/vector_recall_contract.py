"""The part of the kit that measures recall, at a size where an index pays and a store may be approximate."""

import asyncio
from uuid import UUID

import pytest

from commonweal.testing.contract import Contract
from commonweal.testing.vector_cases import collection, item
from commonweal.testing.vector_corpus import CLUSTERS, EVERYTHING, Corpus
from commonweal.testing.vectors import passes
from commonweal.vectors.collection import Metric
from commonweal.vectors.filters import Equal, Range
from commonweal.vectors.store import VectorStore

_ROUNDS = 10  # of writing and searching while an index is built; longer than that nobody waits


class VectorRecallContract(Contract):
    """A store finds nearly all of the true nearest, and as many as asked for, after every change too."""

    recall_floor = 0.95
    recall_items = 2_000

    async def test_recall_keeps_its_floor_through_building_inserting_deleting_and_building_again(
        self, store: VectorStore
    ) -> None:
        corpus, size = Corpus(store), self.recall_items
        await corpus.create()
        await corpus.upsert(corpus.items(1, size))
        assert await corpus.shortfalls(self._floor(store)) == [], "before there is an index"
        await self._prepare(corpus)
        assert await corpus.shortfalls(self._floor(store)) == [], "after building"
        await corpus.upsert(corpus.items(size + 1, size // 2, range(CLUSTERS // 2)))
        assert await corpus.shortfalls(self._floor(store)) == [], "after inserting, mostly near some queries"
        await corpus.delete_near(range(CLUSTERS // 4))
        assert await corpus.shortfalls(self._floor(store)) == [], (
            "after deleting all that was near some queries"
        )
        await self._prepare(corpus)
        assert await corpus.shortfalls(self._floor(store)) == [], "after building again"
        assert await corpus.shortfalls(1, exact=True) == [], "exactly"

    @pytest.mark.parametrize("metric", ["dot", "euclidean"])
    async def test_recall_keeps_its_floor_by_every_metric(self, store: VectorStore, metric: Metric) -> None:
        corpus = Corpus(store, metric)
        await corpus.create()
        await corpus.upsert(corpus.items(1, self.recall_items))
        await self._prepare(corpus)
        assert await corpus.shortfalls(self._floor(store)) == []
        assert await corpus.shortfalls(1, exact=True) == []

    async def test_as_many_are_found_as_asked_for_however_many_that_are(self, store: VectorStore) -> None:
        corpus = Corpus(store)
        await corpus.create()
        await corpus.upsert(corpus.items(1, self.recall_items))
        await self._prepare(corpus)
        [first, *_] = corpus.held.values()
        for where in (None, Range(field="slots", most=499), Equal("slots", 5)):
            passing = await corpus.reference.count(corpus.name, where)
            found = await store.search(corpus.name, corpus.queries[:2], limit=1_000, where=where)
            assert [len({match.id for match in one}) for one in found] == [min(1_000, passing)] * 2
            others = passing - (where is None or passes(first, where))
            alike = {
                match.id for match in await store.search_like(corpus.name, first.id, limit=1_000, where=where)
            }
            assert (first.id in alike, len(alike)) == (False, min(1_000, others))

    async def test_searches_and_writes_go_on_while_an_index_is_built(self, store: VectorStore) -> None:
        corpus, size = Corpus(store), self.recall_items
        await corpus.create()
        await corpus.upsert(corpus.items(1, size))
        told: list[tuple[int, int]] = []
        building = asyncio.create_task(store.prepare(corpus.name, lambda *done: told.append(done)))
        for number in range(_ROUNDS):
            await asyncio.sleep(0)  # a store that never waits would not begin to build
            await corpus.upsert(corpus.items(size + 1 + number, 5, [0]))
            await corpus.delete([UUID(int=size + 1 + number), UUID(int=1 + number)])
            assert await corpus.shortfalls(self._floor(store), EVERYTHING) == []
            assert await corpus.shortfalls(1, EVERYTHING, exact=True) == []
            if building.done():
                break
        await building
        assert all(0 <= done <= of for done, of in told)
        assert await corpus.shortfalls(self._floor(store)) == []
        assert await store.count(corpus.name) == len(corpus.held)
        assert not (await store.measure(corpus.name)).behind

    async def test_it_is_measured_how_large_a_collection_is(self, store: VectorStore) -> None:
        declared = collection()
        await store.create(declared)
        empty = await store.measure(declared.name)
        assert (empty.items, empty.behind) == (0, False)
        await store.upsert(declared.name, [item(number, 1, number, 0, 0) for number in range(1, 21)])
        await store.upsert(declared.name, [item(number, 2, number, 0, 0) for number in range(1, 4)])
        await store.delete(declared.name, [UUID(int=4), UUID(int=99)])
        await store.prepare(declared.name)
        measured = await store.measure(declared.name)
        assert (measured.items, measured.behind) == (19, False)
        assert measured.vector_bytes > 0
        assert measured.index_bytes >= 0

    def _floor(self, store: VectorStore) -> float:
        return 1 if store.capabilities.exact else self.recall_floor

    async def _prepare(self, corpus: Corpus) -> None:
        await corpus.store.prepare(corpus.name)
        measured = await corpus.store.measure(corpus.name)
        assert measured.items == len(corpus.held)
        assert not measured.behind
        if not corpus.store.capabilities.exact:
            assert measured.index, (
                f"no index at {measured.items} items: set recall_items, or lower the threshold"
            )
