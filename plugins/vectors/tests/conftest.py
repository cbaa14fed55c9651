"""A collection of notes in a table of the test's own, kept in the real stores."""

from dataclasses import dataclass
from uuid import UUID

import pytest
import pytest_asyncio
from commonweal import Collection, Database, Document, new_id
from commonweal_vectors.changes import note_changes
from commonweal_vectors.services import Vectors, vectors_of
from commonweal_vectors.tasks import index_changes

NOTES = "vectors.note"
_TABLE = """
CREATE TABLE note (
    id uuid PRIMARY KEY, text text NOT NULL, spanish text, topic text, stars bigint, version bigint DEFAULT 0
);
GRANT ALL ON note TO PUBLIC;
"""


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["vectors"]


@dataclass
class Notes:
    """The table, and what a plugin would do with it."""

    database: Database
    vectors: Vectors

    @property
    def collection(self) -> Collection:
        return self.vectors.collections[NOTES]

    async def write(self, text, topic="water", *, spanish=None, stars=None, note_id=None, told=True) -> UUID:
        """Insert or replace a note, and say so unless ``told`` is false."""
        note_id = note_id or new_id()
        async with self.database.write() as work:
            await work.execute(
                "INSERT INTO note (id, text, spanish, topic, stars) VALUES ($1, $2, $3, $4, $5)"
                " ON CONFLICT (id) DO UPDATE SET text = excluded.text, spanish = excluded.spanish,"
                " topic = excluded.topic, stars = excluded.stars, version = note.version + 1",
                note_id,
                text,
                spanish,
                topic,
                stars,
            )
            if told:
                await note_changes(work, NOTES, [note_id], index_changes)
        return note_id

    async def delete(self, note_id, *, told=True) -> None:
        """Delete a note."""
        async with self.database.write() as work:
            await work.execute("DELETE FROM note WHERE id = $1", note_id)
            if told:
                await note_changes(work, NOTES, [note_id], index_changes)


async def read_notes(work, ids):
    rows = await work.fetch("SELECT * FROM note WHERE id = ANY($1)", list(ids))
    documents = []
    for row in rows:
        fields = {"topic": row["topic"], "stars": row["stars"]}
        documents.append(Document(row["id"], row["text"], fields))
        if row["spanish"]:
            documents.append(Document(row["id"], row["spanish"], fields, part="es"))
    return documents


async def list_notes(work, after, limit):
    rows = await work.fetch(
        "SELECT id FROM note WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2", after, limit
    )
    return [row["id"] for row in rows]


@pytest_asyncio.fixture(loop_scope="session")
async def notes(site):
    """Give a collection of notes; its index is not begun yet."""
    vectors = vectors_of(site.context("vectors").services)
    fields = {"topic": "keyword", "stars": "integer"}
    vectors.collections[NOTES] = Collection(
        name=NOTES, fields=fields, documents=read_notes, list_ids=list_notes
    )
    async with site.database.write() as work:
        await work.execute(_TABLE)
    return Notes(site.database, vectors)
