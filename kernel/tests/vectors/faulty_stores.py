"""Vector stores with one fault each, such as real ones have had: in finding, comparing and keeping items."""

import datetime as dt
import struct
from typing import Any
from uuid import UUID

import msgspec
from commonweal.testing.vectors import SCORES, MemoryVectorStore, passes
from commonweal.vectors.collection import Item, VectorError, values_of
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range
from commonweal.vectors.store import Capabilities, Match

FAULTS: dict[type[MemoryVectorStore], str] = {}


def found_by(test: str):
    """Say which test of the kit must find a store's fault."""

    def note(store: type[MemoryVectorStore]) -> type[MemoryVectorStore]:
        FAULTS[store] = f"test_{test}"
        return store

    return note


ANYTHING = "whatever_is_done_the_answers_are_those_of_the_exact_reference"
CONDITION = "every_condition_passes_what_it_passes_in_the_reference"
TENANTS = "nothing_of_another_organisation_is_found_or_counted_whatever_is_asked"
RECALL = "recall_keeps_its_floor_through_building_inserting_deleting_and_building_again"
AT_ONCE = "writers_deleters_and_searchers_at_once_leave_what_each_wrote_last"
BUILDING = "searches_and_writes_go_on_while_an_index_is_built"
DELETED = "what_was_deleted_is_nowhere"


class LastingStore(MemoryVectorStore):
    """The reference on data that outlives it, and that several of it share; this one has no fault."""

    capabilities = Capabilities(exact=True, durable=True, shared=True)

    def __init__(self, data: dict[str, Any]) -> None:
        self._held = data

    async def close(self) -> None:
        """Leave the data alone."""

    def items(self, name: str) -> dict[UUID, Item]:
        return self._find(name)[1]

    def metric(self, name: str):
        return self._find(name)[0].metric


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


class _Compares(LastingStore):
    """Decides in its own way what passes a filter."""

    def _passing(self, name, where):
        kept = super()._passing(name, where)
        return (
            kept if where is None else [each for each in self.items(name).values() if self.meets(each, where)]
        )

    def meets(self, entry: Item, where: Filter) -> bool:
        match where:
            case And(parts):
                return all(self.meets(entry, part) for part in parts)
            case Or(parts):
                return any(self.meets(entry, part) for part in parts)
            case Not(part):
                return not self.meets(entry, part)
            case _:
                return self.holds(entry, where)

    def holds(self, entry: Item, where: Equal | OneOf | Range | Near) -> bool:
        return passes(entry, where)


@found_by(TENANTS)
class LeaksThroughOr(_Compares):
    """Joins the parts of an Or with those of the And around it, as a statement without brackets does."""

    def meets(self, entry, where):
        if isinstance(where, And) and any(isinstance(part, Or) for part in where.parts):
            return any(super(LeaksThroughOr, self).meets(entry, part) for part in where.parts)
        return super().meets(entry, where)


@found_by(CONDITION)
class TakesNoValueForUnknown(_Compares):
    """Does as SQL: ``Not`` of a comparison with nothing is not true."""

    def meets(self, entry, where):
        if isinstance(where, Not) and hasattr(where.part, "field") and not values_of(entry, where.part.field):
            return False
        return super().meets(entry, where)


@found_by(CONDITION)
class LooksAtTheFirstValueOnly(_Compares):
    def holds(self, entry, where):
        first = {name: values_of(entry, name)[:1] for name in entry.fields}
        return passes(msgspec.structs.replace(entry, fields=first), where)


@found_by(CONDITION)
class WantsAllValues(_Compares):
    def holds(self, entry, where):
        values = values_of(entry, where.field)
        each = [msgspec.structs.replace(entry, fields={where.field: value}) for value in values]
        return bool(each) and all(passes(one, where) for one in each)


def _changed(where: Filter, change) -> Filter:
    """Return a condition with its values changed."""
    match where:
        case Equal(field, value):
            return Equal(field, change(value))
        case OneOf(field, values):
            return OneOf(field, [change(value) for value in values])
        case Range():
            bounds = [None if bound is None else change(bound) for bound in (where.least, where.most)]
            return Range(field=where.field, least=bounds[0], most=bounds[1])
    return where


class _Rounds(_Compares):
    """Compares values after changing them."""

    def holds(self, entry, where):
        fields = {name: [self.change(value) for value in values_of(entry, name)] for name in entry.fields}
        return passes(msgspec.structs.replace(entry, fields=fields), _changed(where, self.change))

    def change(self, value):
        return value


@found_by(CONDITION)
class IgnoresCase(_Rounds):
    def change(self, value):
        return value.lower() if isinstance(value, str) else value


@found_by(CONDITION)
class ComparesIntegersAsFloats(_Rounds):
    def change(self, value):
        return float(value) if type(value) is int else value


@found_by(CONDITION)
class ComparesIn32Bits(_Rounds):
    def change(self, value):
        return (
            struct.unpack("f", struct.pack("f", value))[0]
            if isinstance(value, float) and value < 1e30
            else value
        )


@found_by(CONDITION)
class ComparesWholeSeconds(_Rounds):
    def change(self, value):
        return value.replace(microsecond=0) if isinstance(value, dt.datetime) else value


@found_by(CONDITION)
class ForgetsZones(_Rounds):
    def change(self, value):
        return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value


@found_by(CONDITION)
class LeavesTheBoundsOut(_Compares):
    def holds(self, entry, where):
        if isinstance(where, Range):
            bounds = {where.least, where.most}
            inside = [value for value in values_of(entry, where.field) if value not in bounds]
            entry = msgspec.structs.replace(entry, fields={where.field: inside})
        return passes(entry, where)


@found_by("a_radius_reaches_over_the_date_line_and_the_poles")
class TakesTheEarthForFlat(_Compares):
    def holds(self, entry, where):
        if not isinstance(where, Near):
            return passes(entry, where)
        degrees = where.metres / 111_195
        return any(
            abs(place.latitude - where.centre.latitude) <= degrees
            and abs(place.longitude - where.centre.longitude) <= degrees
            for place in values_of(entry, where.field)
        )


@found_by("a_filter_may_be_long_and_deep")
class ReadsShortFilters(_Compares):
    def holds(self, entry, where):
        if isinstance(where, OneOf):
            return passes(entry, OneOf(where.field, where.values[:5]))
        return passes(entry, where)


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
