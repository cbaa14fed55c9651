"""The catalogue: which collections there are, where they lie, and by which index each is searched."""

from typing import Any, Protocol

import msgspec
from commonweal import Collection, UnitOfWork

from commonweal_pgvector.errors import unknown
from commonweal_pgvector.extension import install_extension
from commonweal_pgvector.layout import SCHEMA, Layout

_MADE = f"SELECT to_regclass('{SCHEMA}.collection') IS NOT NULL"
_MAKE = f"""
    CREATE SCHEMA IF NOT EXISTS {SCHEMA};
    CREATE TABLE IF NOT EXISTS {SCHEMA}.collection (
        name text PRIMARY KEY,
        number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        dimensions int NOT NULL,
        metric text NOT NULL,
        fields text NOT NULL,
        index text NOT NULL DEFAULT '',
        items bigint NOT NULL DEFAULT 0,
        breadth int NOT NULL DEFAULT 0
    );
    COMMENT ON COLUMN {SCHEMA}.collection.items IS 'how many there were when the index was built';
    COMMENT ON COLUMN {SCHEMA}.collection.breadth IS 'how many candidates a search by the index looks at';
"""
_ONE_AT_A_TIME = f"SELECT pg_advisory_xact_lock(hashtextextended('{SCHEMA}', 0))"
_DECLARE = f"""
    INSERT INTO {SCHEMA}.collection (name, dimensions, metric, fields) VALUES ($1, $2, $3, $4)
    RETURNING number
"""
_FIND = f"SELECT * FROM {SCHEMA}.collection WHERE name = $1"
_FORGET = f"DELETE FROM {SCHEMA}.collection WHERE number = $1"


class Reads(Protocol):
    """What runs statements: a unit of work, or a connection past it."""

    async def fetch(self, sql: str, /, *arguments: object) -> list[Any]:
        """Return all rows."""


class Held(msgspec.Struct, frozen=True):
    """A collection as it is kept at the moment: its table, and what searches go by."""

    layout: Layout
    index: str
    items: int
    breadth: int


class Catalogue:
    """Finds collections. It remembers how tables look, which never changes, and nothing else of them."""

    def __init__(self) -> None:
        self._made = False
        self._layouts: dict[int, Layout] = {}

    async def find(self, work: Reads, name: str) -> Held:
        """Return a collection, or raise ``vector_collection_unknown``."""
        self._made = self._made or (await work.fetch(_MADE))[0][0]
        held = await self._look_up(work, name) if self._made else None
        if held is None:
            raise unknown(name)
        return held

    async def make(self, work: UnitOfWork, collection: Collection) -> Held:
        """Return a collection, made unless there is one of that name."""
        # What was seen inside a unit of work that came to nothing may be gone again, so look anew.
        held = await self._look_up(work, collection.name) if await work.fetch_value(_MADE) else None
        if held is not None:
            return held
        await work.execute(_ONE_AT_A_TIME)
        await install_extension(work)
        await work.execute(_MAKE)
        return await self._look_up(work, collection.name) or await self._declare(work, collection)

    async def forget(self, work: UnitOfWork, held: Held) -> None:
        """Remove a collection with its table."""
        await work.execute(f"DROP TABLE {held.layout.table}")
        await work.execute(_FORGET, held.layout.number)

    async def _declare(self, work: UnitOfWork, collection: Collection) -> Held:
        fields = msgspec.json.encode(dict(collection.fields)).decode()
        shape = (collection.name, collection.dimensions, collection.metric, fields)
        await work.execute(Layout(await work.fetch_value(_DECLARE, *shape), collection).made)
        return await self.find(work, collection.name)

    async def _look_up(self, work: Reads, name: str) -> Held | None:
        rows = await work.fetch(_FIND, name)
        return (
            Held(self._layout(rows[0]), *(rows[0][key] for key in ("index", "items", "breadth")))
            if rows
            else None
        )

    def _layout(self, row: Any) -> Layout:
        if row["number"] not in self._layouts:
            fields = msgspec.json.decode(row["fields"])
            shape = {key: row[key] for key in ("name", "dimensions", "metric")}
            self._layouts[row["number"]] = Layout(row["number"], Collection(fields=fields, **shape))
        return self._layouts[row["number"]]
