"""The vector store: Commonweal's contract on top of whichever Qdrant there is."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

import msgspec
from commonweal import (
    Capabilities,
    Collection,
    Filter,
    Item,
    Match,
    Measure,
    VectorError,
    check_filter,
    check_limit,
)

from commonweal_qdrant.backend import Backend, Progress
from commonweal_qdrant.conditions import to_filter
from commonweal_qdrant.payload import query_vector, to_item, to_point
from commonweal_qdrant.points import CollectionGone, Condition, Hit, Shape
from commonweal_qdrant.scores import to_matches

_T = TypeVar("_T")
_LAST = 2**128 - 1


class Found(msgspec.Struct, frozen=True):
    """A collection and the name it has in Qdrant."""

    place: str
    collection: Collection


class QdrantStore:
    """Keeps vectors in Qdrant."""

    capabilities = Capabilities(exact=False, durable=True, shared=True)

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._known: dict[str, Found] = {}

    async def check(self) -> None:
        """Ask Qdrant for its version."""
        await self._backend.check()

    async def create(self, collection: Collection) -> None:
        """Make a collection, with its payload indexes, unless it is there."""
        shape = Shape(collection.dimensions, collection.metric, dict(collection.fields))
        place = shape.place(collection.name)
        there = await self._shapes(collection.name)
        if there and place not in there:
            collection.refuse("collection_invalid", "exists with another shape; drop it first")
        await self._backend.create(place, shape)
        if not there and await self._shapes(collection.name) != [place]:
            await self._backend.drop(place)
            collection.refuse("collection_invalid", "was made with another shape just now; drop that first")
        self._known[collection.name] = Found(place, collection)

    async def drop(self, name: str) -> None:
        """Remove a collection."""
        await self._on(name, lambda found: self._backend.drop(found.place))
        self._known.pop(name, None)

    async def upsert(self, name: str, items: Sequence[Item]) -> None:
        """Store items after all of them have been checked."""

        async def ask(found: Found) -> None:
            for item in items:
                found.collection.check_item(item)
            points = {item.id: to_point(found.collection, item) for item in items}
            await self._backend.upsert(found.place, list(points.values()))

        await self._on(name, ask)

    async def delete(self, name: str, ids: Sequence[UUID]) -> int:
        """Remove items."""
        return await self._on(name, lambda found: self._backend.delete(found.place, list(set(ids))))

    async def get(self, name: str, ids: Sequence[UUID]) -> list[Item]:
        """Return items in order of id."""

        async def ask(found: Found) -> list[Item]:
            points = await self._backend.retrieve(found.place, sorted(set(ids)))
            return [to_item(found.collection, point) for point in sorted(points, key=lambda each: each.id)]

        return await self._on(name, ask)

    async def search(
        self,
        name: str,
        vectors: Sequence[Sequence[float]],
        *,
        limit: int,
        where: Filter | None = None,
        exact: bool = False,
    ) -> list[list[Match]]:
        """Find the nearest."""
        check_limit(limit)

        async def ask(found: Found) -> list[list[Match]]:
            for vector in vectors:
                found.collection.check_vector(vector)
            condition = _condition(found, where)
            asked = [query_vector(found.collection, vector) for vector in vectors]
            hits = await self._query(found, asked, limit, condition, exact=exact)
            return [to_matches(found.collection.metric, each) for each in hits]

        return await self._on(name, ask)

    async def search_like(
        self, name: str, item_id: UUID, *, limit: int, where: Filter | None = None
    ) -> list[Match]:
        """Find the nearest to an item, without itself."""
        check_limit(limit)

        async def ask(found: Found) -> list[Match]:
            condition = _condition(found, where, [str(item_id)])
            there = await self._backend.retrieve(found.place, [item_id])
            if not there:
                found.collection.refuse("item_unknown", f"holds no item {item_id}")
            [hits] = await self._query(found, [there[0].vector], limit, condition, exact=False)
            return to_matches(found.collection.metric, hits)

        return await self._on(name, ask)

    async def count(self, name: str, where: Filter | None = None) -> int:
        """Count the items that pass."""

        async def ask(found: Found) -> int:
            return await self._backend.count(found.place, _condition(found, where))

        return await self._on(name, ask)

    async def scroll(
        self, name: str, *, limit: int, after: UUID | None = None, where: Filter | None = None
    ) -> list[Item]:
        """Return items in order of id, which is the order Qdrant keeps them in."""
        check_limit(limit)
        start = None if after is None else UUID(int=min(after.int + 1, _LAST))

        async def ask(found: Found) -> list[Item]:
            condition = _condition(found, where)
            points = await self._backend.scroll(found.place, limit, start, condition)
            return [to_item(found.collection, point) for point in points if point.id != after]

        return await self._on(name, ask)

    async def prepare(self, name: str, progress: Progress | None = None) -> None:
        """Build the index that suits the size."""
        told = progress or (lambda _done, _total: None)
        await self._on(name, lambda found: self._backend.prepare(found.place, told))

    async def measure(self, name: str) -> Measure:
        """Say how large a collection is."""
        sizes = await self._on(name, lambda found: self._backend.sizes(found.place))
        return Measure(
            items=sizes.items,
            vector_bytes=sizes.vector_bytes,
            index_bytes=sizes.index_bytes,
            index=sizes.index,
            behind=sizes.behind,
        )

    async def close(self) -> None:
        """Let go of connections."""
        await self._backend.close()

    async def _query(
        self, found: Found, vectors: Sequence[bytes], limit: int, where: Condition | None, *, exact: bool
    ) -> list[list[Hit]]:
        """Search; where fewer are found than asked for, compare with all: an index may have missed some."""
        hits = await self._backend.query(found.place, vectors, limit, where, exact=exact)
        short = [number for number, each in enumerate(hits) if len(each) < limit]
        if short and not exact:
            asked = [vectors[number] for number in short]
            better = await self._backend.query(found.place, asked, limit, where, exact=True)
            for number, each in zip(short, better, strict=True):
                hits[number] = each
        return hits

    async def _on(self, name: str, ask: Callable[[Found], Awaitable[_T]]) -> _T:
        """Ask about a collection; one made anew meanwhile, in another shape, is found out and asked again."""
        known = self._known.get(name)
        if known is not None:
            try:
                return await ask(known)
            except CollectionGone:
                self._known.pop(name, None)
            except VectorError:
                self._known.pop(name, None)
                if known.place in await self._backend.places():
                    self._known[name] = known
                    raise
        found = self._known[name] = await self._find(name)
        try:
            return await ask(found)
        except CollectionGone:
            self._known.pop(name, None)
            raise _unknown(name) from None

    async def _find(self, name: str) -> Found:
        for place in await self._shapes(name):
            shape = await self._backend.shape(place)
            return Found(place, _collection(name, shape))
        raise _unknown(name)

    async def _shapes(self, name: str) -> list[str]:
        """Return what Qdrant calls the collection in each of its shapes; more than one only for a moment."""
        return [place for place in await self._backend.places() if place.rpartition(".")[0] == name]


def _collection(name: str, shape: Shape) -> Collection:
    return msgspec.convert(
        {"name": name, "fields": shape.fields, "dimensions": shape.dimensions, "metric": shape.metric},
        Collection,
    )


def _condition(found: Found, where: Filter | None, but: Sequence[str] = ()) -> Condition | None:
    if where is not None:
        check_filter(found.collection, where)
    return to_filter(found.collection, where, but)


def _unknown(name: str) -> VectorError:
    return VectorError("vector_collection_unknown", f"there is no collection {name}; create it first")
