"""What the sample's verified claims earned, and what its organisations hold for their missions."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_missions.paying.formula import reward
from commonweal_missions.rules.vocabulary import CreatorKind
from commonweal_missions.sample.planning import PlannedClaim, PlannedMission, identity_id

SPARE_MINOR = 1_000_00
"""What each organisation has left for missions of its own."""
QUALITIES = (0.94, 0.88, 0.91, 0.83, 0.97)


def hold_key(mission: PlannedMission) -> str | None:
    """Name what an organisation holds for a mission, as ``missions/publishing.py`` does."""
    return f"mission:{mission.id}:1" if _is_organisations(mission) else None


async def settle_accounts(work: UnitOfWork, missions: Sequence[PlannedMission]) -> None:
    """Fund and hold what organisations promise, then pay every verified claim and count it."""
    await _fund(work, missions)
    for mission in missions:
        for number, claim in enumerate(mission.claims):
            if claim.finished_at is not None:
                await _reward(work, mission, claim, QUALITIES[number % len(QUALITIES)])


async def _fund(work: UnitOfWork, missions: Sequence[PlannedMission]) -> None:
    from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it

    promised: defaultdict[UUID, int] = defaultdict(int)
    of_organisations = [mission for mission in missions if _is_organisations(mission)]
    for mission in of_organisations:
        promised[mission.creator_id] += mission.reward_minor * mission.max_claims
    for organisation_id, amount_minor in promised.items():
        await ledger.open_account(work, organisation_id, "pool")
        await ledger.fund(
            work,
            key=f"sample:{organisation_id}",
            organisation_id=organisation_id,
            amount_minor=amount_minor + SPARE_MINOR,
            reference=identity_id("payment", str(organisation_id)),
            description="sample",
        )
    for mission in of_organisations:
        await ledger.hold(
            work,
            key=f"mission:{mission.id}:1",
            account_id=mission.creator_id,
            amount_minor=mission.reward_minor * mission.max_claims,
        )


async def _reward(work: UnitOfWork, mission: PlannedMission, claim: PlannedClaim, quality: float) -> None:
    from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it
    from commonweal_reputation import api as reputation  # noqa: PLC0415

    paid = reward(
        mission.reward_minor, automatic=quality, approvals=0, quality=quality, multiplier_hundredths=100
    ).paid_minor
    await ledger.open_account(work, claim.human_id, "human")
    await ledger.reward(
        work,
        key=f"earn_mission:{claim.id}",
        type="earn_mission",
        human_id=claim.human_id,
        amount_minor=paid,
        reference=claim.id,
        pool=(
            (mission.creator_id, f"mission:{mission.id}:1", mission.reward_minor)
            if _is_organisations(mission)
            else None
        ),
    )
    await work.execute("UPDATE missions.claim SET paid_minor = $2 WHERE id = $1", claim.id, paid)
    if claim.finished_at is not None:
        await reputation.record_mission(
            work,
            claim.human_id,
            claim_id=claim.id,
            quality=quality,
            at=claim.finished_at,
            domain=str(mission.domain),
        )


def _is_organisations(mission: PlannedMission) -> bool:
    return mission.creator.kind == CreatorKind.ORGANISATION
