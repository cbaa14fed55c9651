"""Pays a verified claim in the transaction of its verdict, at most once (DOMAIN §7.2, §10.2, §10.4)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork, emit

from commonweal_missions.evidence.events import ClaimPaid
from commonweal_missions.evidence.living import LockedEvidence, Verdict
from commonweal_missions.paying.formula import Reward, reward
from commonweal_missions.peers.verdict import quality_score
from commonweal_missions.rules.vocabulary import CreatorKind
from commonweal_missions.settings import MissionsSettings

FIRST_IN_DOMAIN_MINOR: Final = 50_00
_PAYMENT = """
INSERT INTO missions.payment (claim_id, evidence_id, base_minor, automatic_percent, peers_percent,
    quality_percent, multiplier_hundredths, paid_minor, first_in_domain_minor, paid_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
# The human is locked, so no other claim of theirs is verified meanwhile.
_EARLIER = """
SELECT count(*) AS missions, count(*) FILTER (WHERE m.domain = $3) AS in_domain
FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
WHERE c.human_id = $1 AND c.id <> $2 AND c.state = 'verified'
"""
_APPROVALS = """
SELECT count(*) FROM missions.peer_review WHERE evidence_id = $1 AND state = 'given' AND verdict = 'approve'
"""


async def pay(
    work: UnitOfWork, evidence: LockedEvidence, verdict: Verdict, settings: MissionsSettings
) -> int:
    """Pay a claim that has just become verified and return how much, without what else is earned."""
    from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it

    mission, human_id = evidence.claim.mission, evidence.human_id
    earned = reward(
        mission.reward_minor,
        automatic=evidence.automatic_score,
        approvals=await work.fetch_value(_APPROVALS, evidence.id),
        quality=quality_score(
            verdict.confidence,
            evidence.automatic_score,
            decided_by_hand=verdict.by in {"partner", "admin"},
        ),
        multiplier_hundredths=evidence.multiplier_hundredths,
        automatic_threshold=settings.verified_score,
        quality_threshold=settings.quality_score,
    )
    pool = None
    if mission.creator_kind is CreatorKind.ORGANISATION and mission.hold_key is not None:
        pool = (mission.creator_id, mission.hold_key, mission.reward_minor)
    await ledger.open_account(work, human_id, "human")
    await ledger.reward(
        work,
        key=f"earn_mission:{evidence.claim_id}",
        type="earn_mission",
        human_id=human_id,
        amount_minor=earned.paid_minor,
        reference=evidence.claim_id,
        pool=pool,
    )
    first = await _pay_firsts(work, evidence)
    await _note(work, evidence, earned, first, verdict.at)
    return earned.paid_minor


async def _pay_firsts(work: UnitOfWork, evidence: LockedEvidence) -> int:
    """Pay for the first verified mission in a domain, and whoever invited its human; returns the former."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it
    from commonweal_ledger import api as ledger  # noqa: PLC0415

    human_id, domain = evidence.human_id, evidence.claim.mission.domain
    missions, in_domain = await work.fetch_row(_EARLIER, human_id, evidence.claim_id, domain)
    if not missions:
        human = await identity.find_human(work, human_id)
        if human is not None and human.invited_by is not None:
            inviter = await identity.find_human(work, human.invited_by)
            if inviter is not None and inviter.state != "deactivated":  # what is erased earns nothing more
                await _pay_inviter(work, inviter.id, human_id)
    if in_domain:
        return 0
    reference = ledger.domain_reference(human_id, domain)
    await ledger.reward(
        work,
        key=f"earn_first:{reference}",
        type="earn_first_in_domain",
        human_id=human_id,
        amount_minor=FIRST_IN_DOMAIN_MINOR,
        reference=reference,
        description=domain,
    )
    return FIRST_IN_DOMAIN_MINOR


async def _pay_inviter(work: UnitOfWork, inviter_id: UUID, human_id: UUID) -> None:
    from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it

    await ledger.open_account(work, inviter_id, "human")
    await ledger.reward(
        work,
        key=f"earn_referral:{human_id}",
        type="earn_referral",
        human_id=inviter_id,
        amount_minor=ledger.REFERRAL_MINOR,
        reference=human_id,
    )


async def _note(work: UnitOfWork, evidence: LockedEvidence, earned: Reward, first: int, at: datetime) -> None:
    await work.execute(
        _PAYMENT,
        *(evidence.claim_id, evidence.id, earned.base_minor, earned.automatic_percent),
        *(earned.peers_percent, earned.quality_percent, earned.multiplier_hundredths),
        *(earned.paid_minor, first, at),
    )
    await work.execute(
        "UPDATE missions.claim SET paid_minor = $2 WHERE id = $1", evidence.claim_id, earned.paid_minor
    )
    event = ClaimPaid(
        evidence_id=evidence.id,
        claim_id=evidence.claim_id,
        human_id=evidence.human_id,
        paid_minor=earned.paid_minor,
    )
    await emit(work, event, subject=evidence.claim_id)
