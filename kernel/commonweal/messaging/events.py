"""Events: typed facts, written to the log in the transaction that made them true.

An event carries ids only, never a person's data (ARCHITECTURE §4.10): the log is kept, copied and read by
every plugin, so what must be forgotten may not be in it.
"""

import builtins
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from commonweal.messaging.doorbell import ring
from commonweal.messaging.errors import EventUnreadable
from commonweal.storage.ids import new_id
from commonweal.storage.work import UnitOfWork

NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9_]*)+")
"""The form of every name in messaging: the plugin's id, a dot, and words of the plugin's choice."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all event types; fields are ids, numbers, times and codes, never personal data.

    Declare one as ``class Opened(Event, frozen=True)`` under ``@event_type``; type checkers want that word.
    Changing the fields takes a higher version, and ``upgrades`` then holds for each older version the
    function that turns its fields into those of the next.
    """

    event_name: ClassVar[str] = ""
    event_version: ClassVar[int] = 0
    upgrades: ClassVar[Mapping[int, Upgrade]] = {}


E = TypeVar("E", bound=Event)


def event_type(name: str, *, version: int = 1) -> Callable[[type[E]], type[E]]:
    """Give a class of events its name in the log, such as ``missions.mission_opened``, and its version."""

    def decorate(kind: type[E]) -> type[E]:
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of an event type; write it as plugin.what_happened")
        missing = sorted(set(range(1, version)) - set(kind.upgrades))
        if missing:
            raise ValueError(f"{name} version {version} needs upgrades from the versions {missing}")
        kind.event_name, kind.event_version = name, version
        return kind

    return decorate


class Position(NamedTuple):
    """A place in the log; positions compare in the order in which events are read."""

    transaction: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.transaction}.{self.sequence}"


BEGINNING = Position(0, 0)


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the log knows about an event: its place, its id, its type and version, and when it was emitted."""

    position: Position
    id: UUID
    type: str
    version: int
    subject: UUID | None
    occurred_at: datetime


class RecordedEvent(LogEntry, Generic[E], frozen=True, kw_only=True):
    """An event as a handler gets it: the typed fact and what the log knows about it."""

    event: E


class StoredEvent(LogEntry, frozen=True, kw_only=True):
    """An event as it lies in the log, readable even when its type is unknown here; ``data`` is JSON."""

    data: str

    def read_as(self, kind: builtins.type[E]) -> RecordedEvent[E]:
        """Decode the data, upgrading an older version; raises EventUnreadable when that cannot be done."""
        if self.version > kind.event_version:
            raise EventUnreadable(
                f"{self.type} is stored as version {self.version} and this program knows version "
                f"{kind.event_version}: update the plugin, then run `commonweal events retry`."
            )
        try:
            fields = msgspec.json.decode(self.data, type=dict[str, Any])
            for version in range(self.version, kind.event_version):
                fields = kind.upgrades[version](fields)
            event = msgspec.convert(fields, kind)
        except Exception as error:
            raise EventUnreadable(f"{self.type} {self.id} does not fit its type: {error!r}") from error
        about = {name: getattr(self, name) for name in LogEntry.__struct_fields__}
        return RecordedEvent(event=event, **about)


class EventRow(NamedTuple):
    """An event as the SQL function ``kernel.emit`` takes it; ``data`` is JSON."""

    id: UUID
    type: str
    version: int
    subject: UUID | None
    data: str


def event_row(work: UnitOfWork, event: Event, *, subject: UUID | None = None) -> EventRow:
    """Return an event for a statement of the caller's own, which passes it to ``kernel.emit`` in this unit.

    That saves ``emit``'s round trip where a plugin's SQL function writes the rows that the event tells of.
    """
    if not event.event_name:
        raise TypeError(f"{type(event).__name__} has no name in the log; decorate it with @event_type")
    work.after_commit(ring)
    data = msgspec.json.encode(event).decode()
    return EventRow(new_id(), event.event_name, event.event_version, subject, data)


async def emit(work: UnitOfWork, event: Event, *, subject: UUID | None = None) -> UUID:
    """Write an event in this unit of work and return its id; it exists if and only if the unit commits.

    Handlers get the events of one ``subject`` in order, and those of different subjects side by side.
    """
    row = event_row(work, event, subject=subject)
    await work.execute("SELECT kernel.emit($1, $2, $3, $4, $5::jsonb)", *row)
    return row.id
