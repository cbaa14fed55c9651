"""Claims for tests of plugins that follow missions; nothing of it runs outside tests."""

from uuid import UUID

from commonweal import UnitOfWork, emit, new_id

from commonweal_missions.claims.events import ClaimVerified
from commonweal_missions.evidence.events import ClaimPaid, EvidenceStateChanged


async def verify_claim(
    work: UnitOfWork, mission_id: UUID, human_id: UUID, paid_minor: int | None = 12_00
) -> UUID:
    """Write a claim that was verified and paid, with its events; returns its id."""
    claim_id = new_id()
    await work.execute(
        """INSERT INTO missions.claim
        (id, mission_id, human_id, state, claimed_at, deadline, paid_minor, finished_at, submitted_at)
        VALUES ($1, $2, $3, 'verified', now() - interval '1 hour', now() + interval '1 day', $4, now(),
            now())""",
        *(claim_id, mission_id, human_id, paid_minor),
    )
    verified = ClaimVerified(claim_id=claim_id, mission_id=mission_id, human_id=human_id)
    await emit(work, verified, subject=claim_id)
    paid = ClaimPaid(evidence_id=new_id(), claim_id=claim_id, human_id=human_id, paid_minor=paid_minor or 0)
    await emit(work, paid, subject=claim_id)
    return claim_id


async def overturn_claim(work: UnitOfWork, claim_id: UUID) -> None:
    """Let a verdict be overturned, for which the guard of the table knows no step."""
    await work.execute("ALTER TABLE missions.claim DISABLE TRIGGER USER")
    human_id = await work.fetch_value(
        """UPDATE missions.claim SET state = 'active', finished_at = NULL, paid_minor = NULL
        WHERE id = $1 RETURNING human_id""",
        claim_id,
    )
    event = EvidenceStateChanged(
        evidence_id=new_id(),
        claim_id=claim_id,
        human_id=human_id,
        before="verified",
        state="rejected",
        by="admin",
    )
    await emit(work, event, subject=event.evidence_id)
