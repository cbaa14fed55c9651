"""A process dies after each single step of writing a page of a copy, and nothing goes wrong for good."""

import itertools
from uuid import UUID

from book_faults import Faults
from book_library import begin_anew
from commonweal_vectors.changes import work_off
from commonweal_vectors.filling import fill
from commonweal_vectors.generations import begin, wanted
from commonweal_vectors.migrating import verifying

OLD, NEW = "the well is dry", "a school without books"
REWRITTEN, DELETED, ADDED, UNTOUCHED = (UUID(int=number) for number in range(1, 5))


async def test_a_process_may_die_at_any_step_and_documents_go_back_to_what_they_were(library, monkeypatch):
    """What is there again as it was before is the hardest: the entry says so, whatever the store has."""
    faults = Faults(monkeypatch)
    monkeypatch.setattr(verifying, "PAUSE", 0.0)
    faults.afflict(monkeypatch, library.store("qdrant"), own_transactions=True)
    faults.afflict(monkeypatch, library.store("pgvector"), own_transactions=False)
    for step in itertools.count(1):
        books = {REWRITTEN: OLD, DELETED: OLD, UNTOUCHED: OLD}
        await begin_anew(library, books)
        copy = await begin(
            library.vectors,
            library.collection,
            store="qdrant",
            asked=wanted(library.vectors, library.collection),
            automatic=False,
        )
        await library.write(REWRITTEN, text=NEW, spanish=NEW)
        await library.write(ADDED, text=NEW, spanish=NEW)
        await library.throw_away(DELETED)
        await library.hear()
        with faults.dying_at(step):
            await work_off(library.vectors, library.collection)
            await fill(library.vectors, copy.id)
        if not faults.died:
            break
        await library.write(REWRITTEN, text=OLD, spanish=None)
        await library.write(DELETED, text=OLD, spanish=None)
        await library.throw_away(ADDED)
        await library.quiet()
        assert await fill(library.vectors, copy.id)
        await library.assert_sound("pgvector", "qdrant")
        held = await library.count("SELECT count(*) FROM vectors.entry")
        assert held == len(books), f"dead at step {step}"
    assert step > 40
