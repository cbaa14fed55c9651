"""What happens to claims and missions, as events; the subject is the claim, or the mission."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from commonweal import Event, event_type

from commonweal_missions.rules.vocabulary import MissionState


class ClaimEvent(Event, frozen=True):
    """A step in the life of a claim."""

    claim_id: UUID
    mission_id: UUID
    human_id: UUID


@event_type("missions.claim_made")
class ClaimMade(ClaimEvent, frozen=True):
    """A human claimed a slot of a mission."""

    deadline: datetime


@event_type("missions.claim_progressed")
class ClaimProgressed(ClaimEvent, frozen=True):
    """The human said how far an active claim is, 0 to 100."""

    progress: int


@event_type("missions.claim_submitted")
class ClaimSubmitted(ClaimEvent, frozen=True):
    """Evidence or an appeal was handed in."""


@event_type("missions.claim_returned")
class ClaimReturned(ClaimEvent, frozen=True):
    """The evidence was rejected; the human may try again until the deadline."""

    deadline: datetime


@event_type("missions.claim_verified")
class ClaimVerified(ClaimEvent, frozen=True):
    """The evidence was verified."""


@event_type("missions.claim_abandoned")
class ClaimAbandoned(ClaimEvent, frozen=True):
    """The human gave up; ``free`` when that was within 24 hours."""

    free: bool


@event_type("missions.claim_released")
class ClaimReleased(ClaimEvent, frozen=True):
    """The deadline passed, or the mission was archived: ``reason`` is ``deadline`` or ``archive``."""

    reason: str


class MissionEvent(Event, frozen=True):
    """The derived state of a mission changed; ``before`` is None for the first one told.

    ``review_status`` is whether everybody saw the mission then: ``approved``, or empty where that was not
    written down.
    """

    mission_id: UUID
    review_status: str
    before: str | None = None

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "review_status": ""}
    }


@event_type("missions.mission_opened", version=2)
class MissionOpened(MissionEvent, frozen=True):
    """A slot is free: the mission was published, or a claim ended."""


@event_type("missions.mission_claimed", version=2)
class MissionClaimed(MissionEvent, frozen=True):
    """The last free slot was claimed."""


@event_type("missions.mission_in_progress", version=2)
class MissionInProgress(MissionEvent, frozen=True):
    """All slots are held, and somebody has begun."""


@event_type("missions.mission_submitted", version=2)
class MissionSubmitted(MissionEvent, frozen=True):
    """All slots are held, and everybody has handed in."""


@event_type("missions.mission_completed", version=2)
class MissionCompleted(MissionEvent, frozen=True):
    """Every slot has a verified claim."""


@event_type("missions.mission_expired", version=2)
class MissionExpired(MissionEvent, frozen=True):
    """The time of the mission is over."""


@event_type("missions.mission_archived", version=2)
class MissionArchived(MissionEvent, frozen=True):
    """The creator or an admin archived the mission."""


STATE_EVENTS: dict[MissionState, type[MissionEvent]] = {
    MissionState.OPEN: MissionOpened,
    MissionState.CLAIMED: MissionClaimed,
    MissionState.IN_PROGRESS: MissionInProgress,
    MissionState.SUBMITTED: MissionSubmitted,
    MissionState.VERIFIED: MissionCompleted,
    MissionState.EXPIRED: MissionExpired,
    MissionState.ARCHIVED: MissionArchived,
}

# The steps of the machine; ``ClaimProgressed`` is none of them.
CLAIM_EVENTS: tuple[type[ClaimEvent], ...] = (
    ClaimMade,
    ClaimSubmitted,
    ClaimReturned,
    ClaimVerified,
    ClaimAbandoned,
    ClaimReleased,
)
