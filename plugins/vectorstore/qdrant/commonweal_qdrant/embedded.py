"""The engine on this machine: questions go to its process, which is started when nobody else has."""

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec
from commonweal import VectorError, VectorsUnavailable

from commonweal_qdrant import versions
from commonweal_qdrant.backend import Progress
from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.lines import Lines
from commonweal_qdrant.engine.messages import Request, Stand
from commonweal_qdrant.engine.starting import NotStarted, Unfit
from commonweal_qdrant.points import CollectionGone, Condition, Hit, Point, Shape, Sizes
from commonweal_qdrant.sizing import DEFAULT, Table

_T = TypeVar("_T")
_POLL = 0.2  # seconds between questions how building stands
_ATTEMPTS = 3


class EmbeddedBackend:
    """A client of the engine of one directory."""

    def __init__(self, directory: Path, seconds: float, linger: float, table: Table = DEFAULT) -> None:
        self._seconds = seconds
        self._table = table
        self._lines = Lines(directory, linger)

    async def check(self) -> None:
        """Ask the engine for its version."""
        welcome = await self._ask(say.Hello(say.PROTOCOL), say.Welcome)
        if allowed := versions.unfit(welcome.version, versions.EDGE):
            raise VectorError(
                "vector_store_unfit",
                f"qdrant-edge-py {welcome.version} is installed; install one that is allowed: {allowed}",
            )

    async def places(self) -> list[str]:
        """Name the collections."""
        return await self._ask(say.Places(), list[str])

    async def shape(self, place: str) -> Shape:
        """Return a collection's shape."""
        return await self._ask(say.Describe(place), Shape)

    async def create(self, place: str, shape: Shape) -> None:
        """Make a collection."""
        await self._ask(say.Create(place, shape), None)

    async def drop(self, place: str) -> None:
        """Remove a collection."""
        await self._ask(say.Drop(place), None)

    async def upsert(self, place: str, points: Sequence[Point]) -> None:
        """Store points."""
        await self._ask(say.Upsert(place, list(points)), None)

    async def delete(self, place: str, ids: Sequence[UUID]) -> int:
        """Remove points."""
        return await self._ask(say.Delete(place, list(ids)), int)

    async def retrieve(self, place: str, ids: Sequence[UUID]) -> list[Point]:
        """Return points by id."""
        return await self._ask(say.Retrieve(place, list(ids)), list[Point])

    async def query(
        self, place: str, vectors: Sequence[bytes], limit: int, where: Condition | None, *, exact: bool
    ) -> list[list[Hit]]:
        """Find the nearest."""
        return await self._ask(say.Query(place, list(vectors), limit, where, exact), list[list[Hit]])

    async def count(self, place: str, where: Condition | None) -> int:
        """Count."""
        return await self._ask(say.Count(place, where), int)

    async def scroll(
        self, place: str, limit: int, start: UUID | None, where: Condition | None
    ) -> list[Point]:
        """Return points in order of id."""
        return await self._ask(say.Scroll(place, limit, start, where), list[Point])

    async def prepare(self, place: str, progress: Progress) -> None:
        """Have the index built; where the engine ends meanwhile, begin anew, though not for ever."""
        for _ in range(_ATTEMPTS):
            sizes = await self.sizes(place)
            if not sizes.behind:
                progress(1, 1)
                return
            stand = await self._ask(say.Prepare(place, self._table.index_for(sizes.items)), Stand)
            while stand.state == "building":
                progress(stand.done, stand.total)
                await asyncio.sleep(_POLL)
                stand = await self._ask(say.Building(place), Stand)
            if stand.state == "failed":
                raise VectorsUnavailable(f"the index of {place} was not built: {stand.text}")
        if (await self.sizes(place)).behind:
            raise VectorsUnavailable(f"the index of {place} was begun {_ATTEMPTS} times; try again later")

    async def sizes(self, place: str) -> Sizes:
        """Measure."""
        sizes = await self._ask(say.Measure(place), Sizes)
        behind = self._table.is_behind(sizes.items, sizes.indexed, sizes.index)
        return msgspec.structs.replace(sizes, behind=behind)

    async def close(self) -> None:
        """Leave the engine, which ends when nobody is left."""
        self._lines.close()

    async def _ask(self, request: Request, kind: type[_T] | None) -> _T:
        """Ask, once more when the engine was ended meanwhile: what it is asked may be done twice."""
        for attempt in range(_ATTEMPTS):
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                answer = await self._answer(request)
                if attempt and isinstance(request, say.Drop) and answer.refused == "gone":
                    answer = say.Answer()  # the engine did that just before it ended
                return _value(answer, kind)
        raise VectorsUnavailable(f"the engine of Qdrant ended {_ATTEMPTS} times when asked; see its log")

    async def _answer(self, request: Request) -> say.Answer:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._lines.ask(request)
        except TimeoutError:
            text = (
                f"the engine of Qdrant took over {self._seconds} s; raise store_seconds if that is frequent"
            )
            raise VectorsUnavailable(text) from None
        except Unfit as error:
            raise VectorError("vector_store_unfit", str(error)) from error
        except NotStarted as error:
            raise VectorsUnavailable(str(error)) from error


def _value(answer: say.Answer, kind: type[_T] | None) -> _T:
    match answer.refused:
        case None:
            return say.value_of(answer, kind)
        case "gone":
            raise CollectionGone
        case "full":
            raise VectorsUnavailable(f"there is no room left for vectors: {answer.text}")
        case _:
            raise VectorsUnavailable(f"the engine of Qdrant failed: {answer.text}")
