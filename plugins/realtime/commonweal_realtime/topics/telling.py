"""How events become frames: the key of the topic, and the frame's data, each from the event alone."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from commonweal import Event, RecordedEvent

from commonweal_realtime.hooks import Data, Told

Key = Callable[[Any], UUID | None]
Fields = Callable[[Any], Data]


def nothing(_event: object) -> Data:
    """Return the data of a frame whose name, and the state beside it, say everything."""
    return {}


def fields(*names: str, **renamed: str) -> Fields:
    """Return what takes fields of an event over, as JSON has them; ``claim="claim_id"`` renames one."""
    taken = {**{name: name for name in names}, **renamed}

    def data(event: object) -> Data:
        return {name: plain(getattr(event, attribute)) for name, attribute in taken.items()}

    return data


def plain(value: Any) -> Any:
    """Return an id as text, and what JSON holds as it is."""
    return str(value) if isinstance(value, UUID) else value


def tells(
    topic: str,
    name: str,
    event_type: type[Event],
    key: Key,
    data: Fields = nothing,
    *,
    when: Callable[[Any], bool] = lambda _event: True,
) -> Told:
    """Say that an event is told in the topic of one key, in the cases that ``when`` lets pass."""

    def tell(recorded: RecordedEvent[Any]) -> Iterable[tuple[UUID | None, Data]]:
        event = recorded.event
        return [(key(event), data(event))] if when(event) else []

    return Told(topic=topic, name=name, event_type=event_type, tell=tell)


def tells_subject(topic: str, name: str, event_type: type[Event], data: Fields = nothing) -> Told:
    """Say that an event is told in the topic of its subject."""

    def tell(recorded: RecordedEvent[Any]) -> Iterable[tuple[UUID | None, Data]]:
        return [] if recorded.subject is None else [(recorded.subject, data(recorded.event))]

    return Told(topic=topic, name=name, event_type=event_type, tell=tell)
