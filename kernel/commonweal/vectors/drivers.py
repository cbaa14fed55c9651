"""The vector stores and the embedder of one process: opened when first asked for, closed with it."""

import inspect
from pathlib import Path
from typing import Any, Protocol, cast

import msgspec

from commonweal.plugin.acting import acting_as, as_plugin
from commonweal.plugin.context import Services
from commonweal.plugin.drivers import driver
from commonweal.plugin.published import plugin_of
from commonweal.vectors.embedder import Embedder
from commonweal.vectors.settings import VectorSettings
from commonweal.vectors.store import VectorStore

STORES, EMBEDDERS = "commonweal.vectorstores", "commonweal.embedders"


class DriverSetup(msgspec.Struct, frozen=True):
    """What a driver is made with: settings, services, and the directory where a deployment keeps its data."""

    settings: VectorSettings
    services: Services
    home: Path


class VectorDrivers:
    """Opens drivers by name; ``context.services.get(VectorDrivers)`` is the process's."""

    def __init__(self, setup: DriverSetup) -> None:
        self.settings = setup.settings
        self._setup = setup
        self._open: dict[tuple[str, str, str, int], Any] = {}

    def store(self, name: str | None = None) -> VectorStore:
        """Return a store, the one in the settings if none is named; raises ``DriverError``."""
        return cast("VectorStore", self._driver(STORES, name or self.settings.store, self._setup))

    def embedder(
        self, name: str | None = None, model: str | None = None, dimensions: int | None = None
    ) -> Embedder:
        """Return an embedder, as the settings say where nothing else is said; raises ``DriverError``."""
        settings = msgspec.structs.replace(
            self.settings,
            model=self.settings.model if model is None else model,
            dimensions=dimensions or self.settings.dimensions,
        )
        setup = msgspec.structs.replace(self._setup, settings=settings)
        return cast("Embedder", self._driver(EMBEDDERS, name or settings.embedder, setup))

    async def close(self) -> None:
        """Close what was opened."""
        while self._open:
            await self._open.popitem()[1].close()

    def _driver(self, group: str, name: str, setup: DriverSetup) -> Any:
        key = (group, name, setup.settings.model, setup.settings.dimensions)
        if key not in self._open:
            make = driver(group, name)
            owner = plugin_of(make.__module__)
            with acting_as(owner):
                self._open[key] = _Acting(make(setup), owner)
        return self._open[key]


class _Closes(Protocol):
    async def close(self) -> None: ...


class _Acting:
    """A driver whose methods act as the plugin it belongs to, or as the kernel if to none."""

    def __init__(self, made: _Closes, owner: str | None) -> None:
        self._made = made
        self._owner = owner

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._made, name)
        if not inspect.iscoroutinefunction(value):
            return value
        acted = as_plugin(self._owner, value)
        setattr(self, name, acted)
        return acted
