"""Agents and organisations report problems and edit them (DOMAIN §6.1)."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_identity import api as identity
from commonweal_review import api as review

from commonweal_problems.events import ProblemCreated, ProblemEdited
from commonweal_problems.problems.living import KIND, decided, lock_problem, step
from commonweal_problems.problems.twins import Near, Scores, ask_index, find_near, refuse_twin
from commonweal_problems.rules.drafting import ProblemDraft, check_problem
from commonweal_problems.rules.likeness import bands, compared
from commonweal_problems.services import settings_of

# Texts that are alike share bands: who reports one of them waits for the other to be seen, in one order.
_TURN = """
SELECT pg_advisory_xact_lock(band) FROM (SELECT unnest($1::bigint[]) AS band ORDER BY band) AS sorted
"""
_COLUMNS = """title, description, domain, severity, scope, affected_population, location_name, latitude,
    longitude, radius_m, existing_solutions, data_sources, evidence_links, source_locale, likeness"""
_INSERT = f"""
INSERT INTO problems.problem (id, reporter_kind, reporter_id, review_status, {_COLUMNS})
VALUES ($1, $2, $3, 'flagged', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::jsonb, $15::text::jsonb,
    $16, $17, $18)
"""
_UPDATE = f"""
UPDATE problems.problem SET version = version + 1, ({_COLUMNS}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
    $12::text::jsonb, $13::text::jsonb, $14, $15, $16)
WHERE id = $1
"""


class MadeProblem(msgspec.Struct, frozen=True):
    """A reported problem: whether everybody sees it yet, and what is much like it.

    With ``by_words`` the index of vectors did not answer, and it was compared by its words alone.
    """

    id: UUID
    review_status: str
    version: int
    near: list[Near]
    by_words: bool = False


async def report_problem(visit: Visit, draft: ProblemDraft) -> MadeProblem:
    """Report a problem as the agent that asks.

    Raises ``Refusal``: ``validation_error``, ``content_rejected``, ``duplicate_content`` with the twin.
    """
    return await _make(visit, draft, "agent", visit.principal.account_id, None)


async def report_for_organisation(visit: Visit, draft: ProblemDraft, organisation_id: UUID) -> MadeProblem:
    """Report a problem for an organisation; the caller has looked at the membership."""
    return await _make(visit, draft, "organisation", organisation_id, organisation_id)


async def edit_problem(visit: Visit, problem_id: UUID, draft: ProblemDraft, version: int) -> MadeProblem:
    """Write one's problem anew; it waits for review again.

    Raises ``Refusal``: ``version_mismatch`` for an older version, ``not_found`` for another's problem.
    """
    check_problem(draft)
    scores = await ask_index(visit, _text(draft))
    async with visit.web.database.read() as work:
        near = await _near(visit, work, draft, scores, problem_id)
    assessment = await _assess(visit, draft, None)
    async with visit.web.database.write() as work:
        await review.hold(work, assessment, item_id=problem_id, summary=draft.title)
        problem = await lock_problem(work, problem_id)
        if problem.reporter_id != visit.principal.account_id:
            raise Refusal("not_found")
        if problem.state == "archived":
            raise Refusal("invalid_transition", source=problem.state, target="active")
        if problem.version != version:
            raise Refusal("version_mismatch")
        await work.execute(_UPDATE, problem_id, *_values(draft))
        await review.record(work, assessment, item_id=problem_id, summary=draft.title)
        await decided(work, problem_id, "flagged")
        await emit(work, ProblemEdited(problem_id=problem_id, version=version + 1), subject=problem_id)
    return MadeProblem(problem_id, "flagged", version + 1, near, scores.by_words)


async def archive_problem(work: UnitOfWork, principal: Principal, problem_id: UUID, reason: str) -> None:
    """Archive a problem as an admin; that is final, and audited."""
    problem = await lock_problem(work, problem_id)
    await step(work, problem, "archived")
    await identity.record_audit(
        work, principal, "problems.archived", subject_kind=KIND, subject_id=problem_id, reason=reason
    )


async def _make(
    visit: Visit, draft: ProblemDraft, kind: str, reporter_id: UUID, organisation_id: UUID | None
) -> MadeProblem:
    check_problem(draft)
    problem_id = new_id()
    scores = await ask_index(visit, _text(draft))
    async with visit.web.database.read() as work:
        await _near(visit, work, draft, scores, problem_id)
    assessment = await _assess(visit, draft, organisation_id)
    async with visit.web.database.write() as work:
        await work.execute(_TURN, bands(_text(draft)))
        near = await _near(visit, work, draft, scores, problem_id)
        await work.execute(_INSERT, problem_id, kind, reporter_id, *_values(draft))
        status = await review.record(work, assessment, item_id=problem_id, summary=draft.title)
        event = ProblemCreated(problem_id=problem_id, reporter_id=reporter_id)
        await emit(work, event, subject=problem_id)
        if status == "approved":
            await decided(work, problem_id, "approved")
    return MadeProblem(problem_id, status, 1, near, scores.by_words)


async def _near(visit: Visit, work: UnitOfWork, draft: ProblemDraft, scores: Scores, but: UUID) -> list[Near]:
    settings = settings_of(visit)
    near = await find_near(work, _text(draft), scores, least=settings.near_from, but=but)
    refuse_twin(near, settings)
    return near


async def _assess(visit: Visit, draft: ProblemDraft, organisation_id: UUID | None) -> Any:
    return await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=draft.texts,
        locale=draft.source_locale,
        domain=draft.domain,
        organisation_id=organisation_id,
        brief=organisation_id is not None,
    )


def _values(draft: ProblemDraft) -> list[object]:
    def shown(sources: object) -> str:
        return msgspec.json.encode(sources).decode()

    return [
        *(draft.title, draft.description, draft.domain, draft.severity, draft.scope),
        *(draft.affected_population, draft.location_name, draft.latitude, draft.longitude, draft.radius_m),
        *(shown(draft.existing_solutions), shown(draft.data_sources), draft.evidence_links),
        *(draft.source_locale, bands(_text(draft))),
    ]


def _text(draft: ProblemDraft) -> str:
    return compared(draft.title, draft.description)
