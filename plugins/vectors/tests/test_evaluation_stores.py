"""Evaluating and comparing with the real stores: pgvector in the database, Qdrant's engine beside it."""

from commonweal_vectors.evaluating.comparing import compare
from commonweal_vectors.evaluating.evaluate import evaluate
from commonweal_vectors.evaluating.trials import open_trials

from .evaluated import NAME, index_notes


async def test_figures_and_a_comparison_come_from_the_real_stores(site, notes):
    await index_notes(site, notes)
    [found] = await evaluate(notes.vectors, [notes.collection])
    assert found.problem is None
    assert (found.figures.store, found.figures.items, found.figures.recall) == ("pgvector", 31, 1.0)
    assert found.figures.vector_bytes > 31 * 2 * 1_024
    assert found.figures.held_bytes == found.figures.vector_bytes + found.figures.index_bytes

    trial = await compare(notes.vectors, NAME, "qdrant", items=20)
    assert (trial.here.store, trial.there.store, trial.items) == ("pgvector", "qdrant", 20)
    assert [each.recall for each in trial.here.recalls] == [each.recall for each in trial.there.recalls]
    async with site.database.read() as work:
        assert await open_trials(work) == []
        tables = await work.fetch("SELECT 1 FROM pgvector.collection WHERE name LIKE 'vectors.try%'")
        assert tables == []
