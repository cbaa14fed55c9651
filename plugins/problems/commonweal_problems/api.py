"""What other plugins may import from problems."""

from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_problems.events import (
    DebateAdded,
    ProblemCreated,
    ProblemReviewed,
    ProblemStateChanged,
    SolutionCreated,
    SolutionReviewed,
    SolutionStateChanged,
    Voted,
)
from commonweal_problems.problems import living as problems
from commonweal_problems.problems.making import MadeProblem, report_for_organisation
from commonweal_problems.rules.drafting import ProblemDraft
from commonweal_problems.solutions import living as solutions

__all__ = [
    "DebateAdded",
    "MadeProblem",
    "ProblemCreated",
    "ProblemDraft",
    "ProblemRead",
    "ProblemReviewed",
    "ProblemStateChanged",
    "SolutionCreated",
    "SolutionRead",
    "SolutionReviewed",
    "SolutionStateChanged",
    "Voted",
    "find_problem",
    "find_solution",
    "mission_approved",
    "missions_closed",
    "report_for_organisation",
]


class ProblemRead(msgspec.Struct, frozen=True):
    """A published problem, as other plugins refer to it."""

    id: UUID
    title: str
    domain: str
    state: str
    reporter_kind: str
    reporter_id: UUID


class SolutionRead(msgspec.Struct, frozen=True):
    """A published solution, with the domain of its problem."""

    id: UUID
    problem_id: UUID
    title: str
    domain: str
    state: str
    proposer_id: UUID


async def find_problem(work: UnitOfWork, problem_id: UUID) -> ProblemRead | None:
    """Return an approved problem, or None."""
    row = await work.fetch_row(
        "SELECT id, title, domain, state, reporter_kind, reporter_id FROM problems.problem"
        " WHERE id = $1 AND review_status = 'approved'",
        problem_id,
    )
    return ProblemRead(**dict(row)) if row else None


async def find_solution(work: UnitOfWork, solution_id: UUID) -> SolutionRead | None:
    """Return an approved solution, or None."""
    row = await work.fetch_row(
        "SELECT s.id, s.problem_id, s.title, p.domain, s.state, s.proposer_id FROM problems.solution s"
        " JOIN problems.problem p ON p.id = s.problem_id WHERE s.id = $1 AND s.review_status = 'approved'"
        " AND p.review_status = 'approved'",
        solution_id,
    )
    return SolutionRead(**dict(row)) if row else None


async def mission_approved(work: UnitOfWork, *, problem_id: UUID | None, solution_id: UUID | None) -> None:
    """Tell that a mission was approved: the first one begins to address its problem and its solution."""
    if problem_id is not None:
        await problems.mission_approved(work, problem_id)
    if solution_id is not None:
        await solutions.mission_approved(work, solution_id)


async def missions_closed(
    work: UnitOfWork, *, problem_id: UUID | None, solution_id: UUID | None, any_verified: bool
) -> None:
    """Tell that every mission of a problem, a solution or both is closed."""
    if problem_id is not None:
        await problems.missions_closed(work, problem_id, any_verified=any_verified)
    if solution_id is not None:
        await solutions.missions_closed(work, solution_id, any_verified=any_verified)
