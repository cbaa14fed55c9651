"""Stores that write wrongly, and that take what they should refuse."""

import msgspec
from commonweal.vectors.collection import VectorError

from .faulty_stores import DELETED, SHAPE, LastingStore, found_by


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


@found_by("it_says_whether_it_will_do")
class SaysThatItWillNotDo(LastingStore):
    async def check(self):
        raise VectorError("vector_store_unfit", "this version is too old")


@found_by("a_collection_made_anew_takes_the_vectors_of_its_new_shape")
class RemembersTheFirstShape(LastingStore):
    first = None

    async def create(self, collection):
        await super().create(collection)
        self.first = self.first or collection

    async def upsert(self, name, items):
        for entry in items:
            self.first.check_vector(entry.vector)
        await super().upsert(name, items)
