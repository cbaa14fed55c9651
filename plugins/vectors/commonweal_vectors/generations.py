"""Generations: the copies of a collection's vectors, each in one store and made by one model.

One is active and answers searches. Filling another beside it and changing over is how an index is built,
built anew, embedded by another model and moved to another store: there is one way for all of these.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Collection, Embedder, FieldType, Metric, Refusal, UnitOfWork, VectorError, VectorStore

from commonweal_vectors.services import Vectors

State = Literal["filling", "ready", "active", "kept", "dropping"]
LIVE: tuple[State, ...] = ("filling", "ready", "active", "kept")
"""The states in which every change is written to a generation."""
UNKNOWN = "vector_collection_unknown"
"""The code with which a store says that it has not got what it is asked about."""

_COLUMNS = """id, collection, store, embedder, model, embeds, shape, state, automatic, filled_to, filled,
    total, error, began_at, filled_at, activated_at"""
_BEGIN = f"""
INSERT INTO vectors.generation (collection, store, embedder, model, embeds, shape, state, automatic, total)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, 'filling', $7,
    (SELECT count(DISTINCT document_id) FROM vectors.entry WHERE collection = $1))
RETURNING {_COLUMNS}
"""
_MOVE = f"""
UPDATE vectors.generation SET state = $2, error = NULL,
    activated_at = CASE WHEN $2 = 'active' THEN now() ELSE activated_at END,
    filled_at = CASE WHEN $2 = 'ready' THEN now() ELSE filled_at END
WHERE id = $1 RETURNING {_COLUMNS}
"""


class Shape(msgspec.Struct, frozen=True):
    """What a store has to know of a generation."""

    dimensions: int
    metric: Metric
    fields: dict[str, FieldType]


class Generation(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``vectors.generation``."""

    id: int
    collection: str
    store: str
    embedder: str
    model: str
    embeds: str
    shape: Shape
    state: State
    automatic: bool
    filled_to: UUID | None
    filled: int
    total: int
    error: str | None
    began_at: datetime
    filled_at: datetime | None
    activated_at: datetime | None

    @property
    def name(self) -> str:
        """The name under which the store has it."""
        return f"{self.collection}_g{self.id}"

    @property
    def kept_as(self) -> Collection:
        """What the store is told to make room for."""
        shape = self.shape
        return Collection(
            name=self.name, dimensions=shape.dimensions, metric=shape.metric, fields=shape.fields
        )

    @property
    def lost(self) -> str:
        """What to do when its store has lost it."""
        match self.state:
            case "active":
                return f"the store has lost it; run `commonweal vectors rebuild {self.collection}`"
            case "kept":
                return "the store has lost it; `commonweal vectors migrate --finish` lets go of it"
        return "the store has lost it; whoever goes on with it fills it anew"

    def store_of(self, vectors: Vectors) -> VectorStore:
        """Return the store it lies in."""
        return vectors.drivers.store(self.store)

    def embedder_of(self, vectors: Vectors) -> Embedder:
        """Return the embedder it is made with."""
        return vectors.drivers.embedder(self.embedder, self.model, self.shape.dimensions)


class Wanted(msgspec.Struct, frozen=True):
    """What the settings and the plugin of a collection say that its index should be."""

    embedder: str
    model: str
    embeds: str
    shape: Shape


def wanted(vectors: Vectors, collection: Collection) -> Wanted:
    """Return what the index of a collection should be."""
    settings, embedder = vectors.drivers.settings, vectors.drivers.embedder()
    shape = Shape(embedder.dimensions, collection.metric, dict(sorted(collection.fields.items())))
    return Wanted(settings.embedder, settings.model, embedder.model, shape)


def fits(generation: Generation, asked: Wanted) -> bool:
    """Say whether a generation is what is wanted, wherever it lies."""
    return (generation.embeds, generation.shape) == (asked.embeds, asked.shape)


async def share(work: UnitOfWork, collection: str) -> None:
    """Keep the generations of a collection as they are until the unit ends; others may share this."""
    await work.execute(
        "SELECT pg_advisory_xact_lock_shared(hashtextextended('vectors:' || $1, 0))", collection
    )


async def claim(work: UnitOfWork, collection: str) -> None:
    """Wait until nobody writes to a collection, and let nobody begin before the unit ends.

    It waits longer than most for a lock, because writers may be waiting for a store.
    """
    await work.execute("SET LOCAL lock_timeout = '14s'; SET LOCAL statement_timeout = '14s'")
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended('vectors:' || $1, 0))", collection)


async def generations(
    work: UnitOfWork, collection: str | None = None, states: Sequence[State] = (*LIVE, "dropping")
) -> list[Generation]:
    """Return the generations in some states, the oldest first; those of all collections if none is named."""
    rows = await work.fetch(
        f"SELECT {_COLUMNS} FROM vectors.generation"
        " WHERE ($1::text IS NULL OR collection = $1) AND state = ANY($2) ORDER BY id",
        collection,
        list(states),
    )
    return [_generation(row) for row in rows]


async def active(work: UnitOfWork, collection: str) -> Generation | None:
    """Return the generation that answers searches, or None while the first one is being built."""
    row = await work.fetch_row(
        f"SELECT {_COLUMNS} FROM vectors.generation WHERE collection = $1 AND state = 'active'", collection
    )
    return None if row is None else _generation(row)


async def find(work: UnitOfWork, generation_id: int, *, lock: bool = False) -> Generation | None:
    """Return a generation, or None when it is gone; with ``lock`` nobody else fills it meanwhile."""
    row = await work.fetch_row(
        f"SELECT {_COLUMNS} FROM vectors.generation WHERE id = $1 {'FOR UPDATE' if lock else ''}",
        generation_id,
    )
    return None if row is None else _generation(row)


async def begin(
    vectors: Vectors, collection: Collection, *, store: str, asked: Wanted, automatic: bool
) -> Generation:
    """Begin a generation: from now on every change is written to it, too; raises ``Refusal("conflict")``.

    One collection has one coming generation at a time. What its store holds under the same name is removed:
    that is of a generation which a restored database no longer knows.
    """
    async with vectors.database.write() as work:
        await claim(work, collection.name)
        if await generations(work, collection.name, ("filling", "ready")):
            raise Refusal("conflict")
        shape = msgspec.json.encode(asked.shape).decode()
        row = await work.fetch_row(
            _BEGIN, collection.name, store, asked.embedder, asked.model, asked.embeds, shape, automatic
        )
        made = _generation(row)
        await _remove(vectors, made)
        await made.store_of(vectors).create(made.kept_as)
    return made


async def move(work: UnitOfWork, generation_id: int, state: State) -> Generation:
    """Put a generation into another state."""
    return _generation(await work.fetch_row(_MOVE, generation_id, state))


async def change_over(vectors: Vectors, coming: Generation, *, keep: bool) -> None:
    """Let a generation answer searches from now on, in all processes at once; keep the one before or not."""
    async with vectors.database.write() as work:
        await claim(work, coming.collection)
        present = await find(work, coming.id, lock=True)
        if present is None or present.state not in ("ready", "kept"):
            raise Refusal("conflict")
        before = await active(work, coming.collection)
        if before is not None:
            await move(work, before.id, "kept" if keep else "dropping")
        await move(work, coming.id, "active")


async def give_up(vectors: Vectors, generation: Generation) -> bool:
    """Write no more to a generation and have it dropped; False for one that answers searches meanwhile."""
    async with vectors.database.write() as work:
        await claim(work, generation.collection)
        present = await find(work, generation.id, lock=True)
        if present is not None and present.state != "active":
            await move(work, generation.id, "dropping")
    return present is None or present.state != "active"


async def drop(vectors: Vectors, generation: Generation) -> None:
    """Remove a generation that nobody uses any more from its store, then from the list."""
    await _remove(vectors, generation)
    async with vectors.database.write() as work:
        await work.execute("DELETE FROM vectors.timing WHERE generation = $1", generation.id)
        await work.execute(
            "DELETE FROM vectors.generation WHERE id = $1 AND state = 'dropping'", generation.id
        )


async def _remove(vectors: Vectors, generation: Generation) -> None:
    """Remove what a store holds of a generation, if it holds any of it."""
    try:
        await generation.store_of(vectors).drop(generation.name)
    except VectorError as error:
        if error.code != UNKNOWN:
            raise


async def note_error(work: UnitOfWork, generation_id: int, error: str | None) -> None:
    """Write down why a generation gets no further."""
    await work.execute("UPDATE vectors.generation SET error = $2 WHERE id = $1", generation_id, error)


def _generation(row: Any) -> Generation:
    return msgspec.convert({**row, "shape": msgspec.json.decode(row["shape"])}, Generation)
