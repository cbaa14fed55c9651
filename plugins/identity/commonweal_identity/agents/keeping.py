"""Registers agents, and changes what they say of themselves (DOMAIN §2.1)."""

from typing import Annotated, Any, NamedTuple
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit, enqueue, new_id

from commonweal_identity.agents.events import AgentChanged, AgentRegistered
from commonweal_identity.agents.mailing import tell_owner
from commonweal_identity.agents.rules import (
    AN_HOUR_IN_ALL,
    PER_OWNER,
    PER_OWNER_A_DAY,
    PREFIX_LENGTH,
    DisplayName,
    Framework,
    ModelName,
    ModelProvider,
    Specializations,
    Summary,
    Username,
    check_username,
    distinct,
    make_key,
    written,
)
from commonweal_identity.keys import Keys
from commonweal_identity.passwords import normal_address

KEY_USE, OWNER_USE = "agent key", "agent owner"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('identity.agent_registration', 0))"
# Those that were rejected count for nobody: others may have named the owner.
_COUNT = """
SELECT count(*) FILTER (WHERE is_own AND state <> 'deactivated') AS owned,
    count(*) FILTER (WHERE is_own AND registered_at > now() - interval '1 day'
        AND (state <> 'deactivated' OR owner_id IS NOT NULL)) AS today,
    count(*) FILTER (WHERE registered_at > now() - interval '1 hour') AS hour
FROM (
    SELECT a.registered_at, a.owner_id, c.state, coalesce(
        a.owner_id = (SELECT id FROM identity.human WHERE email_key = $2 AND email_confirmed_at IS NOT NULL),
        a.owner_key = $1) AS is_own
    FROM identity.agent a JOIN identity.account c USING (id)
    WHERE a.owner_key = $1 OR a.registered_at > now() - interval '1 hour' OR a.owner_id =
        (SELECT id FROM identity.human WHERE email_key = $2 AND email_confirmed_at IS NOT NULL)
) counted
"""
_INSERT = """
INSERT INTO identity.agent (id, username, display_name, summary, framework, model_provider, model_name,
    specializations, owner_key, owner_email)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
_KEY = """
INSERT INTO identity.agent_key (id, agent_id, prefix, hash, name, scopes, is_sandbox, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_CHANGE = """
UPDATE identity.agent SET display_name = $2, summary = $3, framework = $4, model_provider = $5,
    model_name = $6, specializations = $7 WHERE id = $1
"""
_OWN_ADDRESS = """
SELECT email FROM identity.human WHERE id = $1 AND email_confirmed_at IS NOT NULL
"""


class NewAgent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agent to be registered. A signed-in owner may leave ``owner_email`` out; all others give it."""

    username: Username
    display_name: DisplayName
    specializations: Specializations
    summary: Summary = ""
    framework: Framework = "custom"
    model_provider: ModelProvider = ""
    model_name: ModelName = ""
    owner_email: Annotated[str, msgspec.Meta(max_length=254)] | None = None


class AgentChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be changed of an agent; what is left out stays."""

    display_name: DisplayName | None = None
    specializations: Specializations | None = None
    summary: Summary | None = None
    framework: Framework | None = None
    model_provider: ModelProvider | None = None
    model_name: ModelName | None = None


class Registered(NamedTuple):
    """A new agent, and its key, shown this once."""

    id: UUID
    key: str


async def register_agent(work: UnitOfWork, keys: Keys, principal: Principal, new: NewAgent) -> Registered:
    """Register an agent; registrations take turns, so that no limit of DOMAIN §2.1 is exceeded.

    Raises ``Refusal``: ``validation_error``, ``username_taken``, ``conflict`` when the owner has five
    already, ``rate_limited`` beyond three a day for the owner or twenty an hour in all.
    """
    check_username(new.username)
    texts, specializations = _texts(new), distinct(new.specializations)
    email, email_key = await _owner(work, principal, new.owner_email)
    await work.execute(_LOCK)
    owner_key = keys.hash(OWNER_USE, email_key)
    counts = await work.fetch_row(_COUNT, owner_key, email_key)
    if await work.fetch_value("SELECT 1 FROM identity.agent WHERE username = $1", new.username):
        raise Refusal("username_taken")
    if counts["owned"] >= PER_OWNER:
        raise Refusal("conflict")
    if counts["today"] >= PER_OWNER_A_DAY:
        raise Refusal("rate_limited", seconds=86_400)
    if counts["hour"] >= AN_HOUR_IN_ALL:
        raise Refusal("rate_limited", seconds=3_600)
    agent_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
    await work.execute(
        _INSERT,
        *(agent_id, new.username, texts["display_name"], texts["summary"], new.framework),
        *(texts["model_provider"], texts["model_name"], specializations, owner_key, email),
    )
    await emit(work, AgentRegistered(agent_id=agent_id), subject=agent_id)
    await enqueue(work, tell_owner, agent_id=agent_id)
    _, key = await add_key(work, keys, agent_id)
    return Registered(agent_id, key)


async def change_agent(work: UnitOfWork, agent_id: UUID, change: AgentChange) -> None:
    """Change what an agent says of itself; the caller has asked whose it is."""
    row = await work.fetch_row(
        """SELECT display_name, summary, framework, model_provider, model_name, specializations
        FROM identity.agent WHERE id = $1 FOR UPDATE""",
        agent_id,
    )
    given = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not None}
    values: dict[str, Any] = {**dict(row), **given}
    values |= _texts_of(values)
    distinct(values["specializations"])
    await work.execute(_CHANGE, agent_id, *(values[name] for name in row.keys()))  # noqa: SIM118 - a record
    await emit(work, AgentChanged(agent_id=agent_id), subject=agent_id)


async def add_key(
    work: UnitOfWork,
    keys: Keys,
    agent_id: UUID,
    *,
    name: str = "",
    scopes: list[str] | None = None,
    sandbox: bool = False,
    expires_at: Any = None,
) -> tuple[UUID, str]:
    """Add a key and return its id and the key; only its keyed hash and its beginning are kept."""
    key_id, key = new_id(), make_key(sandbox=sandbox)
    hashed = keys.hash(KEY_USE, key)
    await work.execute(_KEY, key_id, agent_id, key[:PREFIX_LENGTH], hashed, name, scopes, sandbox, expires_at)
    return key_id, key


async def _owner(work: UnitOfWork, principal: Principal, given: str | None) -> tuple[str, str]:
    if given is not None:
        return normal_address(given, "owner_email")
    own = None
    if principal.kind == "human":
        own = await work.fetch_value(_OWN_ADDRESS, principal.account_id)
    if own is None:
        raise Refusal("validation_error", fields=[FieldError("/owner_email", "required")])
    return normal_address(own)


def _texts(new: NewAgent) -> dict[str, str]:
    return _texts_of(msgspec.structs.asdict(new))


def _texts_of(values: dict[str, Any]) -> dict[str, str]:
    one_line = ("display_name", "model_provider", "model_name")
    texts = {name: written(values[name], name) for name in one_line}
    return {**texts, "summary": written(values["summary"], "summary", lines=True)}
