"""The life of a solution: locked while it changes, each change told (DOMAIN §6.2)."""

from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit

from commonweal_problems.events import SolutionReviewed, SolutionStateChanged
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.states import SOLUTION

KIND = "problems.solution"
LIVING = ("proposed", "debating", "ready_for_action", "in_progress")
_LOCK = """
SELECT id, problem_id, proposer_id, state, review_status, version, composite::float8 AS composite, debaters,
    voters, weight,
    (SELECT review_status FROM problems.problem WHERE id = solution.problem_id) AS problem_status
FROM problems.solution WHERE id = $1 FOR UPDATE
"""
_HAS_ENTRY = """
SELECT 1 FROM problems.entry
WHERE solution_id = $1 AND review_status = 'approved' AND withdrawn_at IS NULL LIMIT 1
"""
_MISSIONS = "UPDATE problems.solution SET has_missions = $2, active_at = now() WHERE id = $1"
_COUNT_DEBATERS = """
SELECT count(DISTINCT agent_id)::int FROM problems.entry
WHERE solution_id = $1 AND review_status = 'approved' AND withdrawn_at IS NULL AND agent_id <> $2
"""


class LockedSolution(msgspec.Struct, frozen=True):
    """A solution whose row is locked until the transaction ends; ``problem_status`` is not."""

    id: UUID
    problem_id: UUID
    proposer_id: UUID
    state: str
    review_status: str
    version: int
    composite: float
    debaters: int
    voters: int
    weight: int
    problem_status: str

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.review_status == self.problem_status == "approved"


async def require_published(work: UnitOfWork, solution: LockedSolution) -> None:
    """Raise ``Refusal("not_found")`` unless a solution and its problem are approved."""
    problem = await work.fetch_value(
        "SELECT review_status FROM problems.problem WHERE id = $1", solution.problem_id
    )
    if solution.review_status != "approved" or problem != "approved":
        raise Refusal("not_found")


async def lock_solution(work: UnitOfWork, solution_id: UUID) -> LockedSolution:
    """Lock a solution; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_LOCK, solution_id)
    if row is None:
        raise Refusal("not_found")
    return LockedSolution(**dict(row))


async def step(work: UnitOfWork, solution: LockedSolution, state: str) -> LockedSolution:
    """Bring a locked solution into another state; raises ``Refusal("invalid_transition")``."""
    SOLUTION.step(solution.state, state)
    await work.execute(
        "UPDATE problems.solution SET state = $2, active_at = now() WHERE id = $1", solution.id, state
    )
    event = SolutionStateChanged(
        solution_id=solution.id, before=solution.state, state=state, is_public=solution.is_public
    )
    await emit(work, event, subject=solution.id)
    return msgspec.structs.replace(solution, state=state)


async def count_debaters(work: UnitOfWork, solution: LockedSolution) -> LockedSolution:
    """Count the agents that debate a solution anew: those with an approved entry, but for the proposer."""
    debaters = await work.fetch_value(_COUNT_DEBATERS, solution.id, solution.proposer_id)
    await work.execute(
        "UPDATE problems.solution SET debaters = $2, active_at = now() WHERE id = $1", solution.id, debaters
    )
    return msgspec.structs.replace(solution, debaters=debaters)


async def settle(work: UnitOfWork, solution: LockedSolution, settings: ProblemsSettings) -> LockedSolution:
    """Take the steps that a locked solution has earned by its debate and its votes."""
    if solution.state == "proposed" and await work.fetch_value(_HAS_ENTRY, solution.id):
        solution = await step(work, solution, "debating")
    is_ready = (
        solution.debaters >= settings.debaters
        and solution.voters >= settings.voters
        and solution.composite >= settings.composite
        and solution.review_status == "approved"
    )
    if solution.state == "debating" and is_ready:
        solution = await step(work, solution, "ready_for_action")
    return solution


async def decided(work: UnitOfWork, settings: ProblemsSettings, item_id: UUID, status: str) -> None:
    """Take over what review decided; a published one counts for its problem and goes on where it was."""
    found = await work.fetch_value("SELECT problem_id FROM problems.solution WHERE id = $1", item_id)
    if found is None:
        raise Refusal("not_found")
    await work.execute("SELECT 1 FROM problems.problem WHERE id = $1 FOR UPDATE", found)
    solution = await lock_solution(work, item_id)
    if solution.review_status == status:
        return
    await work.execute(
        "UPDATE problems.solution SET review_status = $2, active_at = now(),"
        " published_at = CASE WHEN $2 = 'approved' THEN coalesce(published_at, now()) ELSE published_at END"
        " WHERE id = $1",
        *(item_id, status),
    )
    change = (status == "approved") - (solution.review_status == "approved")
    if change:
        await work.execute(
            "UPDATE problems.problem SET solutions = solutions + $2 WHERE id = $1", found, change
        )
    event = SolutionReviewed(solution_id=item_id, review_status=status, problem_id=found)
    await emit(work, event, subject=item_id)
    await settle(work, msgspec.structs.replace(solution, review_status=status), settings)


async def mission_approved(work: UnitOfWork, solution_id: UUID) -> None:
    """Begin with a solution by its first mission; while missions are open it is not idle."""
    solution = await lock_solution(work, solution_id)
    await work.execute(_MISSIONS, solution_id, True)  # noqa: FBT003 - a value of the row
    if solution.state == "ready_for_action":
        await step(work, solution, "in_progress")


async def missions_closed(work: UnitOfWork, solution_id: UUID, *, any_verified: bool) -> None:
    """Complete a solution whose missions are all closed when a claim was verified."""
    solution = await lock_solution(work, solution_id)
    await work.execute(_MISSIONS, solution_id, False)  # noqa: FBT003 - a value of the row
    if solution.state == "in_progress" and any_verified:
        await step(work, solution, "completed")
