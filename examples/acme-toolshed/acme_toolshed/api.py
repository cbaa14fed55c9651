"""What other plugins may import of the toolshed: the event."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("toolshed.handed_over")
class ToolHandedOver(Event, frozen=True):
    """Somebody was handed what they had reserved; the subject is the organisation that lends it."""

    organisation_id: UUID
    offer_id: UUID
    reservation_id: UUID
