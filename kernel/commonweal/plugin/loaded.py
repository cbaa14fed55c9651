"""A plugin as the host knows it: its state, the reason, and the time it took."""

import enum
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import msgspec

from commonweal.plugin.context import PluginContext
from commonweal.plugin.deprecation import uses_of
from commonweal.plugin.extensions import owner_of
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.names import Names


class PluginState(enum.StrEnum):
    """How far a plugin has come (ARCHITECTURE §2)."""

    FOUND = "found"
    INCOMPATIBLE = "incompatible"
    MISSING_DEPENDENCY = "missing_dependency"
    FAILED_IMPORT = "failed_import"
    FAILED_SETUP = "failed_setup"
    DISABLED = "disabled"
    RUNNING = "running"


class PluginReport(msgspec.Struct, frozen=True):
    """One plugin as ``commonweal plugins --json`` and ``/health/ready`` show it."""

    id: str
    name: str
    version: str
    distribution: str
    state: PluginState
    reason: str
    seconds: float
    boot: str
    scope: str
    requires: tuple[str, ...]
    hooks: tuple[str, ...]
    locales: tuple[str, ...]
    deprecated: tuple[str, ...]


@dataclass(slots=True, eq=False)
class LoadedPlugin:
    """One installed plugin; only the host changes it.

    ``id`` is the name of its entry point, which a valid manifest repeats. The manifest of one that has none
    that can be used says no more than that name; then ``package`` may be nowhere. ``seconds`` is the time its
    import and its set-up hooks have taken.
    """

    id: str
    entry_point: EntryPoint
    manifest: Manifest
    package: Path
    state: PluginState = PluginState.FOUND
    reason: str = ""
    seconds: float = 0.0
    module: ModuleType | None = None
    context: PluginContext | None = field(default=None, repr=False)

    @property
    def names(self) -> Names:
        """Return the names derived from its id."""
        return Names.of(self.manifest.id)

    @property
    def distribution(self) -> str:
        """Return the distribution it comes from, with its version."""
        return owner_of(self.entry_point)

    def report(self) -> PluginReport:
        """Return what is told about the plugin: what its manifest says, and how far it came."""
        packaged = self.entry_point.dist.version if self.entry_point.dist else ""
        own = {
            "id": self.id,
            "version": self.manifest.version or packaged,
            "distribution": self.distribution,
            "state": self.state,
            "reason": self.reason,
            "seconds": self.seconds,
            "deprecated": uses_of(self.id),
        }
        return msgspec.convert(msgspec.structs.asdict(self.manifest) | own, PluginReport)
