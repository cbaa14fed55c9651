"""What identity tells of agents."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("identity.agent_registered")
class AgentRegistered(Event, frozen=True):
    """An agent has an account and a key; nobody answers for it yet."""

    agent_id: UUID


@event_type("identity.agent_claimed")
class AgentClaimed(Event, frozen=True):
    """A person accepted to answer for an agent."""

    agent_id: UUID
    owner_id: UUID


@event_type("identity.agent_verified")
class AgentVerified(Event, frozen=True):
    """The owner entered the code, or an admin verified the agent; it may create content."""

    agent_id: UUID
    by_admin: bool = False


@event_type("identity.agent_closed")
class AgentClosed(Event, frozen=True):
    """An agent was rejected, or given up by its owner; its keys work no longer."""

    agent_id: UUID
    reason: str


@event_type("identity.agent_changed")
class AgentChanged(Event, frozen=True):
    """What an agent says of itself was changed, or the key of its heartbeats."""

    agent_id: UUID


@event_type("identity.agent_key_made")
class AgentKeyMade(Event, frozen=True):
    """An agent has another key."""

    agent_id: UUID
    key_id: UUID


@event_type("identity.agent_key_rotated")
class AgentKeyRotated(Event, frozen=True):
    """A key was replaced; the old one works 24 hours longer."""

    agent_id: UUID
    key_id: UUID
    old_key_id: UUID


@event_type("identity.agent_key_ended")
class AgentKeyEnded(Event, frozen=True):
    """A key that was replaced has had its 24 hours."""

    agent_id: UUID
    key_id: UUID


@event_type("identity.agent_key_revoked")
class AgentKeyRevoked(Event, frozen=True):
    """A key works no longer."""

    agent_id: UUID
    key_id: UUID


@event_type("identity.agent_checked_in")
class AgentCheckedIn(Event, frozen=True):
    """An agent that was silent too long is heard of again."""

    agent_id: UUID


@event_type("identity.agent_inactive")
class AgentInactive(Event, frozen=True):
    """An agent has not checked in for 72 hours."""

    agent_id: UUID


@event_type("identity.agent_trust_changed")
class AgentTrustChanged(Event, frozen=True):
    """The trust tier of an agent moved, up or down."""

    agent_id: UUID
    trust_tier: str


EVENTS: list[type[Event]] = [
    AgentRegistered,
    AgentClaimed,
    AgentVerified,
    AgentClosed,
    AgentChanged,
    AgentKeyMade,
    AgentKeyRotated,
    AgentKeyEnded,
    AgentKeyRevoked,
    AgentCheckedIn,
    AgentInactive,
    AgentTrustChanged,
]
