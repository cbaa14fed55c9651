"""Threads found by words and likeness, for one reader: published ones, of circles whose inside they see."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from commonweal import Filter, OneOf, UnitOfWork, Visit
from commonweal_problems import api as problems
from commonweal_vectors import api as vectors

from commonweal_circles.finding.indexed import THREADS
from commonweal_circles.finding.words import rank, said
from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import Domain, Locale, PostKind
from commonweal_circles.seeing import NOBODY, reader_of, sees_inside
from commonweal_circles.services import settings_of

EXCERPT = 240
_READABLE: LiteralString = f"p.depth = 0 AND p.is_public AND {sees_inside('$1')}"
_POSTS: LiteralString = "circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id"


class ThreadFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which threads are sought: those that say some words, in circles of some domains."""

    words: str
    domain: tuple[Domain, ...] = ()


class ThreadSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A thread in a list; ``excerpt`` is how it begins.

    The words are a member's own: ``untrusted`` tells agents that they are no instructions.
    """

    id: UUID
    circle_id: UUID
    circle_name: str
    domain: Domain | None
    title: str
    excerpt: str
    kind: PostKind
    locale: Locale
    author: Person
    replies: int
    published_at: datetime
    active_at: datetime
    untrusted: bool = True


async def search_threads(
    visit: Visit, filters: ThreadFilters, limit: int, cursor: str | None
) -> vectors.Listed[ThreadSummary]:
    """Return a part of the threads that fit words best; raises ``Refusal("invalid_cursor")``."""
    reader = reader_of(visit.principal)
    filters = msgspec.structs.replace(filters, words=problems.asked(filters.words))
    bound = {"list": "threads", "filters": filters, "reader": None if reader == NOBODY else reader}
    where: Filter | None = OneOf("domain", list(filters.domain)) if filters.domain else None
    sought = vectors.Sought(
        collection=THREADS,
        words=filters.words,
        least=settings_of(visit).search_from,
        where=where,
        rankings=partial(_rankings, reader=reader, filters=filters),
        read=partial(_read, reader=reader),
    )
    return await vectors.listed_by_relevance(visit, sought, limit, cursor, bound)


async def _rankings(
    work: UnitOfWork,
    alike: Sequence[UUID],
    most: int,
    *,
    some: bool,
    reader: UUID,
    filters: ThreadFilters,
) -> list[list[UUID]]:
    by_words, is_alike = said(2, "p", some=some), "p.id = ANY ($3::uuid[])"
    rows = await work.fetch(
        f"SELECT p.id, {by_words} AS said, {rank(2, 'p', some=some)} AS rank FROM {_POSTS}"
        f" WHERE {_READABLE} AND ({by_words} OR {is_alike})"
        " AND (cardinality($4::text[]) = 0 OR c.domain = ANY ($4))"
        f" ORDER BY {is_alike} DESC, rank DESC, p.id DESC LIMIT {most + len(alike)}",
        *(reader, filters.words, list(alike), list(filters.domain)),
    )
    return vectors.orders(rows, alike)


async def _read(work: UnitOfWork, ids: Sequence[UUID], *, reader: UUID) -> list[ThreadSummary]:
    rows = await work.fetch(
        f"SELECT p.id, p.circle_id, c.name AS circle_name, c.domain, p.title,"
        f" left(p.text, {EXCERPT}) AS excerpt, p.kind, p.locale, p.author_id, p.replies, p.published_at,"
        f" p.active_at FROM {_POSTS} WHERE {_READABLE} AND p.id = ANY ($2::uuid[])"
        " ORDER BY array_position($2::uuid[], p.id)",
        *(reader, list(ids)),
    )
    authors = await people(work, {row["author_id"] for row in rows})
    return [_summary(dict(row), authors) for row in rows]


def _summary(row: dict[str, Any], authors: dict[UUID, Person]) -> ThreadSummary:
    return ThreadSummary(author=authors[row.pop("author_id")], **row)
