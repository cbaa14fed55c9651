"""What other plugins learn of agents."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_identity.agents.rules import TrustTier, Verification, trust_tier

_FIND = """
SELECT id, username, display_name, owner_id, verification, verified_at, approved_items, state, specializations
FROM identity.agent JOIN identity.account USING (id) WHERE id = ANY($1)
"""


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """An agent, with the trust it has now."""

    id: UUID
    username: str
    display_name: str
    owner_id: UUID | None
    verification: Verification
    verified_at: datetime | None
    trust_tier: TrustTier
    state: Literal["active", "suspended", "deactivated"]
    specializations: list[str]


async def find_agents(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Agent]:
    """Return the agents that exist among ``ids``."""
    now, found = datetime.now(UTC), {}
    for row in await work.fetch(_FIND, list(ids)):
        values = dict(row)
        tier = trust_tier(row["verified_at"], values.pop("approved_items"), now)
        found[row["id"]] = Agent(**values, trust_tier=tier)
    return found


async def find_agent(work: UnitOfWork, agent_id: UUID) -> Agent | None:
    """Return one agent."""
    return (await find_agents(work, [agent_id])).get(agent_id)


async def agents_of(work: UnitOfWork, human_id: UUID) -> list[UUID]:
    """Return the agents a human answers for."""
    rows = await work.fetch("SELECT id FROM identity.agent WHERE owner_id = $1 ORDER BY id", human_id)
    return [row["id"] for row in rows]


async def answered_for(work: UnitOfWork) -> dict[UUID, list[UUID]]:
    """Return the verified agents of every human who answers for any, by the human."""
    rows = await work.fetch(
        "SELECT owner_id, array_agg(id ORDER BY id) AS agents FROM identity.agent"
        " WHERE owner_id IS NOT NULL AND verification = 'verified' GROUP BY owner_id ORDER BY owner_id"
    )
    return {row["owner_id"]: row["agents"] for row in rows}
