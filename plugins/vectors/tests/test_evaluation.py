"""Figures of a real collection on a real database: right, kept, and told of once."""

from datetime import timedelta

import msgspec
import pytest
from commonweal import Equal, Match, VectorsUnavailable, new_id
from commonweal.testing.vectors import MemoryVectorStore
from commonweal_vectors.evaluating.evaluate import NO_INDEX, evaluate
from commonweal_vectors.evaluating.history import days, latest, newest, problems
from commonweal_vectors.evaluating.reading import judgements
from commonweal_vectors.evaluating.recall import measure_recall, share_found
from commonweal_vectors.generations import active
from commonweal_vectors.searching import find_like
from commonweal_vectors.timing import bucket_of

from .evaluated import NAME, LossyStore, keep_in


@pytest.fixture
def stored(site, notes):
    """Give thirty notes in a store of the test's choice: ``await stored(store)``."""

    async def keep(store):
        await keep_in(site, notes, {"pgvector": store})
        return notes

    return keep


async def look(notes):
    [found] = await evaluate(notes.vectors, [notes.collection])
    return found


async def told(database):
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT type, data FROM kernel.event WHERE type LIKE 'vectors.trigger%' ORDER BY sequence"
        )
    return [(row["type"], msgspec.json.decode(row["data"])) for row in rows]


async def test_the_figures_are_those_of_the_collection(stored, site):
    notes = await stored(MemoryVectorStore())
    await find_like(notes.vectors, NAME, text="a dry well")
    await find_like(notes.vectors, NAME, text="a dry well", where=Equal("topic", "water"))
    await notes.write("one more", told=True)
    found = (await look(notes)).figures
    assert (found.items, found.documents, found.dimensions) == (31, 30, 1_024)
    assert (found.vector_bytes, found.index_bytes, found.held_bytes) == (31 * 4 * 1_024, 0, 31 * 4 * 1_024)
    assert (found.index, found.behind, found.metric) == ("", False, "cosine")
    assert found.memory.room == min(found.memory.effective_cache_size, found.memory.machine)
    assert found.memory.shared_buffers > 1_000_000
    assert [(each.shape, each.searches) for each in found.latencies] == [
        ("", 2),
        ("text", 1),
        ("text filtered", 1),
    ]
    assert all(0 < each.p50 <= each.p95 <= each.p99 for each in found.latencies)
    assert (found.changes.waiting, found.changes.failing) == (1, 0)
    assert (found.coming, found.growth) == ([], None)
    recalls = [(each.field, each.value, each.passing, each.recall) for each in found.recalls]
    assert recalls == [
        ("", "", 31, 1.0),
        ("topic", "common", 25, 1.0),
        ("topic", "rare", 1, 1.0),
    ]
    assert [each.questions for each in found.recalls[:2]] == [31, 20]


async def test_a_store_that_misses_some_of_the_nearest_has_a_lower_recall(stored):
    notes = await stored(LossyStore())
    found = (await look(notes)).figures
    assert 0.6 < found.recall < 0.9
    assert found.lowest_recall <= found.recall
    assert found.index == "lossy"


async def test_equals_count_as_found_and_nothing_to_find_counts_as_nothing(notes):
    one, other, third = (Match(new_id(), score) for score in (0.9, 0.5, 0.5))
    assert share_found([one, third], [one, other]) == 1
    assert share_found([one], [one, other]) == 0.5
    assert share_found([], [one]) == 0
    assert share_found([], []) is None


async def test_questions_end_when_their_time_is_over(stored):
    notes = await stored(MemoryVectorStore())
    async with notes.database.read() as work:
        generation = await active(work, NAME)
    store = generation.store_of(notes.vectors)
    items = await store.scroll(generation.name, limit=30)
    found = await measure_recall(store, generation.name, items, generation.shape.fields, seconds=0)
    assert [each.questions for each in found][:2] == [1, 1]


async def test_what_a_store_has_no_time_for_is_left_out_and_the_rest_is_told(stored):
    store = MemoryVectorStore()
    notes = await stored(store)
    search = store.search

    async def search_unless_filtered(name, vectors, *, limit, where=None, exact=False):
        if where is not None and exact:
            raise VectorsUnavailable("That took too long.")
        return await search(name, vectors, limit=limit, where=where)

    store.search = search_unless_filtered
    found = await look(notes)
    assert [(each.field, each.recall) for each in found.figures.recalls] == [("", 1.0)]
    assert (found.problem, found.figures.items) == (None, 31)


async def test_a_trigger_is_told_of_once_when_it_is_reached_and_once_when_it_is_left(stored):
    store = LossyStore()
    notes = await stored(store)
    for _ in range(4):
        last = await look(notes)
    [(kind, event)] = await told(notes.database)
    assert (kind, event["collection"], event["trigger"]) == ("vectors.trigger_reached", NAME, "recall")
    assert (event["threshold"], event["evaluation_id"] != str(last.id)) == (0.9, True)
    async with notes.database.read() as work:
        [judged] = await judgements(work, [NAME])
    assert judged.outlook == "act"
    assert [each.name for each in judged.triggers if each.stand == "reached"] == ["recall"]
    assert [each.name for each in judged.remedies] == ["effort", "qdrant"]
    store.search = super(LossyStore, store).search
    for _ in range(4):
        await look(notes)
    assert [kind for kind, _ in await told(notes.database)] == [
        "vectors.trigger_reached",
        "vectors.trigger_left",
    ]
    async with notes.database.read() as work:
        [judged] = await judgements(work, [NAME])
    assert (judged.outlook, [each.name for each in judged.remedies]) == ("fine", ["nothing"])
    standing = next(each for each in judged.triggers if each.name == "recall")
    assert standing.left_at > standing.reached_at


async def test_slow_searches_of_people_reach_a_trigger(stored):
    notes = await stored(MemoryVectorStore())
    async with notes.database.read() as work:
        generation = await active(work, NAME)
    counts = {bucket_of(0.8): 20, bucket_of(0.01): 180}
    notes.vectors.timings._counts.update(
        {(generation.id, "text", bucket): searches for bucket, searches in counts.items()}
    )
    for _ in range(2):
        found = (await look(notes)).figures
    assert found.all_searches.searches == 200
    assert found.all_searches.p95 == pytest.approx(800, rel=0.11)
    assert found.all_searches.p50 == pytest.approx(10, rel=0.11)
    assert [event["trigger"] for _, event in await told(notes.database)] == ["slow"]


async def test_evaluations_are_kept_and_show_how_fast_a_collection_grows(stored):
    notes = await stored(MemoryVectorStore())
    first = await look(notes)
    async with notes.database.write() as work:
        await work.execute("UPDATE vectors.evaluation SET evaluated_at = now() - interval '10 days'")
        await work.execute("UPDATE vectors.evaluation SET figures = jsonb_set(figures, '{items}', '11')")
    second = await look(notes)
    assert second.figures.growth.per_day == pytest.approx(2, rel=0.01)
    assert second.figures.growth.limit_on is None, "at two a day that is too far away to say"
    async with notes.database.read() as work:
        points = await days(work, NAME, second.evaluated_at - timedelta(days=30))
        listed = await newest(work, [NAME], None, 10)
        after = await newest(work, [NAME], (second.evaluated_at, second.id), 10)
        kept = (await latest(work, [NAME]))[NAME]
    assert [point.items for point in points] == [11, 31]
    assert [each.id for each in listed] == [second.id, first.id]
    assert [each.id for each in after] == [first.id]
    assert kept == second
    async with notes.database.write() as work:
        await work.execute("UPDATE vectors.evaluation SET evaluated_at = now() - interval '367 days'")
    await look(notes)
    async with notes.database.read() as work:
        assert len(await newest(work, [NAME], None, 10)) == 1


async def test_a_task_that_runs_again_is_kept_once(stored, site):
    notes = await stored(LossyStore())
    run = new_id()
    for _ in range(3):
        await evaluate(notes.vectors, [notes.collection], run=run)
    async with notes.database.read() as work:
        assert len(await newest(work, [NAME], None, 10)) == 1
    assert await told(notes.database) == [], "one evaluation does not reach it"
    await site.run_task("vectors.evaluate")
    assert len(await told(notes.database)) == 1


async def test_a_store_that_does_not_answer_is_a_problem_and_no_figures(stored):
    store = MemoryVectorStore()
    notes = await stored(store)
    before = await look(notes)

    async def fail(name):
        raise VectorsUnavailable("The store does not answer.")

    store.measure = fail
    found = await look(notes)
    assert (found.figures, found.problem) == (None, "The store does not answer.")
    async with notes.database.read() as work:
        assert (await problems(work, [NAME]))[NAME].problem == found.problem
        [judged] = await judgements(work, [NAME])
    assert (judged.outlook, judged.evaluation.id) == ("watch", before.id)
    del store.measure
    await look(notes)
    async with notes.database.read() as work:
        assert await problems(work, [NAME]) == {}


async def test_what_has_no_index_yet_is_not_kept(notes):
    found = await look(notes)
    assert (found.figures, found.problem) == (None, NO_INDEX)
    async with notes.database.read() as work:
        assert await newest(work, [NAME], None, 10) == []


async def test_messages_about_single_documents_are_shown_and_not_kept(stored):
    notes = await stored(MemoryVectorStore())
    await notes.write("one more")
    async with notes.database.write() as work:
        await work.execute("UPDATE vectors.change SET attempts = 3, error = 'takes a keyword, not Ana'")
    found = await look(notes)
    assert (found.figures.changes.failing, found.figures.changes.error) == (1, "takes a keyword, not Ana")
    async with notes.database.read() as work:
        assert "Ana" not in await work.fetch_value("SELECT figures::text FROM vectors.evaluation")
