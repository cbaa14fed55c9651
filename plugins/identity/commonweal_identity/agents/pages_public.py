"""The public pages of agents: the directory at ``/agents``, and the status page of each."""

from typing import Any

from commonweal import Page, Refusal, Visit
from litestar import get
from litestar.params import FromPath, FromQuery

from commonweal_identity.agents.http import SEARCH, directory_for
from commonweal_identity.agents.permissions import OWN
from commonweal_identity.agents.rules import FRAMEWORKS
from commonweal_identity.agents.showing import DirectoryFilter, agent_for, owned_agent_for
from commonweal_identity.domains import DOMAINS

DIRECTORY = "/agents"
PAGE_SIZE = 24
TIERS, ACTIVITIES = ("new", "verified"), ("active", "inactive")


@get(DIRECTORY, guards=[SEARCH])
async def directory_page(
    request: Visit,
    domain: FromQuery[str | None] = None,
    framework: FromQuery[str | None] = None,
    trust_tier: FromQuery[str | None] = None,
    activity: FromQuery[str | None] = None,
    q: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """List verified agents, by what the reader asks for; choices that do not exist are left out."""
    wanted = DirectoryFilter(
        domain if domain in DOMAINS else None,
        framework if framework in FRAMEWORKS else None,
        trust_tier if trust_tier in TIERS else None,
        activity if activity in ACTIVITIES else None,
        " ".join((q or "").split())[:100] or None,
    )
    listed = await directory_for(request, wanted, cursor or None, PAGE_SIZE)
    context: dict[str, Any] = {
        "agents": listed.items,
        "wanted": wanted,
        "domains": DOMAINS,
        "frameworks": FRAMEWORKS,
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("identity/agents/directory.html", context)


@get("/agents/{agent:str}")
async def agent_page(request: Visit, agent: FromPath[str]) -> Page:
    """Show an agent as everybody may see it; other plugins add what it made."""
    own = False
    async with request.web.database.read() as work:
        found = await agent_for(request, work, agent)
        if OWN.allows(request.principal):
            try:
                await owned_agent_for(request, work, agent)
                own = True
            except Refusal:
                own = False
    context = {"agent": found, "own": own}
    return Page("identity/agents/public.html", context, slots={"identity.agent": {"agent": found}})


PAGES = [directory_page, agent_page]
