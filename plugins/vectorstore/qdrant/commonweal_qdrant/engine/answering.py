"""What the engine does when it is asked something."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from typing import Any

from commonweal_qdrant.engine import disk
from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.building import Building
from commonweal_qdrant.engine.messages import Stand
from commonweal_qdrant.engine.shelf import Shelf
from commonweal_qdrant.points import CollectionGone, Hit, Point, Shape, Sizes

_AT_ONCE = 16  # vectors searched for in one go, so that others are answered in between


class Answers:
    """Answers every request but ``Hello`` and ``Retire``, which are about the process."""

    def __init__(self, shelf: Shelf, address: str) -> None:
        self._shelf = shelf
        self._address = address
        self._buildings: dict[str, Building] = {}
        self._ways: dict[type, Callable[[Any], Awaitable[Any]]] = {
            say.Places: self._places,
            say.Describe: self._describe,
            say.Create: self._create,
            say.Drop: self._drop,
            say.Upsert: self._upsert,
            say.Delete: self._delete,
            say.Retrieve: self._retrieve,
            say.Count: self._count,
            say.Scroll: self._scroll,
            say.Prepare: self._prepare,
            say.Building: self._building,
            say.Measure: self._measure,
            say.Report: self._report,
            say.Adopt: self._adopt,
        }

    async def answer(self, request: say.Request) -> Any:
        """Do what is asked and return what it comes to; raises ``CollectionGone`` and ``Full``."""
        return await self._ways[type(request)](request)

    async def query(self, request: say.Query, has_left: Callable[[], bool]) -> list[list[Hit]]:
        """Search for one vector after the other, until all are done or the client has left."""
        self._shelf.find(request.place)
        found: list[list[Hit]] = []
        for start in range(0, len(request.vectors), _AT_ONCE):
            shard = self._shelf.find(request.place).shard
            vectors = request.vectors[start : start + _AT_ONCE]
            found += shard.query(vectors, request.limit, request.where, exact=request.exact)
            await asyncio.sleep(0)
            if has_left():
                break
        return found

    async def end(self) -> None:
        """Stop what is being built."""
        for building in self._buildings.values():
            await building.end()

    async def _places(self, _request: say.Places) -> list[str]:
        return self._shelf.places()

    async def _describe(self, request: say.Describe) -> Shape:
        return self._shelf.find(request.place).record.shape

    async def _create(self, request: say.Create) -> None:
        disk.check_room(self._shelf.directory, 0)
        self._shelf.create(request.place, request.shape)

    async def _drop(self, request: say.Drop) -> None:
        if building := self._buildings.pop(request.place, None):
            await building.end()
        left_over = self._shelf.drop(request.place)
        await asyncio.to_thread(shutil.rmtree, left_over)

    async def _upsert(self, request: say.Upsert) -> None:
        kept = self._shelf.find(request.place)
        disk.check_room(kept.directory, sum(len(point.vector) for point in request.points))
        await kept.upsert(request.points)

    async def _delete(self, request: say.Delete) -> int:
        return await self._shelf.find(request.place).delete(request.ids)

    async def _retrieve(self, request: say.Retrieve) -> list[Point]:
        return self._shelf.find(request.place).shard.retrieve(request.ids)

    async def _count(self, request: say.Count) -> int:
        return self._shelf.find(request.place).shard.count(request.where)

    async def _scroll(self, request: say.Scroll) -> list[Point]:
        return self._shelf.find(request.place).shard.scroll(request.limit, request.start, request.where)

    async def _prepare(self, request: say.Prepare) -> Stand:
        kept = self._shelf.find(request.place)
        stand = await self._building(say.Building(request.place))
        if stand.state == "building":
            return stand
        disk.check_room(kept.directory, kept.sizes().vector_bytes)
        building = self._buildings[request.place] = Building(kept, request.index)
        building.begin(self._address, request.place)
        return building.stand

    async def _building(self, request: say.Building) -> Stand:
        self._shelf.find(request.place)
        building = self._buildings.get(request.place)
        return building.stand if building else Stand("idle")

    async def _measure(self, request: say.Measure) -> Sizes:
        return self._shelf.find(request.place).sizes()

    async def _report(self, request: say.Report) -> None:
        self._built(request.place).report(request.done, request.total)

    async def _adopt(self, request: say.Adopt) -> None:
        await self._built(request.place).adopt()

    def _built(self, place: str) -> Building:
        if place not in self._buildings:
            raise CollectionGone
        return self._buildings[place]
