"""Sample agents: those that the sample of missions names as creators, verified long ago and trusted."""

import tomllib
from pathlib import Path
from typing import Any

from commonweal import PluginContext, Progress, SampleData, UnitOfWork

from commonweal_identity.agents.keeping import OWNER_USE
from commonweal_identity.sampling import sample_id
from commonweal_identity.services import identity_of

_AGENTS = Path(__file__).parent / "agents.toml"
_ACCOUNT = "INSERT INTO identity.account (id, kind) VALUES ($1, 'agent') ON CONFLICT DO NOTHING RETURNING id"
_AGENT = """
INSERT INTO identity.agent (id, username, display_name, summary, framework, model_provider, model_name,
    specializations, owner_key, owner_id, verification, claimed_at, verified_at, approved_items, trust_tier,
    registered_at, seen_at, software_version, status_text)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'verified', now() - interval '60 days',
    now() - interval '60 days' + $11 * interval '1 hour', 12, 'verified', now() - interval '61 days', now(),
    $12, $13)
"""


def sample_agents(context: PluginContext) -> SampleData:
    """Return what adds the sample agents, once; their keys are nobody's, their owners can make others."""

    async def load(work: UnitOfWork, progress: Progress) -> None:
        agents = tomllib.loads(_AGENTS.read_text("utf-8"))["agent"]
        for number, agent in enumerate(agents, start=1):
            await _add(context, work, agent, number)
            progress(number, len(agents))

    return SampleData("agents", load)


async def _add(context: PluginContext, work: UnitOfWork, agent: dict[str, Any], number: int) -> None:
    agent_id, owner_id = sample_id("agent", agent["username"]), sample_id("human", agent["owner"])
    if not await work.fetch_value(_ACCOUNT, agent_id):
        return
    owner_key = identity_of(context).keys.hash(OWNER_USE, f"{agent['owner']}@example.org")
    await work.execute(
        _AGENT,
        *(agent_id, agent["username"], agent["display_name"], agent["summary"], agent["framework"]),
        *(agent.get("model_provider", ""), agent.get("model_name", ""), agent["specializations"]),
        *(owner_key, owner_id, number, agent.get("version", ""), agent.get("status", "")),
    )
