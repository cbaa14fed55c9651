"""Check-ins of agents: heard of within 72 hours, an agent is active (DOMAIN §2.1)."""

from datetime import timedelta
from uuid import UUID

from commonweal import UnitOfWork, emit

from commonweal_identity.agents.events import AgentCheckedIn, AgentInactive

SILENT_AFTER = timedelta(hours=72)
_SEEN = """
UPDATE identity.agent SET seen_at = now(), activity = 'active' FROM identity.agent old
WHERE agent.id = $1 AND old.id = agent.id RETURNING old.activity
"""
_SILENT = """
UPDATE identity.agent SET activity = 'inactive' WHERE id IN (
    SELECT a.id FROM identity.agent a JOIN identity.account c USING (id)
    WHERE a.activity = 'active' AND a.seen_at < now() - $1::interval AND c.state <> 'deactivated'
    ORDER BY a.id LIMIT 1000 FOR UPDATE OF a SKIP LOCKED)
RETURNING id
"""


async def check_in(work: UnitOfWork, agent_id: UUID) -> None:
    """Note that an agent was heard of; one that was silent is active again."""
    await work.execute("SELECT 1 FROM identity.agent WHERE id = $1 FOR UPDATE", agent_id)
    if await work.fetch_value(_SEEN, agent_id) == "inactive":
        await emit(work, AgentCheckedIn(agent_id=agent_id), subject=agent_id)


async def mark_silent(work: UnitOfWork) -> int:
    """Mark agents inactive that were not heard of for 72 hours; return how many."""
    rows = await work.fetch(_SILENT, SILENT_AFTER)
    for row in rows:
        await emit(work, AgentInactive(agent_id=row["id"]), subject=row["id"])
    return len(rows)
