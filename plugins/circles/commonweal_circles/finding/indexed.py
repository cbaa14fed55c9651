"""What vectors keep of circles: the public ones that review approved, and the threads everybody may read.

What turns private, hidden, deleted or rejected is left out when it is read again, and so leaves the index.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import Collection, Document, UnitOfWork

from commonweal_circles.events import (
    CircleArchived,
    CircleEdited,
    CircleOpened,
    CircleRestored,
    CircleReviewed,
    PostEdited,
    PostPublished,
    PostShown,
    PostWithheld,
    ThreadsConcerned,
)

CIRCLES, THREADS = "circles.circle", "circles.thread"
_CIRCLES = """
SELECT id, name, description, topic, domain, locale FROM circles.circle
WHERE id = ANY ($1) AND visibility = 'public' AND review_status = 'approved' AND state = 'active'
"""
_CIRCLE_IDS = """
SELECT id FROM circles.circle
WHERE visibility = 'public' AND review_status = 'approved' AND state = 'active'
    AND ($1::uuid IS NULL OR id > $1)
ORDER BY id LIMIT $2
"""
_THREADS = """
SELECT p.id, p.circle_id, p.title, p.text, p.locale, c.domain
FROM circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id
WHERE p.id = ANY ($1) AND p.depth = 0 AND p.is_public
    AND c.visibility = 'public' AND c.review_status = 'approved'
"""
_THREAD_IDS = """
SELECT p.id FROM circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id
WHERE p.depth = 0 AND p.is_public AND c.visibility = 'public' AND c.review_status = 'approved'
    AND ($1::uuid IS NULL OR p.id > $1)
ORDER BY p.id LIMIT $2
"""


async def circle_documents(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Return those of some circles that everybody finds."""
    return [_circle(row) for row in await work.fetch(_CIRCLES, list(ids))]


async def circle_ids(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """List the circles that everybody finds in order of id."""
    return [row["id"] for row in await work.fetch(_CIRCLE_IDS, after, limit)]


async def thread_documents(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Return those of some threads that everybody may read."""
    return [_thread(row) for row in await work.fetch(_THREADS, list(ids))]


async def thread_ids(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """List the threads that everybody may read in order of id."""
    return [row["id"] for row in await work.fetch(_THREAD_IDS, after, limit)]


def _circle(row: Any) -> Document:
    domain = (row["domain"] or "").replace("_", " ")
    text = "\n".join(filter(None, (row["name"], row["topic"], domain, row["description"])))
    return Document(row["id"], text, {"domain": row["domain"], "locale": row["locale"]})


def _thread(row: Any) -> Document:
    fields = {"circle": str(row["circle_id"]), "domain": row["domain"], "locale": row["locale"]}
    return Document(row["id"], f"{row['title']}\n{row['text']}", fields)


COLLECTIONS: list[Collection] = [
    Collection(
        name=CIRCLES,
        fields={"domain": "keyword", "locale": "keyword"},
        documents=circle_documents,
        list_ids=circle_ids,
        changed_by={
            CircleOpened: "circle_id",
            CircleEdited: "circle_id",
            CircleReviewed: "circle_id",
            CircleArchived: "circle_id",
            CircleRestored: "circle_id",
        },
    ),
    Collection(
        name=THREADS,
        fields={"circle": "keyword", "domain": "keyword", "locale": "keyword"},
        documents=thread_documents,
        list_ids=thread_ids,
        changed_by={
            PostPublished: "began",
            PostEdited: "began",
            PostWithheld: "began",
            PostShown: "began",
            ThreadsConcerned: "thread_ids",
        },
    ),
]
