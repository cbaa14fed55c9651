"""Who may read a problem or a solution, and how several stand now, for what follows them live."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork

from commonweal_problems.problems import reading as problems
from commonweal_problems.rules.vocabulary import ProblemState, ReviewStatus, SolutionState
from commonweal_problems.services import rights_of
from commonweal_problems.solutions import reading as solutions

_PROBLEMS = """
SELECT id, state, review_status, version, upvotes, solutions FROM problems.problem WHERE id = ANY ($1)
"""
_SOLUTIONS = """
SELECT id, state, review_status, version, debaters, voters, weight, composite::float8 AS composite, impact,
    feasibility, cost_efficiency, scored_by
FROM problems.solution WHERE id = ANY ($1)
"""


class ProblemStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A problem as everybody who may read it sees it stand; ``solutions`` counts those that are approved."""

    state: ProblemState
    review_status: ReviewStatus
    version: int
    upvotes: int
    solutions: int


class SolutionStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A solution as everybody who may read it sees it stand: its debate, its votes and its scores."""

    state: SolutionState
    review_status: ReviewStatus
    version: int
    debaters: int
    voters: int
    weight: int
    composite: float
    impact: int
    feasibility: int
    cost_efficiency: int
    scored_by: Literal["proposer", "review"]


async def may_read_problem(work: UnitOfWork, principal: Principal, problem_id: UUID) -> bool:
    """Say whether there is a problem that somebody may read."""
    return await problems.may_read(work, problem_id, await rights_of(work, principal))


async def may_read_solution(work: UnitOfWork, principal: Principal, solution_id: UUID) -> bool:
    """Say whether there is a solution that somebody may read."""
    return await solutions.may_read(work, solution_id, await rights_of(work, principal))


async def problem_standings(work: UnitOfWork, ids: Iterable[UUID]) -> dict[UUID, ProblemStanding]:
    """Return how problems stand; those that do not exist are left out."""
    rows = [dict(row) for row in await work.fetch(_PROBLEMS, list(ids))]
    return {row.pop("id"): ProblemStanding(**row) for row in rows}


async def solution_standings(work: UnitOfWork, ids: Iterable[UUID]) -> dict[UUID, SolutionStanding]:
    """Return how solutions stand; those that do not exist are left out."""
    rows = [dict(row) for row in await work.fetch(_SOLUTIONS, list(ids))]
    return {row.pop("id"): SolutionStanding(**row) for row in rows}
