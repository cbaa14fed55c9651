"""The driver ``pgvector`` of the group ``commonweal.vectorstores``."""

from collections.abc import AsyncIterator, Callable, MutableMapping, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
from cachetools import TTLCache
from commonweal import (
    Capabilities,
    Collection,
    Database,
    DriverSetup,
    Filter,
    Item,
    Match,
    Measure,
    UnitOfWork,
    check_limit,
    current_work,
)

from commonweal_pgvector.building import prepare
from commonweal_pgvector.catalogue import Catalogue, Held
from commonweal_pgvector.conditions import conditions
from commonweal_pgvector.errors import explained
from commonweal_pgvector.extension import check_extension
from commonweal_pgvector.measuring import measure
from commonweal_pgvector.searching import Estimates, Search
from commonweal_pgvector.sizes import Sizes

_ESTIMATES, _ESTIMATED_FOR = 5_000, 60  # filters, and seconds
_COLLECTIONS, _LATELY = 1_000, 1  # and seconds; by which index one is searched may be known so late
_BATCH = 500  # rows in one call, which the time limit of a statement is for


def open_store(setup: DriverSetup) -> "PgvectorStore":
    """Make the store of a deployment, in the deployment's own database."""
    return PgvectorStore(setup.services.get(Database))


class PgvectorStore:
    """Keeps each collection in a table of its own, in the schema ``pgvector``.

    Whatever is written inside a caller's unit of work is committed with it, or taken back with it. Searches
    inside one see what it wrote.
    """

    capabilities = Capabilities(exact=False, durable=True, shared=True)

    def __init__(self, database: Database, sizes: Sizes | None = None) -> None:
        self.sizes = sizes or Sizes()
        self._database = database
        self._catalogue = Catalogue()
        self._estimates: Estimates = TTLCache(_ESTIMATES, _ESTIMATED_FOR)
        self._lately: MutableMapping[str, Held] = TTLCache(_COLLECTIONS, _LATELY)

    async def check(self) -> None:
        """Look for the extension, and for its version."""
        with explained():
            async with self._database.read() as work:
                await check_extension(work)

    async def create(self, collection: Collection) -> None:
        """Make the table of a collection; for the first one, the schema and the extension too."""
        with explained(collection.name):
            async with self._database.write() as work:
                known = (await self._catalogue.make(work, collection)).layout.collection
        if _shape(known) != _shape(collection):
            collection.refuse("collection_invalid", "exists with another shape; drop it first")

    async def drop(self, name: str) -> None:
        """Remove a collection with its table and indexes."""
        async with self._writing(name) as (work, held):
            await self._catalogue.forget(work, held)
            self._lately.pop(name, None)

    async def upsert(self, name: str, items: Sequence[Item]) -> None:
        """Store items in one transaction, in order of id, so that two writers never wait for each other."""
        async with self._writing(name) as (work, held):
            for item in items:
                held.layout.collection.check_item(item)
            last = {item.id: item for item in items}
            rows = [held.layout.row(last[key]) for key in sorted(last)]
            for start in range(0, len(rows), _BATCH):
                await work.execute_many(held.layout.upsert, rows[start : start + _BATCH])

    async def delete(self, name: str, ids: Sequence[UUID]) -> int:
        """Remove items, in order of id as well."""
        async with self._writing(name) as (work, held):
            found = f"FROM {held.layout.table} WHERE id = ANY ($1)"
            rows = await work.fetch(f"SELECT id {found} ORDER BY id FOR UPDATE", list(ids))
            await work.execute(f"DELETE {found}", [row["id"] for row in rows])
            return len(rows)

    async def get(self, name: str, ids: Sequence[UUID]) -> list[Item]:
        """Return items in order of id."""
        async with self._reading(name) as (work, held):
            rows = await work.fetch(f"{held.layout.read} WHERE id = ANY ($1) ORDER BY id", list(ids))
            return [held.layout.item(row) for row in rows]

    async def search(
        self,
        name: str,
        vectors: Sequence[Sequence[float]],
        *,
        limit: int,
        where: Filter | None = None,
        exact: bool = False,
    ) -> list[list[Match]]:
        """Find the nearest, by the index or by comparing, as ``searching`` decides."""
        check_limit(limit)
        async with self._searching(name) as (work, held):
            for vector in vectors:
                held.layout.collection.check_vector(vector)
            search = Search(work, held, conditions(held.layout, where), limit, self._estimates)
            return [await search.nearest(list(vector), exact=exact) for vector in vectors]

    async def search_like(
        self, name: str, item_id: UUID, *, limit: int, where: Filter | None = None
    ) -> list[Match]:
        """Find the nearest to an item: one more than asked for, as it may be among them itself."""
        check_limit(limit)
        async with self._reading(name) as (work, held):
            search = Search(work, held, conditions(held.layout, where), limit + 1, self._estimates)
            own = await work.fetch_value(
                f"SELECT vector::real[] FROM {held.layout.table} WHERE id = $1", item_id
            )
            if own is None:
                held.layout.collection.refuse("item_unknown", f"holds no item {item_id}")
            found = await search.nearest(own, exact=False)
        return [match for match in found if match.id != item_id][:limit]

    async def count(self, name: str, where: Filter | None = None) -> int:
        """Count the items that pass."""
        async with self._reading(name) as (work, held):
            passing = conditions(held.layout, where)
            sql = f"SELECT count(*) FROM {held.layout.table} WHERE {passing.sql}"
            return int(await work.fetch_value(sql, *passing.arguments))

    async def scroll(
        self, name: str, *, limit: int, after: UUID | None = None, where: Filter | None = None
    ) -> list[Item]:
        """Return items in order of id."""
        check_limit(limit)
        async with self._reading(name) as (work, held):
            passing = conditions(held.layout, where)
            place = len(passing.arguments) + 1
            sql = f"""
                {held.layout.read} WHERE ({passing.sql}) AND (${place}::uuid IS NULL OR id > ${place})
                ORDER BY id LIMIT {limit}
            """
            return [held.layout.item(row) for row in await work.fetch(sql, *passing.arguments, after)]

    async def prepare(self, name: str, progress: Callable[[int, int], None] | None = None) -> None:
        """Build the index that suits the size, and measure how widely it must be searched.

        It takes two connections past any pooler. A second call for the same collection waits for the first.
        Raises ``WorkMisused`` inside a unit of work: the building waits for that to end.
        """
        with explained(name):
            self._lately.clear()
            await prepare(self._database, self._catalogue, name, self.sizes, progress or _tell_nobody)
            self._lately.clear()

    async def measure(self, name: str) -> Measure:
        """Say how large a collection is; ``index_bytes`` are those of all indexes, for filters too."""
        async with self._reading(name) as (work, held):
            return await measure(work, held, self.sizes)

    async def close(self) -> None:
        """Let go of nothing: the database is the deployment's."""

    @asynccontextmanager
    async def _reading(self, name: str) -> AsyncIterator[tuple[UnitOfWork, Held]]:
        with explained(name):
            async with self._database.read() as work:
                yield work, await self._catalogue.find(work, name)

    @asynccontextmanager
    async def _searching(self, name: str) -> AsyncIterator[tuple[UnitOfWork, Held]]:
        """Read as a collection was a moment ago, which saves a statement in every search."""
        inside = current_work() is not None
        with explained(name):
            async with self._database.read() as work:
                held = None if inside else self._lately.get(name)
                if held is None:
                    held = await self._catalogue.find(work, name)
                    if not inside:
                        self._lately[name] = held
                try:
                    yield work, held
                except asyncpg.UndefinedTableError:
                    self._lately.pop(name, None)
                    raise

    @asynccontextmanager
    async def _writing(self, name: str) -> AsyncIterator[tuple[UnitOfWork, Held]]:
        with explained(name):
            async with self._database.write() as work:
                yield work, await self._catalogue.find(work, name)


def _shape(collection: Collection) -> tuple[object, ...]:
    return collection.dimensions, collection.metric, dict(collection.fields)


def _tell_nobody(_done: int, _of: int) -> None:
    """Take no notice of progress."""
