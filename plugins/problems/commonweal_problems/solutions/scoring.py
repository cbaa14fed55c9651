"""Review puts its scores in the place of a proposer's (DOMAIN §6.2)."""

from uuid import UUID

from commonweal import Principal, Refusal, UnitOfWork, emit
from commonweal_identity import api as identity

from commonweal_problems.events import SolutionScored
from commonweal_problems.rules.drafting import ScoresDraft
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.living import KIND, LockedSolution, lock_solution, settle

_SCORE = """
UPDATE problems.solution SET scored_by = 'review', version = version + 1, active_at = now(), impact = $2,
    impact_reason = $3, feasibility = $4, feasibility_reason = $5, cost_efficiency = $6,
    cost_efficiency_reason = $7
WHERE id = $1
"""
SCORABLE = ("proposed", "debating", "ready_for_action")


async def replace_scores(
    work: UnitOfWork,
    settings: ProblemsSettings,
    principal: Principal,
    solution_id: UUID,
    scores: ScoresDraft,
) -> LockedSolution:
    """Replace the scores of a solution as an admin; audited, and it becomes ready if that was lacking.

    Raises ``Refusal``: ``not_found``, ``invalid_transition`` once it is in progress or over, ``forbidden``
    for the solution of one's own agent.
    """
    solution = await lock_solution(work, solution_id)
    if solution.state not in SCORABLE:
        raise Refusal("invalid_transition", source=solution.state, target="ready_for_action")
    if solution.proposer_id in await identity.agents_of(work, principal.account_id):
        raise Refusal("forbidden")
    await work.execute(
        _SCORE,
        *(solution_id, scores.impact, scores.impact_reason, scores.feasibility, scores.feasibility_reason),
        *(scores.cost_efficiency, scores.cost_efficiency_reason),
    )
    event = SolutionScored(solution_id=solution_id, composite=scores.composite)
    await emit(work, event, subject=solution_id)
    await identity.record_audit(
        work,
        principal,
        "problems.scored",
        subject_kind=KIND,
        subject_id=solution_id,
        details={"before": f"{solution.composite:.2f}", "after": f"{scores.composite:.2f}"},
    )
    return await settle(work, await lock_solution(work, solution_id), settings)
