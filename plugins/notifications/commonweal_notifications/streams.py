"""What followers of an account are told of its inbox: that there is something new, and how much is unread."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork
from commonweal_realtime.api import Data, Part, Stream, Told

from commonweal_notifications.events import InboxChanged, NotificationAdded
from commonweal_notifications.inbox.reading import count_unread

TOPIC = "user"


def _recipient(
    recorded: RecordedEvent[NotificationAdded] | RecordedEvent[InboxChanged],
) -> Iterable[tuple[Any, Data]]:
    return [(recorded.event.recipient, {})]


async def _unread(work: UnitOfWork, accounts: Sequence[UUID]) -> Mapping[UUID, Data]:
    counted = await count_unread(work, accounts)
    return {account: {"unread": unread} for account, unread in counted.items()}


STREAM = Stream(
    told=[
        Told(topic=TOPIC, name="notification.added", event_type=NotificationAdded, tell=_recipient),
        Told(topic=TOPIC, name="notification.changed", event_type=InboxChanged, tell=_recipient),
    ],
    parts=[Part(topic=TOPIC, name="notifications", read=_unread)],
)
