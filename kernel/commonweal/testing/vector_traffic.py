"""Traffic: writers with items of their own, and searchers between them that look for what may not be seen."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from commonweal.testing.vector_cases import collection
from commonweal.testing.vectors import MemoryVectorStore
from commonweal.vectors.collection import Item
from commonweal.vectors.store import VectorStore

_ROUNDS = 8
_KEPT = 20
_QUERY = [1.0, 2.0, 2.0, 0.0]
_LIMIT = 10


class Traffic:
    """Each writer owns its ids, so that in whatever order they come through, the reference ends the same."""

    def __init__(self, store: VectorStore) -> None:
        self.store = store
        self.reference = MemoryVectorStore()
        self.declared = collection()
        self.name = self.declared.name
        self._writing = 0
        self._written: Counter[UUID] = Counter()
        self._gone: set[UUID] = set()

    async def run(self, *, writers: int, searchers: int) -> None:
        """Write and search until the writers have done; raise the first thing that was wrong."""
        kept = [whole(UUID(int=number), number, 0) for number in range(1, _KEPT + 1)]
        for each in (self.store, self.reference):
            await each.create(self.declared)
            await each.upsert(self.name, kept)
        self._writing = writers
        ended = await asyncio.gather(
            *[self._write(owner) for owner in range(1, writers + 1)],
            *[self._search() for _ in range(searchers)],
            return_exceptions=True,
        )
        for wrong in filter(None, ended):
            raise wrong

    async def _write(self, owner: int) -> None:
        chance = random.Random(owner)  # noqa: S311 - test data
        own = [UUID(int=1_000 * owner + number) for number in range(30)]
        try:
            for version in range(1, _ROUNDS + 1):
                await self._upsert([whole(item_id, version, owner) for item_id in chance.sample(own, 12)])
                await self._delete(chance.sample(own, 8))
        finally:
            self._writing -= 1

    async def _upsert(self, items: Sequence[Item]) -> None:
        ids = {entry.id for entry in items}
        self._gone -= ids
        self._written.update(ids)
        await self.store.upsert(self.name, items)
        await self.reference.upsert(self.name, items)

    async def _delete(self, ids: Sequence[UUID]) -> None:
        deleted = await self.store.delete(self.name, ids)
        assert deleted == await self.reference.delete(self.name, ids), "nobody else deletes these"
        self._gone |= set(ids)

    async def _search(self) -> None:
        while self._writing:
            await asyncio.sleep(0)  # a store that never waits would keep everybody else from running
            before = {item_id: self._written[item_id] for item_id in self._gone}
            [found] = await self.store.search(self.name, [_QUERY], limit=_LIMIT)
            assert len(found) == _LIMIT, "so many are there all the time"
            self._check_none_gone((match.id for match in found), before)
            before = {item_id: self._written[item_id] for item_id in self._gone}
            page = await self.store.scroll(self.name, limit=1_000)
            self._check_none_gone((entry.id for entry in page), before)
            assert all(is_whole(entry) for entry in page), "no item is seen half written"

    def _check_none_gone(self, ids: Iterable[UUID], before: Mapping[UUID, int]) -> None:
        """Fail if an id was seen that had been deleted before, and was not written again since."""
        assert [key for key in ids if key in before and self._written[key] == before[key]] == []


def whole(item_id: UUID, version: int, owner: int) -> Item:
    """Make an item that says in its vector and in its fields which call wrote it."""
    return Item(item_id, [1.0, float(version), float(owner), 0.0], {"slots": version, "domain": str(owner)})


def is_whole(entry: Item) -> bool:
    """Tell whether vector and fields of an item were written by one call."""
    _, version, owner, _ = entry.vector
    return (round(version), str(round(owner))) == (entry.fields["slots"], entry.fields["domain"])
