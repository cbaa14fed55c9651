"""What the store needs of Qdrant: the smallest layer that a server and the engine have in common."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from commonweal_qdrant.points import Condition, Hit, Point, Shape, Sizes

Progress = Callable[[int, int], None]


class Backend(Protocol):
    """Keeps points and answers with what Qdrant says; the store above gives that its meaning.

    ``place`` is a collection's name in Qdrant. Whatever names one may raise ``CollectionGone``. All may raise
    ``VectorsUnavailable``, and ``VectorError`` with ``vector_store_unfit``.
    """

    async def check(self) -> None:
        """Raise ``vector_store_unfit`` for a version that will not do, ``VectorsUnavailable`` for none."""

    async def places(self) -> list[str]:
        """Name the collections there are."""

    async def shape(self, place: str) -> Shape:
        """Return what a collection was made with."""

    async def create(self, place: str, shape: Shape) -> None:
        """Make a collection with its payload indexes, unless it is there already."""

    async def drop(self, place: str) -> None:
        """Remove a collection."""

    async def upsert(self, place: str, points: Sequence[Point]) -> None:
        """Store points for good before returning."""

    async def delete(self, place: str, ids: Sequence[UUID]) -> int:
        """Remove points for good and return how many there were."""

    async def retrieve(self, place: str, ids: Sequence[UUID]) -> list[Point]:
        """Return those of the points that are there, in any order."""

    async def query(
        self, place: str, vectors: Sequence[bytes], limit: int, where: Condition | None, *, exact: bool
    ) -> list[list[Hit]]:
        """Find for each vector the nearest points, best first."""

    async def count(self, place: str, where: Condition | None) -> int:
        """Count exactly."""

    async def scroll(
        self, place: str, limit: int, start: UUID | None, where: Condition | None
    ) -> list[Point]:
        """Return points in order of id, from ``start`` on."""

    async def prepare(self, place: str, progress: Progress) -> None:
        """Build the index that suits the size; return when it is built."""

    async def sizes(self, place: str) -> Sizes:
        """Measure a collection."""

    async def close(self) -> None:
        """Let go of connections."""
