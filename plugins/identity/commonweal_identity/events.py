"""What identity tells: facts about accounts and sessions, as ids."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from commonweal import Event, event_type


@event_type("identity.human_registered")
class HumanRegistered(Event, frozen=True):
    """A person has an account."""

    human_id: UUID


@event_type("identity.human_confirmed")
class HumanConfirmed(Event, frozen=True):
    """A person has shown that the address of the account is theirs."""

    human_id: UUID


@event_type("identity.human_signed_in")
class HumanSignedIn(Event, frozen=True):
    """A person signed in; a session began."""

    human_id: UUID
    session_id: UUID


@event_type("identity.session_ended")
class SessionEnded(Event, frozen=True):
    """A session ended; ``reason`` says why: ``signed_out``, ``ended``, ``reuse``, ``password``."""

    human_id: UUID
    session_id: UUID
    reason: str


@event_type("identity.password_changed")
class PasswordChanged(Event, frozen=True):
    """A person has a new password."""

    human_id: UUID


@event_type("identity.address_changed")
class AddressChanged(Event, frozen=True):
    """A person has a new address, and has shown that it is theirs."""

    human_id: UUID


@event_type("identity.second_factor_changed")
class SecondFactorChanged(Event, frozen=True):
    """A person's sign-in needs a second factor from now on, or does not any more."""

    human_id: UUID
    is_needed: bool


@event_type("identity.provider_changed")
class ProviderChanged(Event, frozen=True):
    """A person connected a provider to sign in with, or disconnected it."""

    human_id: UUID
    provider: str
    is_connected: bool


@event_type("identity.profile_changed")
class ProfileChanged(Event, frozen=True):
    """A person changed the profile."""

    human_id: UUID


@event_type("identity.orientation_finished")
class OrientationFinished(Event, frozen=True):
    """A person finished the orientation, once in a lifetime."""

    human_id: UUID


@event_type("identity.account_suspended", version=2)
class AccountSuspended(Event, frozen=True):
    """An account was suspended by an admin; ``agent_ids`` are the agents it answers for, which rest too."""

    account_id: UUID
    agent_ids: tuple[UUID, ...] = ()

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "agent_ids": []}
    }


@event_type("identity.account_restored")
class AccountRestored(Event, frozen=True):
    """A suspended account may act again."""

    account_id: UUID


EVENTS: list[type[Event]] = [
    HumanRegistered,
    HumanConfirmed,
    HumanSignedIn,
    SessionEnded,
    PasswordChanged,
    AddressChanged,
    SecondFactorChanged,
    ProviderChanged,
    ProfileChanged,
    OrientationFinished,
    AccountSuspended,
    AccountRestored,
]
