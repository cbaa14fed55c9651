"""An index moves to another store while documents change, and back, and for good."""

import asyncio

import msgspec
import pytest
from book_faults import Faults
from book_library import NAME
from commonweal import Item, OperatorError, VectorError, VectorsUnavailable, new_id
from commonweal_vectors import filling
from commonweal_vectors.generations import begin, generations, wanted
from commonweal_vectors.indexing import bring_up_to_date
from commonweal_vectors.migrating import gates, patience, verifying
from commonweal_vectors.searching import find_like


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(verifying, "PAUSE", 0.0)
    monkeypatch.setattr(gates, "LAG", 0.0)


@pytest.fixture
def faults(monkeypatch):
    return Faults(monkeypatch)


async def begin_copy(library, store="qdrant"):
    asked = wanted(library.vectors, library.collection)
    return await begin(library.vectors, library.collection, store=store, asked=asked, automatic=False)


async def test_an_index_moves_and_gets_every_change_in_both_stores(library):
    ids = await library.fill(40)
    assert await library.stores() == {"active": "pgvector"}
    assert await library.migrate()
    assert await library.stores() == {"active": "qdrant", "kept": "pgvector"}
    await library.throw_away(ids[3])
    await library.write(ids[5], spanish=None)
    new = await library.write(text="a lighthouse keeper writes letters")
    await library.site.settle()
    await library.assert_sound("pgvector", "qdrant")
    [best] = await find_like(library.vectors, NAME, text="the letters of a lighthouse keeper", limit=1)
    assert best.id == new


async def test_one_goes_back_at_once_moves_again_and_finishes(library):
    ids = await library.fill(20)
    assert await library.migrate()
    await library.write(ids[0])
    await library.site.settle()
    await library.back()
    assert await library.stores() == {"active": "pgvector", "kept": "qdrant"}
    await library.throw_away(ids[1])
    await library.site.settle()
    assert await library.migrate()
    await library.finish()
    assert await library.stores() == {"active": "qdrant"}
    await library.assert_sound("qdrant")
    with pytest.raises(OperatorError, match="nothing to finish"):
        await library.finish()
    with pytest.raises(OperatorError, match="nothing to go back to"):
        await library.back()
    assert await library.migrate("pgvector")
    await library.assert_sound("pgvector", "qdrant")


async def test_a_copy_that_was_begun_is_gone_on_with_from_where_it_was(library, faults):
    await library.fill(40)
    copy = await begin_copy(library)
    with faults.dying_at(75):
        await filling.fill(library.vectors, copy.id)
    assert faults.died
    before = (await library.standing()).coming
    assert before.filled
    assert await library.migrate()
    assert (await library.standing()).active.id == copy.id
    await library.assert_sound("pgvector", "qdrant")


async def test_what_is_written_behind_and_deleted_before_the_cursor_is_neither_lost_nor_copied(library):
    ids = sorted(await library.fill(24))
    copy = await begin_copy(library)
    assert not await filling.fill(library.vectors, copy.id, seconds=1e-9)
    first = await library.write(ids[0].__class__(int=ids[0].int - 1))
    await library.throw_away(ids[2])
    await library.throw_away(ids[-1])
    await library.site.settle()
    assert await library.migrate()
    await library.assert_sound("pgvector", "qdrant")
    store = library.store("qdrant")
    held = {item.id for item in await store.get(copy.name, [first, ids[2], ids[-1]])}
    assert held == {first}


async def test_nobody_is_changed_over_without_a_yes(library):
    await library.fill(12)
    assert not await library.migrate(yes=False)
    assert "run this again with --yes" in library.said.getvalue()
    assert await library.stores() == {"active": "pgvector", "ready": "qdrant"}
    await library.back()
    assert "was given up" in library.said.getvalue()
    assert await library.stores() == {"active": "pgvector"}


async def test_a_copy_that_lacks_something_is_not_changed_over_to_until_it_is_repaired(library):
    ids = await library.fill(12)
    await library.migrate(yes=False)
    copy = (await library.standing()).coming
    store = library.store("qdrant")
    await store.delete(copy.name, [ids[4]])
    assert not await library.migrate()
    assert "FAILED: counts" in library.said.getvalue()
    await store.upsert(copy.name, [Item(new_id(), [1.0] * 64, {})])
    [stale] = await store.get(copy.name, [ids[5]])
    await store.upsert(copy.name, [msgspec.structs.replace(stale, fields={"shelf": "another"})])
    [stale] = await store.get(copy.name, [ids[6]])
    await store.upsert(copy.name, [msgspec.structs.replace(stale, vector=[1.0] * 64)])
    found = await library.verify()
    [_, wrong] = found.generations
    assert (list(wrong.lost), sorted(wrong.stale), len(wrong.resurrected)) == ([ids[4]], sorted(ids[5:7]), 1)
    await verifying.repair(library.vectors, found)
    await library.site.settle()
    assert await library.migrate()
    await library.assert_sound("pgvector", "qdrant")


async def test_what_is_thrown_away_and_not_yet_heard_of_does_not_keep_anybody_from_changing_over(library):
    book = await library.write(spanish=None, told=False)
    await library.fill(200)  # so many that one more or less hardly counts in the overlap
    assert not await library.migrate(yes=False)
    await library.throw_away(book)
    await library.store("qdrant").delete((await library.standing()).coming.name, [book])
    assert await library.migrate()
    assert "compared one by one, qdrant lacks nothing" in library.said.getvalue()
    await library.site.settle()
    await library.assert_sound("pgvector", "qdrant")


async def test_a_store_that_finds_other_things_is_not_changed_over_to(library):
    await library.fill(60)
    await library.migrate(yes=False)
    copy = (await library.standing()).coming
    store = library.store("qdrant")
    items = await store.scroll(copy.name, limit=1_000)
    turned = [
        msgspec.structs.replace(item, vector=other.vector)
        for item, other in zip(items, items[1:] + items[:1], strict=True)
    ]
    await store.upsert(copy.name, turned)
    assert not await library.migrate()
    assert "FAILED: overlap" in library.said.getvalue()
    assert await library.stores() == {"active": "pgvector", "ready": "qdrant"}


async def test_a_store_that_is_slower_is_not_changed_over_to(library, monkeypatch):
    await library.fill(12)
    monkeypatch.setattr(gates, "FLOOR", 0.0)
    assert not await library.migrate(max_slower=1e-6)
    assert "FAILED: latency" in library.said.getvalue()
    assert await library.stores() == {"active": "pgvector", "ready": "qdrant"}


@pytest.mark.parametrize(
    "error",
    [
        VectorError("vector_store_unfit", "version 0.1 is too old; install 1.16 or newer"),
        VectorsUnavailable("nobody answers"),
    ],
)
async def test_nothing_is_begun_in_a_store_that_will_not_do(library, monkeypatch, error):
    await library.fill(4)

    async def check():
        raise error

    monkeypatch.setattr(library.store("qdrant"), "check", check)
    with pytest.raises(type(error), match=str(error)):
        assert await library.migrate()
    assert await library.stores() == {"active": "pgvector"}


async def test_an_unknown_store_is_refused_with_those_there_are(library):
    await library.fill(4)
    with pytest.raises(OperatorError, match="pgvector"):
        await library.migrate("attic")


async def test_two_commands_at_once_move_an_index_once(library):
    await library.fill(40)
    assert await asyncio.gather(library.migrate(rate=400), library.migrate(rate=400)) == [True, True]
    assert await library.stores() == {"active": "qdrant", "kept": "pgvector"}
    async with library.database.read() as work:
        assert len(await generations(work)) == 2
    await library.assert_sound("pgvector", "qdrant")


async def test_a_move_to_another_store_or_a_rebuild_under_way_is_not_mixed_up(library):
    await library.fill(4)
    await begin_copy(library)
    with pytest.raises(OperatorError, match="on its way to qdrant"):
        assert await library.migrate("pgvector")
    await library.back()
    asked = wanted(library.vectors, library.collection)
    await begin(library.vectors, library.collection, store="pgvector", asked=asked, automatic=True)
    with pytest.raises(OperatorError, match="being rebuilt"):
        assert await library.migrate()


async def test_a_kept_store_that_fails_holds_nobody_up_and_misses_nothing(library, faults, monkeypatch):
    ids = await library.fill(20)
    assert await library.migrate()
    faults.afflict(monkeypatch, library.store("pgvector"), own_transactions=False)
    faults.trouble = "down"
    await library.throw_away(ids[0])
    new = await library.write(text="a lighthouse keeper writes letters")
    await library.site.settle()
    [best] = await find_like(library.vectors, NAME, text="the letters of a lighthouse keeper", limit=1)
    assert best.id == new
    assert (await library.standing()).failing == 2
    await library.write(new, text="a lighthouse keeper writes letters")
    await library.site.settle()
    faults.trouble = ""
    await library.quiet()
    await library.assert_sound("pgvector", "qdrant")


async def test_a_move_whose_old_store_is_down_goes_on_without_it(library, faults, monkeypatch):
    await library.fill(20)
    faults.afflict(monkeypatch, library.store("pgvector"), own_transactions=False)
    faults.trouble = "down"
    await library.write(text="a lighthouse keeper writes letters")
    copy = await begin_copy(library)
    assert await filling.fill(library.vectors, copy.id)
    assert await library.store("qdrant").count(copy.name) == await library.count(
        "SELECT count(*) + count(spanish) FROM books.book"
    )


async def test_a_new_store_that_is_full_for_a_while_is_waited_for(library, faults, monkeypatch):
    monkeypatch.setattr(patience, "_PAUSES", (0.0, 0.0, 0.0))
    await library.fill(20)
    copy = await begin_copy(library)
    faults.afflict(monkeypatch, library.store("qdrant"), own_transactions=True)
    faults.trouble = "down"

    async def make_room():
        while "Trying again" not in library.said.getvalue():
            await asyncio.sleep(0.01)
        faults.trouble = ""

    moved, _ = await asyncio.gather(library.migrate(), make_room())
    assert moved
    assert (await library.standing()).active.id == copy.id
    monkeypatch.setattr(patience, "LONGEST", -1.0)
    await library.finish()
    faults.trouble = "down"
    with pytest.raises(OperatorError, match="What was done is kept"):
        monkeypatch.setattr(library.store("pgvector"), "upsert", library.store("qdrant").upsert)
        assert await library.migrate("pgvector")


async def test_a_copy_that_its_store_has_lost_is_filled_again(library):
    await library.fill(20)
    await library.migrate(yes=False)
    copy = (await library.standing()).coming
    await library.store("qdrant").drop(copy.name)
    assert await library.migrate()
    assert "has lost the copy" in library.said.getvalue()
    await library.assert_sound("pgvector", "qdrant")


async def test_one_does_not_go_back_to_a_store_that_has_lost_the_copy(library):
    await library.fill(8)
    assert await library.migrate()
    await library.store("pgvector").drop((await library.standing()).kept.name)
    with pytest.raises(OperatorError, match="has lost the copy"):
        await library.back()
    assert await library.stores() == {"active": "qdrant", "kept": "pgvector"}


async def test_other_settings_during_a_move_begin_nothing_beside_it(library):
    await library.fill(8)
    copy = await begin_copy(library)
    library.vectors.drivers.settings = msgspec.structs.replace(
        library.vectors.drivers.settings, dimensions=32
    )
    await library.site.run_task("vectors.keep")
    assert (await library.standing()).coming.id == copy.id
    assert await library.migrate()
    await library.site.run_task("vectors.keep")
    await library.site.settle()
    now = await library.standing()
    assert (now.active.shape.dimensions, now.active.store, now.kept.store) == (32, "qdrant", "pgvector")
    await library.write()
    await library.site.settle()
    await library.assert_sound("pgvector", "qdrant")


async def test_a_write_that_arrives_late_is_written_over(library, faults, monkeypatch):
    from commonweal_vectors import doubts

    [book] = await library.fill(1)
    assert await library.migrate()
    faults.afflict(monkeypatch, library.store("qdrant"), own_transactions=True)
    monkeypatch.setattr(doubts, "LATEST", 3_600.0)
    faults.trouble = "late"
    await library.write(book, text="an old story")
    await library.site.settle()
    faults.trouble = ""
    library.vectors.resting.clear()
    await library.write(book, text="a new story")
    await library.site.settle()
    await faults.let_arrive()
    assert not (await library.verify()).sound
    monkeypatch.setattr(doubts, "LATEST", 0.0)
    await library.quiet()
    await library.assert_sound("pgvector", "qdrant")


async def test_a_vector_is_not_taken_from_a_store_in_the_middle_of_a_change(library, monkeypatch):
    """Two books of one text: one is rewritten while the vector of the text is read for the other's copy."""
    one = await library.write(text="the well is dry", spanish=None, told=False)
    two = await library.write(text="the well is dry", spanish=None, told=False)
    await library.fill(0)
    copy = await begin_copy(library)
    store = library.store("pgvector")
    read = store.get

    async def get(name, ids):
        monkeypatch.setattr(store, "get", read)
        await library.write(one, text="a school without books", spanish=None)
        await bring_up_to_date(library.vectors, library.collection, [one])
        return await read(name, ids)

    monkeypatch.setattr(store, "get", get)
    assert await filling.fill(library.vectors, copy.id)
    await library.quiet()
    assert two
    await library.assert_sound("pgvector", "qdrant")
