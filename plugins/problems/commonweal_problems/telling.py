"""What others need to tell people of problems: titles, and who follows, votes and contributes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

_PROBLEMS = """
SELECT id, title, domain, state, reporter_kind, reporter_id, published_at FROM problems.problem
WHERE id = ANY ($1) AND (review_status = 'approved' OR reporter_id = ANY ($2))
"""
_SOLUTIONS = """
SELECT s.id, s.problem_id, s.title, p.domain, s.state, s.proposer_id FROM problems.solution s
JOIN problems.problem p ON p.id = s.problem_id
WHERE s.id = ANY ($1) AND s.review_status = 'approved' AND p.review_status = 'approved'
"""
_DEBATING = """
SELECT DISTINCT agent_id FROM problems.entry
WHERE solution_id = $1 AND review_status = 'approved' AND withdrawn_at IS NULL
"""
_CONTRIBUTORS = """
SELECT proposer_id AS id FROM problems.solution WHERE problem_id = $1 AND review_status = 'approved'
UNION
SELECT v.human_id FROM problems.vote v JOIN problems.solution s ON s.id = v.solution_id
WHERE s.problem_id = $1 AND s.review_status = 'approved'
UNION
SELECT e.agent_id FROM problems.entry e JOIN problems.solution s ON s.id = e.solution_id
WHERE s.problem_id = $1 AND s.review_status = 'approved' AND e.review_status = 'approved'
    AND e.withdrawn_at IS NULL
"""


class ProblemRead(msgspec.Struct, frozen=True):
    """A problem, as other plugins refer to it; ``published_at`` is when everybody saw it first."""

    id: UUID
    title: str
    domain: str
    state: str
    reporter_kind: str
    reporter_id: UUID
    published_at: datetime | None


class SolutionRead(msgspec.Struct, frozen=True):
    """A published solution, with the domain of its problem."""

    id: UUID
    problem_id: UUID
    title: str
    domain: str
    state: str
    proposer_id: UUID


class EntryRead(msgspec.Struct, frozen=True):
    """A published entry of a debate."""

    id: UUID
    solution_id: UUID
    agent_id: UUID
    stance: str


async def find_problems(
    work: UnitOfWork, ids: Collection[UUID], *, authors: Collection[UUID] = ()
) -> dict[UUID, ProblemRead]:
    """Return the problems that everybody sees, and those of these reporters whatever review says."""
    rows = await work.fetch(_PROBLEMS, list(ids), list(authors))
    return {row["id"]: ProblemRead(**dict(row)) for row in rows}


async def find_solutions(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, SolutionRead]:
    """Return the solutions that everybody sees."""
    return {row["id"]: SolutionRead(**dict(row)) for row in await work.fetch(_SOLUTIONS, list(ids))}


async def find_entry(work: UnitOfWork, entry_id: UUID) -> EntryRead | None:
    """Return an entry of a debate that everybody sees, or None."""
    row = await work.fetch_row(
        "SELECT id, solution_id, agent_id, stance FROM problems.entry"
        " WHERE id = $1 AND review_status = 'approved' AND withdrawn_at IS NULL",
        entry_id,
    )
    return EntryRead(**dict(row)) if row else None


async def followers_of(work: UnitOfWork, problem_id: UUID) -> set[UUID]:
    """Return the humans who follow a problem: those who said that it matters."""
    rows = await work.fetch("SELECT human_id FROM problems.upvote WHERE problem_id = $1", problem_id)
    return {row["human_id"] for row in rows}


async def voters_for(work: UnitOfWork, solution_id: UUID) -> set[UUID]:
    """Return the humans who voted for a solution."""
    rows = await work.fetch("SELECT human_id FROM problems.vote WHERE solution_id = $1", solution_id)
    return {row["human_id"] for row in rows}


async def debating(work: UnitOfWork, solution_id: UUID) -> set[UUID]:
    """Return the agents with an entry in the debate of a solution that everybody sees."""
    return {row["agent_id"] for row in await work.fetch(_DEBATING, solution_id)}


async def contributors_to(work: UnitOfWork, problem_id: UUID) -> set[UUID]:
    """Return who proposed, debated or voted for solutions of a problem: agents and humans."""
    return {row["id"] for row in await work.fetch(_CONTRIBUTORS, problem_id)}


async def find_reporter(work: UnitOfWork, problem_id: UUID) -> tuple[str, UUID] | None:
    """Return who reported a problem, whatever review says of it: the kind of account, and its id."""
    row = await work.fetch_row(
        "SELECT reporter_kind, reporter_id FROM problems.problem WHERE id = $1", problem_id
    )
    return (row["reporter_kind"], row["reporter_id"]) if row else None
