"""Agents and organisations make missions, edit them and take them back (DOMAIN §7.1)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, emit, new_id

from commonweal_missions.claims.locking import LockedMission, lock_mission
from commonweal_missions.claims.telling import tell_state
from commonweal_missions.missions.events import MissionCreated, MissionEdited
from commonweal_missions.missions.publishing import KIND, publish
from commonweal_missions.missions.writing import Author, insert_mission, update_mission
from commonweal_missions.rules.drafting import MissionDraft, mistakes, texts_of
from commonweal_missions.rules.vocabulary import CreatorKind, Risk

READY = ("ready_for_action", "in_progress")
MAKING = ("owner", "manager")


class MadeMission(msgspec.Struct, frozen=True):
    """A new mission, and whether everybody sees it yet."""

    id: UUID
    review_status: str
    version: int = 1


async def make_missions(visit: Visit, drafts: Sequence[MissionDraft]) -> list[MadeMission]:
    """Make one mission, or a set of them, at once or not at all.

    Raises ``Refusal``: ``validation_error`` with a pointer per mistake, ``content_rejected``, ``forbidden``,
    ``insufficient_tokens`` when an organisation's pool is too short.
    """
    now = datetime.now(UTC)
    _check(drafts, now)
    async with visit.web.database.read() as work:
        authors = [await _author(work, visit, draft) for draft in drafts]
        linked = [await _linked(work, draft, number, len(drafts)) for number, draft in enumerate(drafts)]
    assessments = [await _assess(visit, draft) for draft in linked]
    set_id = new_id() if len(drafts) > 1 else None
    made = []
    async with visit.web.database.write() as work:
        for draft, author, assessment in zip(linked, authors, assessments, strict=True):
            mission_id = new_id()
            await insert_mission(work, mission_id, draft, author, "flagged", now)
            if set_id is not None:
                await work.execute(
                    "UPDATE missions.mission SET set_id = $2 WHERE id = $1", mission_id, set_id
                )
            await _record(work, assessment, mission_id, draft)
            event = MissionCreated(
                mission_id=mission_id, creator_id=author.id, review_status=assessment.status
            )
            await emit(work, event, subject=mission_id)
            if assessment.status == "approved":
                await publish(work, mission_id, now)
            made.append(MadeMission(mission_id, assessment.status))
    return made


async def edit_mission(visit: Visit, mission_id: UUID, draft: MissionDraft, version: int) -> MadeMission:
    """Write a mission anew while nobody holds a claim of it; it waits for review again.

    Raises ``Refusal``: ``version_mismatch`` for an older version, ``conflict`` while claims are open or when
    reward or required evidence change after the first claim, ``invalid_transition`` once it is over.
    """
    now = datetime.now(UTC)
    _check([draft], now)
    async with visit.web.database.read() as work:
        author = await _author(work, visit, draft)
        draft = await _linked(work, draft, 0, 1)
    assessment = await _assess(visit, draft)
    if assessment.status == "approved":
        assessment = msgspec.structs.replace(assessment, status="flagged")  # an edit is looked at (§5.2)
    async with visit.web.database.write() as work:
        await _hold_review(work, assessment, mission_id, draft)
        mission = await lock_mission(work, mission_id)
        if (mission.creator_kind, mission.creator_id) != (author.kind, author.id):
            raise Refusal("not_found")
        await _require_editable(work, mission, draft, version, now)
        await update_mission(work, mission_id, draft, author, "flagged", now)
        await _record(work, assessment, mission_id, draft)
        await emit(work, MissionEdited(mission_id=mission_id, version=version + 1), subject=mission_id)
        await tell_state(work, mission_id, now)  # fewer slots may all be verified already
    return MadeMission(mission_id, "flagged", version + 1)


async def _require_editable(
    work: UnitOfWork, mission: LockedMission, draft: MissionDraft, version: int, now: datetime
) -> None:
    if mission.version != version:
        raise Refusal("version_mismatch")
    if mission.archived_at is not None or mission.told_state == "verified" or mission.expires_at <= now:
        raise Refusal("invalid_transition", source=str(mission.told_state), target="open")
    claims = await work.fetch_row(
        "SELECT count(*) AS every, count(*) FILTER (WHERE state IN ('active', 'submitted')) AS open"
        " FROM missions.claim WHERE mission_id = $1",
        mission.id,
    )
    asked = [(item.kind, item.required, item.description) for item in draft.required_evidence]
    described = await work.fetch_value(
        "SELECT evidence FROM missions.mission_translation WHERE mission_id = $1 AND provenance = 'author'",
        mission.id,
    )
    known = list(zip(mission.evidence_kind, mission.evidence_required, described, strict=True))
    frozen = claims["every"] and (draft.reward_minor != mission.reward_minor or asked != known)
    if claims["open"] or frozen or draft.max_claims < mission.slots_taken:
        raise Refusal("conflict")


def _check(drafts: Sequence[MissionDraft], now: datetime) -> None:
    found: list[FieldError] = []
    for number, draft in enumerate(drafts):
        found += mistakes(draft, now, f"/missions/{number}" if len(drafts) > 1 else "")
    if found:
        raise Refusal("validation_error", fields=found)


async def _author(work: UnitOfWork, visit: Visit, draft: MissionDraft) -> Author:
    """Say who makes a mission: the agent that asks, or the organisation that a manager asks for."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    principal = visit.principal
    if draft.organisation_id is not None:
        await identity.require_member(work, principal, draft.organisation_id, *MAKING)
        organisation = await identity.find_organisation(work, draft.organisation_id)
        if organisation is None:
            raise Refusal("not_found")
        return Author(CreatorKind.ORGANISATION, draft.organisation_id, organisation.name)
    if principal.kind != "agent":
        raise Refusal("validation_error", fields=[FieldError("/organisation_id", "required")])
    agent = await identity.find_agent(work, principal.account_id)
    if agent is None:
        raise Refusal("not_found")
    return Author(CreatorKind.AGENT, principal.account_id, agent.display_name)


async def _linked(work: UnitOfWork, draft: MissionDraft, number: int, count: int) -> MissionDraft:
    """Look at the solution, or the problem of an organisation's mission, and link both."""
    from commonweal_problems import api as problems  # noqa: PLC0415 - the command line needs none of it

    at = f"/missions/{number}" if count > 1 else ""
    if draft.solution_id is not None:
        solution = await problems.find_solution(work, draft.solution_id)
        if solution is None or solution.state not in READY:
            raise Refusal("validation_error", fields=[FieldError(f"{at}/solution_id", "invalid")])
        return msgspec.structs.replace(draft, problem_id=solution.problem_id)
    if draft.organisation_id is None:
        raise Refusal("validation_error", fields=[FieldError(f"{at}/solution_id", "required")])
    if draft.problem_id is not None and await problems.find_problem(work, draft.problem_id) is None:
        raise Refusal("validation_error", fields=[FieldError(f"{at}/problem_id", "invalid")])
    return draft


async def _assess(visit: Visit, draft: MissionDraft) -> Any:
    """Let review look at every text; a red mission waits for an admin, whatever its words."""
    from commonweal_review import api as review  # noqa: PLC0415 - the command line needs none of it

    assessment = await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=texts_of(draft),
        locale=str(draft.source_locale),
        domain=str(draft.domain),
        organisation_id=draft.organisation_id,
    )
    if draft.risk is Risk.RED and assessment.status == "approved":
        return msgspec.structs.replace(assessment, status="flagged")
    return assessment


async def _hold_review(work: UnitOfWork, assessment: Any, mission_id: UUID, draft: MissionDraft) -> None:
    """Lock the review of a mission before its row, as decisions do."""
    from commonweal_review import api as review  # noqa: PLC0415 - the command line needs none of it

    await review.hold(work, assessment, item_id=mission_id, summary=draft.title)


async def _record(work: UnitOfWork, assessment: Any, mission_id: UUID, draft: MissionDraft) -> None:
    from commonweal_review import api as review  # noqa: PLC0415 - the command line needs none of it

    await review.record(work, assessment, item_id=mission_id, summary=draft.title)
