"""Circles as lists show them, for one reader: every statement here asks who sees the face."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_vectors.api import orders

from commonweal_circles.finding.filters import ORDER, CircleFilters, conditions
from commonweal_circles.finding.words import rank, said
from commonweal_circles.rules.vocabulary import CircleState, Domain, Joining, Locale, Role, Visibility
from commonweal_circles.seeing import sees_face

EXCERPT = 240
_PUBLIC: LiteralString = "c.visibility = 'public' AND c.review_status = 'approved'"
_SHOWN: LiteralString = f"""c.id, c.name, left(c.description, {EXCERPT}) AS excerpt, c.domain, c.topic,
    c.visibility, c.joining, c.place_name, c.west, c.south, c.east, c.north, c.locale, c.state,
    c.review_status, c.members, c.posts, c.missions, c.verified, c.created_at, c.active_at,
    CASE WHEN own.state IN ('active', 'invited', 'requested') THEN own.state ELSE '' END AS standing,
    CASE WHEN own.state = 'active' THEN own.role ELSE NULL END AS role"""
_OWN: LiteralString = "LEFT JOIN circles.member AS own ON own.circle_id = c.id AND own.account_id = $1"


class CircleSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A circle in a list; ``excerpt`` is how its description begins.

    ``standing`` is what the reader is there: ``active``, ``invited``, ``requested`` or "", and ``role`` the
    role of an active one. The words are members' own: ``untrusted`` tells agents that they are no
    instructions.
    """

    id: UUID
    name: str
    excerpt: str
    domain: Domain | None
    topic: str
    visibility: Visibility
    joining: Joining
    place_name: str
    west: float | None
    south: float | None
    east: float | None
    north: float | None
    locale: Locale
    state: CircleState
    review_status: str
    members: int
    posts: int
    missions: int
    verified: int
    created_at: datetime
    active_at: datetime
    standing: str
    role: Role | None
    untrusted: bool = True

    @property
    def has_place(self) -> bool:
        """Whether it is about a box on the map."""
        return self.west is not None


async def list_circles(
    work: UnitOfWork, reader: UUID, filters: CircleFilters, limit: int, after: tuple[Any, UUID] | None
) -> tuple[list[CircleSummary], tuple[Any, UUID] | None]:
    """Return a page of circles in any order but that of relevance, and where the next begins; ties go by id.

    What everybody sees and what the reader belongs to are found apart, each by its index, and then made one.
    """
    key: LiteralString = ORDER[filters.sort]
    values: list[object] = [reader]
    where = conditions(filters, values)
    if filters.words:
        values.append(filters.words)
        where.append(said(len(values), "c"))
    if after is not None:
        values += after
        where.append(f"(c.{key}, c.id) < (${len(values) - 1}, ${len(values)})")
    passes, order = " AND ".join(where), f"ORDER BY c.{key} DESC, c.id DESC LIMIT {limit + 1}"
    found = first_seen(passes, order, only_own=filters.is_own)
    rows = await work.fetch(
        f"WITH found AS ({found}) SELECT {_SHOWN}, c.{key} AS place"
        f" FROM found JOIN circles.circle AS c ON c.id = found.id {_OWN} WHERE {sees_face('$1')} {order}",
        *values,
    )
    shown = rows[:limit]
    position = (shown[-1]["place"], shown[-1]["id"]) if len(rows) > limit else None
    return [_summary(row) for row in shown], position


def first_seen(passes: LiteralString, order: LiteralString, *, only_own: bool = False) -> LiteralString:
    """Write the first circles that pass in an order, of what everybody sees and of the reader's (``$1``).

    Each of the two is found by its own index; whoever uses it asks the predicate of what was found.
    """
    states: LiteralString = "= 'active'" if only_own else "IN ('active', 'invited')"
    own: LiteralString = (
        "(SELECT c.id FROM circles.member AS own JOIN circles.circle AS c ON c.id = own.circle_id"
        f" WHERE own.account_id = $1 AND own.state {states} AND {passes} {order})"
    )
    if only_own:
        return own
    return f"{own} UNION (SELECT c.id FROM circles.circle AS c WHERE {_PUBLIC} AND {passes} {order})"


async def rankings(
    work: UnitOfWork, reader: UUID, filters: CircleFilters, alike: Sequence[UUID], most: int, *, some: bool
) -> list[list[UUID]]:
    """Return two orders of the circles that the filters let pass: by words, and as they are alike.

    With ``some``, one of the words is enough.
    """
    values: list[object] = [reader]
    where = _seen(filters, values)
    values += [filters.words, list(alike)]
    words, likes = len(values) - 1, len(values)
    by_words, is_alike = said(words, "c", some=some), f"c.id = ANY (${likes}::uuid[])"
    rows = await work.fetch(
        f"SELECT c.id, {by_words} AS said, {rank(words, 'c', some=some)} AS rank FROM circles.circle AS c"
        f" WHERE {' AND '.join(where)} AND ({by_words} OR {is_alike})"
        f" ORDER BY {is_alike} DESC, rank DESC, c.id DESC LIMIT {most + len(alike)}",
        *values,
    )
    return orders(rows, alike)


async def read_circles(
    work: UnitOfWork, reader: UUID, ids: Sequence[UUID], filters: CircleFilters | None = None
) -> list[CircleSummary]:
    """Return those of some circles that the reader sees and the filters let pass, in the order of the ids."""
    values: list[object] = [reader]
    where = _seen(filters or CircleFilters(), values)
    values.append(list(ids))
    rows = await work.fetch(
        f"SELECT {_SHOWN} FROM circles.circle AS c {_OWN}"
        f" WHERE {' AND '.join(where)} AND c.id = ANY (${len(values)}::uuid[])"
        f" ORDER BY array_position(${len(values)}::uuid[], c.id)",
        *values,
    )
    return [_summary(row) for row in rows]


def _seen(filters: CircleFilters, values: list[object]) -> list[LiteralString]:
    """Write what the filters let pass of what the reader (``$1``) sees."""
    where = [sees_face("$1"), *conditions(filters, values)]
    if filters.is_own:
        where.append(
            "EXISTS (SELECT FROM circles.member AS mine WHERE mine.circle_id = c.id AND mine.account_id = $1"
            " AND mine.state = 'active')"
        )
    return where


def _summary(row: Any) -> CircleSummary:
    return CircleSummary(**{name: row[name] for name in CircleSummary.__struct_fields__ if name in row})
