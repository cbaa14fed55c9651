"""Subscriptions: who wants which events, and the function that handles them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec

from commonweal.messaging.events import Event, RecordedEvent
from commonweal.storage.work import UnitOfWork

Handler = Callable[[UnitOfWork, RecordedEvent[Any]], Awaitable[None]]


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A durable wish for events of certain types; its effects happen once for each event.

    The handler writes in the unit of work it is given, which commits together with the note that the event
    was handled; anything outside that unit may happen again. It has ten seconds: longer work, and work on
    other systems, is a task to enqueue. After ``max_attempts`` failures the event joins the dead letters.
    A new subscription begins with the oldest event still kept, or with ``replay=False`` with the next one.
    """

    name: str
    event_types: Sequence[type[Event]]
    handler: Handler
    max_attempts: int = 8
    replay: bool = True

    @property
    def owner(self) -> str:
        """The id of the plugin whose it is."""
        return self.name.partition(".")[0]
