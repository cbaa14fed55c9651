"""The part of the kit that asks what lasts: beside other writers, after a crash, and in other processes."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
import pytest

from commonweal.testing.contract import Contract
from commonweal.testing.vector_cases import collection, item
from commonweal.testing.vector_history import assert_same
from commonweal.testing.vector_traffic import Traffic, is_whole, whole
from commonweal.testing.vectors import MemoryVectorStore
from commonweal.vectors.collection import Item, VectorError
from commonweal.vectors.store import VectorStore

Reopen = Callable[[VectorStore], Awaitable[VectorStore]]
OpenAnother = Callable[[], Awaitable[VectorStore]]
_ALL = 1_000


class VectorLastingContract(Contract):
    """What a store acknowledged is there: for everybody, and for good if it says that it is durable."""

    @pytest.fixture
    def after_crash(self, request: pytest.FixtureRequest, store: VectorStore) -> Any:
        """Give the driver's fixture ``reopened``; a store that is not durable needs none."""
        return fixture_for(request, "reopened", "durable", claimed=store.capabilities.durable)

    @pytest.fixture
    def open_another(self, request: pytest.FixtureRequest, store: VectorStore) -> Any:
        """Give the driver's fixture ``another``; a store that is not shared needs none."""
        return fixture_for(request, "another", "shared", claimed=store.capabilities.shared)

    async def test_writers_deleters_and_searchers_at_once_leave_what_each_wrote_last(
        self, store: VectorStore
    ) -> None:
        traffic = Traffic(store)
        await traffic.run(writers=4, searchers=3)
        page = await store.scroll(traffic.name, limit=_ALL)
        assert_same(page, await traffic.reference.scroll(traffic.name, limit=_ALL))
        assert await store.count(traffic.name) == len(page)

    async def test_writers_of_the_same_items_neither_mix_them_nor_wait_for_each_other_for_ever(
        self, store: VectorStore
    ) -> None:
        declared, chance = collection(), random.Random(7)  # noqa: S311 - test data
        await store.create(declared)
        ids = [UUID(int=number) for number in range(1, 41)]
        for _ in range(5):
            calls: list[Awaitable[Any]] = []
            for owner in range(1, 5):
                items = [whole(item_id, owner, owner) for item_id in chance.sample(ids, 40)]
                calls.append(store.upsert(declared.name, items))
                calls.append(store.delete(declared.name, chance.sample(ids, 20)))
            await asyncio.gather(*calls)
            page = await store.scroll(declared.name, limit=_ALL)
            assert len(page) == await store.count(declared.name)
            assert all(is_whole(entry) for entry in page)

    async def test_a_collection_made_by_several_at_once_is_made_once(self, store: VectorStore) -> None:
        declared = collection()
        await asyncio.gather(*[store.create(declared) for _ in range(4)])
        await store.upsert(declared.name, [item(1, 1, 0, 0, 0)])
        assert await store.count(declared.name) == 1

    async def test_what_was_acknowledged_is_there_after_a_crash(
        self, store: VectorStore, after_crash: Reopen
    ) -> None:
        declared, dropped, reference = collection("dot"), collection(), MemoryVectorStore()
        for each in (store, reference):
            await each.create(declared)
            await each.upsert(declared.name, _numbered(1, 200))
            await each.prepare(declared.name)
            await each.upsert(declared.name, _numbered(150, 300))
            await each.delete(declared.name, [UUID(int=number) for number in range(100, 180)])
        await store.create(dropped)
        await store.upsert(dropped.name, _numbered(1, 5))
        await store.drop(dropped.name)
        later = await after_crash(store)
        expected = await reference.scroll(declared.name, limit=_ALL)
        assert_same(await later.scroll(declared.name, limit=_ALL), expected)
        assert (await later.measure(declared.name)).items == len(expected)
        with pytest.raises(VectorError, match=dropped.name):
            await later.count(dropped.name)
        with pytest.raises(VectorError):
            await later.create(msgspec.structs.replace(declared, metric="cosine"))
        await later.create(declared)
        await later.upsert(declared.name, _numbered(500, 501))
        [[best]] = await later.search(declared.name, [[0, 1.0, 0, 0]], limit=1)
        assert best.id.int == 501
        await later.close()

    async def test_a_crash_in_the_middle_of_writing_loses_nothing_that_was_acknowledged(
        self, store: VectorStore, after_crash: Reopen
    ) -> None:
        declared = collection()
        await store.create(declared)
        acknowledged: dict[UUID, int] = {}
        for version in range(1, 8):
            batch = [whole(UUID(int=number), version, 3) for number in range(version, version + 20)]
            await store.upsert(declared.name, batch)
            acknowledged |= {entry.id: version for entry in batch}
        batches = [[whole(UUID(int=number), 9, 3) for number in range(at, at + 20)] for at in (1, 41, 81)]
        under_way = [asyncio.create_task(store.upsert(declared.name, batch)) for batch in batches]
        await asyncio.sleep(0)
        later = await after_crash(store)
        for call in under_way:
            call.cancel()
        for batch, ended in zip(
            batches, await asyncio.gather(*under_way, return_exceptions=True), strict=True
        ):
            acknowledged |= {} if ended else {entry.id: 9 for entry in batch}
        found = {entry.id: entry for entry in await later.scroll(declared.name, limit=_ALL)}
        assert all(is_whole(entry) for entry in found.values())
        assert acknowledged.keys() <= found.keys()
        assert all(found[key].fields["slots"] in (version, 9) for key, version in acknowledged.items())
        assert await later.count(declared.name) == len(found)
        await later.close()

    async def test_what_one_process_writes_another_sees_at_once(
        self, store: VectorStore, open_another: OpenAnother
    ) -> None:
        other, declared = await open_another(), collection()
        name = declared.name
        await store.create(declared)
        await other.create(declared)
        await store.upsert(name, _numbered(1, 30))
        assert await other.count(name) == 30
        assert await other.delete(name, [UUID(int=1)]) == 1
        await other.upsert(name, [item(2, 0, 0, 0, 5)])
        assert await store.get(name, [UUID(int=1)]) == []
        for each in (store, other):
            [[best]] = await each.search(name, [[0, 0, 0, 1.0]], limit=1)
            assert best.id.int == 2
            assert (await each.measure(name)).items == 29
        await store.prepare(name)
        await other.prepare(name)
        await other.close()
        assert await store.count(name) == 29

    async def test_what_one_process_makes_anew_another_does_not_take_for_the_old(
        self, store: VectorStore, open_another: OpenAnother
    ) -> None:
        other, declared = await open_another(), collection()
        name = declared.name
        await store.create(declared)
        await store.upsert(name, _numbered(1, 3))
        assert await other.count(name) == 3
        await other.drop(name)
        with pytest.raises(VectorError, match=name):
            await store.upsert(name, _numbered(1, 3))
        await other.create(msgspec.structs.replace(declared, dimensions=5, metric="dot"))
        with pytest.raises(VectorError, match=name):
            await store.upsert(name, _numbered(1, 3))
        await store.upsert(name, [item(7, 0, 0, 0, 0, 3)])
        for each in (store, other):
            [[best]] = await each.search(name, [[0, 0, 0, 0, 2.0]], limit=1)
            assert best.id.int == 7
            assert best.score == pytest.approx(6, rel=1e-2)
        await other.close()


def _numbered(first: int, last: int) -> list[Item]:
    return [item(number, 1, number, 0, 0, slots=number) for number in range(first, last + 1)]


def fixture_for(request: pytest.FixtureRequest, name: str, claim: str, *, claimed: bool) -> Any:
    """Return a fixture by which a store proves a claim; without the claim the test is skipped."""
    if not claimed:
        pytest.skip(f"the store does not say that it is {claim}")
    try:
        return request.getfixturevalue(name)
    except pytest.FixtureLookupError as missing:
        if missing.argname != name:
            raise
        pytest.fail(f"the store says that it is {claim}: prove it with the fixture {name!r}", pytrace=False)
