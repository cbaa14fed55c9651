"""A collection of a size where an index pays, and how much of what is nearest a store finds in it."""

import random
from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest

from commonweal.testing.vector_cases import collection, item
from commonweal.testing.vectors import SCORES, MemoryVectorStore, passes
from commonweal.vectors.collection import Collection, Item, Metric
from commonweal.vectors.filters import Equal, Filter, Range
from commonweal.vectors.store import Match, VectorStore

CLUSTERS = 20
FILTERS: Mapping[str, Filter | None] = {
    "no filter": None,
    "10 % pass": Range(field="slots", most=99),
    "1 % pass": Range(field="slots", most=9),
    "0.1 % pass": Equal("slots", 0),
    "those near one query pass": Equal("domain", "cluster_7"),
}
EVERYTHING: Mapping[str, Filter | None] = {"no filter": None}
_DIMENSIONS = 16
_LIMIT = 10
_EQUALLY_GOOD = 2e-4  # of a score: as exact as components of 16 bits allow
_TOLERANCE = 0.01


class Corpus:
    """Items in clusters, as embeddings lie, with filters that follow the clusters and filters that do not."""

    def __init__(self, store: VectorStore, metric: Metric = "cosine") -> None:
        self.store = store
        self.reference = MemoryVectorStore()
        self.declared: Collection = collection(metric, _DIMENSIONS)
        self.name = self.declared.name
        self._chance = random.Random(20260704)  # noqa: S311 - test data
        self._centres = [self._vector([0] * _DIMENSIONS, 1) for _ in range(CLUSTERS)]
        near = (0, 0, 1, 2, 3, 4, 7, 9, 13, 19)
        self.queries = [self._vector(self._centres[number], 0.3) for number in near]
        self.held: dict[UUID, Item] = {}

    def items(self, first: int, count: int, clusters: Sequence[int] = range(CLUSTERS)) -> list[Item]:
        """Make items numbered from the first on, in any of some clusters."""
        made = []
        for number in range(first, first + count):
            cluster = self._chance.choice(clusters)
            vector = self._vector(self._centres[cluster], 0.3)
            made.append(item(number, *vector, slots=number % 1_000, domain=f"cluster_{cluster}"))
        return made

    async def create(self) -> None:
        """Make room in both."""
        for each in (self.store, self.reference):
            await each.create(self.declared)

    async def upsert(self, items: Sequence[Item]) -> None:
        """Store items in both."""
        for each in (self.store, self.reference):
            await each.upsert(self.name, items)
        self.held |= {entry.id: entry for entry in items}

    async def delete(self, ids: Sequence[UUID]) -> None:
        """Remove items from both."""
        for each in (self.store, self.reference):
            await each.delete(self.name, ids)
        for item_id in ids:
            self.held.pop(item_id, None)

    async def delete_near(self, clusters: Sequence[int]) -> None:
        """Remove everything in some clusters, so that all that was nearest to a query there is gone."""
        domains = {f"cluster_{number}" for number in clusters}
        await self.delete([key for key, entry in self.held.items() if entry.fields["domain"] in domains])

    async def shortfalls(
        self, floor: float, filters: Mapping[str, Filter | None] = FILTERS, *, exact: bool = False
    ) -> list[str]:
        """Name the filters with which less than the floor of the true nearest is found.

        Whatever the floor: as many are found as are asked for and there are, all of them pass, and the
        scores are right.
        """
        told = []
        for what, where in filters.items():
            found = await self.store.search(self.name, self.queries, limit=_LIMIT, where=where, exact=exact)
            best = await self.reference.search(self.name, self.queries, limit=_LIMIT, where=where)
            for query, one in zip(self.queries, found, strict=True):
                self._check(query, one, where)
            assert [len(one) for one in found] == [len(one) for one in best], what
            there = sum(map(len, best))
            recall = sum(map(_hits, found, best)) / there if there else 1
            if recall < floor:
                told.append(f"{what}: recall {recall:.3f}, not {floor}")
        return told

    def _check(self, query: Sequence[float], found: Sequence[Match], where: Filter | None) -> None:
        ids = [match.id for match in found]
        assert set(ids) <= self.held.keys(), "what is found is there"
        assert len(set(ids)) == len(ids), "nothing is found twice"
        assert all(where is None or passes(self.held[key], where) for key in ids)
        true = SCORES[self.declared.metric]
        assert [match.score for match in found] == pytest.approx(
            [true(query, self.held[key].vector) for key in ids], rel=_TOLERANCE, abs=_TOLERANCE
        )
        assert sorted(found, key=lambda match: -match.score) == list(found), "the best come first"

    def _vector(self, centre: Sequence[float], spread: float) -> list[float]:
        return [part + self._chance.gauss(0, spread) for part in centre]


def _hits(found: Sequence[Match], best: Sequence[Match]) -> int:
    """Count the true nearest; in the place of the last, others as good to 16 bits will do."""
    if not best:
        return 0
    least = best[-1].score - _EQUALLY_GOOD * max(1, abs(best[-1].score))
    true = {match.id for match in best}
    return sum(match.id in true or match.score >= least for match in found)
