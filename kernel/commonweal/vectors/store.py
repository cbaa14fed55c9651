"""The contract of a vector store; drivers of the group ``commonweal.vectorstores`` fulfil it.

``commonweal.testing.vector_contract`` holds the tests that every driver passes.
"""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

import msgspec

from commonweal.vectors.collection import Collection, Item
from commonweal.vectors.filters import Filter


class Match(msgspec.Struct, frozen=True):
    """One result of a search; the score follows the collection's metric, higher is more alike."""

    id: UUID
    score: float


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What a store can do beyond the contract's guarantees.

    ``exact``: a search finds the true nearest, not only nearly all of them. ``durable``: what was
    acknowledged survives a crash. ``shared``: several processes may use one store at once.
    """

    exact: bool
    durable: bool
    shared: bool


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """How large a collection is in a store, and what a search goes through.

    ``index`` is what the store calls it, empty while every search compares with all items; with ``behind``
    another one would suit the size better, and ``prepare`` builds it.
    """

    items: int
    vector_bytes: int
    index_bytes: int
    index: str = ""
    behind: bool = False


class VectorStore(Protocol):
    """Keeps collections of vectors and finds the nearest.

    Refusals are ``VectorError`` with a code; ``vector_collection_unknown`` may come from every method that
    names a collection. ``VectorsUnavailable`` says that the store does not answer or is full. A call that
    raises changes nothing. Components are kept as 16-bit floats, or better.
    """

    capabilities: Capabilities

    async def check(self) -> None:
        """Raise ``vector_store_unfit`` for a version that will not do, ``VectorsUnavailable`` for none."""

    async def create(self, collection: Collection) -> None:
        """Make room for a collection; ``vector_collection_invalid`` when another shape of it exists."""

    async def drop(self, name: str) -> None:
        """Remove a collection and all its items."""

    async def upsert(self, name: str, items: Sequence[Item]) -> None:
        """Store items, replacing those of the same id whole; of equal ids in one call the last counts.

        Raises ``vector_unusable`` or ``vector_field_invalid`` before anything is stored.
        """

    async def delete(self, name: str, ids: Sequence[UUID]) -> int:
        """Remove items and return how many there were."""

    async def get(self, name: str, ids: Sequence[UUID]) -> list[Item]:
        """Return the items of these ids in order of id; those that are not there are left out."""

    async def search(
        self,
        name: str,
        vectors: Sequence[Sequence[float]],
        *,
        limit: int,
        where: Filter | None = None,
        exact: bool = False,
    ) -> list[list[Match]]:
        """Find for each vector the items most like it, best first, ties by id.

        There are always ``limit`` results when so many items pass the filter; with ``exact`` they are the
        true nearest, however long that takes. Raises ``vector_unusable``, ``vector_field_invalid`` or
        ``vector_limit_invalid``.
        """

    async def search_like(
        self, name: str, item_id: UUID, *, limit: int, where: Filter | None = None
    ) -> list[Match]:
        """Find the items most like one of the collection, without itself; else as ``search``.

        Raises ``vector_item_unknown``.
        """

    async def count(self, name: str, where: Filter | None = None) -> int:
        """Count the items that pass the filter, exactly."""

    async def scroll(
        self, name: str, *, limit: int, after: UUID | None = None, where: Filter | None = None
    ) -> list[Item]:
        """Return items that pass the filter in order of id, those behind ``after`` only."""

    async def prepare(self, name: str, progress: Callable[[int, int], None] | None = None) -> None:
        """Build the index that suits the collection's size now; searches and writes go on meanwhile.

        ``progress`` is told how much is done and how much there is in all, in units of the store's own.
        """

    async def measure(self, name: str) -> Measure:
        """Say how large a collection is."""

    async def close(self) -> None:
        """Let go of connections and files."""
