"""What identity tells of organisations."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("identity.organisation_created")
class OrganisationCreated(Event, frozen=True):
    """An admin made an organisation."""

    organisation_id: UUID


@event_type("identity.organisation_changed")
class OrganisationChanged(Event, frozen=True):
    """An owner changed what an organisation says of itself."""

    organisation_id: UUID


@event_type("identity.organisation_closed")
class OrganisationClosed(Event, frozen=True):
    """An owner closed an organisation, for good."""

    organisation_id: UUID


@event_type("identity.membership_changed")
class MembershipChanged(Event, frozen=True):
    """A membership came about, or its state or role changed; an invitation by address has no human yet."""

    organisation_id: UUID
    membership_id: UUID
    human_id: UUID | None
    state: str
    role: str


@event_type("identity.service_token_made")
class ServiceTokenMade(Event, frozen=True):
    """A service token was made."""

    token_id: UUID
    organisation_id: UUID | None


@event_type("identity.service_token_revoked")
class ServiceTokenRevoked(Event, frozen=True):
    """A service token works no longer."""

    token_id: UUID
    organisation_id: UUID | None


EVENTS: list[type[Event]] = [
    OrganisationCreated,
    OrganisationChanged,
    OrganisationClosed,
    MembershipChanged,
    ServiceTokenMade,
    ServiceTokenRevoked,
]
