"""The threads of a circle, those with the newest activity first."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import Locale, PostKind, Reaction
from commonweal_circles.seeing import Place
from commonweal_circles.talk.reading import PostState, state_of
from commonweal_circles.talk.unread import MOST as UNREAD_MOST
from commonweal_circles.talk.unread import Reading

Position = tuple[datetime, UUID]
START: Position = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))
EXCERPT = 240
_COLUMNS = """p.id, p.circle_id, p.number, p.kind, p.title, left(p.html, 900) AS html, p.locale, p.author_id,
    p.review_status, p.held_at, p.hidden_at, p.deleted_at, p.created_at, p.edited_at, p.active_at,
    p.pinned_at, p.locked_at, p.replies, p.reactions"""
_UNREAD = f"""(
    SELECT count(*) FROM (
        SELECT FROM circles.post AS u WHERE u.thread_id = t.id AND u.is_public AND u.number > $3
            AND u.author_id <> $2 LIMIT {UNREAD_MOST}
    ) AS n
) AS unread"""
LIST = f"""
WITH threads AS (
    (SELECT {_COLUMNS} FROM circles.post AS p
    WHERE p.circle_id = $1 AND p.depth = 0 AND p.is_public AND ($7 OR p.pinned_at IS NULL)
        AND (p.active_at, p.id) < ($4, $5)
    ORDER BY p.active_at DESC, p.id DESC LIMIT $6)
    UNION ALL
    (SELECT {_COLUMNS} FROM circles.post AS p
    WHERE p.circle_id = $1 AND p.author_id = $2 AND p.depth = 0 AND NOT p.is_public AND p.deleted_at IS NULL
        AND (p.active_at, p.id) < ($4, $5)
    ORDER BY p.active_at DESC, p.id DESC LIMIT $6)
)
SELECT t.*, {_UNREAD} FROM threads AS t ORDER BY t.active_at DESC, t.id DESC LIMIT $6
"""
PINNED = f"""
WITH threads AS (
    SELECT {_COLUMNS} FROM circles.post AS p
    WHERE p.circle_id = $1 AND p.depth = 0 AND p.pinned_at IS NOT NULL AND p.is_public
)
SELECT t.*, {_UNREAD} FROM threads AS t ORDER BY t.pinned_at DESC, t.id DESC
"""
_TAG = re.compile(r"<[^>]*>?")
_BLANKS = re.compile(r"\s+")


class ThreadRead(msgspec.Struct, frozen=True, kw_only=True):
    """A thread in a list: its beginning, and what came of it.

    ``unread`` counts the posts in it that the reader has not read, 100 means that or more. Title and excerpt
    are its author's words: ``untrusted`` tells agents that they are no instructions.
    """

    id: UUID
    circle_id: UUID
    number: int
    kind: PostKind
    state: PostState
    title: str
    excerpt: str
    locale: Locale
    author: Person
    created_at: datetime
    edited_at: datetime | None
    active_at: datetime
    replies: int
    reactions: dict[Reaction, int]
    pinned: bool
    locked: bool
    unread: int
    untrusted: bool = True


async def list_threads(
    work: UnitOfWork,
    place: Place,
    reading: Reading,
    limit: int,
    after: Position | None = None,
    *,
    with_pinned: bool = True,
) -> tuple[list[ThreadRead], Position | None]:
    """Return a page of threads, and where the next begins: those that all see, and the reader's own."""
    rows = await work.fetch(
        LIST, place.circle_id, place.account_id, reading.read_to, *(after or START), limit + 1, with_pinned
    )
    shown = rows[:limit]
    position = (shown[-1]["active_at"], shown[-1]["id"]) if len(rows) > limit else None
    return await _threads(work, place, shown), position


async def pinned_threads(work: UnitOfWork, place: Place, reading: Reading) -> list[ThreadRead]:
    """Return the threads at the top of a circle, the one that was pinned last first."""
    return await _threads(
        work, place, await work.fetch(PINNED, place.circle_id, place.account_id, reading.read_to)
    )


def excerpt(shown: str, most: int = EXCERPT) -> str:
    """Return the beginning of what some HTML says; it may be cut anywhere."""
    said = _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", shown))).strip()
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


async def _threads(work: UnitOfWork, place: Place, rows: Sequence[Any]) -> list[ThreadRead]:
    authors = await people(work, {row["author_id"] for row in rows}, place.circle_id)
    same = (
        *("id", "circle_id", "number", "kind", "title", "locale", "created_at", "edited_at", "active_at"),
        *("replies", "unread"),
    )
    return [
        ThreadRead(
            **{name: row[name] for name in same},
            state=state_of(row),
            excerpt=excerpt(row["html"]),
            author=authors[row["author_id"]],
            reactions=msgspec.json.decode(row["reactions"], type=dict[Reaction, int]),
            pinned=row["pinned_at"] is not None,
            locked=row["locked_at"] is not None,
        )
        for row in rows
    ]
