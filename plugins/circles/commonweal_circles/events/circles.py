"""What happens to circles, and to who belongs to them."""

from typing import Literal
from uuid import UUID

from commonweal import Event, event_type

from commonweal_circles.rules.membership import Cause


@event_type("circles.circle_opened")
class CircleOpened(Event, frozen=True):
    """A circle was opened and its fee paid; strangers see a public one once review approved it."""

    circle_id: UUID
    opener_id: UUID
    organisation_id: UUID | None
    visibility: str


@event_type("circles.circle_edited")
class CircleEdited(Event, frozen=True):
    """What a circle is about, or how it works, was changed; ``visibility`` is the one from now on."""

    circle_id: UUID
    version: int
    visibility: str


@event_type("circles.circle_made_public")
class CircleMadePublic(Event, frozen=True):
    """A private circle was made public: once its words are approved, everybody reads also what is old."""

    circle_id: UUID
    by: UUID


@event_type("circles.circle_read_by_all")
class CircleReadByAll(Event, frozen=True):
    """What was written in a circle while it was private is read by everybody from now on.

    It comes with ``CircleMadePublic`` where review has approved the words of the circle, else with that.
    """

    circle_id: UUID
    by: UUID


@event_type("circles.circle_reviewed")
class CircleReviewed(Event, frozen=True):
    """Review decided about the name and the description of a circle."""

    circle_id: UUID
    before: str
    review_status: str


@event_type("circles.circle_archived")
class CircleArchived(Event, frozen=True):
    """A circle was archived: it can be read, and nothing can be done in it."""

    circle_id: UUID
    by: UUID
    refunded: bool


@event_type("circles.circle_restored")
class CircleRestored(Event, frozen=True):
    """An archived circle is active again."""

    circle_id: UUID
    by: UUID


@event_type("circles.membership_changed")
class MembershipChanged(Event, frozen=True):
    """Somebody's place in a circle is another one; ``by`` is who did it, None for the passing of time.

    ``before`` and ``after`` are states of membership ("" before there was any); ``members`` is how many are
    active now. Whoever is not active any more sees nothing of a private circle that comes after this.
    """

    circle_id: UUID
    account_id: UUID
    kind: str
    before: str
    after: str
    role_before: str
    role: str
    cause: Literal[Cause, "opened", "role_given", "handed_over"]
    by: UUID | None
    members: int
