"""Stores that search wrongly: they find too little, the wrong thing, or what somebody else may see."""

import struct

import msgspec
from commonweal.testing.vectors import SCORES, passes
from commonweal.vectors.store import Match

from .faulty_stores import ANYTHING, DELETED, RECALL, TENANTS, LastingStore, found_by


@found_by(RECALL)
class IgnoresFilters(LastingStore):
    async def search(self, name, vectors, *, limit, where=None, exact=False):
        return await super().search(name, vectors, limit=limit)


@found_by(RECALL)
class FiltersAfterwards(LastingStore):
    """Cuts to the limit first and filters then, as a plain index does."""

    async def search(self, name, vectors, *, limit, where=None, exact=False):
        found = await super().search(name, vectors, limit=limit)
        held = self.items(name)
        return [[m for m in one if where is None or passes(held[m.id], where)] for one in found]


@found_by("as_many_are_found_as_asked_for_however_many_that_are")
class LooksAtFewCandidates(LastingStore):
    async def search(self, name, vectors, *, limit, where=None, exact=False):
        return [one[:400] for one in await super().search(name, vectors, limit=limit, where=where)]


@found_by("scores_are_those_of_the_metric")
class ScoresDistances(LastingStore):
    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        return [[Match(match.id, 1 - match.score) for match in one] for one in found]


@found_by("scores_are_those_of_the_metric")
class ForgetsToNormalise(LastingStore):
    """Takes the inner product for the cosine."""

    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        score = SCORES["dot" if self.metric(name) == "cosine" else self.metric(name)]
        held = self.items(name)
        return [
            [Match(match.id, score(vector, held[match.id].vector)) for match in one]
            for vector, one in zip(vectors, found, strict=True)
        ]


@found_by("a_direction_is_found_however_long_its_vector_is")
class KeepsSixteenBitsOfLength(LastingStore):
    """Keeps components as 16-bit floats without a scale, so that long and short vectors are lost."""

    async def upsert(self, name, items):
        await super().upsert(name, items)
        for entry in items:
            halves = [max(min(part, 65_504.0), -65_504.0) for part in entry.vector]
            kept = [struct.unpack("e", struct.pack("e", part))[0] for part in halves]
            self.items(name)[entry.id] = msgspec.structs.replace(
                entry, vector=kept if any(kept) else [1e-7] * 4
            )


@found_by("equal_scores_are_ordered_by_id")
class ForgetsTies(LastingStore):
    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        return [sorted(one, key=lambda match: (-match.score, -match.id.int)) for one in found]


@found_by("the_likes_of_an_item_do_not_contain_it")
class FindsItselfLikeItself(LastingStore):
    async def search_like(self, name, item_id, *, limit, where=None):
        await super().search_like(name, item_id, limit=limit)
        [found] = await self.search(name, [self.items(name)[item_id].vector], limit=limit, where=where)
        return found


@found_by(ANYTHING)
class ForgetsTheFilterOfLikes(LastingStore):
    async def search_like(self, name, item_id, *, limit, where=None):
        return await super().search_like(name, item_id, limit=limit)


@found_by(ANYTHING)
class AnswersOneQuestionOfSeveral(LastingStore):
    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        return found[:1] * len(vectors)


class _Remembers(LastingStore):
    """Answers a question that was asked before as it did then."""

    def __init__(self, data):
        super().__init__(data)
        self._answers = {}

    async def upsert(self, name, items):
        self._answers.clear()
        await super().upsert(name, items)

    async def drop(self, name):
        self._answers.clear()
        await super().drop(name)


@found_by(DELETED)
class RemembersWhatWasDeleted(_Remembers):
    async def upsert(self, name, items):
        await super().upsert(name, items)
        self._answers |= {entry.id: entry for entry in items}

    async def search(self, name, vectors, **asked):
        live = dict(self.items(name))
        self.items(name).update(self._answers)
        try:
            return await super().search(name, vectors, **asked)
        finally:
            self.items(name).clear()
            self.items(name).update(live)


@found_by(RECALL)
class CountsTheDeletedAsFound(RemembersWhatWasDeleted):
    """Finds as many as were asked for, and takes away those that were deleted then."""

    async def search(self, name, vectors, **asked):
        found = await super().search(name, vectors, **asked)
        return [[match for match in one if match.id in self.items(name)] for one in found]


@found_by(TENANTS)
class TakesAnotherTenantsAnswer(_Remembers):
    """Remembers answers by the question without its filter."""

    async def search_like(self, name, item_id, *, limit, where=None):
        key = (name, item_id, limit)
        if key not in self._answers:
            self._answers[key] = await super().search_like(name, item_id, limit=limit, where=where)
        return self._answers[key]


@found_by(ANYTHING)
class SearchesOldVectors(LastingStore):
    """Leaves the vector of an item in its index when the item is written again."""

    def __init__(self, data):
        super().__init__(data)
        self.first = {}

    async def upsert(self, name, items):
        await super().upsert(name, items)
        for entry in items:
            self.first.setdefault((name, entry.id), entry.vector)

    async def search(self, name, vectors, **asked):
        live = dict(self.items(name))
        for key, entry in live.items():
            vector = self.first.get((name, key), entry.vector)
            if len(vector) == len(entry.vector):
                self.items(name)[key] = msgspec.structs.replace(entry, vector=vector)
        try:
            return await super().search(name, vectors, **asked)
        finally:
            self.items(name).update(live)


@found_by(ANYTHING)
class FindsTheWorstFirst(LastingStore):
    async def search(self, name, vectors, **asked) -> list[list[Match]]:
        return [one[::-1] for one in await super().search(name, vectors, **asked)]
