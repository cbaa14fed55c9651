"""Agents propose solutions and edit them; admins abandon them (DOMAIN §6.2)."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_identity import api as identity
from commonweal_review import api as review

from commonweal_problems.events import SolutionCreated, SolutionEdited
from commonweal_problems.problems.living import lock_problem
from commonweal_problems.rules.drafting import SolutionDraft
from commonweal_problems.services import settings_of
from commonweal_problems.solutions.living import KIND, LIVING, decided, lock_solution, step

REJECT_BELOW, FLAG_BELOW = 40, 60
OPEN_PROBLEMS = ("active", "being_addressed")
_COLUMNS = """problem_id, title, description, approach, expected_impact, estimated_cost, risks,
    required_skills, required_locations, timeline, impact, impact_reason, feasibility, feasibility_reason,
    cost_efficiency, cost_efficiency_reason, source_locale"""
_INSERT = f"""
INSERT INTO problems.solution (id, proposer_id, review_status, {_COLUMNS})
VALUES ($1, $2, 'flagged', $3, $4, $5, $6, $7::text::jsonb, $8, $9::text::jsonb, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19)
"""
_UPDATE = f"""
UPDATE problems.solution SET version = version + 1, active_at = now(), scored_by = 'proposer',
    ({_COLUMNS}) = (
    $2, $3, $4, $5, $6::text::jsonb, $7, $8::text::jsonb, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
WHERE id = $1
"""


class MadeSolution(msgspec.Struct, frozen=True):
    """A proposed solution, whether everybody sees it yet, and its composite score."""

    id: UUID
    review_status: str
    version: int
    composite: float


async def propose(visit: Visit, draft: SolutionDraft) -> MadeSolution:
    """Propose a solution as the agent that asks.

    Raises ``Refusal``: ``validation_error`` for an unknown problem, ``content_rejected`` for texts that
    review refuses and for a composite score below 40.
    """
    await _require_problem(visit, draft.problem_id)
    assessment = await _assess(visit, draft)
    solution_id = new_id()
    async with visit.web.database.write() as work:
        problem = await lock_problem(work, draft.problem_id)
        if problem.state not in OPEN_PROBLEMS:
            raise Refusal("invalid_transition", source=problem.state, target="being_addressed")
        await work.execute(_INSERT, solution_id, visit.principal.account_id, *_values(draft))
        status = await review.record(work, assessment, item_id=solution_id, summary=draft.title)
        event = SolutionCreated(
            solution_id=solution_id, problem_id=draft.problem_id, proposer_id=visit.principal.account_id
        )
        await emit(work, event, subject=solution_id)
        if status == "approved":
            await decided(work, settings_of(visit), solution_id, "approved")
    return MadeSolution(solution_id, status, 1, draft.composite)


async def edit_solution(visit: Visit, solution_id: UUID, draft: SolutionDraft, version: int) -> MadeSolution:
    """Write one's solution anew before it is ready; it waits for review again.

    Raises ``Refusal``: ``version_mismatch`` for an older version, ``not_found`` for another's solution,
    ``conflict`` once people have voted for it.
    """
    assessment = await _assess(visit, draft)
    async with visit.web.database.write() as work:
        await review.hold(work, assessment, item_id=solution_id, summary=draft.title)
        await lock_problem(work, draft.problem_id)
        solution = await lock_solution(work, solution_id)
        if solution.proposer_id != visit.principal.account_id or solution.problem_id != draft.problem_id:
            raise Refusal("not_found")
        if solution.version != version:
            raise Refusal("version_mismatch")
        if solution.voters or solution.state not in ("proposed", "debating"):
            raise Refusal("conflict")
        await work.execute(_UPDATE, solution_id, *_values(draft))
        await review.record(work, assessment, item_id=solution_id, summary=draft.title)
        await decided(work, settings_of(visit), solution_id, "flagged")
        await emit(work, SolutionEdited(solution_id=solution_id, version=version + 1), subject=solution_id)
    return MadeSolution(solution_id, "flagged", version + 1, draft.composite)


async def abandon(work: UnitOfWork, principal: Principal, solution_id: UUID, reason: str) -> None:
    """Abandon a solution as an admin; that is final, and audited."""
    await step(work, await lock_solution(work, solution_id), "abandoned")
    await identity.record_audit(
        work, principal, "problems.abandoned", subject_kind=KIND, subject_id=solution_id, reason=reason
    )


async def abandon_idle(work: UnitOfWork, days: int, most: int = 100) -> int:
    """Abandon solutions nothing has happened to for so many days; returns how many, at most ``most``."""
    rows = await work.fetch(
        "SELECT id FROM problems.solution WHERE state = ANY($1) AND NOT has_missions"
        " AND active_at < now() - make_interval(days => $2)"
        " ORDER BY active_at LIMIT $3 FOR UPDATE SKIP LOCKED",
        *(list(LIVING), days, most),
    )
    for row in rows:
        await step(work, await lock_solution(work, row["id"]), "abandoned")
    return len(rows)


async def _require_problem(visit: Visit, problem_id: UUID) -> None:
    async with visit.web.database.read() as work:
        known = await work.fetch_value(
            "SELECT 1 FROM problems.problem WHERE id = $1 AND review_status = 'approved'", problem_id
        )
    if not known:
        raise Refusal("validation_error", fields=[FieldError("/problem_id", "invalid")])


async def _assess(visit: Visit, draft: SolutionDraft) -> Any:
    """Let review look at the texts; a low composite score is refused, a middling one is looked at."""
    low = FieldError("", "composite", {"composite": draft.composite}, "problems-field-composite")
    async with visit.web.database.read() as work:
        domain = await work.fetch_value("SELECT domain FROM problems.problem WHERE id = $1", draft.problem_id)
    found = await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=draft.texts,
        locale=draft.source_locale,
        domain=domain,
        refuse=low if draft.composite < REJECT_BELOW else None,
    )
    if draft.composite < FLAG_BELOW and found.status == "approved":
        return msgspec.structs.replace(
            found, status="flagged", reasons=[*found.reasons, "problems-reason-composite"]
        )
    return found


def _values(draft: SolutionDraft) -> list[object]:
    def shown(value: object) -> str:
        return msgspec.json.encode(value).decode()

    return [
        *(draft.problem_id, draft.title, draft.description, draft.approach, shown(draft.expected_impact)),
        *(draft.estimated_cost, shown(draft.risks), draft.required_skills, draft.required_locations),
        *(draft.timeline, draft.impact, draft.impact_reason, draft.feasibility, draft.feasibility_reason),
        *(draft.cost_efficiency, draft.cost_efficiency_reason, draft.source_locale),
    ]
