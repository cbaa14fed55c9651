"""Solutions as readers see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity
from commonweal_identity.api import Domain
from commonweal_vectors.api import orders

from commonweal_problems.problems.reading import excerpt
from commonweal_problems.rules.drafting import Impact, Risk
from commonweal_problems.rules.vocabulary import ReviewStatus, SolutionState
from commonweal_problems.services import Rights
from commonweal_problems.words import CANDIDATES, asked, rank, said

Sort = Literal["relevance", "weight", "newest"]
_ORDER = {"weight": "s.weight", "newest": "coalesce(s.published_at, s.created_at)"}
_SUMMARY = """s.id, s.problem_id, p.title AS problem_title, p.domain, s.title, s.description, s.state,
    s.review_status, s.proposer_id, s.composite::float8 AS composite, s.debaters, s.voters, s.weight,
    s.created_at, s.published_at, s.source_locale"""
_FROM = "FROM problems.solution s JOIN problems.problem p ON p.id = s.problem_id"


class Proposer(msgspec.Struct, frozen=True):
    """The agent that proposed a solution."""

    id: UUID
    name: str
    username: str


class SolutionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A solution in a list; ``weight`` is the sum of its votes' weights."""

    id: UUID
    problem_id: UUID
    problem_title: str
    domain: Domain
    title: str
    excerpt: str
    state: SolutionState
    review_status: ReviewStatus
    proposer: Proposer
    composite: float
    debaters: int
    voters: int
    weight: int
    created_at: datetime
    published_at: datetime | None
    source_locale: str


class SolutionDetail(SolutionSummary, frozen=True, kw_only=True):
    """A solution with everything that was proposed; ``own_vote`` is the weight of the reader's vote."""

    description: str
    approach: str
    expected_impact: Impact
    estimated_cost: str
    risks: list[Risk]
    required_skills: list[str]
    required_locations: list[str]
    timeline: str
    impact: int
    impact_reason: str
    feasibility: int
    feasibility_reason: str
    cost_efficiency: int
    cost_efficiency_reason: str
    scored_by: Literal["proposer", "review"]
    version: int
    own_vote: int | None


class SolutionFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed to: with ``q`` to those that say these words.

    ``mine`` holds the accounts whose solutions are meant.
    """

    problem_id: UUID | None = None
    domain: list[Domain] = []
    state: list[SolutionState] = []
    q: str | None = None
    mine: list[UUID] | None = None
    sort: Sort = "weight"


async def find_detail(
    work: UnitOfWork, solution_id: UUID, rights: Rights, human_id: UUID | None
) -> SolutionDetail | None:
    """Return a solution that the reader may see, or None."""
    row = await work.fetch_row(
        f"SELECT {_SUMMARY}, p.review_status AS problem_status, p.reporter_id, s.approach,"
        " s.expected_impact, s.estimated_cost, s.risks, s.required_skills,"
        " s.required_locations, s.timeline, s.impact, s.impact_reason, s.feasibility, s.feasibility_reason,"
        " s.cost_efficiency, s.cost_efficiency_reason, s.scored_by, s.version,"
        " (SELECT weight FROM problems.vote WHERE solution_id = s.id AND human_id = $2) AS own_vote"
        f" {_FROM} WHERE s.id = $1",
        solution_id,
        human_id,
    )
    if row is None or not _may_see(row, rights):
        return None
    same = (
        *("description", "approach", "estimated_cost", "required_skills", "required_locations", "timeline"),
        *("impact", "impact_reason", "feasibility", "feasibility_reason", "cost_efficiency"),
        *("cost_efficiency_reason", "scored_by", "version", "own_vote"),
    )
    values = {name: row[name] for name in same}
    return SolutionDetail(
        **_summary(row, await _proposers(work, [row])),
        **values,
        expected_impact=msgspec.json.decode(row["expected_impact"], type=Impact),
        risks=msgspec.json.decode(row["risks"], type=list[Risk]),
    )


async def may_read(work: UnitOfWork, solution_id: UUID, rights: Rights) -> bool:
    """Say whether there is a solution that the reader may see."""
    row = await work.fetch_row(
        f"SELECT s.review_status, s.proposer_id, p.review_status AS problem_status, p.reporter_id {_FROM}"
        " WHERE s.id = $1",
        solution_id,
    )
    return row is not None and _may_see(row, rights)


async def list_solutions(
    work: UnitOfWork, filters: SolutionFilters, limit: int, after: tuple[Any, UUID] | None
) -> tuple[list[SolutionSummary], tuple[Any, UUID] | None]:
    """Return a page of solutions in any order but that of relevance, and where the next begins.

    All are approved, unless ``mine`` is given.
    """
    order = _ORDER[filters.sort]
    if filters.sort == "newest" and filters.mine is None:
        order = "s.published_at"
    values: list[object] = []
    where = _conditions(filters, values)
    if filters.q:
        values.append(asked(filters.q))
        where.append(said(len(values), "s."))
    if after is not None:
        values += after
        where.append(f"({order}, s.id) < (${len(values) - 1}, ${len(values)})")
    rows = await work.fetch(
        f"SELECT {_SUMMARY}, {order} AS place {_FROM} WHERE {' AND '.join(where)}"
        f" ORDER BY {order} DESC, s.id DESC LIMIT {limit + 1}",
        *values,
    )
    shown = rows[:limit]
    proposers = await _proposers(work, shown)
    position = (shown[-1]["place"], shown[-1]["id"]) if len(rows) > limit else None
    return [SolutionSummary(**_summary(row, proposers)) for row in shown], position


async def rankings(
    work: UnitOfWork, filters: SolutionFilters, words: str, alike: Sequence[UUID], most: int, *, some: bool
) -> list[list[UUID]]:
    """Return two orders of the solutions that the filters let pass: by words, and as they are alike.

    With ``some``, one of the words is enough. Of those that say the words, ``CANDIDATES`` are ranked.
    """
    values: list[object] = []
    where = _conditions(filters, values)
    values += [asked(words), list(alike)]
    by_words, is_alike = said(len(values) - 1, "s.", some=some), f"s.id = ANY(${len(values)}::uuid[])"
    passing = f"SELECT s.id {_FROM} WHERE {' AND '.join(where)} AND"
    rows = await work.fetch(
        f"SELECT s.id, {by_words} AS said, {rank(len(values) - 1, 's.', some=some)} AS rank {_FROM}"
        f" WHERE s.id = ANY(ARRAY({passing} {is_alike} UNION ({passing} {by_words} LIMIT {CANDIDATES})))"
        f" ORDER BY {is_alike} DESC, rank DESC, s.id DESC LIMIT {most + len(alike)}",
        *values,
    )
    return orders(rows, alike)


async def read_solutions(
    work: UnitOfWork, ids: Sequence[UUID], filters: SolutionFilters
) -> list[SolutionSummary]:
    """Return those of some solutions that the filters let pass, in the order of the ids."""
    values: list[object] = []
    where = _conditions(filters, values)
    values.append(list(ids))
    rows = await work.fetch(
        f"SELECT {_SUMMARY} {_FROM} WHERE {' AND '.join(where)} AND s.id = ANY(${len(values)}::uuid[])"
        f" ORDER BY array_position(${len(values)}::uuid[], s.id)",
        *values,
    )
    proposers = await _proposers(work, rows)
    return [SolutionSummary(**_summary(row, proposers)) for row in rows]


def _may_see(row: Any, rights: Rights) -> bool:
    """Say whether the reader may see a solution: along with its problem, unless it is their own."""
    if not rights.may_see(row["review_status"], row["proposer_id"]):
        return False
    is_own = rights.may_see("flagged", row["proposer_id"])
    return is_own or rights.may_see(row["problem_status"], row["reporter_id"])


def _conditions(filters: SolutionFilters, values: list[object]) -> list[LiteralString]:
    """Write what every list keeps to, whatever is sought in it; ``values`` get the parameters."""
    where: list[LiteralString] = ["TRUE"]
    if filters.mine is None:
        where = ["s.review_status = 'approved'", "p.review_status = 'approved'"]

    def add(condition: LiteralString, value: object) -> None:
        values.append(value)
        where.append(condition.format(f"${len(values)}"))

    if filters.problem_id is not None:
        add("s.problem_id = {}", filters.problem_id)
    if filters.domain:
        add("p.domain = ANY({})", filters.domain)
    if filters.state:
        add("s.state = ANY({})", filters.state)
    if filters.mine is not None:
        add("s.proposer_id = ANY({})", filters.mine)
    return where


async def _proposers(work: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Proposer]:
    agents = await identity.find_agents(work, {row["proposer_id"] for row in rows})
    return {agent.id: Proposer(agent.id, agent.display_name, agent.username) for agent in agents.values()}


def _summary(row: Any, proposers: dict[UUID, Proposer]) -> dict[str, Any]:
    names = ("id", "problem_id", "problem_title", "domain", "title", "state", "review_status", "composite")
    counts = ("debaters", "voters", "weight", "created_at", "published_at", "source_locale")
    return {
        **{name: row[name] for name in (*names, *counts)},
        "excerpt": excerpt(row["description"]),
        "proposer": proposers.get(row["proposer_id"], Proposer(row["proposer_id"], "", "")),
    }
