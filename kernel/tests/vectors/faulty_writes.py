"""Vector stores with one fault each in what they take, build, keep and share."""

import asyncio

import msgspec
from commonweal.vectors.collection import VectorError
from commonweal.vectors.store import Capabilities, Match

from .faulty_stores import ANYTHING, AT_ONCE, BUILDING, DELETED, RECALL, LastingStore, found_by

CRASH = "what_was_acknowledged_is_there_after_a_crash"
MID_WRITE = "a_crash_in_the_middle_of_writing_loses_nothing_that_was_acknowledged"
MEASURED = "it_is_measured_how_large_a_collection_is"
SHAPE = "a_collection_keeps_its_shape_until_it_is_dropped"
ANEW = "what_one_process_makes_anew_another_does_not_take_for_the_old"


@found_by(DELETED)
class ForgetsDeletes(LastingStore):
    async def delete(self, name, ids):
        return len(self.items(name).keys() & set(ids))


@found_by(DELETED)
class CountsAllItWasToldToDelete(LastingStore):
    async def delete(self, name, ids):
        await super().delete(name, ids)
        return len(ids)


@found_by("a_refused_item_changes_nothing")
class StoresBeforeChecking(LastingStore):
    async def upsert(self, name, items):
        for entry in items:
            await super().upsert(name, [entry])


@found_by("of_equal_ids_in_one_call_the_last_counts_and_replaces_all_fields")
class KeepsTheFirstOfEqualIds(LastingStore):
    async def upsert(self, name, items):
        await super().upsert(name, list(reversed(items)))


@found_by("of_equal_ids_in_one_call_the_last_counts_and_replaces_all_fields")
class KeepsOldFields(LastingStore):
    async def upsert(self, name, items):
        for entry in items:
            old = self.items(name).get(entry.id, entry)
            await super().upsert(
                name, [msgspec.structs.replace(entry, fields={**old.fields, **entry.fields})]
            )


@found_by(DELETED)
class DropsTheNameOnly(LastingStore):
    async def drop(self, name):
        items = dict(self.items(name))
        await super().drop(name)
        self._held[f"dropped {name}"] = items

    async def create(self, collection):
        await super().create(collection)
        self.items(collection.name).update(self._held.pop(f"dropped {collection.name}", {}))


@found_by("a_collection_created_again_keeps_its_items")
class CreatesEmpty(LastingStore):
    async def create(self, collection):
        await super().create(collection)
        self.items(collection.name).clear()


@found_by(SHAPE)
class LooksAtDimensionsOnly(LastingStore):
    async def create(self, collection):
        known, _ = self._held.get(collection.name, (collection, {}))
        await super().create(msgspec.structs.replace(known, dimensions=collection.dimensions))


@found_by(SHAPE)
class TakesTheNewestShape(LastingStore):
    async def create(self, collection):
        _, items = self._held.get(collection.name, (collection, {}))
        self._held[collection.name] = (collection, items)


@found_by("one_to_a_thousand_results_can_be_asked_for")
class TakesAnyLimit(LastingStore):
    async def search_like(self, name, item_id, *, limit, where=None):
        return await super().search_like(name, item_id, limit=max(1, min(limit, 1_000)), where=where)


@found_by("a_vector_that_cannot_be_compared_is_no_query")
class LooksAtTheFirstQueryOnly(LastingStore):
    async def search(self, name, vectors, **asked):
        fits = [vector for vector in vectors if len(vector) == len(vectors[0]) and any(vector)]
        return await super().search(name, fits, **asked)


@found_by("a_filter_that_does_not_fit_its_field_is_refused")
class FindsNothingWhereAFilterDoesNotFit(LastingStore):
    async def search(self, name, vectors, **asked):
        try:
            return await super().search(name, vectors, **asked)
        except VectorError as refused:
            if refused.code != "vector_field_invalid":
                raise
            return [[] for _ in vectors]


@found_by("a_collection_that_is_not_there_is_refused_by_every_method")
class PreparesWhatIsNotThere(LastingStore):
    async def prepare(self, name, progress=None):
        if name in self._held:
            await super().prepare(name, progress)


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


@found_by(AT_ONCE)
class LosesUpdates(LastingStore):
    """Reads, waits and writes the whole collection, as if nobody else did."""

    async def upsert(self, name, items):
        collection, held = self._find(name)
        copied = dict(held)
        await asyncio.sleep(0)
        self._held[name] = (collection, copied)
        await super().upsert(name, items)


@found_by(AT_ONCE)
class WritesVectorsFirstAndFieldsLater(LastingStore):
    async def upsert(self, name, items):
        for entry in items:
            old = self.items(name).get(entry.id, entry)
            await super().upsert(name, [msgspec.structs.replace(entry, fields=old.fields)])
        await asyncio.sleep(0)
        await super().upsert(name, items)


@found_by(AT_ONCE)
class DeletesAMomentLater(LastingStore):
    async def delete(self, name, ids):
        held = self.items(name)
        there = held.keys() & set(ids)
        asyncio.get_running_loop().call_soon(lambda: [held.pop(key, None) for key in there])
        return len(there)


@found_by(AT_ONCE)
class TakesAwayBeforeItPutsBack(LastingStore):
    """Replaces by deleting everything and storing it again."""

    async def upsert(self, name, items):
        collection, held = self._find(name)
        self._held[name] = (collection, {})
        await asyncio.sleep(0)
        held.update(self.items(name))
        self._held[name] = (collection, held)
        await super().upsert(name, items)


@found_by("a_collection_made_by_several_at_once_is_made_once")
class FailsToMakeItTwice(LastingStore):
    async def create(self, collection):
        exists = collection.name in self._held
        await asyncio.sleep(0)
        if not exists and collection.name in self._held:
            collection.refuse("collection_invalid", "is being made")
        await super().create(collection)


@found_by("writers_of_the_same_items_neither_mix_them_nor_wait_for_each_other_for_ever")
class MixesWriters(LastingStore):
    """Writes vectors and fields apart, so that of two writers each may have the last word on one."""

    calls = 0

    async def upsert(self, name, items):
        for entry in items:
            old = self.items(name).get(entry.id, entry)
            await super().upsert(name, [msgspec.structs.replace(entry, fields=old.fields)])
        self.calls += 1
        for _ in range(10 - self.calls % 10):
            await asyncio.sleep(0)
        held = self.items(name)
        for entry in items:
            if entry.id in held:
                held[entry.id] = msgspec.structs.replace(held[entry.id], fields=entry.fields)


class _Buffers(LastingStore):
    """Keeps what is written in memory, where a crash takes it."""

    def __init__(self, data):
        super().__init__({name: (known, dict(items)) for name, (known, items) in data.items()})
        self.disk = data

    def flush(self):
        self.disk.update({name: (known, dict(items)) for name, (known, items) in self._held.items()})


@found_by(CRASH)
class KeepsNothing(_Buffers):
    pass


@found_by(CRASH)
class KeepsWhatWasPrepared(_Buffers):
    async def prepare(self, name, progress=None):
        await super().prepare(name, progress)
        self.flush()


@found_by(CRASH)
class KeepsNoDeletes(_Buffers):
    async def create(self, collection):
        await super().create(collection)
        self.flush()

    async def upsert(self, name, items):
        await super().upsert(name, items)
        self.flush()

    async def delete(self, name, ids):
        return await super().delete(name, ids)


@found_by(MID_WRITE)
class KeepsAllButTheLastWrite(KeepsNoDeletes):
    async def upsert(self, name, items):
        self.flush()
        await LastingStore.upsert(self, name, items)


@found_by("what_one_process_writes_another_sees_at_once")
class LooksAtItsOwnCopy(_Buffers):
    async def create(self, collection):
        await super().create(collection)
        self.flush()

    async def upsert(self, name, items):
        await super().upsert(name, items)
        self.flush()


@found_by(ANEW)
class RemembersTheShape(LastingStore):
    def __init__(self, data):
        super().__init__(data)
        self.shapes = {}

    async def upsert(self, name, items):
        known = self.shapes.setdefault(name, self._find(name)[0])
        for entry in items:
            known.check_item(entry)
        self.items(name).update((entry.id, entry) for entry in items)


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
