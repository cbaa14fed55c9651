"""An index follows its documents: each change reaches every generation, once and in order."""

import asyncio

import pytest
from commonweal import Collection, EmbedderRefused, Equal, VectorError, VectorsUnavailable, new_id
from commonweal_vectors import tasks, timing
from commonweal_vectors.filling import fill
from commonweal_vectors.generations import active, begin, change_over, generations, wanted
from commonweal_vectors.indexing import bring_up_to_date
from commonweal_vectors.searching import find_like

NAME = "vectors.note"
WELL = "The village well is dry and children walk six kilometres for water"
BOOKS = "The school library has no books in the language of the children"


async def found(notes, text, **options):
    return [each.id for each in await find_like(notes.vectors, NAME, text=text, **options)]


async def test_there_is_no_answer_before_there_is_an_index(notes):
    with pytest.raises(VectorsUnavailable, match="being built"):
        await find_like(notes.vectors, NAME, text="a dry well")


async def test_an_index_is_begun_filled_and_answers_by_itself(site, notes, monkeypatch, caplog):
    well, books = await notes.write(WELL, told=False), await notes.write(BOOKS, told=False)
    await site.run_task("vectors.keep")
    await site.settle()
    assert await found(notes, "water from the well") == [well, books]
    assert await found(notes, "books for a school library", limit=1) == [books]

    monkeypatch.setattr(timing, "FLUSH_SECONDS", 0.0)
    monkeypatch.setattr(
        timing, "_ADD", "SELECT 1 / 0, $1::bigint[], $2::text[], $3::smallint[], $4::bigint[]"
    )
    assert await found(notes, "books for a school library", limit=1) == [books]
    assert "not written down" in caplog.text


async def test_changes_and_deletes_reach_the_index(site, notes):
    well = await notes.write(WELL)
    await site.run_task("vectors.keep")
    await site.settle()
    books = await notes.write(BOOKS, topic="education")
    await site.settle()
    assert await found(notes, "books for a school library", limit=1) == [books]
    await notes.write(WELL, topic="education", note_id=books)
    await site.settle()
    [first, second] = await find_like(notes.vectors, NAME, text=WELL)
    assert (first.score, second.score) == pytest.approx((1, 1), abs=1e-3)
    assert await found(notes, WELL, where=Equal("topic", "education")) == [books]
    await notes.delete(well)
    await site.settle()
    assert await found(notes, WELL) == [books]


async def test_a_document_of_two_texts_is_found_once_by_the_better_one(site, notes):
    note = await notes.write(WELL, spanish="El pozo del pueblo está seco y los niños caminan por agua")
    other = await notes.write(BOOKS, spanish="La biblioteca de la escuela no tiene libros")
    await site.run_task("vectors.keep")
    await site.settle()
    [best, _] = await find_like(notes.vectors, NAME, text="pozo seco del pueblo")
    assert (best.id, best.part) == (note, "es")
    [like] = await find_like(notes.vectors, NAME, like=note, part="es")
    assert like.id == other
    await notes.write(WELL, note_id=note)
    await site.settle()
    [best, _] = await find_like(notes.vectors, NAME, text="pozo seco del pueblo")
    assert (best.id, best.part) != (note, "es")


async def test_what_is_in_the_index_already_is_not_embedded_again(site, notes, monkeypatch):
    note = await notes.write(WELL)
    await site.run_task("vectors.keep")
    await site.settle()
    embedder = notes.vectors.drivers.embedder()
    embedded = []
    real = embedder.embed

    async def counted(texts, purpose):
        embedded.extend(texts)
        return await real(texts, purpose)

    monkeypatch.setattr(embedder, "embed", counted)
    await notes.write(WELL, topic="health", note_id=note)
    await site.settle()
    assert embedded == []
    assert await found(notes, "water", where=Equal("topic", "health")) == [note]
    assert embedded == ["water"]


async def test_every_generation_gets_what_changes_while_another_is_filled(site, notes):
    ids = [await notes.write(f"{WELL} number {number}", told=False) for number in range(10)]
    await site.run_task("vectors.keep")
    await site.settle()
    vectors, collection = notes.vectors, notes.collection
    coming = await begin(
        vectors, collection, store="pgvector", asked=wanted(vectors, collection), automatic=False
    )
    await notes.delete(ids[0])
    new = await notes.write(BOOKS)
    await site.settle()
    assert await fill(vectors, coming.id)
    await notes.delete(ids[1])
    await site.settle()
    async with site.database.read() as work:
        present = await active(work, NAME)
    assert present.id != coming.id
    store = coming.store_of(vectors)
    held = [[item.id for item in await store.scroll(each.name, limit=100)] for each in (present, coming)]
    assert held[0] == held[1] == sorted([*ids[2:], new])
    async with site.database.read() as work:
        [_, ready] = await generations(work, NAME)
    await change_over(vectors, ready, keep=True)
    assert (await found(notes, BOOKS))[0] == new


async def test_a_wrong_document_waits_with_its_reason_and_harms_no_other(site, notes):
    await site.run_task("vectors.keep")
    await site.settle()
    right = await notes.write(WELL)
    wrong = await notes.write(BOOKS, stars=2**63 - 1)
    async with site.database.write() as work:
        await work.execute("UPDATE note SET topic = repeat('x', 2000) WHERE id = $1", wrong)
    await site.settle()
    assert await found(notes, BOOKS) == [right]
    async with site.database.read() as work:
        row = await work.fetch_row("SELECT document_id, attempts, error FROM vectors.change")
    assert (row["document_id"], row["attempts"]) == (wrong, 1)
    assert "takes a keyword as topic" in row["error"]


async def test_a_text_that_no_vector_is_made_of_waits_and_so_do_new_ones_while_none_is_but_deletes_do_not(
    site, notes, monkeypatch
):
    poison = await notes.write(f"poison {WELL}", told=False)
    gone = await notes.write(BOOKS, told=False)
    embedder = notes.vectors.drivers.embedder()
    embed = embedder.embed

    async def choosy(texts, purpose):
        if any("poison" in text for text in texts):
            raise EmbedderRefused("the model does not take this")
        return await embed(texts, purpose)

    async def away(texts, purpose):
        raise VectorsUnavailable("nobody answers")

    monkeypatch.setattr(embedder, "embed", choosy)
    await site.run_task("vectors.keep")
    await site.settle()
    assert await found(notes, BOOKS) == [gone]
    other = await notes.write(f"{WELL} and deep")
    await notes.write(f"poison {WELL} again", note_id=poison)
    await site.settle()
    assert await found(notes, WELL, limit=1) == [other]
    monkeypatch.setattr(embedder, "embed", away)
    await notes.write(f"{WELL} and dark", note_id=other)
    await notes.delete(gone)
    await site.settle()
    async with site.database.read() as work:
        rows = await work.fetch("SELECT document_id, error FROM vectors.change ORDER BY document_id")
        kept = await active(work, NAME)
    assert [tuple(row) for row in rows] == [
        (poison, "the model does not take this"),
        (other, "nobody answers"),
    ]
    assert await kept.store_of(notes.vectors).count(kept.name) == 1
    monkeypatch.setattr(embedder, "embed", embed)
    async with site.database.write() as work:
        await work.execute("UPDATE vectors.change SET due_at = now()")
    await site.run_task("vectors.keep")
    await site.settle()
    assert sorted(await found(notes, WELL)) == sorted([poison, other])


async def test_an_index_that_cannot_be_begun_keeps_no_change_from_being_tried_again(site, notes, monkeypatch):
    await site.run_task("vectors.keep")
    await site.settle()
    note = await notes.write(WELL, told=False)
    async with site.database.write() as work:
        await work.execute(
            "INSERT INTO vectors.change (collection, document_id, number) VALUES ($1, $2, 1)", NAME, note
        )

    async def unable(vectors, collection):
        raise VectorsUnavailable("nobody answers")

    monkeypatch.setattr(tasks, "begin_missing", unable)
    with pytest.raises(VectorsUnavailable, match="nobody answers"):
        await site.run_task("vectors.keep")
    await site.settle()
    assert await found(notes, WELL) == [note]


async def test_writers_of_one_document_at_once_leave_the_newest_state(site, notes):
    note = await notes.write(f"{WELL} 0")
    await site.run_task("vectors.keep")
    await site.settle()

    async def write(number):
        await notes.write(f"{BOOKS} {number}", stars=number, note_id=note)
        await bring_up_to_date(notes.vectors, notes.collection, [note])

    await asyncio.gather(*[write(number) for number in range(1, 12)])
    await site.settle()
    async with site.database.read() as work:
        stars = await work.fetch_value("SELECT stars FROM note")
    assert await found(notes, BOOKS, where=Equal("stars", stars)) == [note]


async def test_the_index_of_a_plugin_that_was_removed_goes_and_no_other(site, notes):
    await notes.write(WELL)
    gone = Collection(name="gone-away.note", fields={})
    asked = wanted(notes.vectors, gone)
    left = await begin(notes.vectors, gone, store="pgvector", asked=asked, automatic=True)
    async with site.database.write() as work:
        await work.execute(
            "INSERT INTO vectors.change (collection, document_id, number) VALUES ($1, $2, 1)",
            gone.name,
            new_id(),
        )
    await site.run_task("vectors.keep")
    await site.settle()
    with pytest.raises(VectorError, match=left.name):
        await left.store_of(notes.vectors).count(left.name)
    async with site.database.read() as work:
        assert [each.collection for each in await generations(work)] == [NAME]
        assert await work.fetch("SELECT 1 FROM vectors.change WHERE collection = $1", gone.name) == []


async def test_what_cannot_be_asked_is_refused_with_what_is_right(site, notes):
    await notes.write(WELL)
    await site.run_task("vectors.keep")
    await site.settle()
    for options, code in (
        ({"text": "water", "limit": 0}, "vector_limit_invalid"),
        ({"text": "water", "where": Equal("colour", "blue")}, "vector_field_invalid"),
        ({"text": "water", "where": Equal("stars", "many")}, "vector_field_invalid"),
        ({"vector": [1.0, 2.0]}, "vector_unusable"),
        ({"vector": [0.0] * 1_024}, "vector_unusable"),
        ({"like": new_id()}, "vector_item_unknown"),
        ({}, "vector_unusable"),
    ):
        with pytest.raises(VectorError) as refused:
            await find_like(notes.vectors, NAME, **options)
        assert refused.value.code == code, options
