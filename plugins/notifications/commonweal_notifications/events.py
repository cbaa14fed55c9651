"""What happens to notifications, as events; the subject is the recipient, and nothing tells of what."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("notifications.notification_added")
class NotificationAdded(Event, frozen=True):
    """There is something new in an inbox."""

    recipient: UUID


@event_type("notifications.inbox_changed")
class InboxChanged(Event, frozen=True):
    """Something in an inbox was read or archived."""

    recipient: UUID


EVENTS: list[type[Event]] = [NotificationAdded, InboxChanged]
