"""The life of evidence: locked after its mission, human and claim, stepped by the machine, each step told."""

from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit

from commonweal_missions.claims.locking import LockedClaim, lock_claim
from commonweal_missions.evidence.events import EvidenceStateChanged
from commonweal_missions.evidence.states import EVIDENCE

EvidenceState = Literal[
    "pending", "checking", "peer_review", "admin_review", "verified", "rejected", "appealed"
]
DecidedBy = Literal["check", "peers", "partner", "admin"]
By = Literal["check", "peers", "partner", "admin", "human", "time"]
DECIDE_WITHIN: Final = timedelta(hours=24)
"""How soon an admin is to decide on evidence that waits for one (DOMAIN §5.3)."""
_LOCK = """
SELECT id, claim_id, human_id, state, attempt, multiplier_hundredths, submitted_at, automatic_score,
    checked_at, final_confidence, decided_by_kind, decided_by, taken_by, taken_at
FROM missions.evidence WHERE id = $1 FOR UPDATE
"""
_STEP = "UPDATE missions.evidence SET state = $2, due_at = coalesce($3, due_at) WHERE id = $1"
_SETTLE = """
UPDATE missions.evidence SET state = $2, final_confidence = $3, decided_by_kind = $4, decided_by = $5,
    notes = $6, decided_at = $7
WHERE id = $1
"""


class LockedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A submission whose row is locked until the unit of work ends, with its claim and mission."""

    id: UUID
    claim_id: UUID
    human_id: UUID
    state: EvidenceState
    attempt: int
    multiplier_hundredths: int
    submitted_at: datetime
    automatic_score: float | None
    checked_at: datetime | None
    final_confidence: float | None
    decided_by_kind: DecidedBy | None
    decided_by: UUID | None
    taken_by: UUID | None
    taken_at: datetime | None
    claim: LockedClaim


async def lock_evidence(work: UnitOfWork, evidence_id: UUID) -> LockedEvidence:
    """Lock evidence after mission, human and claim; raises ``Refusal("not_found")``."""
    claim_id = await work.fetch_value("SELECT claim_id FROM missions.evidence WHERE id = $1", evidence_id)
    if claim_id is None:
        raise Refusal("not_found")
    claim = await lock_claim(work, claim_id)
    row: Any = await work.fetch_row(_LOCK, evidence_id)
    return LockedEvidence(**dict(row), claim=claim)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided: by whom, how sure, and with which words for the submitter."""

    verified: bool
    by: DecidedBy
    confidence: float
    at: datetime
    decided_by: UUID | None = None
    notes: str = ""


async def step(
    work: UnitOfWork,
    evidence: LockedEvidence,
    state: EvidenceState,
    *,
    by: By,
    due_at: datetime | None = None,
) -> LockedEvidence:
    """Bring locked evidence into another state and tell it; raises ``Refusal("invalid_transition")``.

    ``due_at`` is until when an admin is to decide, from now on.
    """
    EVIDENCE.step(evidence.state, state)
    await work.execute(_STEP, evidence.id, state, due_at)
    return await _tell(work, evidence, state, by)


async def settle(work: UnitOfWork, evidence: LockedEvidence, verdict: Verdict) -> LockedEvidence:
    """Bring locked evidence to its verdict; raises as ``step`` does, so that none is decided twice."""
    state: EvidenceState = "verified" if verdict.verified else "rejected"
    EVIDENCE.step(evidence.state, state)
    await work.execute(
        _SETTLE,
        *(evidence.id, state, verdict.confidence, verdict.by, verdict.decided_by, verdict.notes, verdict.at),
    )
    return await _tell(work, evidence, state, verdict.by, verdict.confidence)


async def _tell(
    work: UnitOfWork, evidence: LockedEvidence, state: EvidenceState, by: By, confidence: float | None = None
) -> LockedEvidence:
    event = EvidenceStateChanged(
        evidence_id=evidence.id,
        claim_id=evidence.claim_id,
        human_id=evidence.human_id,
        before=evidence.state,
        state=state,
        by=by,
        confidence=confidence,
    )
    await emit(work, event, subject=evidence.id)
    return msgspec.structs.replace(evidence, state=state)
