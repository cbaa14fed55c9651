"""What other plugins may import from problems."""

from uuid import UUID

from commonweal import UnitOfWork

from commonweal_problems.events import (
    DebateAdded,
    DebateReviewed,
    DebateWithdrawn,
    ProblemCreated,
    ProblemEdited,
    ProblemReviewed,
    ProblemStateChanged,
    ProblemUpvoted,
    SolutionCreated,
    SolutionEdited,
    SolutionReviewed,
    SolutionScored,
    SolutionStateChanged,
    Voted,
)
from commonweal_problems.problems import living as problems
from commonweal_problems.problems.inside import ProblemsInside, count_inside, list_inside
from commonweal_problems.problems.making import MadeProblem, report_for_organisation
from commonweal_problems.problems.reading import ProblemSummary
from commonweal_problems.rules.drafting import ProblemDraft
from commonweal_problems.solutions import living as solutions
from commonweal_problems.standing import (
    ProblemStanding,
    SolutionStanding,
    may_read_problem,
    may_read_solution,
    problem_standings,
    solution_standings,
)
from commonweal_problems.telling import (
    EntryRead,
    ProblemRead,
    SolutionRead,
    contributors_to,
    debating,
    find_entry,
    find_problems,
    find_reporter,
    find_solutions,
    followers_of,
    voters_for,
)
from commonweal_problems.words import asked

__all__ = [
    "DebateAdded",
    "DebateReviewed",
    "DebateWithdrawn",
    "EntryRead",
    "MadeProblem",
    "ProblemCreated",
    "ProblemDraft",
    "ProblemEdited",
    "ProblemRead",
    "ProblemReviewed",
    "ProblemStanding",
    "ProblemStateChanged",
    "ProblemSummary",
    "ProblemUpvoted",
    "ProblemsInside",
    "SolutionCreated",
    "SolutionEdited",
    "SolutionRead",
    "SolutionReviewed",
    "SolutionScored",
    "SolutionStanding",
    "SolutionStateChanged",
    "Voted",
    "asked",
    "contributors_to",
    "count_inside",
    "debating",
    "find_entry",
    "find_problem",
    "find_problems",
    "find_reporter",
    "find_solution",
    "find_solutions",
    "followers_of",
    "list_inside",
    "may_read_problem",
    "may_read_solution",
    "mission_approved",
    "missions_closed",
    "problem_standings",
    "report_for_organisation",
    "solution_standings",
    "voters_for",
]


async def find_problem(work: UnitOfWork, problem_id: UUID) -> ProblemRead | None:
    """Return an approved problem, or None."""
    return (await find_problems(work, [problem_id])).get(problem_id)


async def find_solution(work: UnitOfWork, solution_id: UUID) -> SolutionRead | None:
    """Return an approved solution, or None."""
    return (await find_solutions(work, [solution_id])).get(solution_id)


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
