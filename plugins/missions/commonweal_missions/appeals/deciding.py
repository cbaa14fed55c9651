"""Partners and admins give their verdict on evidence; nobody does on their own (DOMAIN §1, §8.1, §8.4)."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit

from commonweal_missions.evidence.deciding import decide
from commonweal_missions.evidence.events import AppealDecided
from commonweal_missions.evidence.living import LockedEvidence, Verdict, lock_evidence, step
from commonweal_missions.settings import MissionsSettings

HELD_FOR: Final = timedelta(minutes=30)
LEAST_NOTES: Final = 10
VERIFYING: Final = ("owner", "verifier")
_TAKE = "UPDATE missions.evidence SET taken_by = $2, taken_at = $3 WHERE id = $1"
_DECIDED = """
UPDATE missions.appeal SET decided_at = $2, upheld = $3 WHERE evidence_id = $1 RETURNING id
"""

_PARTS = """
SELECT e.human_id, m.creator_id, EXISTS (
    SELECT FROM missions.peer_review WHERE evidence_id = e.id AND reviewer_id = $2
) OR EXISTS (SELECT FROM missions.appeal WHERE evidence_id = e.id AND against_by = $2) AS took_part
FROM missions.evidence e JOIN missions.claim c ON c.id = e.claim_id
    JOIN missions.mission m ON m.id = c.mission_id
WHERE e.id = $1
"""


class HandVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a partner or an admin decides, with notes that the human reads."""

    verified: bool
    notes: Annotated[str, msgspec.Meta(min_length=LEAST_NOTES, max_length=2000)]


async def take(work: UnitOfWork, principal: Principal, evidence_id: UUID, at: datetime) -> datetime:
    """Take evidence that waits for an admin, for 30 minutes; returns until when.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for an admin with a part in it, ``conflict`` while
    another holds it, ``invalid_transition`` unless it waits.
    """
    evidence = await lock_evidence(work, evidence_id)
    await refuse_partial(work, principal, evidence)
    refuse_taken(evidence, principal.account_id, at)
    if evidence.state not in {"appealed", "admin_review"}:  # what is with peers is theirs
        raise Refusal("invalid_transition", source=evidence.state, target="admin_review")
    if evidence.state != "admin_review":
        await step(work, evidence, "admin_review", by="admin")
    await work.execute(_TAKE, evidence_id, principal.account_id, at)
    return at + HELD_FOR


async def decide_as_admin(
    work: UnitOfWork,
    principal: Principal,
    evidence_id: UUID,
    given: HandVerdict,
    settings: MissionsSettings,
    at: datetime,
) -> None:
    """Decide on evidence in admin review; that is final, audited, and pays as usual, once.

    Raises ``Refusal`` as ``take`` does.
    """
    evidence = await lock_evidence(work, evidence_id)
    await refuse_partial(work, principal, evidence)
    refuse_taken(evidence, principal.account_id, at)
    verdict = _verdict(principal, given, at, partner=False)
    if evidence.state != "admin_review":
        raise Refusal("invalid_transition", source=evidence.state, target=_state(verdict))
    await decide(work, evidence, verdict, settings)
    appeal_id = await work.fetch_value(_DECIDED, evidence_id, at, given.verified)
    if appeal_id is not None:
        event = AppealDecided(
            evidence_id=evidence_id,
            claim_id=evidence.claim_id,
            human_id=evidence.human_id,
            appeal_id=appeal_id,
            upheld=given.verified,
        )
        await emit(work, event, subject=evidence_id)
    await _audit(work, principal, verdict, evidence_id)


async def decide_as_partner(
    work: UnitOfWork,
    principal: Principal,
    evidence_id: UUID,
    given: HandVerdict,
    settings: MissionsSettings,
    at: datetime,
) -> None:
    """Decide on evidence of one's organisation's own mission before peers or the check have.

    Raises ``Refusal``: ``not_found`` for whoever is no member of it, ``forbidden`` for members without the
    right or with a part in it, ``invalid_transition`` when it is decided or with an admin.
    """
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    evidence = await lock_evidence(work, evidence_id)
    mission = evidence.claim.mission
    if mission.creator_kind != "organisation":
        raise Refusal("not_found")
    await identity.require_member(work, principal, mission.creator_id, *VERIFYING)
    if evidence.human_id == principal.account_id:
        raise Refusal("forbidden")
    verdict = _verdict(principal, given, at, partner=True)
    if evidence.state not in {"pending", "checking", "peer_review"}:
        raise Refusal("invalid_transition", source=evidence.state, target=_state(verdict))
    await decide(work, evidence, verdict, settings)
    await _audit(work, principal, verdict, evidence_id)


async def refuse_partial(work: UnitOfWork, principal: Principal, evidence: LockedEvidence) -> None:
    """Raise ``Refusal("forbidden")`` for an admin with a part in evidence."""
    if await is_partial(work, principal.account_id, evidence.id):
        raise Refusal("forbidden")


async def is_partial(work: UnitOfWork, admin: UUID, evidence_id: UUID) -> bool:
    """Say whether an admin has a part in evidence: as its human, a peer, a maker of the mission."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    parts: Any = await work.fetch_row(_PARTS, evidence_id, admin)
    own = {admin, *await identity.agents_of(work, admin)}
    own |= {each.organisation_id for each in await identity.memberships_of(work, admin)}
    return parts["took_part"] or parts["human_id"] == admin or parts["creator_id"] in own


def refuse_taken(evidence: LockedEvidence, admin: UUID, at: datetime) -> None:
    """Raise ``Refusal("conflict")`` while another admin holds evidence."""
    if evidence.taken_at is not None and evidence.taken_by != admin and at < evidence.taken_at + HELD_FOR:
        raise Refusal("conflict")


def _verdict(principal: Principal, given: HandVerdict, at: datetime, *, partner: bool) -> Verdict:
    notes = given.notes.strip()
    if len(notes) < LEAST_NOTES:
        raise Refusal(
            "validation_error", fields=[FieldError("/notes", "too_short", {"minimum": LEAST_NOTES})]
        )
    return Verdict(
        verified=given.verified,
        by="partner" if partner else "admin",
        confidence=1.0 if given.verified else 0.0,
        at=at,
        decided_by=principal.account_id,
        notes=notes,
    )


def _state(verdict: Verdict) -> str:
    return "verified" if verdict.verified else "rejected"


async def _audit(work: UnitOfWork, principal: Principal, verdict: Verdict, evidence_id: UUID) -> None:
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    await identity.record_audit(
        work,
        principal,
        f"missions.evidence_{_state(verdict)}",
        subject_kind="missions.evidence",
        subject_id=evidence_id,
        details={"by": verdict.by},
        reason=verdict.notes,
    )
