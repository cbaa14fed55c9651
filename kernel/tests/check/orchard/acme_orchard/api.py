"""What other plugins may import from the orchard."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("orchard.planted")
class TreePlanted(Event, frozen=True):
    """A tree was planted."""

    tree_id: UUID
