"""The guide's collection is declared and read as the guide says."""

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "vectors.md"
NOTES = """
    CREATE SCHEMA trees;
    CREATE TABLE trees.note (
        id uuid PRIMARY KEY, text text, author_id uuid, organisation_id uuid, written_at timestamptz,
        repeats uuid
    )
"""
ADD = "INSERT INTO trees.note VALUES ($1, $2, $3, $4, $5, $6)"
NOW = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


@dataclass
class NoteWritten:
    note_id: UUID


@dataclass
class NoteRemoved:
    note_id: UUID


@pytest.fixture
def notes(monkeypatch):
    """Give the collection of the guide, from its own words."""
    api = ModuleType("acme_trees.api")
    api.NoteWritten, api.NoteRemoved = NoteWritten, NoteRemoved
    for module in (ModuleType("acme_trees"), api):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    declared: dict[str, object] = {}
    exec(GUIDE.read_text().partition("```python\n")[2].partition("```")[0], declared)
    return declared["NOTES"]


async def test_the_collection_of_the_guide_reads_its_documents(notes, database):
    first, second, repeated = (UUID(int=number) for number in (1, 2, 3))
    async with database.write() as work:
        await work.execute(NOTES)
        await work.execute(ADD, second, "Ash.", first, None, NOW, None)
        await work.execute(ADD, first, "Oak.", second, first, NOW, None)
        await work.execute(ADD, repeated, "Oak.", second, first, NOW, first)
        assert await notes.list_ids(work, None, 10) == [first, second]
        assert await notes.list_ids(work, first, 10) == [second]
        assert await notes.list_ids(work, None, 1) == [first]
        found = {
            each.id: each for each in await notes.documents(work, [first, second, repeated, UUID(int=9)])
        }
    assert {key: each.text for key, each in found.items()} == {first: "Oak.", second: "Ash."}
    assert found[first].fields == {"author": str(second), "organisation": str(first), "written": NOW}
    assert found[second].fields["organisation"] is None
    for each in found.values():
        assert each.fields.keys() == notes.fields.keys()


def test_its_events_have_what_it_says_holds_the_id(notes):
    for event, attribute in notes.changed_by.items():
        assert isinstance(getattr(event(UUID(int=1)), attribute), UUID)
