"""A human appeals once against a rejection while the claim is active (DOMAIN §8.4)."""

from datetime import datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, new_id

from commonweal_missions.claims import acts
from commonweal_missions.evidence.living import DECIDE_WITHIN, lock_evidence, step
from commonweal_missions.evidence.states import EVIDENCE
from commonweal_missions.settings import MissionsSettings

LEAST_WORDS: Final = 20
_DAY: Final = timedelta(days=1)
_NEW = """
INSERT INTO missions.appeal (id, evidence_id, human_id, reason, appealed_at, due_at, against_kind, against_by,
    against_confidence)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_TODAY = """
SELECT count(*) AS appeals, min(appealed_at) AS first FROM missions.appeal
WHERE human_id = $1 AND appealed_at > $2
"""


class AppealDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the rejection is wrong."""

    reason: Annotated[str, msgspec.Meta(min_length=LEAST_WORDS, max_length=2000)]


async def appeal(
    work: UnitOfWork,
    evidence_id: UUID,
    human_id: UUID,
    draft: AppealDraft,
    settings: MissionsSettings,
    at: datetime,
) -> UUID:
    """Appeal against the rejection of one's evidence; the claim waits again. Returns the appeal's id.

    Raises ``Refusal``: ``not_found`` for another's, ``conflict`` the second time, ``invalid_transition``
    unless it is rejected (by somebody else than an admin, whose word is final) and the claim is active,
    ``rate_limited`` beyond the appeals of a day.
    """
    reason = draft.reason.strip()
    if len(reason) < LEAST_WORDS:
        raise Refusal(
            "validation_error", fields=[FieldError("/reason", "too_short", {"minimum": LEAST_WORDS})]
        )
    evidence = await lock_evidence(work, evidence_id)
    if evidence.human_id != human_id:
        raise Refusal("not_found")
    if await has_appealed(work, evidence_id):
        raise Refusal("conflict")
    EVIDENCE.step(evidence.state, "appealed")
    if evidence.decided_by_kind == "admin":
        raise Refusal("invalid_transition", source=evidence.state, target="appealed")
    await _require_room(work, human_id, settings, at)
    await acts.submit(work, evidence.claim_id, human_id=human_id, at=at)
    appeal_id = new_id()
    await work.execute(
        _NEW,
        *(appeal_id, evidence_id, human_id, reason, at, at + DECIDE_WITHIN),
        *(evidence.decided_by_kind, evidence.decided_by, evidence.final_confidence),
    )
    await step(work, evidence, "appealed", by="human", due_at=at + DECIDE_WITHIN)
    return appeal_id


async def has_appealed(work: UnitOfWork, evidence_id: UUID) -> bool:
    """Say whether there is an appeal about evidence already."""
    found = await work.fetch_value("SELECT 1 FROM missions.appeal WHERE evidence_id = $1", evidence_id)
    return found is not None


async def _require_room(work: UnitOfWork, human_id: UUID, settings: MissionsSettings, at: datetime) -> None:
    """Count the appeals of a day; the human is locked, so no other comes in between."""
    row = await work.fetch_row(_TODAY, human_id, at - _DAY)
    if row is not None and row["appeals"] >= settings.appeals_per_day:
        wait = row["first"] + _DAY - at
        raise Refusal("rate_limited", seconds=max(1, int(wait.total_seconds())))
