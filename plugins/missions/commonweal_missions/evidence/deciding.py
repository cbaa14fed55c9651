"""A verdict on evidence and all that follows from it, in one transaction: the claim, and what it pays."""

from uuid import UUID

from commonweal import UnitOfWork, emit, enqueue

from commonweal_missions.claims import acts
from commonweal_missions.evidence.events import ReviewWithdrawn
from commonweal_missions.evidence.living import LockedEvidence, Verdict, settle
from commonweal_missions.paying.paying import pay
from commonweal_missions.settings import MissionsSettings

_WITHDRAW = """
UPDATE missions.peer_review SET state = 'withdrawn'
WHERE evidence_id = $1 AND state IN ('asked', 'opened') RETURNING id, reviewer_id
"""


async def decide(
    work: UnitOfWork, evidence: LockedEvidence, verdict: Verdict, settings: MissionsSettings
) -> None:
    """Decide on locked evidence: a verified claim is paid, a rejected one is its human's again.

    Raises ``Refusal("invalid_transition")`` when it is decided already, so that nothing is paid twice. What
    it means for reputations is counted by a task: it touches many people.
    """
    from commonweal_missions.evidence.tasks import count_verdict  # noqa: PLC0415 - the task needs this module

    await settle(work, evidence, verdict)
    await withdraw(work, evidence.id)
    if verdict.verified:
        await acts.verify(work, evidence.claim_id, verdict.at)
        await pay(work, evidence, verdict, settings)
    else:
        await acts.reject(work, evidence.claim_id, verdict.at)
    await enqueue(work, count_verdict, evidence_id=evidence.id)


async def withdraw(work: UnitOfWork, evidence_id: UUID) -> None:
    """Take back what peers were asked and have not answered."""
    for row in await work.fetch(_WITHDRAW, evidence_id):
        event = ReviewWithdrawn(review_id=row["id"], evidence_id=evidence_id, reviewer_id=row["reviewer_id"])
        await emit(work, event, subject=evidence_id)
