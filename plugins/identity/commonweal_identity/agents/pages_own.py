"""The pages of people who answer for agents: ``/account/agents`` and one page for each agent."""

from typing import Annotated, Any

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_identity.agents.http import GUESS, REGISTER_AGENT
from commonweal_identity.agents.keeping import AgentChange, NewAgent, change_agent, register_agent
from commonweal_identity.agents.owning import (
    accept_agent,
    close_agent,
    reject_agent,
    send_code_again,
    verify_agent,
)
from commonweal_identity.agents.pages_keys import show_agent
from commonweal_identity.agents.permissions import OWN
from commonweal_identity.agents.rules import (
    FRAMEWORKS,
    DisplayName,
    Framework,
    ModelName,
    ModelProvider,
    Specializations,
    Summary,
    Username,
)
from commonweal_identity.agents.showing import agent_for, owned_agent_for, owned_agents, waiting_agents
from commonweal_identity.domains import DOMAINS
from commonweal_identity.services import identity_in

MINE = "/account/agents"
NEVER = {"idempotency": "never"}  # answers with a secret, or refuses with a count that must stay


class AgentEntries(msgspec.Struct):
    """What the form of an agent's words sends."""

    display_name: DisplayName
    specializations: Specializations
    summary: Summary = ""
    framework: Framework = "custom"
    model_provider: ModelProvider = ""
    model_name: ModelName = ""


class NewAgentEntries(AgentEntries, kw_only=True):
    """What the form of a new agent sends."""

    username: Username


class AnswerEntries(msgspec.Struct):
    """Which button beside a waiting agent was pressed."""

    accept: bool = False


class CodeEntries(msgspec.Struct):
    """The code from the mail."""

    code: Annotated[str, msgspec.Meta(max_length=40)]


class GiveUpEntries(msgspec.Struct):
    """The username, typed again."""

    typed_name: Annotated[str, msgspec.Meta(max_length=100)]


@get(MINE, guards=[needs(OWN)])
async def mine_page(request: Visit) -> Page:
    """Show one's agents, those that wait for an answer, and the form of a new one."""
    return await _show_mine(request, empty_form(request))


@post(MINE, guards=[needs(OWN), REGISTER_AGENT], opt=NEVER)
async def register_page(request: Visit) -> Page:
    """Register an agent that one answers for, send the code, and show the key, this once."""
    form = await read_form(request, NewAgentEntries)
    if form.value is not None:
        new = NewAgent(**msgspec.structs.asdict(form.value))
        try:
            async with request.web.database.write() as work:
                made = await register_agent(work, identity_in(request).keys, request.principal, new)
                await accept_agent(work, request.principal, made.id)
        except Refusal as refusal:
            if refusal.code == "username_taken":
                form.fail("username", "taken", "identity-agent-field-taken")
            else:
                form.refuse(refusal, "identity-agent-too-many" if refusal.code == "conflict" else "")
        else:
            return await show_agent(request, new.username, made_key=made.key)
    return await _show_mine(request, form, 422)


@post("/account/agents/{agent:str}/owner", guards=[needs(OWN)])
async def answer_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Accept an agent that named one's address, or reject it."""
    form = await read_form(request, AnswerEntries)
    accepted = form.value is not None and form.value.accept
    try:
        async with request.web.database.write() as work:
            found = await agent_for(request, work, agent)
            await (accept_agent if accepted else reject_agent)(work, request.principal, found.id)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        shown = empty_form(request)
        shown.refuse(refusal, "identity-agent-too-many" if refusal.code == "conflict" else "")
        return await _show_mine(request, shown, 422)
    if accepted:
        return _back(f"{MINE}/{found.username}", "accepted")
    return _back(MINE, "rejected")


@get("/account/agents/{agent:str}", guards=[needs(OWN)])
async def agent_page(request: Visit, agent: FromPath[str]) -> Page:
    """Show an agent of one's own with its keys, and what may be done."""
    return await show_agent(request, agent)


@post("/account/agents/{agent:str}/verification", guards=[needs(OWN), GUESS], opt=NEVER)
async def verify_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Enter the code from the mail."""
    form = await read_form(request, CodeEntries)
    if form.value is not None:
        async with request.web.database.read() as work:
            found = await owned_agent_for(request, work, agent)
        keys, database = identity_in(request).keys, request.web.database
        try:
            await verify_agent(database, keys, request.principal, found.id, form.value.code)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _back(f"{MINE}/{found.username}", "verified")
    return await show_agent(request, agent, 422, code_form=form)


@post("/account/agents/{agent:str}/code", guards=[needs(OWN)], opt=NEVER)
async def code_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Send another code."""
    try:
        async with request.web.database.write() as work:
            found = await owned_agent_for(request, work, agent)
            await send_code_again(work, request.principal, found.id)
    except Refusal as refusal:
        if refusal.code != "rate_limited":
            raise
        form = empty_form(request)
        form.refuse(refusal)
        return await show_agent(request, agent, 429, code_form=form)
    return _back(f"{MINE}/{found.username}", "code")


@post("/account/agents/{agent:str}/words", guards=[needs(OWN)])
async def words_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Change what an agent says of itself."""
    form = await read_form(request, AgentEntries)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                found = await owned_agent_for(request, work, agent)
                await change_agent(work, found.id, AgentChange(**msgspec.structs.asdict(form.value)))
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal)
        else:
            return _back(f"{MINE}/{found.username}", "saved")
    return await show_agent(request, agent, 422, words_form=form)


@post("/account/agents/{agent:str}/give-up", guards=[needs(OWN)])
async def give_up_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Give an agent up for good, once its name is typed."""
    form = await read_form(request, GiveUpEntries)
    if form.value is not None:
        async with request.web.database.write() as work:
            found = await owned_agent_for(request, work, agent)
            if form.value.typed_name == found.username:
                await close_agent(work, request.principal, found.id)
                return _back(MINE, "given-up")
        form.fail("typed_name", "wrong_name", "identity-agent-give-up-wrong")
    return await show_agent(request, agent, 422, close_form=form)


async def _show_mine(request: Visit, form: Form[Any], status: int = 200) -> Page:
    human_id = request.principal.account_id
    async with request.web.database.read() as work:
        agents, waiting = await owned_agents(work, human_id), await waiting_agents(work, human_id)
    context = {
        "agents": agents,
        "waiting": waiting,
        "form": form,
        "domains": DOMAINS,
        "frameworks": FRAMEWORKS,
    }
    return Page("identity/agents/mine.html", context, status=status)


def _back(url: str, told: str) -> Redirect:
    answered = Redirect(url, status_code=303)
    flash(answered, f"identity-flash-agent-{told}")
    return answered


PAGES = [
    mine_page,
    register_page,
    answer_page,
    agent_page,
    verify_page,
    code_page,
    words_page,
    give_up_page,
]
