"""Who a follower is by now, and the events after which that is asked again in topics that are not public.

What a connection was opened with may have ended meanwhile: whoever follows is then a guest, and goes on
following what guests may.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from commonweal import Event, Principal, RecordedEvent, UnitOfWork
from commonweal_identity import api as identity

from commonweal_realtime.hooks import Revocation

GUEST = Principal(kind="guest", id="")
Accounts = Callable[[Any], Iterable[UUID]]


async def follower_now(work: UnitOfWork, principal: Principal) -> Principal:
    """Return who a follower is in this snapshot: a guest once the credentials are worth nothing."""
    return await identity.principal_now(work, principal) or GUEST


def _suspended(event: identity.AccountSuspended) -> Iterable[UUID]:
    return (event.account_id, *event.agent_ids)


def _left(event: identity.MembershipChanged) -> Iterable[UUID]:
    return () if event.state == "active" or event.human_id is None else (event.human_id,)


_LEAVING: tuple[tuple[type[Event], Accounts], ...] = (
    (identity.AccountSuspended, _suspended),
    (identity.SessionEnded, lambda event: (event.human_id,)),
    (identity.AgentKeyRevoked, lambda event: (event.agent_id,)),
    (identity.AgentKeyEnded, lambda event: (event.agent_id,)),
    (identity.AgentClosed, lambda event: (event.agent_id,)),
    (identity.AdminRevoked, lambda event: (event.human_id,)),
    (identity.SecondFactorChanged, lambda event: () if event.is_needed else (event.human_id,)),
    (identity.MembershipChanged, _left),
)


def whoever_left(topic: str) -> list[Revocation]:
    """Return what ends the following of an account, whatever it follows in a topic."""
    return [_leaving(topic, event_type, accounts) for event_type, accounts in _LEAVING]


def _leaving(topic: str, event_type: type[Event], accounts: Accounts) -> Revocation:
    def whom(recorded: RecordedEvent[Any]) -> Iterable[tuple[None, UUID]]:
        return [(None, account_id) for account_id in accounts(recorded.event)]

    return Revocation(topic=topic, event_type=event_type, whom=whom)
