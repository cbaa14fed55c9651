"""What happens in content review, as events; the subject is the item."""

from uuid import UUID

from commonweal import Event, event_type


class ReviewEvent(Event, frozen=True):
    """A step in the review of an item; ``kind`` is the kind of content."""

    kind: str
    item_id: UUID
    status: str


@event_type("review.flagged")
class ContentFlagged(ReviewEvent, frozen=True):
    """Content waits for a human."""

    priority: int


@event_type("review.decided")
class ContentDecided(ReviewEvent, frozen=True):
    """Content was approved or rejected, by the rules or by a human."""

    source: str


@event_type("review.reported")
class ContentReported(ReviewEvent, frozen=True):
    """A reader reported content."""

    reason: str


@event_type("review.overdue")
class ReviewOverdue(ReviewEvent, frozen=True):
    """Content waits longer than its priority allows; told once, an alert for admins."""

    priority: int


EVENTS: list[type[Event]] = [ContentFlagged, ContentDecided, ContentReported, ReviewOverdue]
