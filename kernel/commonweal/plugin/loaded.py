"""A plugin as the host knows it: its state, the reason, and the time it took."""

import enum
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import msgspec

from commonweal.errors import CommonwealError
from commonweal.plugin.context import PluginContext
from commonweal.plugin.discovery import Candidate, owner_of
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


class NotReadable(CommonwealError):
    """Something was asked of a plugin whose manifest could not be read."""

    code = "manifest_missing"


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


@dataclass(slots=True, eq=False)
class LoadedPlugin:
    """One installed plugin; only the host changes it.

    ``id`` is the name of its entry point, which a valid manifest repeats; ``seconds`` is the time its import
    and its set-up hooks have taken.
    """

    id: str
    candidate: Candidate
    state: PluginState = PluginState.FOUND
    reason: str = ""
    seconds: float = 0.0
    module: ModuleType | None = None
    context: PluginContext | None = field(default=None, repr=False)

    @property
    def entry_point(self) -> EntryPoint:
        """Return the entry point it was found by."""
        return self.candidate.entry_point

    @property
    def manifest(self) -> Manifest:
        """Return its manifest, or raise ``NotReadable`` when it has none that can be used."""
        if self.candidate.manifest is None:
            raise NotReadable(f"plugin {self.id} has no usable manifest: {self.reason}")
        return self.candidate.manifest

    @property
    def names(self) -> Names:
        """Return the names derived from its id."""
        return Names.of(self.manifest.id)

    @property
    def package(self) -> Path:
        """Return the folder of its package, where its manifest, templates and words lie."""
        if self.candidate.package is None:
            raise NotReadable(f"plugin {self.id} has no package folder: {self.reason}")
        return self.candidate.package

    @property
    def distribution(self) -> str:
        """Return the distribution it comes from, with its version."""
        return owner_of(self.entry_point)

    @property
    def version(self) -> str:
        """Return its version: its manifest's, else its distribution's."""
        own = self.candidate.manifest.version if self.candidate.manifest else None
        return own or (self.entry_point.dist.version if self.entry_point.dist else "")

    @property
    def required(self) -> bool:
        """Say whether the start stops when it fails."""
        return self.candidate.manifest is not None and self.candidate.manifest.boot == "required"

    @property
    def requires(self) -> tuple[str, ...]:
        """Return the ids of the plugins it cannot run without."""
        return self.candidate.manifest.requires if self.candidate.manifest else ()

    def report(self) -> PluginReport:
        """Return what is told about the plugin."""
        manifest = self.candidate.manifest
        return PluginReport(
            id=self.id,
            name=manifest.name if manifest else self.id,
            version=self.version,
            distribution=self.distribution,
            state=self.state,
            reason=self.reason,
            seconds=self.seconds,
            boot=manifest.boot if manifest else "optional",
            scope=manifest.scope if manifest else "deployment",
            requires=self.requires,
            hooks=manifest.hooks if manifest else (),
            locales=manifest.locales if manifest else (),
        )
