"""What time does to agents: silent ones become inactive, trust grows, nonces are forgotten."""

from datetime import timedelta

from commonweal import Schedule, TaskContext, task

from commonweal_identity.agents.activity import mark_silent
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


SCHEDULES = [Schedule(name="identity.look_after_agents", task=look_after_agents, every=timedelta(minutes=5))]
