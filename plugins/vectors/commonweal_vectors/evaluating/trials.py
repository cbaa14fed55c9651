"""Comparisons of two stores with a sample, as they are kept; while one runs, its copies are written down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from commonweal import Collection, UnitOfWork

from commonweal_vectors.evaluating.figures import Recall
from commonweal_vectors.generations import Shape

_BEGIN = """
INSERT INTO vectors.trial (collection, store, other, shape) VALUES ($1, $2, $3, $4::text::jsonb) RETURNING id
"""
_END = "UPDATE vectors.trial SET ended_at = now(), outcome = $2::text::jsonb WHERE id = $1"
_OPEN = (
    "SELECT id, collection, store, other, shape::text FROM vectors.trial WHERE ended_at IS NULL ORDER BY id"
)
_LAST = """
SELECT DISTINCT ON (collection) collection, ended_at, outcome::text AS outcome FROM vectors.trial
WHERE collection = ANY($1) AND outcome IS NOT NULL ORDER BY collection, id DESC
"""
_FORGET = "DELETE FROM vectors.trial WHERE ended_at < now() - interval '1 year'"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one store made of the sample: bytes, seconds, and how well and fast it answered."""

    store: str
    index: str
    vector_bytes: int
    index_bytes: int
    copy_seconds: float
    prepare_seconds: float
    recalls: list[Recall]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a comparison: the present store ``here``, the other ``there``, with equal samples."""

    collection: str
    ended_at: datetime
    items: int
    here: Side
    there: Side

    @property
    def per_second(self) -> float | None:
        """How many items a second the other store took in and indexed."""
        seconds = self.there.copy_seconds + self.there.prepare_seconds
        return self.items / seconds if seconds > 0 else None

    @property
    def pairs(self) -> list[tuple[Recall, Recall]]:
        """What both stores answered, each kind of question side by side."""
        there = {(each.field, each.value): each for each in self.there.recalls}
        return [
            (each, there[each.field, each.value])
            for each in self.here.recalls
            if (each.field, each.value) in there
        ]


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """The two copies of a sample, each in its store, under names nothing else has."""

    id: int
    collection: str
    store: str
    other: str
    shape: Shape

    def kept_as(self, side: str) -> Collection:
        """Return what a store is told to make room for; the side is ``here`` or ``there``."""
        return Collection(
            name=f"vectors.try_{self.id}_{side}",
            dimensions=self.shape.dimensions,
            metric=self.shape.metric,
            fields=self.shape.fields,
        )

    def places(self) -> list[tuple[str, str]]:
        """Return the store and the name of each copy."""
        return [(self.store, self.kept_as("here").name), (self.other, self.kept_as("there").name)]


async def begin_trial(work: UnitOfWork, collection: str, store: str, other: str, shape: Shape) -> Copies:
    """Write down which copies are about to be made."""
    kept = msgspec.json.encode(shape).decode()
    trial_id = await work.fetch_value(_BEGIN, collection, store, other, kept)
    return Copies(id=trial_id, collection=collection, store=store, other=other, shape=shape)


async def end_trial(work: UnitOfWork, trial_id: int, trial: Trial | None) -> None:
    """Write down that the copies are gone, and what came of the comparison if it came to an end."""
    await work.execute(_END, trial_id, msgspec.json.encode(trial).decode() if trial else None)
    await work.execute(_FORGET)


async def open_trials(work: UnitOfWork) -> list[Copies]:
    """Return the copies that are not known to be gone."""
    return [
        msgspec.convert({**row, "shape": msgspec.json.decode(row["shape"])}, Copies)
        for row in await work.fetch(_OPEN)
    ]


async def last_trials(work: UnitOfWork, collections: Sequence[str]) -> dict[str, Trial]:
    """Return the last comparison of each collection."""
    rows: list[Any] = await work.fetch(_LAST, list(collections))
    return {row["collection"]: msgspec.json.decode(row["outcome"], type=Trial) for row in rows}
