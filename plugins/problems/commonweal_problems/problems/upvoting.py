"""Humans say that a problem matters: free of charge, once each."""

from uuid import UUID

from commonweal import Refusal, UnitOfWork, emit

from commonweal_problems.events import ProblemUpvoted
from commonweal_problems.problems.living import lock_problem


async def upvote(work: UnitOfWork, problem_id: UUID, human_id: UUID) -> int:
    """Count a human for an approved problem, and return the sum; twice is ``Refusal("duplicate_vote")``."""
    problem = await lock_problem(work, problem_id)
    if problem.review_status != "approved":
        raise Refusal("not_found")
    if problem.state == "archived":
        raise Refusal("invalid_transition", source=problem.state, target="active")
    if not await work.fetch_value(
        "INSERT INTO problems.upvote (problem_id, human_id) VALUES ($1, $2)"
        " ON CONFLICT DO NOTHING RETURNING true",
        *(problem_id, human_id),
    ):
        raise Refusal("duplicate_vote")
    upvotes: int = await work.fetch_value(
        "UPDATE problems.problem SET upvotes = upvotes + 1 WHERE id = $1 RETURNING upvotes", problem_id
    )
    await emit(work, ProblemUpvoted(problem_id=problem_id, upvotes=upvotes), subject=problem_id)
    return upvotes


async def take_back(work: UnitOfWork, problem_id: UUID, human_id: UUID) -> int:
    """No longer count a human; raises ``Refusal("not_found")`` when they were not counted."""
    await lock_problem(work, problem_id)
    if not await work.fetch_value(
        "DELETE FROM problems.upvote WHERE problem_id = $1 AND human_id = $2 RETURNING true",
        *(problem_id, human_id),
    ):
        raise Refusal("not_found")
    upvotes: int = await work.fetch_value(
        "UPDATE problems.problem SET upvotes = upvotes - 1 WHERE id = $1 RETURNING upvotes", problem_id
    )
    await emit(work, ProblemUpvoted(problem_id=problem_id, upvotes=upvotes), subject=problem_id)
    return upvotes
