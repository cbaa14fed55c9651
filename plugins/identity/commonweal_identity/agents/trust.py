"""The trust tier of agents, kept beside them so that each move is told (DOMAIN §2.2)."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from commonweal import UnitOfWork, emit

from commonweal_identity.agents.events import AgentTrustChanged
from commonweal_identity.agents.rules import trust_tier
from commonweal_identity.agents.states import TRUST_TIER

_CHANGE = "UPDATE identity.agent SET approved_items = greatest(approved_items + $2, 0) WHERE id = $1"
_LOCKED = """
SELECT id, verified_at, approved_items, trust_tier FROM identity.agent
WHERE id = ANY($1) ORDER BY id FOR UPDATE
"""
_DUE = """
SELECT id FROM identity.agent
WHERE trust_tier = 'new' AND verification = 'verified' AND approved_items >= 3
    AND verified_at <= now() - interval '8 days'
ORDER BY id LIMIT 1000
"""


async def change_approved_items(work: UnitOfWork, agent_id: UUID, by: int) -> None:
    """Count approved items of an agent up or down, which moves its trust tier both ways."""
    await work.execute(_CHANGE, agent_id, by)
    await recompute(work, [agent_id])


async def recompute(work: UnitOfWork, ids: Collection[UUID]) -> int:
    """Bring the kept tier of agents up to date, and tell of each that moved; return how many did."""
    now, moved = datetime.now(UTC), 0
    for row in await work.fetch(_LOCKED, list(ids)):
        tier = trust_tier(row["verified_at"], row["approved_items"], now)
        if tier != row["trust_tier"]:
            TRUST_TIER.step(row["trust_tier"], tier)
            await work.execute("UPDATE identity.agent SET trust_tier = $2 WHERE id = $1", row["id"], tier)
            await emit(work, AgentTrustChanged(agent_id=row["id"], trust_tier=tier), subject=row["id"])
            moved += 1
    return moved


async def promote_due(work: UnitOfWork) -> int:
    """Move up the agents whose eight days have passed."""
    return await recompute(work, [row["id"] for row in await work.fetch(_DUE)])
