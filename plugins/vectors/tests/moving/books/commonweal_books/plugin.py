"""The collection of books, and the event that says that one has changed."""

import os
from collections.abc import Sequence
from uuid import UUID

from commonweal import Collection, Document, Event, UnitOfWork, event_type, hookimpl
from commonweal_vectors import doubts

NAME = "books.book"

# A test has no minute to wait until a doubt can be settled.
doubts.LATEST = float(os.environ.get("BOOKS_LATEST", doubts.LATEST))


@event_type("books.book_changed")
class BookChanged(Event, frozen=True):
    """A book was written, rewritten or thrown away."""

    book_id: UUID


async def read_books(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Read books; one with a Spanish text is two documents."""
    documents = []
    for row in await work.fetch("SELECT * FROM books.book WHERE id = ANY($1)", list(ids)):
        fields = {"shelf": row["shelf"], "stars": row["stars"]}
        documents.append(Document(row["id"], row["story"], fields))
        if row["spanish"] is not None:
            documents.append(Document(row["id"], row["spanish"], fields, part="es"))
    return documents


async def list_books(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """Go through the books."""
    sql = "SELECT id FROM books.book WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2"
    return [row["id"] for row in await work.fetch(sql, after, limit)]


BOOKS = Collection(
    name=NAME,
    fields={"shelf": "keyword", "stars": "integer"},
    dimensions=64,
    documents=read_books,
    list_ids=list_books,
    changed_by={BookChanged: "book_id"},
)


@hookimpl
def commonweal_event_types() -> list[type[Event]]:
    """Declare the event."""
    return [BookChanged]


@hookimpl
def commonweal_vector_collections() -> list[Collection]:
    """Declare the collection."""
    return [BOOKS]
