"""The state of topics, part by part, as it is read for snapshots and for the newest frames."""

import asyncio
import logging
import time
from collections.abc import Collection, Iterable
from contextlib import suppress

import msgspec
from commonweal import Database, Host, UnitOfWork, as_plugin

from commonweal_realtime.hooks import Part
from commonweal_realtime.hub.registry import Known, Owned, Place, Registry
from commonweal_realtime.hub.telling import USE

_LOG = logging.getLogger(__name__)
_ENCODE = msgspec.json.Encoder().encode
SECONDS = 5.0
"""So long a plugin's function may take before it counts as failed."""
_ABORTED = "25P02"  # what the server says in a transaction that has failed

State = dict[str, msgspec.Raw]
States = dict[str, State]
"""The state of topics by their text: parts by their names, as JSON."""


class PartFailed(Exception):
    """A part could not be read, and neither can others be in the same transaction."""

    def __init__(self, part: Owned[Part]) -> None:
        super().__init__(f"{part.item.name} of {part.item.topic}")
        self.part = part


class StateReader:
    """Reads the parts of topics; one that keeps failing is left out for a while, as the host counts."""

    def __init__(self, registry: Registry, host: Host, database: Database) -> None:
        self._registry = registry
        self._host = host
        self._database = database

    async def read(self, places: Collection[Place]) -> States:
        """Read the newest state of several topics; a part that fails is missing, and no other.

        Raises DatabaseUnavailable: that is no fault of a plugin.
        """
        states: States = {place.text: {} for place in places}
        for part, concerned in self._parts(places):
            with suppress(PartFailed):
                async with self._database.read() as work:
                    await self._read(work, part, concerned, states)
        return states

    async def read_in(
        self, work: UnitOfWork, places: Collection[Place], *, without: Collection[Owned[Part]] = ()
    ) -> States:
        """Read the state of several topics as of one snapshot; raises PartFailed for a part that fails."""
        states: States = {place.text: {} for place in places}
        for part, concerned in self._parts(places):
            if part not in without:
                await self._read(work, part, concerned, states)
        return states

    def _parts(self, places: Collection[Place]) -> Iterable[tuple[Owned[Part], list[Place]]]:
        """Return each part that is on, with the topics it belongs to."""
        by_known: dict[Known, list[Place]] = {}
        for place in places:
            by_known.setdefault(place.known, []).append(place)
        for known, concerned in by_known.items():
            for part in known.parts.values():
                if self._registry.is_enabled(part.owner):
                    yield part, concerned

    async def _read(
        self, work: UnitOfWork, part: Owned[Part], places: Collection[Place], states: States
    ) -> None:
        use = self._host.uses.of(part.owner, f"{USE}.{part.item.topic}.{part.item.name}", may_trip=True)
        if not use.admit():
            return
        began, is_failure, counts = time.perf_counter(), True, True
        try:
            async with asyncio.timeout(SECONDS):
                keys = list({place.key: None for place in places})
                values = await as_plugin(part.owner, part.item.read)(work, keys)
            for place in places:
                if place.key in values:
                    states[place.text][part.item.name] = msgspec.Raw(_ENCODE(values[place.key]))
            is_failure = False
        except Exception as error:
            counts = await is_connected(work)
            if not counts:
                raise
            about = (part.owner, part.item.name, part.item.topic, error)
            _LOG.warning("plugin %s: reading %s of %s failed and is left out: %r", *about)
            raise PartFailed(part) from error
        finally:
            if counts:
                use.count(time.perf_counter() - began, failed=is_failure)


async def is_connected(work: UnitOfWork) -> bool:
    """Say whether the connection of a unit still works: if not, an error in it is no fault of a plugin."""
    try:
        await work.fetch_value("SELECT 1")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not that the transaction has failed
        return getattr(error, "sqlstate", "") == _ABORTED
    return True
