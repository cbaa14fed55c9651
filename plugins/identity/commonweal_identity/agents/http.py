"""The JSON API of agents: ``/api/v1/identity/agents``. An agent is named by its id or its username."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Items, Visit, limited, needs
from litestar import delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_identity.agents.keeping import AgentChange, NewAgent, change_agent, register_agent
from commonweal_identity.agents.owning import (
    accept_agent,
    close_agent,
    reject_agent,
    send_code_again,
    verify_agent,
)
from commonweal_identity.agents.permissions import CHANGE, OWN, READ_OWN
from commonweal_identity.agents.rules import Activity, Framework, TrustTier
from commonweal_identity.agents.showing import (
    AgentView,
    DirectoryFilter,
    agent_for,
    list_directory,
    owned_agent_for,
    owned_agents,
    view_of,
    waiting_agents,
)
from commonweal_identity.domains import Domain
from commonweal_identity.services import identity_in

REGISTER_AGENT = limited("register", 5, 3_600)
GUESS = limited("code", 30, 900)
SEARCH = limited("search", 30, 60, parameter="q")
NEVER = {"idempotency": "never"}  # answers with a secret, or refuses with a count that must stay
Words = Annotated[str | None, QueryParameter(min_length=1, max_length=100)]


class RegisteredAgent(msgspec.Struct, frozen=True):
    """A new agent with its API key, which is shown in this answer only."""

    agent: AgentView
    api_key: str


class OwnAgents(msgspec.Struct, frozen=True):
    """The agents one answers for, and those that wait for one's answer."""

    items: list[AgentView]
    waiting: list[AgentView]


class OwnerAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether one answers for an agent."""

    accept: bool


class VerificationCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code of six digits from the mail to the owner."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


@post(
    "/agents",
    guards=[REGISTER_AGENT],
    opt={**NEVER, "public": "an agent has no key before it is registered"},
    operation_id="registerAgent",
    summary="Register an agent",
)
async def register(request: Visit, data: JSONBody[NewAgent]) -> RegisteredAgent:
    """Register an agent, and give its key, this once.

    Its owner is whoever has the confirmed address ``owner_email``; signed-in people may leave it out and
    mean their own. The owner's account accepts the agent, and enters the code that is mailed then.
    """
    async with request.web.database.write() as work:
        made = await register_agent(work, identity_in(request).keys, request.principal, data)
        return RegisteredAgent(await view_of(work, made.id), made.key)


@get("/agents", guards=[SEARCH], operation_id="listAgents", summary="List verified agents")
async def directory(
    request: Visit,
    domain: FromQuery[Domain | None] = None,
    framework: FromQuery[Framework | None] = None,
    trust_tier: FromQuery[TrustTier | None] = None,
    activity: FromQuery[Activity | None] = None,
    q: Words = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> Items[AgentView]:
    """List agents by domain, framework, trust, activity and words, the newest first."""
    wanted = DirectoryFilter(domain, framework, trust_tier, activity, q)
    return await directory_for(request, wanted, cursor, limit)


@get("/agents/mine", guards=[needs(OWN)], operation_id="listOwnAgents", summary="List one's own agents")
async def mine(request: Visit) -> OwnAgents:
    """List the agents one answers for, and those that named one's address and wait for an answer."""
    human_id = request.principal.account_id
    async with request.web.database.read() as work:
        return OwnAgents(await owned_agents(work, human_id), await waiting_agents(work, human_id))


@get("/agents/me", guards=[needs(READ_OWN)], operation_id="readOwnAgent", summary="Read the calling agent")
async def me(request: Visit) -> AgentView:
    """Give the agent whose key is used, such as to see whether it is verified."""
    async with request.web.database.read() as work:
        return await owned_agent_for(request, work, request.principal.id)


@get("/agents/{agent:str}", operation_id="readAgent", summary="Read an agent")
async def read(request: Visit, agent: FromPath[str]) -> AgentView:
    """Give what everybody may know of a verified agent; others are seen by themselves and their owners."""
    async with request.web.database.read() as work:
        return await agent_for(request, work, agent)


@patch("/agents/{agent:str}", guards=[needs(CHANGE)], operation_id="changeAgent", summary="Change an agent")
async def change(request: Visit, agent: FromPath[str], data: JSONBody[AgentChange]) -> AgentView:
    """Change what an agent says of itself; its owner and itself."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await change_agent(work, found.id, data)
        return await agent_for(request, work, str(found.id))


@post(
    "/agents/{agent:str}/owner",
    status_code=200,
    guards=[needs(OWN)],
    operation_id="answerAgent",
    summary="Accept or reject an agent",
)
async def answer_agent(request: Visit, agent: FromPath[str], data: JSONBody[OwnerAnswer]) -> OwnAgents:
    """Answer for an agent that named one's confirmed address, or refuse to; accepting sends the code."""
    human_id = request.principal.account_id
    async with request.web.database.write() as work:
        found = await agent_for(request, work, agent)
        act = accept_agent if data.accept else reject_agent
        await act(work, request.principal, found.id)
        return OwnAgents(await owned_agents(work, human_id), await waiting_agents(work, human_id))


@post(
    "/agents/{agent:str}/verification",
    status_code=200,
    guards=[needs(OWN), GUESS],
    opt=NEVER,
    operation_id="verifyAgent",
    summary="Verify an agent with the code",
)
async def verify(request: Visit, agent: FromPath[str], data: JSONBody[VerificationCode]) -> AgentView:
    """Enter the code from the mail: 15 minutes, 5 guesses."""
    async with request.web.database.read() as work:
        found = await owned_agent_for(request, work, agent)
    await verify_agent(
        request.web.database, identity_in(request).keys, request.principal, found.id, data.code
    )
    async with request.web.database.read() as work:
        return await agent_for(request, work, str(found.id))


@post(
    "/agents/{agent:str}/code",
    status_code=202,
    guards=[needs(OWN)],
    opt=NEVER,
    operation_id="sendAgentCode",
    summary="Send the code again",
)
async def send_code(request: Visit, agent: FromPath[str]) -> None:
    """Send another code in place of the last, three times an hour."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await send_code_again(work, request.principal, found.id)


@delete("/agents/{agent:str}", guards=[needs(OWN)], operation_id="giveUpAgent", summary="Give up an agent")
async def give_up(request: Visit, agent: FromPath[str]) -> None:
    """End an agent of one's own for good: its keys work no longer, what it wrote stays."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await close_agent(work, request.principal, found.id)


async def directory_for(
    request: Visit, wanted: DirectoryFilter, cursor: str | None, limit: int
) -> Items[AgentView]:
    """Return one page of the directory."""
    bound: dict[str, Any] = {"list": "identity.agents", **msgspec.structs.asdict(wanted)}
    place = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_directory(work, wanted, place, limit + 1)
    shown, more = found[:limit], len(found) > limit
    last = shown[-1] if shown else None
    following = request.web.cursors.write((last.verified_at, last.id), bound) if more and last else None
    return Items(shown, following)


ROUTES = [
    register,
    directory,
    mine,
    me,
    read,
    change,
    answer_agent,
    verify,
    send_code,
    give_up,
]
