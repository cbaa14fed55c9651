"""The contract of a vector store; drivers of the group ``commonweal.vectorstores`` fulfil it.

``commonweal.testing.vector_contract`` holds the tests that every driver passes.
"""

from collections.abc import Sequence
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


class VectorStore(Protocol):
    """Keeps collections of vectors and finds the nearest.

    Refusals are ``VectorError`` with a code; ``vector_collection_unknown`` may come from every method that
    names a collection. A call that raises changes nothing. Components are kept as 32-bit floats, or better.
    """

    capabilities: Capabilities

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

    async def search(
        self, name: str, vectors: Sequence[Sequence[float]], *, limit: int, where: Filter | None = None
    ) -> list[list[Match]]:
        """Find for each vector the items most like it, best first, ties by id.

        There are always ``limit`` results when so many items pass the filter. Raises ``vector_unusable``,
        ``vector_field_invalid`` or ``vector_limit_invalid``.
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

    async def close(self) -> None:
        """Let go of connections and files."""
