"""Stores that lose something to other writers, to other processes, or in a crash."""

import asyncio

import msgspec

from .faulty_stores import ANEW, AT_ONCE, CRASH, MID_WRITE, LastingStore, found_by


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
