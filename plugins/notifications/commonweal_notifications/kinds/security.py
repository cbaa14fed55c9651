"""Security: sign-ins, ways to sign in, keys and suspensions; nobody can turn these off.

Of what identity writes a letter about itself, which it does whether notifications run or not, no mail goes
out from here, so that nobody is told twice.
"""

from collections.abc import Sequence
from typing import Any

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, by_text, ids_of, moment, notices

_SECURITY = "/account/security"
_AGENTS = "/account/agents"
_ABOUT = "account"


async def signed_in(work: UnitOfWork, recorded: RecordedEvent[identity.HumanSignedIn]) -> list[Notice]:
    """Tell of a sign-in from a device that was never seen before."""
    event = recorded.event
    found = (await identity.find_sign_ins(work, [event.session_id])).get(event.session_id)
    if found is None or not found.is_unheard_of:
        return []
    return notices([event.human_id], _ABOUT, session=str(event.session_id))


async def human_of(_work: UnitOfWork, recorded: RecordedEvent[Any]) -> list[Notice]:
    """Tell whom an event of identity is about."""
    return notices([recorded.event.human_id], _ABOUT, at=recorded.occurred_at)


async def factor_changed(
    _work: UnitOfWork, recorded: RecordedEvent[identity.SecondFactorChanged]
) -> list[Notice]:
    """Tell that a second factor is needed from now on, or is not any more."""
    change = "on" if recorded.event.is_needed else "off"
    return notices([recorded.event.human_id], _ABOUT, change=change, at=recorded.occurred_at)


async def provider_changed(
    _work: UnitOfWork, recorded: RecordedEvent[identity.ProviderChanged]
) -> list[Notice]:
    """Tell that a provider to sign in with was connected or disconnected."""
    event = recorded.event
    change = "connected" if event.is_connected else "disconnected"
    return notices([event.human_id], _ABOUT, provider=event.provider, change=change, at=recorded.occurred_at)


_KEYS: dict[type[Any], str] = {
    identity.AgentKeyMade: "made",
    identity.AgentKeyRotated: "rotated",
    identity.AgentKeyRevoked: "revoked",
}


async def key_changed(work: UnitOfWork, recorded: RecordedEvent[Any]) -> list[Notice]:
    """Tell an agent's owner that its keys changed; not the agent, whose key may be somebody else's."""
    agent = await identity.find_agent(work, recorded.event.agent_id)
    if agent is None:
        return []
    change = _KEYS[type(recorded.event)]
    about = f"agent:{agent.id}"
    return notices([agent.owner_id], about, agent=str(agent.id), change=change, at=recorded.occurred_at)


_STATES: dict[type[Any], str] = {
    identity.AccountSuspended: "suspended",
    identity.AccountRestored: "restored",
}


async def account_suspended(work: UnitOfWork, recorded: RecordedEvent[Any]) -> list[Notice]:
    """Tell a human that the account was suspended, or works again."""
    id_ = recorded.event.account_id
    if await identity.find_human(work, id_) is None:
        return []
    return notices([id_], _ABOUT, change=_STATES[type(recorded.event)], at=recorded.occurred_at)


async def agent_suspended(work: UnitOfWork, recorded: RecordedEvent[Any]) -> list[Notice]:
    """Tell an agent and its owner that it was suspended, or works again."""
    agent = await identity.find_agent(work, recorded.event.account_id)
    if agent is None:
        return []
    change = _STATES[type(recorded.event)]
    recipients = [agent.id, agent.owner_id]
    about = f"agent:{agent.id}"
    return notices(recipients, about, agent=str(agent.id), change=change, at=recorded.occurred_at)


async def _sign_ins(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    return by_text(await identity.find_sign_ins(work, ids_of(data, "session")))


async def _agents(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    return by_text(await identity.find_agents(work, ids_of(data, "agent")))


def _sign_in(each: Data, reader: Translator, found: Found) -> Data | None:
    if (sign_in := found.get(each["session"])) is None:
        return None
    return {"device": sign_in.device, "at": reader.datetime(sign_in.begun_at), "url": "/account/sessions"}


def _account(each: Data, reader: Translator, _found: Found) -> Data:
    return {**each, "at": reader.datetime(moment(each["at"])), "url": _SECURITY}


def _agent(each: Data, reader: Translator, found: Found) -> Data | None:
    if (agent := found.get(each["agent"])) is None:
        return None
    return {
        "agent": agent.display_name or agent.username,
        "change": each["change"],
        "at": reader.datetime(moment(each["at"])),
        "url": f"{_AGENTS}/{agent.username}",
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds of security."""
    sign_ins = words.describer(_sign_in, _sign_ins)
    account = words.describer(_account)
    agents = words.describer(_agent, _agents)
    at = {"at": "29 Nov 2026, 18:20", "url": _SECURITY}
    agent = {"agent": "Heron Field", "at": "29 Nov 2026, 18:20", "url": f"{_AGENTS}/heron_field"}
    always: dict[str, Any] = {"can_be_off": False, "urgent": True}
    return [
        Kind(
            name="notifications.sign_in_new",
            event_types=[identity.HumanSignedIn],
            decide=signed_in,
            describe=sign_ins,
            samples=[{"device": "Firefox · Linux", "at": "29 Nov 2026, 18:20", "url": "/account/sessions"}],
            email="now",
            **always,
        ),
        Kind(
            name="notifications.password_changed",
            event_types=[identity.PasswordChanged],
            decide=human_of,
            describe=account,
            samples=[at],
            **always,
        ),
        Kind(
            name="notifications.address_changed",
            event_types=[identity.AddressChanged],
            decide=human_of,
            describe=account,
            samples=[at],
            **always,
        ),
        Kind(
            name="notifications.second_factor_changed",
            event_types=[identity.SecondFactorChanged],
            decide=factor_changed,
            describe=account,
            samples=[{**at, "change": "on"}, {**at, "change": "off"}],
            **always,
        ),
        Kind(
            name="notifications.provider_changed",
            event_types=[identity.ProviderChanged],
            decide=provider_changed,
            describe=account,
            samples=[
                {**at, "provider": "GitHub", "change": "connected"},
                {**at, "provider": "Google", "change": "disconnected"},
            ],
            email="now",
            **always,
        ),
        Kind(
            name="notifications.key_changed",
            event_types=list(_KEYS),
            decide=key_changed,
            describe=agents,
            samples=[{**agent, "change": change} for change in _KEYS.values()],
            email="now",
            **always,
        ),
        Kind(
            name="notifications.account_suspended",
            event_types=list(_STATES),
            decide=account_suspended,
            describe=account,
            samples=[{**at, "change": change} for change in _STATES.values()],
            **always,
        ),
        Kind(
            name="notifications.agent_suspended",
            event_types=list(_STATES),
            decide=agent_suspended,
            describe=agents,
            samples=[{**agent, "change": change} for change in _STATES.values()],
            email="now",
            audience=frozenset({"human", "agent"}),
            **always,
        ),
    ]
