"""An exact vector store in memory: the reference that real stores are held against, and a store for tests."""

import math
from collections.abc import Callable, Sequence
from uuid import UUID

from commonweal.vectors.collection import (
    Collection,
    GeoPoint,
    Item,
    Metric,
    Scalar,
    VectorError,
    check_limit,
    values_of,
)
from commonweal.vectors.filters import (
    EARTH_RADIUS,
    And,
    Equal,
    Filter,
    Near,
    Not,
    OneOf,
    Or,
    Range,
    check_filter,
)
from commonweal.vectors.store import Capabilities, Match, Measure


class MemoryVectorStore:
    """Compares every item with every query; nothing outlives the object."""

    capabilities = Capabilities(exact=True, durable=False, shared=False)

    def __init__(self) -> None:
        self._held: dict[str, tuple[Collection, dict[UUID, Item]]] = {}

    async def check(self) -> None:
        """Be there."""

    async def create(self, collection: Collection) -> None:
        """Make room for a collection."""
        known, _ = self._held.setdefault(collection.name, (collection, {}))
        if _shape(known) != _shape(collection):
            known.refuse("collection_invalid", "exists with another shape; drop it first")

    async def drop(self, name: str) -> None:
        """Remove a collection."""
        self._find(name)
        del self._held[name]

    async def upsert(self, name: str, items: Sequence[Item]) -> None:
        """Store items, after all of them have been checked."""
        collection, held = self._find(name)
        for item in items:
            collection.check_item(item)
        held.update((item.id, item) for item in items)

    async def delete(self, name: str, ids: Sequence[UUID]) -> int:
        """Remove items."""
        _, held = self._find(name)
        return sum(held.pop(item_id, None) is not None for item_id in ids)

    async def get(self, name: str, ids: Sequence[UUID]) -> list[Item]:
        """Return items in order of id."""
        _, held = self._find(name)
        return [held[item_id] for item_id in sorted(set(ids) & held.keys())]

    async def search(
        self,
        name: str,
        vectors: Sequence[Sequence[float]],
        *,
        limit: int,
        where: Filter | None = None,
        exact: bool = False,
    ) -> list[list[Match]]:
        """Find the nearest by comparing with all."""
        del exact
        check_limit(limit)
        collection, _ = self._find(name)
        for vector in vectors:
            collection.check_vector(vector)
        passing = self._passing(name, where)
        return [_ranked(collection.metric, vector, passing)[:limit] for vector in vectors]

    async def search_like(
        self, name: str, item_id: UUID, *, limit: int, where: Filter | None = None
    ) -> list[Match]:
        """Find the nearest to an item, without itself."""
        check_limit(limit)
        collection, held = self._find(name)
        if item_id not in held:
            collection.refuse("item_unknown", f"holds no item {item_id}")
        others = [item for item in self._passing(name, where) if item.id != item_id]
        return _ranked(collection.metric, held[item_id].vector, others)[:limit]

    async def count(self, name: str, where: Filter | None = None) -> int:
        """Count the items that pass."""
        return len(self._passing(name, where))

    async def scroll(
        self, name: str, *, limit: int, after: UUID | None = None, where: Filter | None = None
    ) -> list[Item]:
        """Return items in order of id."""
        check_limit(limit)
        behind = [item for item in self._passing(name, where) if after is None or item.id > after]
        return sorted(behind, key=lambda item: item.id)[:limit]

    async def prepare(self, name: str, progress: Callable[[int, int], None] | None = None) -> None:
        """Do nothing: there is no index."""
        self._find(name)
        if progress:
            progress(1, 1)

    async def measure(self, name: str) -> Measure:
        """Count the numbers, as 32-bit floats."""
        collection, held = self._find(name)
        return Measure(items=len(held), vector_bytes=4 * collection.dimensions * len(held), index_bytes=0)

    async def close(self) -> None:
        """Forget everything."""
        self._held.clear()

    def _find(self, name: str) -> tuple[Collection, dict[UUID, Item]]:
        if name not in self._held:
            raise VectorError("vector_collection_unknown", f"there is no collection {name}; create it first")
        return self._held[name]

    def _passing(self, name: str, where: Filter | None) -> list[Item]:
        collection, held = self._find(name)
        if where is None:
            return list(held.values())
        check_filter(collection, where)
        return [item for item in held.values() if passes(item, where)]


def _shape(collection: Collection) -> tuple[object, ...]:
    return collection.dimensions, collection.metric, dict(collection.fields)


def _ranked(metric: Metric, vector: Sequence[float], items: Sequence[Item]) -> list[Match]:
    matches = [Match(item.id, SCORES[metric](vector, item.vector)) for item in items]
    return sorted(matches, key=lambda match: (-match.score, match.id))


def passes(item: Item, where: Filter) -> bool:
    """Tell whether an item passes a filter, by the meaning ``commonweal.vectors.filters`` gives it."""
    match where:
        case And(parts):
            return all(passes(item, part) for part in parts)
        case Or(parts):
            return any(passes(item, part) for part in parts)
        case Not(part):
            return not passes(item, part)
        case _:
            return any(_meets(value, where) for value in values_of(item, where.field))


def _meets(value: Scalar, where: Equal | OneOf | Range | Near) -> bool:
    match where:
        case Equal():
            return value == where.value
        case OneOf():
            return value in where.values
        case Range():
            return _within(value, where.least, where.most)
        case Near():
            return isinstance(value, GeoPoint) and great_circle(value, where.centre) <= where.metres


def _within(value: Scalar, least: Scalar | None, most: Scalar | None) -> bool:
    above = least is None or least <= value  # type: ignore[operator]  # check_filter lets only ordered types pass
    return above and (most is None or value <= most)  # type: ignore[operator]  # as above


def great_circle(one: GeoPoint, other: GeoPoint) -> float:
    """Return the distance of two places in metres, by the haversine formula."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


SCORES: dict[Metric, Callable[[Sequence[float], Sequence[float]], float]] = {
    "cosine": lambda one, other: _dot(one, other) / (math.hypot(*one) * math.hypot(*other)),
    "dot": _dot,
    "euclidean": lambda one, other: 1 / (1 + math.dist(one, other)),
}
