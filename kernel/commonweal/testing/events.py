"""Events made up by Hypothesis, and their way through the log."""

from datetime import UTC, datetime
from typing import Any, get_type_hints

import msgspec
from hypothesis import strategies as st

from commonweal.messaging.events import BEGINNING, Event, StoredEvent
from commonweal.storage.ids import new_id

_MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1))  # noqa: DTZ001 - zoned below


def events_of(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Return a strategy for events of one type, whose fields hold whatever their types allow."""
    types = get_type_hints(kind, include_extras=True)
    fields = {field.name: _values(types[field.name]) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)


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


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Return what a field may hold: what Hypothesis knows of its type, and its own rules let through."""
    plain = getattr(kind, "__origin__", kind) if hasattr(kind, "__metadata__") else kind
    if plain is datetime:
        return _MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC))
    return st.from_type(plain).filter(lambda value: _is_valid(value, kind))


def _is_valid(value: Any, kind: Any) -> bool:
    """Say whether a value of a field comes back as it was written."""
    try:
        return bool(msgspec.json.decode(msgspec.json.encode(value), type=kind) == value)
    except (msgspec.MsgspecError, TypeError, ValueError, UnicodeEncodeError, OverflowError):
        return False
