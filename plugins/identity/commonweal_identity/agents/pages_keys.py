"""The page of an agent for its owner: its keys and heartbeats, and a new key, shown this once."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_identity.agents.credentials import (
    MadeKey,
    NewKey,
    list_keys,
    make_key_of,
    revoke_key,
    rotate_key,
)
from commonweal_identity.agents.heartbeat import public_key_of, set_heartbeat_key
from commonweal_identity.agents.permissions import OWN
from commonweal_identity.agents.rules import FRAMEWORKS, Days, KeyName
from commonweal_identity.agents.scopes import known_scopes
from commonweal_identity.agents.showing import owned_agent_for
from commonweal_identity.domains import DOMAINS
from commonweal_identity.services import identity_in

NEVER = {"idempotency": "never"}  # the answer holds a secret
FORMS = ("code_form", "key_form", "heartbeat_form", "words_form", "close_form")


class KeyEntries(msgspec.Struct):
    """What the form of a new key sends; no scope ticked means all the agent may do."""

    name: KeyName = ""
    days: Days | None = None
    scopes: Annotated[list[Annotated[str, msgspec.Meta(max_length=100)]], msgspec.Meta(max_length=50)] = []
    sandbox: bool = False


class HeartbeatEntries(msgspec.Struct):
    """What the form of the heartbeats' key sends."""

    public_key: Annotated[str, msgspec.Meta(max_length=200)]


@post("/account/agents/{agent:str}/keys", guards=[needs(OWN)], opt=NEVER)
async def make_page(request: Visit, agent: FromPath[str]) -> Page:
    """Make a key and show it, this once."""
    form = await read_form(request, KeyEntries)
    if form.value is not None:
        given = form.value
        new = NewKey(name=given.name, scopes=given.scopes or None, days=given.days, sandbox=given.sandbox)
        keys, known = identity_in(request).keys, known_scopes(request)
        try:
            async with request.web.database.write() as work:
                found = await owned_agent_for(request, work, agent)
                made = await make_key_of(work, keys, request.principal, found.id, new, known)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return await show_agent(request, agent, made_key=made.api_key)
    return await show_agent(request, agent, 422, key_form=form)


@post("/account/agents/{agent:str}/keys/{key_id:uuid}/rotate", guards=[needs(OWN)], opt=NEVER)
async def rotate_page(request: Visit, agent: FromPath[str], key_id: FromPath[UUID]) -> Page:
    """Replace a key, and show the new one, this once."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        made = await rotate_key(work, identity_in(request).keys, request.principal, found.id, key_id)
    return await show_agent(request, agent, made_key=made.api_key, rotated=made)


@post("/account/agents/{agent:str}/keys/{key_id:uuid}/revoke", guards=[needs(OWN)])
async def revoke_page(request: Visit, agent: FromPath[str], key_id: FromPath[UUID]) -> Redirect:
    """End a key at once."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await revoke_key(work, found.id, key_id)
    return _back(found.username, "revoked")


@post("/account/agents/{agent:str}/heartbeat-key", guards=[needs(OWN)])
async def heartbeat_page(request: Visit, agent: FromPath[str]) -> Page | Redirect:
    """Keep the public key of heartbeats."""
    form = await read_form(request, HeartbeatEntries)
    if form.value is not None:
        try:
            public_key = public_key_of(form.value.public_key)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            async with request.web.database.write() as work:
                found = await owned_agent_for(request, work, agent)
                await set_heartbeat_key(work, found.id, public_key)
            return _back(found.username, "heartbeat")
    return await show_agent(request, agent, 422, heartbeat_form=form)


async def show_agent(
    request: Visit,
    name: str,
    status: int = 200,
    *,
    made_key: str = "",
    rotated: MadeKey | None = None,
    **forms: Form[Any],
) -> Page:
    """Return the page of an agent for its owner; one with a key in it is kept nowhere."""
    async with request.web.database.read() as work:
        agent = await owned_agent_for(request, work, name)
        keys = await list_keys(work, agent.id)
        signs = "SELECT heartbeat_key IS NOT NULL FROM identity.agent WHERE id = $1"
        has_heartbeat_key = await work.fetch_value(signs, agent.id)
    context = {
        "agent": agent,
        "keys": keys,
        "has_heartbeat_key": has_heartbeat_key,
        "made_key": made_key,
        "rotated": rotated,
        "scopes": known_scopes(request),
        "domains": DOMAINS,
        "frameworks": FRAMEWORKS,
        "site": request.web.settings.public_url or str(request.base_url).rstrip("/"),
        **{each: forms.get(each) or empty_form(request) for each in FORMS},
    }
    headers = {"cache-control": "no-store"} if made_key else None
    return Page("identity/agents/own.html", context, status=status, headers=headers)


def _refuse(form: Form[Any], refusal: Refusal) -> None:
    if refusal.code == "not_found":
        raise refusal
    if refusal.fields and form.value is not None and form.value.sandbox:
        form.fail("scopes", "invalid", "identity-agent-key-sandbox-scopes")
    form.refuse(refusal, "identity-agent-key-too-many" if refusal.code == "conflict" else "")


def _back(username: str, told: str) -> Redirect:
    answered = Redirect(f"/account/agents/{username}", status_code=303)
    flash(answered, f"identity-flash-agent-{told}")
    return answered


PAGES = [make_page, rotate_page, revoke_page, heartbeat_page]
