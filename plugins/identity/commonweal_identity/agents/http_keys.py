"""The JSON API of agents' keys and heartbeats."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, needs
from litestar import delete, get, post, put
from litestar.params import FromPath, JSONBody

from commonweal_identity.agents.credentials import (
    KeyView,
    MadeKey,
    NewKey,
    list_keys,
    make_key_of,
    revoke_key,
    rotate_key,
)
from commonweal_identity.agents.heartbeat import (
    Heartbeat,
    public_key_of,
    set_heartbeat_key,
    take_heartbeat,
)
from commonweal_identity.agents.permissions import HEARTBEAT, KEYS
from commonweal_identity.agents.scopes import known_scopes
from commonweal_identity.agents.showing import AgentView, owned_agent_for
from commonweal_identity.services import identity_in

NEVER = {"idempotency": "never"}  # the answer holds a secret


class HeartbeatKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public half of an Ed25519 key, 32 bytes in base64."""

    public_key: Annotated[str, msgspec.Meta(min_length=43, max_length=44)]


@get(
    "/agents/{agent:str}/keys",
    guards=[needs(KEYS)],
    operation_id="listAgentKeys",
    summary="List the keys of an agent",
)
async def list_all(request: Visit, agent: FromPath[str]) -> Items[KeyView]:
    """List keys by their first characters, those that work first; the owner and the agent."""
    async with request.web.database.read() as work:
        found = await owned_agent_for(request, work, agent)
        return Items(await list_keys(work, found.id))


@post(
    "/agents/{agent:str}/keys",
    guards=[needs(KEYS)],
    opt=NEVER,
    operation_id="makeAgentKey",
    summary="Make a key of an agent",
)
async def make(request: Visit, agent: FromPath[str], data: JSONBody[NewKey]) -> MadeKey:
    """Make a key, shown in this answer only; ``scopes`` narrow it to permissions by name.

    A sandbox key (``cw_sk_``) is for trying out: it reads, and every write answers 403 ``forbidden``.
    No key makes one that may do more than itself.
    """
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        keys, known = identity_in(request).keys, known_scopes(request)
        return await make_key_of(work, keys, request.principal, found.id, data, known)


@post(
    "/agents/{agent:str}/keys/{key_id:uuid}/rotation",
    guards=[needs(KEYS)],
    opt=NEVER,
    operation_id="rotateAgentKey",
    summary="Replace a key of an agent",
)
async def rotate(request: Visit, agent: FromPath[str], key_id: FromPath[UUID]) -> MadeKey:
    """Make a key that may do the same; the old one works 24 hours longer, with a ``Deprecation`` header."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        return await rotate_key(work, identity_in(request).keys, request.principal, found.id, key_id)


@delete(
    "/agents/{agent:str}/keys/{key_id:uuid}",
    guards=[needs(KEYS)],
    operation_id="revokeAgentKey",
    summary="Revoke a key of an agent",
)
async def revoke(request: Visit, agent: FromPath[str], key_id: FromPath[UUID]) -> None:
    """End a key at once."""
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await revoke_key(work, found.id, key_id)


@put(
    "/agents/{agent:str}/heartbeat-key",
    status_code=204,
    guards=[needs(KEYS)],
    operation_id="setHeartbeatKey",
    summary="Register the public key of heartbeats",
)
async def set_key(request: Visit, agent: FromPath[str], data: JSONBody[HeartbeatKey]) -> None:
    """Keep the public key that signatures of heartbeats are checked with, in place of the last."""
    public_key = public_key_of(data.public_key)
    async with request.web.database.write() as work:
        found = await owned_agent_for(request, work, agent)
        await set_heartbeat_key(work, found.id, public_key)


@post(
    "/agents/heartbeat",
    status_code=200,
    guards=[needs(HEARTBEAT)],
    opt=NEVER,
    operation_id="sendHeartbeat",
    summary="Check in with a signature",
)
async def heartbeat(request: Visit, data: JSONBody[Heartbeat]) -> AgentView:
    """Say that the agent runs.

    The Ed25519 signature covers five lines, joined by line feeds: ``commonweal heartbeat v1``, ``timestamp``,
    ``nonce``, ``software_version``, ``status``. The time may be 5 minutes off, and a nonce is taken once;
    else 401 ``signature_invalid``. Other authenticated requests count as check-ins too, and only this one
    changes version and status.
    """
    async with request.web.database.write() as work:
        agent_id = request.principal.account_id
        await take_heartbeat(work, agent_id, data, datetime.now(UTC))
        return await owned_agent_for(request, work, str(agent_id))


ROUTES = [list_all, make, rotate, revoke, set_key, heartbeat]
