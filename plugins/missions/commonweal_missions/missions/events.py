"""What happens to missions beside the changes of their derived state (``claims/events.py``)."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("missions.mission_created")
class MissionCreated(Event, frozen=True):
    """A mission was made; until it is published only its author and admins see it."""

    mission_id: UUID
    creator_id: UUID
    review_status: str


@event_type("missions.mission_edited")
class MissionEdited(Event, frozen=True):
    """The author changed a mission, which has a new version now."""

    mission_id: UUID
    version: int


@event_type("missions.mission_reviewed")
class MissionReviewed(Event, frozen=True):
    """Content review came to another result."""

    mission_id: UUID
    review_status: str


@event_type("missions.sample_loaded")
class SampleLoaded(Event, frozen=True):
    """Missions of the sample came in, published as they are."""

    mission_ids: list[UUID]


MISSION_EVENTS: tuple[type[Event], ...] = (MissionCreated, MissionEdited, MissionReviewed, SampleLoaded)
