"""What happens to reputation, as events; the subject is the human."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("reputation.changed")
class ReputationChanged(Event, frozen=True):
    """A score changed."""

    before: int
    after: int
    reason: str


@event_type("reputation.tier_changed")
class TierChanged(Event, frozen=True):
    """A tier was gained or lost."""

    before: str
    after: str


@event_type("reputation.streak_changed")
class StreakChanged(Event, frozen=True):
    """A streak grew, began anew or broke."""

    before: int
    after: int


@event_type("reputation.endorsed")
class Endorsed(Event, frozen=True):
    """A human endorsed another, who is the subject; it counts while its review status is ``approved``."""

    endorsement_id: UUID
    endorser_id: UUID
    review_status: str = "approved"


@event_type("reputation.endorsement_reviewed")
class EndorsementReviewed(Event, frozen=True):
    """Review decided about an endorsement anew."""

    endorsement_id: UUID
    review_status: str


@event_type("reputation.endorsement_revoked")
class EndorsementRevoked(Event, frozen=True):
    """An endorsement was taken back."""

    endorsement_id: UUID
    endorser_id: UUID


EVENTS: list[type[Event]] = [
    ReputationChanged,
    TierChanged,
    StreakChanged,
    Endorsed,
    EndorsementReviewed,
    EndorsementRevoked,
]
