"""Two who are at one index at the same moment: commands, workers, and people who change their minds."""

import asyncio

import msgspec
import pytest
from book_library import NAME
from commonweal import Collection, Item, OperatorError, VectorError, VectorsUnavailable, new_id
from commonweal_vectors import filling
from commonweal_vectors.filling import Pace, fill, start_over, turns
from commonweal_vectors.generations import begin, give_up, wanted
from commonweal_vectors.migrating import gates, moving, verifying
from commonweal_vectors.migrating.rebuilding import rebuild
from commonweal_vectors.searching import find_like

LETTERS = "a lighthouse keeper writes letters"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(verifying, "PAUSE", 0.0)
    monkeypatch.setattr(gates, "LAG", 0.0)


async def begin_anew(library):
    asked = wanted(library.vectors, library.collection)
    return await begin(library.vectors, library.collection, store="pgvector", asked=asked, automatic=True)


async def test_what_is_gone_while_its_page_is_read_and_back_before_that_is_heard_of_is_not_lost(library):
    ids = sorted(await library.fill(20))
    book = await library.write(ids[-1], text=LETTERS, spanish=None)
    await library.site.settle()
    coming = await begin_anew(library)
    await library.throw_away(book)
    assert await fill(library.vectors, coming.id)
    await library.write(book, text=LETTERS, spanish=None)
    await library.quiet()
    assert (await library.standing()).active.id == coming.id
    [best] = await find_like(library.vectors, NAME, text=LETTERS, limit=1)
    assert best.id == book
    await library.assert_sound("pgvector")


async def test_what_a_store_has_of_a_generation_that_nobody_knows_any_more_is_not_taken_over(library):
    """So it is after PostgreSQL was restored to an earlier moment: the numbers begin again."""
    await library.fill(4)
    asked, active = wanted(library.vectors, library.collection).shape, (await library.standing()).active
    forgotten = Collection(
        name=f"{NAME}_g{active.id + 1}", dimensions=asked.dimensions, metric=asked.metric, fields=asked.fields
    )
    store = library.store("pgvector")
    await store.create(forgotten)
    await store.upsert(forgotten.name, [Item(new_id(), [1.0] * asked.dimensions)])
    coming = await begin_anew(library)
    assert (coming.name, await store.count(coming.name)) == (forgotten.name, 0)


async def test_a_copy_that_somebody_goes_back_to_is_not_dropped_by_who_finishes(library, monkeypatch):
    await library.fill(10)
    assert await library.migrate()
    look = moving.standing

    async def standing(vectors, collection):
        found = await look(vectors, collection)
        monkeypatch.setattr(moving, "standing", look)
        await library.back()
        return found

    monkeypatch.setattr(moving, "standing", standing)
    with pytest.raises(OperatorError, match="pgvector answers searches since a moment ago"):
        await library.finish()
    assert await library.stores() == {"active": "pgvector", "kept": "qdrant"}
    await library.assert_sound("pgvector", "qdrant")


@pytest.mark.parametrize("moment", ["while the index is built", "after the last gate"])
async def test_a_move_that_somebody_gives_up_says_so_at_whatever_it_is(library, monkeypatch, moment):
    await library.fill(10)
    place, name = (library.store("qdrant"), "prepare") if "built" in moment else (moving, "answers")
    step = getattr(place, name)

    async def given_up(*arguments, **options):
        done = await step(*arguments, **options) if place is moving else None
        await library.back()
        return done or await step(*arguments, **options)

    monkeypatch.setattr(place, name, given_up)
    with pytest.raises(OperatorError, match="the copy in qdrant was given up meanwhile"):
        await library.migrate()
    assert await library.stores() == {"active": "pgvector"}


async def test_a_copy_that_somebody_gives_up_is_not_begun_again_by_those_who_fill_it(library, monkeypatch):
    await library.fill(20)
    gone_back = asyncio.Event()
    monkeypatch.setattr(filling.Pace, "wait", lambda *_: gone_back.wait())
    moves = [asyncio.create_task(library.migrate()) for _ in range(2)]
    while "watches" not in library.said.getvalue():
        await asyncio.sleep(0.01)
    await library.back()
    gone_back.set()
    for error in await asyncio.gather(*moves, return_exceptions=True):
        assert "was given up meanwhile" in str(error)
    assert await library.stores() == {"active": "pgvector"}


async def test_a_rebuild_that_is_given_up_while_it_is_waited_for_does_not_say_that_it_answers(library):
    await library.fill(10)
    coming = await begin_anew(library)
    rebuilding = rebuild(library.vectors, [library.collection], library.teller, drop_first=False, pace=Pace())
    async with turns(library.vectors, coming.id) as is_ours:
        assert await is_ours()
        waiting = asyncio.create_task(rebuilding)
        while "watches" not in library.said.getvalue():
            await asyncio.sleep(0.01)
        assert await give_up(library.vectors, coming)
    with pytest.raises(OperatorError, match="was given up meanwhile; a worker does that"):
        await waiting
    assert "answers searches" not in library.said.getvalue()
    await library.quiet()
    await start_over(library.vectors, coming)
    with pytest.raises(VectorError, match="no collection"):
        await library.store("pgvector").count(coming.name)


async def test_another_embedder_takes_over_from_one_that_is_gone_whatever_waits_for_that(
    library, monkeypatch
):
    await library.fill(10)

    async def gone(texts, purpose):
        raise VectorsUnavailable("nobody answers")

    monkeypatch.setattr(library.vectors.drivers.embedder(), "embed", gone)
    book = await library.write(text=LETTERS)
    await library.site.settle()
    settings = msgspec.structs.replace(library.vectors.drivers.settings, dimensions=32)
    library.vectors.drivers.settings = settings
    await library.site.run_task("vectors.keep")
    await library.site.settle()
    assert (await library.standing()).active.shape.dimensions == 32
    [best] = await find_like(library.vectors, NAME, text=LETTERS, limit=1)
    assert best.id == book
    await library.quiet()
    await library.assert_sound("pgvector")


async def test_a_first_index_whose_store_is_gone_is_begun_where_the_settings_say_by_now(library, monkeypatch):
    async def gone(*_):
        raise VectorsUnavailable("nobody answers")

    monkeypatch.setattr(library.store("qdrant"), "upsert", gone)
    settings = library.vectors.drivers.settings
    library.vectors.drivers.settings = msgspec.structs.replace(settings, store="qdrant")
    book = await library.write(text=LETTERS, told=False)
    await library.site.run_task("vectors.keep")
    with pytest.raises(VectorsUnavailable):
        await library.site.settle()
    library.vectors.drivers.settings = settings
    await library.quiet()
    await library.quiet()
    assert await library.stores() == {"active": "pgvector"}
    [best] = await find_like(library.vectors, NAME, text=LETTERS, limit=1)
    assert best.id == book


async def test_nobody_moves_on_to_a_copy_that_has_not_the_fields_of_today(library):
    await library.fill(4)
    assert await library.migrate()
    fields = {**library.collection.fields, "pages": "integer"}
    library.vectors.collections[NAME] = msgspec.structs.replace(library.collection, fields=fields)
    await rebuild(library.vectors, [library.collection], library.teller, drop_first=False, pace=Pace())
    with pytest.raises(OperatorError, match="still has a copy in pgvector from the move before"):
        await library.migrate("pgvector")
