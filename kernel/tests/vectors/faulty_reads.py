"""Stores that read, page and count wrongly."""

from uuid import UUID

import msgspec
from commonweal.vectors.collection import VectorError, values_of

from .faulty_stores import ANYTHING, LastingStore, found_by


@found_by("items_are_read_in_order_of_id_without_those_that_are_not_there")
class GetsInTheOrderAsked(LastingStore):
    async def get(self, name, ids):
        return [self.items(name)[item_id] for item_id in ids if item_id in self.items(name)]


@found_by(ANYTHING)
class MissesTheMissing(LastingStore):
    async def get(self, name, ids):
        held = self.items(name)
        if any(item_id not in held for item_id in ids):
            raise VectorError("vector_item_unknown", "some of these are not there")
        return await super().get(name, ids)


@found_by("scrolling_meets_every_item_once")
class ScrollsFromTheLastOn(LastingStore):
    async def scroll(self, name, *, limit, after=None, where=None):
        before = None if after is None else UUID(int=max(after.int - 1, 0))
        return await super().scroll(name, limit=limit, after=before, where=where)


@found_by(ANYTHING)
class OrdersIdsAsNumbersOf64Bits(LastingStore):
    async def scroll(self, name, *, limit, after=None, where=None):
        page = await super().scroll(name, limit=limit, after=after, where=where)
        return sorted(page, key=lambda entry: entry.id.int % 2**64)


@found_by(ANYTHING)
class TurnsFlagsIntoNumbers(LastingStore):
    async def scroll(self, name, **asked):
        page = await super().scroll(name, **asked)
        return [
            msgspec.structs.replace(
                entry, fields={**entry.fields, "urgent": list(map(int, values_of(entry, "urgent")))}
            )
            for entry in page
        ]


@found_by(ANYTHING)
class GivesNormalisedVectorsBack(LastingStore):
    async def get(self, name, ids):
        return [
            msgspec.structs.replace(
                entry, vector=[part / max(map(abs, entry.vector)) for part in entry.vector]
            )
            for entry in await super().get(name, ids)
        ]


@found_by(ANYTHING)
class CountsAboutRight(LastingStore):
    async def count(self, name, where=None):
        return len(self.items(name)) if where else await super().count(name)


@found_by("the_likes_of_an_item_that_is_not_there_are_refused")
class FindsNothingLikeWhatIsNotThere(LastingStore):
    async def search_like(self, name, item_id, **asked):
        return await super().search_like(name, item_id, **asked) if item_id in self.items(name) else []
