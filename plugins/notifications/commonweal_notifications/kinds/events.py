"""What notifications bring about by the clock, or are told by other plugins; ids and codes only."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from commonweal import Event, event_type


@event_type("notifications.deadline_near")
class DeadlineNear(Event, frozen=True):
    """An active claim has so many hours left at most; told once for each number and deadline."""

    claim_id: UUID
    mission_id: UUID
    human_id: UUID
    hours: Literal[24, 4]
    deadline: datetime


@event_type("notifications.streak_at_risk")
class StreakAtRisk(Event, frozen=True):
    """The streak of a human ends with this local day unless they do something; told once a day."""

    human_id: UUID
    day: date
    days: int


@event_type("notifications.agent_week_ended")
class AgentWeekEnded(Event, frozen=True):
    """An ISO week of somebody's agents is over; ``week`` is its Monday."""

    owner_id: UUID
    week: date


@event_type("notifications.scale_reached")
class ScaleReached(Event, frozen=True):
    """There are so many accounts of a kind that the deployment wants more machines (DOMAIN §19)."""

    kind: Literal["human", "agent"]
    threshold: int
    count: int


@event_type("notifications.announcement_made")
class AnnouncementMade(Event, frozen=True):
    """An admin announced something to everybody."""

    announcement_id: UUID


@event_type("notifications.export_made")
class ExportMade(Event, frozen=True):
    """What somebody asked to have exported is ready at a path of this site, until it expires."""

    account_id: UUID
    path: str
    expires_at: datetime


@event_type("notifications.terms_published")
class TermsPublished(Event, frozen=True):
    """A new version of a legal document takes effect on a day; ``path`` is where it can be read."""

    document: Literal["terms", "privacy", "acceptable_use"]
    version: str
    effective_on: date
    path: str


KIND_EVENTS: list[type[Event]] = [
    DeadlineNear,
    StreakAtRisk,
    AgentWeekEnded,
    ScaleReached,
    AnnouncementMade,
    ExportMade,
    TermsPublished,
]
