"""An index is built anew in place, whatever its store still has of it."""

import pytest
from book_faults import Faults, Killed
from book_library import NAME
from commonweal import OperatorError, VectorsUnavailable
from commonweal_vectors.filling import Pace, fill, start_over
from commonweal_vectors.generations import begin, generations, wanted
from commonweal_vectors.migrating import verifying
from commonweal_vectors.migrating.rebuilding import rebuild
from commonweal_vectors.searching import find_like

LETTERS = "a lighthouse keeper writes letters"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(verifying, "PAUSE", 0.0)


async def rebuild_books(library, *, drop_first=False):
    collections = [library.collection]
    await rebuild(library.vectors, collections, library.teller, drop_first=drop_first, pace=Pace())


async def nearest(library):
    [best] = await find_like(library.vectors, NAME, text=LETTERS, limit=1)
    return best.id


async def test_a_new_index_takes_the_place_of_the_old_one_which_is_dropped(library):
    await library.fill(20)
    old = (await library.standing()).active
    book = await library.write(text=LETTERS)
    await library.site.settle()
    await rebuild_books(library)
    now = await library.standing()
    assert now.active.id > old.id
    assert await library.stores() == {"active": "pgvector"}
    assert await nearest(library) == book
    await library.assert_sound("pgvector")


async def test_it_comes_back_when_the_table_of_the_store_was_dropped_behind_our_back(library):
    await library.fill(20)
    book = await library.write(text=LETTERS)
    await library.site.settle()
    await library.store("pgvector").drop((await library.standing()).active.name)
    with pytest.raises(VectorsUnavailable, match="vectors rebuild"):
        await nearest(library)
    [found] = (await library.verify()).generations
    assert found.gone
    await library.write()
    await library.site.settle()
    assert "has lost it; run `commonweal vectors rebuild books.book`" in (await library.standing()).error
    await rebuild_books(library)
    assert await nearest(library) == book
    await library.quiet()
    await library.assert_sound("pgvector")


async def test_it_comes_back_when_the_whole_schema_of_the_store_was_dropped(library):
    await library.fill(20)
    book = await library.write(text=LETTERS)
    await library.site.settle()
    async with library.database.write() as work:
        for row in await work.fetch("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%pgvector%'"):
            await work.execute(f'DROP SCHEMA "{row[0]}" CASCADE')
    await rebuild_books(library)
    assert await nearest(library) == book
    await library.assert_sound("pgvector")


async def test_it_comes_back_when_the_store_was_emptied(library):
    ids = await library.fill(20)
    active = (await library.standing()).active
    await library.store("pgvector").delete(active.name, ids)
    assert not (await library.verify()).sound
    await rebuild_books(library)
    await library.assert_sound("pgvector")


async def test_with_drop_first_searches_go_without_until_it_is_built_and_a_killed_one_is_gone_on_with(
    library, monkeypatch
):
    await library.fill(40)
    book = await library.write(text=LETTERS)
    await library.site.settle()
    faults = Faults(monkeypatch)
    with faults.dying_at(60):
        await rebuild_books(library, drop_first=True)
    assert faults.died
    with pytest.raises(VectorsUnavailable):
        await nearest(library)
    assert await library.stores() == {"filling": "pgvector"}
    await rebuild_books(library, drop_first=True)
    assert await nearest(library) == book
    await library.assert_sound("pgvector")


async def test_a_worker_goes_on_with_what_was_begun(library, monkeypatch):
    await library.fill(40)
    old = (await library.standing()).active
    faults = Faults(monkeypatch)
    with faults.dying_at(60):
        await rebuild_books(library)
    assert faults.died
    await library.quiet()
    assert (await library.standing()).active.id > old.id
    await library.assert_sound("pgvector")


async def test_a_worker_begins_anew_what_its_store_has_lost_also_when_it_dies_after_making_room(
    library, monkeypatch
):
    await library.fill(20)
    asked = wanted(library.vectors, library.collection)
    coming = await begin(library.vectors, library.collection, store="qdrant", asked=asked, automatic=True)
    assert await fill(library.vectors, coming.id)
    store = library.store("qdrant")
    await store.drop(coming.name)
    create = store.create

    async def dying(collection):
        monkeypatch.setattr(store, "create", create)
        await create(collection)
        raise Killed

    monkeypatch.setattr(store, "create", dying)
    with pytest.raises(Killed):
        await start_over(library.vectors, coming)
    await library.site.run_task("vectors.keep")
    await library.site.settle()
    assert (await library.standing()).active.id == coming.id
    await library.assert_sound("qdrant")


async def test_a_worker_leaves_alone_what_a_command_is_at(library):
    from commonweal_vectors.filling import turns

    await library.fill(10)
    asked = wanted(library.vectors, library.collection)
    coming = await begin(library.vectors, library.collection, store="pgvector", asked=asked, automatic=True)
    async with turns(library.vectors, coming.id) as is_ours:
        assert await is_ours()
        await library.site.run_task("vectors.keep")
        await library.site.settle()
        assert (await library.standing()).coming.filled == 0
    await library.quiet()
    assert (await library.standing()).active.id == coming.id


async def test_what_is_being_moved_is_not_rebuilt(library):
    await library.fill(10)
    await library.migrate(yes=False)
    with pytest.raises(OperatorError, match="on its way to qdrant"):
        await rebuild_books(library)
    assert await library.migrate()
    await rebuild_books(library)
    assert await library.stores() == {"active": "qdrant", "kept": "pgvector"}
    await library.assert_sound("pgvector", "qdrant")


async def test_a_search_that_began_in_an_index_that_is_dropped_meanwhile_finds_in_the_new_one(
    library, monkeypatch
):
    book = await library.write(text=LETTERS, told=False)
    await library.fill(10)
    old = (await library.standing()).active
    store = library.store("pgvector")
    search = store.search

    async def replaced(name, vectors, **options):
        if name == old.name:
            await rebuild_books(library)
        return await search(name, vectors, **options)

    monkeypatch.setattr(store, "search", replaced)
    assert await nearest(library) == book
    async with library.database.read() as work:
        assert [each.id for each in await generations(work)] != [old.id]
    assert not await fill(library.vectors, old.id)
