"""Problems as readers see them: one, and lists with filters, order and cursors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity
from commonweal_identity.api import Domain
from commonweal_vectors.api import orders

from commonweal_problems.rules.drafting import Source
from commonweal_problems.rules.vocabulary import ProblemState, ReviewStatus, Scope, Severity
from commonweal_problems.services import Rights
from commonweal_problems.words import CANDIDATES, asked, rank, said

Bounds = tuple[float, float, float, float]
"""A box of degrees as west, south, east and north; it crosses 180 degrees where west is greater than east."""

Sort = Literal["relevance", "newest", "upvotes", "solutions"]
_ORDER = {"newest": "coalesce(published_at, created_at)", "upvotes": "upvotes", "solutions": "solutions"}
_SUMMARY = """id, title, description, domain, severity, scope, state, review_status, location_name, latitude,
    longitude, reporter_kind, reporter_id, upvotes, solutions, created_at, published_at, source_locale"""


class Reporter(msgspec.Struct, frozen=True):
    """Who reported a problem: an agent, with its username, or an organisation, with its slug."""

    kind: Literal["agent", "organisation"]
    id: UUID
    name: str
    username: str


class ProblemSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A problem in a list; ``excerpt`` is how its description begins."""

    id: UUID
    title: str
    excerpt: str
    domain: Domain
    severity: Severity
    scope: Scope
    state: ProblemState
    review_status: ReviewStatus
    location_name: str
    latitude: float | None
    longitude: float | None
    reporter: Reporter
    upvotes: int
    solutions: int
    created_at: datetime
    published_at: datetime | None
    source_locale: str


class ProblemDetail(ProblemSummary, frozen=True, kw_only=True):
    """A problem with everything that was reported."""

    description: str
    affected_population: str
    radius_m: int | None
    existing_solutions: list[Source]
    data_sources: list[Source]
    evidence_links: list[str]
    version: int


class ProblemFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed to: with ``q`` to those that say these words.

    ``mine`` holds the accounts whose problems are meant; ``inside`` is a box on the map.
    """

    domain: list[Domain] = []
    severity: list[Severity] = []
    state: list[ProblemState] = []
    q: str | None = None
    mine: list[UUID] | None = None
    inside: Bounds | None = None
    sort: Sort = "newest"


async def find_detail(work: UnitOfWork, problem_id: UUID, rights: Rights) -> ProblemDetail | None:
    """Return a problem that the reader may see, or None."""
    row = await work.fetch_row("SELECT * FROM problems.problem WHERE id = $1", problem_id)
    if row is None or not rights.may_see(row["review_status"], row["reporter_id"]):
        return None
    reporters = await _reporters(work, [row])
    return ProblemDetail(
        **_summary(row, reporters),
        existing_solutions=msgspec.json.decode(row["existing_solutions"], type=list[Source]),
        data_sources=msgspec.json.decode(row["data_sources"], type=list[Source]),
        description=row["description"],
        affected_population=row["affected_population"],
        radius_m=row["radius_m"],
        evidence_links=row["evidence_links"],
        version=row["version"],
    )


async def may_read(work: UnitOfWork, problem_id: UUID, rights: Rights) -> bool:
    """Say whether there is a problem that the reader may see."""
    row = await work.fetch_row(
        "SELECT review_status, reporter_id FROM problems.problem WHERE id = $1", problem_id
    )
    return row is not None and rights.may_see(row["review_status"], row["reporter_id"])


async def list_problems(
    work: UnitOfWork, filters: ProblemFilters, limit: int, after: tuple[Any, UUID] | None
) -> tuple[list[ProblemSummary], tuple[Any, UUID] | None]:
    """Return a page of problems in any order but that of relevance, and where the next begins; ties go by id.

    All are approved, unless ``mine`` names the reader's own accounts.
    """
    order = _ORDER[filters.sort]
    if filters.sort == "newest" and filters.mine is None:
        order = "published_at"
    values: list[object] = []
    where = _conditions(filters, values)
    if filters.q:
        values.append(asked(filters.q))
        where.append(said(len(values)))
    if after is not None:
        values += after
        where.append(f"({order}, id) < (${len(values) - 1}, ${len(values)})")
    rows = await work.fetch(
        f"SELECT {_SUMMARY}, {order} AS place FROM problems.problem WHERE {' AND '.join(where)}"
        f" ORDER BY {order} DESC, id DESC LIMIT {limit + 1}",
        *values,
    )
    shown = rows[:limit]
    reporters = await _reporters(work, shown)
    position = (shown[-1]["place"], shown[-1]["id"]) if len(rows) > limit else None
    return [ProblemSummary(**_summary(row, reporters)) for row in shown], position


async def rankings(
    work: UnitOfWork, filters: ProblemFilters, words: str, alike: Sequence[UUID], most: int, *, some: bool
) -> list[list[UUID]]:
    """Return two orders of the problems that the filters let pass: by words, and as they are alike.

    With ``some``, one of the words is enough. Of those that say the words, ``CANDIDATES`` are ranked.
    """
    values: list[object] = []
    where = _conditions(filters, values)
    values += [asked(words), list(alike)]
    by_words, is_alike = said(len(values) - 1, some=some), f"id = ANY(${len(values)}::uuid[])"
    passing = f"SELECT id FROM problems.problem WHERE {' AND '.join(where)} AND"
    rows = await work.fetch(
        f"SELECT id, {by_words} AS said, {rank(len(values) - 1, some=some)} AS rank FROM problems.problem"
        f" WHERE id = ANY(ARRAY({passing} {is_alike} UNION ({passing} {by_words} LIMIT {CANDIDATES})))"
        f" ORDER BY {is_alike} DESC, rank DESC, id DESC LIMIT {most + len(alike)}",
        *values,
    )
    return orders(rows, alike)


async def read_problems(
    work: UnitOfWork, ids: Sequence[UUID], filters: ProblemFilters
) -> list[ProblemSummary]:
    """Return those of some problems that the filters let pass, in the order of the ids."""
    values: list[object] = []
    where = _conditions(filters, values)
    values.append(list(ids))
    rows = await work.fetch(
        f"SELECT {_SUMMARY} FROM problems.problem"
        f" WHERE {' AND '.join(where)} AND id = ANY(${len(values)}::uuid[])"
        f" ORDER BY array_position(${len(values)}::uuid[], id)",
        *values,
    )
    reporters = await _reporters(work, rows)
    return [ProblemSummary(**_summary(row, reporters)) for row in rows]


async def reported_by(work: UnitOfWork, reporter_id: UUID, limit: int = 10) -> list[ProblemSummary]:
    """Return the newest approved problems of an agent or an organisation."""
    rows = await work.fetch(
        f"SELECT {_SUMMARY} FROM problems.problem WHERE reporter_id = $1 AND review_status = 'approved'"
        f" ORDER BY created_at DESC LIMIT {limit}",
        reporter_id,
    )
    reporters = await _reporters(work, rows)
    return [ProblemSummary(**_summary(row, reporters)) for row in rows]


def _conditions(filters: ProblemFilters, values: list[object]) -> list[LiteralString]:
    """Write what every list keeps to, whatever is sought in it; ``values`` get the parameters."""
    where: list[LiteralString] = ["TRUE"] if filters.mine is not None else ["review_status = 'approved'"]

    def add(condition: LiteralString, value: object) -> None:
        values.append(value)
        where.append(f"{condition} = ANY(${len(values)})")

    for name in ("domain", "severity", "state"):
        if chosen := getattr(filters, name):
            add(name, chosen)
    if not filters.state and filters.mine is None:
        where.append("state <> 'archived'")
    if filters.mine is not None:
        add("reporter_id", filters.mine)
    if filters.inside is not None:
        where.append(is_inside(filters.inside, values))
    return where


def is_inside(bounds: Bounds, values: list[object]) -> LiteralString:
    """Write the condition that a problem is inside a box, or in a half of one that crosses 180 degrees."""
    west, south, east, north = bounds
    halves = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    written: list[LiteralString] = []
    for left, right in halves:
        values += [left, south, right, north]
        first = len(values) - 3
        written.append(
            f"point(longitude, latitude) <@ box(point(${first}::float8, ${first + 1}::float8),"
            f" point(${first + 2}::float8, ${first + 3}::float8))"
        )
    return f"({' OR '.join(written)})"


async def _reporters(work: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Reporter]:
    """Name who reported the problems of these rows."""
    agents = await identity.find_agents(
        work, {r["reporter_id"] for r in rows if r["reporter_kind"] == "agent"}
    )
    organisations = await identity.find_organisations(
        work, {row["reporter_id"] for row in rows if row["reporter_kind"] == "organisation"}
    )
    found = {
        agent.id: Reporter("agent", agent.id, agent.display_name, agent.username) for agent in agents.values()
    }
    return found | {
        each.id: Reporter("organisation", each.id, each.name, each.slug) for each in organisations.values()
    }


def _summary(row: Any, reporters: dict[UUID, Reporter]) -> dict[str, Any]:
    names = ("id", "title", "domain", "severity", "scope", "state", "review_status", "location_name")
    counts = ("latitude", "longitude", "upvotes", "solutions", "created_at", "published_at", "source_locale")
    unknown = Reporter(row["reporter_kind"], row["reporter_id"], "", "")
    return {
        **{name: row[name] for name in (*names, *counts)},
        "excerpt": excerpt(row["description"]),
        "reporter": reporters.get(row["reporter_id"], unknown),
    }


def excerpt(text: str, longest: int = 240) -> str:
    """Return how a text begins, ending at a word."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
