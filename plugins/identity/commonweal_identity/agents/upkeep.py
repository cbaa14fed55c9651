"""What time does to agents: silent ones become inactive, trust grows, nonces are forgotten."""

from datetime import timedelta
from uuid import UUID

from commonweal import Schedule, TaskContext, emit, task

from commonweal_identity.agents.activity import mark_silent
from commonweal_identity.agents.events import AgentKeyEnded
from commonweal_identity.agents.trust import promote_due

_OLD_NONCES = "DELETE FROM identity.agent_nonce WHERE seen_at < now() - interval '15 minutes'"


@task("identity.look_after_agents", time_limit=300)
async def look_after_agents(context: TaskContext) -> None:
    """Mark agents inactive that are silent for 72 hours, and move up those that are due."""
    async with context.database.write() as work:
        await mark_silent(work)
    async with context.database.write() as work:
        await promote_due(work)
    async with context.database.write() as work:
        await work.execute(_OLD_NONCES)


@task("identity.tell_key_ended", time_limit=60)
async def tell_key_ended(context: TaskContext, *, agent_id: UUID, key_id: UUID) -> None:
    """Tell that a key that was replaced works no longer, for connections that were opened with it.

    Done again, it is told again: whoever hears it asks whether the key works.
    """
    async with context.database.write() as work:
        over = "SELECT 1 FROM identity.agent_key WHERE id = $1 AND revoked_at IS NULL AND ends_at <= now()"
        if await work.fetch_value(over, key_id):
            await emit(work, AgentKeyEnded(agent_id=agent_id, key_id=key_id), subject=agent_id)


SCHEDULES = [Schedule(name="identity.look_after_agents", task=look_after_agents, every=timedelta(minutes=5))]
