"""What happens to keep order: reports and appeals."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("circles.post_reported")
class PostReported(Event, frozen=True):
    """A reader reported a post to the moderators of its circle."""

    circle_id: UUID
    report_id: UUID
    post_id: UUID


@event_type("circles.report_handled")
class ReportHandled(Event, frozen=True):
    """A moderator decided about a report."""

    circle_id: UUID
    report_id: UUID
    post_id: UUID
    reporter_id: UUID
    upheld: bool


@event_type("circles.appeal_made")
class AppealMade(Event, frozen=True):
    """Somebody appealed against a ban or a hidden post."""

    circle_id: UUID
    appeal_id: UUID
    account_id: UUID
    about: str


@event_type("circles.appeal_decided")
class AppealDecided(Event, frozen=True):
    """A moderator decided about an appeal."""

    circle_id: UUID
    appeal_id: UUID
    account_id: UUID
    about: str
    granted: bool
