"""Events on their way through the log."""

from datetime import UTC, datetime

import msgspec

from commonweal.messaging.events import BEGINNING, Event, StoredEvent
from commonweal.storage.ids import new_id


def through_the_log(event: Event) -> StoredEvent:
    """Return an event as it lies in the log."""
    return StoredEvent(
        position=BEGINNING,
        id=new_id(),
        type=event.event_name,
        version=event.event_version,
        subject=None,
        occurred_at=datetime.now(UTC),
        data=msgspec.json.encode(event).decode(),
    )
