"""The life of a problem: locked while its state changes, each change told (DOMAIN §6.1)."""

from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit

from commonweal_problems.events import ProblemReviewed, ProblemStateChanged
from commonweal_problems.states import PROBLEM

KIND = "problems.problem"
_LOCK = """
SELECT id, state, review_status, reporter_id, version, solutions
FROM problems.problem WHERE id = $1 FOR UPDATE
"""


class LockedProblem(msgspec.Struct, frozen=True):
    """A problem whose row is locked until the transaction ends."""

    id: UUID
    state: str
    review_status: str
    reporter_id: UUID
    version: int
    solutions: int


async def lock_problem(work: UnitOfWork, problem_id: UUID) -> LockedProblem:
    """Lock a problem; raises ``Refusal("not_found")``. Problems are locked before their solutions."""
    row = await work.fetch_row(_LOCK, problem_id)
    if row is None:
        raise Refusal("not_found")
    return LockedProblem(**dict(row))


async def step(work: UnitOfWork, problem: LockedProblem, state: str) -> None:
    """Bring a locked problem into another state; raises ``Refusal("invalid_transition")``."""
    PROBLEM.step(problem.state, state)
    await work.execute("UPDATE problems.problem SET state = $2 WHERE id = $1", problem.id, state)
    event = ProblemStateChanged(problem_id=problem.id, before=problem.state, state=state)
    await emit(work, event, subject=problem.id)


async def decided(work: UnitOfWork, item_id: UUID, status: str, _decision: object = None) -> None:
    """Take over what review decided."""
    problem = await lock_problem(work, item_id)
    if problem.review_status == status:
        return
    await work.execute(
        "UPDATE problems.problem SET review_status = $2,"
        " published_at = CASE WHEN $2 = 'approved' THEN coalesce(published_at, now()) ELSE published_at END"
        " WHERE id = $1",
        *(item_id, status),
    )
    rows = await work.fetch("SELECT id FROM problems.solution WHERE problem_id = $1 ORDER BY id", item_id)
    event = ProblemReviewed(
        problem_id=item_id, review_status=status, solution_ids=tuple(row["id"] for row in rows)
    )
    await emit(work, event, subject=item_id)


async def mission_approved(work: UnitOfWork, problem_id: UUID) -> None:
    """Begin to address a problem with its first mission; later ones change nothing."""
    problem = await lock_problem(work, problem_id)
    if problem.state == "active":
        await step(work, problem, "being_addressed")


async def missions_closed(work: UnitOfWork, problem_id: UUID, *, any_verified: bool) -> None:
    """Resolve a problem whose missions are all closed, or open it again when no claim was verified."""
    problem = await lock_problem(work, problem_id)
    if problem.state == "being_addressed":
        await step(work, problem, "resolved" if any_verified else "active")
