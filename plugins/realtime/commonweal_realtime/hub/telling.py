"""What an event means to followers: the frames it becomes, and whom it takes the right to follow.

Pure, and the same in every gateway and every replay. A function of a plugin that raises costs its own frame
only: it is left out, logged with the plugin's name, and counted.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Host, Position, RecordedEvent, StoredEvent

from commonweal_realtime.hooks import Revocation, Told
from commonweal_realtime.hub.registry import Known, Owned, Registry

_LOG = logging.getLogger(__name__)
_ENCODE = msgspec.json.Encoder().encode
USE = "streams"
"""Under which name the calls of plugins' functions are counted, as the host shows them."""


class Draft(msgspec.Struct, frozen=True):
    """A frame before it is known what came before it, and what state it carries."""

    topic: str
    name: str
    id: UUID
    position: Position
    at: datetime
    data: msgspec.Raw


class Named(msgspec.Struct, frozen=True):
    """Who is to be asked for anew, from a position on.

    ``name`` is the topic's without the key; ``topic`` is None for all of that name, and ``account`` for
    everybody.
    """

    position: Position
    name: str
    topic: str | None
    account: UUID | None


class Happening(msgspec.Struct, frozen=True):
    """What one event is to followers."""

    position: Position
    frames: list[Draft]
    named: list[Named]


class Teller:
    """Turns stored events into what followers are told."""

    def __init__(self, registry: Registry, host: Host) -> None:
        self._host = host
        self._registry = registry
        self._telling = registry.telling()
        self._revoking = registry.revoking()

    def tell(self, stored: StoredEvent, topics: Collection[str] | None = None) -> Happening:
        """Return what an event is to the followers of all topics, or of those with these texts."""
        frames = []
        for known, told in self._telling.get(stored.type, ()):
            frames += self._frames(known, told, stored, topics)
        return Happening(stored.position, frames, self.named(stored))

    def named(self, stored: StoredEvent) -> list[Named]:
        """Return whom an event names."""
        found = []
        for known, revocation in self._revoking.get(stored.type, ()):
            found += self._named(known, revocation, stored)
        return found

    def _frames(
        self, known: Known, told: Owned[Told], stored: StoredEvent, topics: Collection[str] | None
    ) -> list[Draft]:
        if not self._registry.is_enabled(told.owner):
            return []
        with guarded(self._host, told.owner, f"telling {told.item.name} in {known.topic.name}"):
            found = _told(known, told.item, stored)
            if len(found) > 1 and len({draft.topic for draft in found}) < len(found):
                raise ValueError(f"{told.item.name} is told twice in one topic of {stored.id}")
            return [draft for draft in found if topics is None or draft.topic in topics]
        return []

    def _named(self, known: Known, revocation: Owned[Revocation], stored: StoredEvent) -> list[Named]:
        """Return whom an event names; where that cannot be found out, everybody."""
        name = known.topic.name
        with guarded(self._host, revocation.owner, f"revoking in {name}"):
            recorded: RecordedEvent[Any] = stored.read_as(revocation.item.event_type)
            return [
                Named(stored.position, name, None if key is None else known.text(key), account)
                for key, account in revocation.item.whom(recorded)
            ]
        return [Named(stored.position, name, None, None)]


def _told(known: Known, told: Told, stored: StoredEvent) -> list[Draft]:
    recorded: RecordedEvent[Any] = stored.read_as(told.event_type)
    about = (stored.id, stored.position, stored.occurred_at)
    return [
        Draft(known.text(key), told.name, *about, msgspec.Raw(_ENCODE(data)))
        for key, data in told.tell(recorded)
    ]


@contextmanager
def guarded(host: Host, owner: str, what: str) -> Iterator[None]:
    """Call a plugin's function in the block: its failure is swallowed, logged with its name, and counted."""
    try:
        with host.uses.counted(owner, USE):
            yield
    except Exception as error:  # noqa: BLE001 - whatever ails one plugin, the others go on
        _LOG.warning("plugin %s: %s failed and is left out: %r", owner, what, error)
