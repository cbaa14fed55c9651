"""Stores whose index is incomplete, in the way of others, or not what they say it is."""

import asyncio

import msgspec
from commonweal.testing.vectors import SCORES
from commonweal.vectors.store import Capabilities

from .faulty_stores import BUILDING, MEASURED, RECALL, LastingStore, found_by


class _Indexes(LastingStore):
    """Has an index of what there was when it was last prepared."""

    def __init__(self, data):
        super().__init__(data)
        self.indexed = {}

    async def prepare(self, name, progress=None):
        await super().prepare(name, progress)
        self.indexed[name] = dict(self.items(name))


@found_by(RECALL)
class FindsNothingThatCameAfterTheIndex(_Indexes):
    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **{**asked, "limit": 1_000})
        index = self.indexed.get(name)
        return [[m for m in one if index is None or m.id in index][: asked["limit"]] for one in found]


@found_by(RECALL)
class BuildsNoIndexAtAnySize(LastingStore):
    """Says that it is not exact, and yet compares with everything: whoever tests it never sees its index."""

    capabilities = Capabilities(exact=False, durable=True, shared=True)


@found_by(RECALL)
class LooksThroughHalfOfIt(LastingStore):
    """Finds about half of the nearest, and does so when it is asked for the true ones, too."""

    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **{**asked, "limit": min(2 * asked["limit"], 1_000)})
        return [([*one[::2], *one[1::2]])[: asked["limit"]] for one in found]


@found_by(MEASURED)
class MeasuresWhatItIndexed(_Indexes):
    async def measure(self, name):
        measured = await super().measure(name)
        return msgspec.structs.replace(measured, items=len(self.indexed.get(name, {})) + 1)


@found_by(MEASURED)
class IsAlwaysBehind(LastingStore):
    async def measure(self, name):
        return msgspec.structs.replace(await super().measure(name), behind=True)


@found_by(BUILDING)
class LosesWhatIsWrittenWhileItBuilds(LastingStore):
    async def prepare(self, name, progress=None):
        copied = dict(self.items(name))
        for _ in range(5):
            await asyncio.sleep(0)
        self.items(name).clear()
        self.items(name).update(copied)


class _Building(LastingStore):
    building = False

    async def prepare(self, name, progress=None):
        self.building = True
        for _ in range(3):
            await asyncio.sleep(0)
        self.building = False


@found_by(BUILDING)
class FindsNothingWhileItBuilds(_Building):
    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        return [[] for _ in vectors] if self.building else found


@found_by(BUILDING)
class TellsOfMoreThanThereIs(LastingStore):
    async def prepare(self, name, progress=None):
        if progress:
            progress(101, 100)


@found_by("recall_keeps_its_floor_by_every_metric")
class IndexesEveryMetricByDirection(LastingStore):
    """Takes as many candidates as asked for by the cosine, and orders those by the collection's metric."""

    async def search(self, name, vectors, *, limit, where=None, exact=False):
        found = await super().search(name, vectors, limit=1_000, where=where)
        held = self.items(name)
        for vector, one in zip(vectors, found, strict=True):
            cosines = {match.id: SCORES["cosine"](vector, held[match.id].vector) for match in one}
            best = set(sorted(cosines, key=lambda key: -cosines[key])[:limit])
            one[:] = [match for match in one if match.id in best]
        return found
