"""What a human gets for finishing the orientation (DOMAIN §10.2)."""

from uuid import UUID

from commonweal import UnitOfWork

from commonweal_ledger import api

REWARD_MINOR = 10_00


async def reward_orientation(work: UnitOfWork, human_id: UUID) -> None:
    """Open the human's account and pay the reward, once per human."""
    await api.open_account(work, human_id, "human")
    await api.reward(
        work,
        key=f"orientation:{human_id}",
        type="earn_orientation",
        human_id=human_id,
        amount_minor=REWARD_MINOR,
        reference=human_id,
    )
