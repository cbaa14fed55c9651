"""One plugin under check, with everything about it that rules look at; read once and kept."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.loaded import PluginState
from commonweal.plugin.manifest import FILE_NAME, Manifest, ManifestError, read_manifest
from commonweal.plugin.names import Names
from commonweal.testing.check.distribution import Distribution
from commonweal.testing.check.source import Module
from commonweal.testing.check.template import Template

MIGRATIONS = "migrations"
_Kept = TypeVar("_Kept")


class Neighbour(msgspec.Struct, frozen=True):
    """Another plugin that is installed or checked too; ``distribution`` is the name that brings it."""

    manifest: Manifest
    package: Path
    package_name: str
    distribution: str


class Subject:
    """A plugin, or a distribution that brings a driver and no plugin: then there is no manifest."""

    def __init__(
        self, distribution: Distribution, plugin_id: str, module: str, package: Path, *, is_plugin: bool
    ) -> None:
        self.distribution = distribution
        self.id = plugin_id
        self.module_name = module
        self.package = package
        self.is_plugin = is_plugin
        self.package_name = module.rpartition(".")[0] or module
        self.neighbours: dict[str, Neighbour] = {}
        self.tables_of_database: dict[str, set[str]] | None = None
        self.faults_of_database: list[tuple[Path, str]] = []
        self._kept: dict[Callable[..., object], object] = {}

    def keep(self, make: "Callable[[Subject], _Kept]") -> _Kept:
        """Return what a function makes of this subject, made once however many rules ask for it."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("_Kept", self._kept[make])

    @cached_property
    def manifest_error(self) -> ManifestError | None:
        """Return what is wrong with the manifest, if anything."""
        try:
            _ = self.manifest
        except ManifestError as error:
            return error
        return None

    @cached_property
    def manifest(self) -> Manifest:
        """Return the manifest; raises ManifestError. A driver without a plugin has an empty one."""
        if not self.is_plugin:
            return Manifest(id=self.id, name=self.id, plugin_api=">=1.0,<2", schema=False)
        return read_manifest(self.package, self.id)

    @property
    def manifest_file(self) -> Path:
        """Return where the manifest stands."""
        return self.package / FILE_NAME

    @cached_property
    def names(self) -> Names:
        """Return the names that the kernel derives from the id."""
        return Names.of(self.id)

    @cached_property
    def modules(self) -> list[Module]:
        """Return the Python modules of the package."""
        found = []
        for path in sorted(self.package.rglob("*.py")):
            steps = path.relative_to(self.package).with_suffix("").parts
            name = ".".join((self.package_name, *(step for step in steps if step != "__init__")))
            found.append(Module(path, name))
        return found

    @cached_property
    def module_of(self) -> dict[str, Module]:
        """Return the modules by their names."""
        return {module.name: module for module in self.modules}

    @property
    def wiring(self) -> Module | None:
        """Return the module that the entry point names: the one with the hooks."""
        return self.module_of.get(self.module_name)

    @cached_property
    def templates(self) -> list[Template]:
        """Return the templates of the package."""
        folder = self.package / "templates"
        return [Template(path) for path in sorted(folder.rglob("*.html"))] if folder.is_dir() else []

    @cached_property
    def migrations(self) -> list[Path]:
        """Return what lies in the folder of migrations."""
        folder = self.package / MIGRATIONS
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []

    @property
    def tests(self) -> list[Path]:
        """Return the test modules beside the package."""
        folder = self.distribution.root / "tests"
        return sorted(folder.rglob("test_*.py")) if folder.is_dir() else []

    def line_of(self, field: str) -> int:
        """Return the line of the manifest that gives a field, or the first."""
        lines = self.manifest_file.read_text("utf-8", errors="replace").splitlines()
        starts = (number for number, line in enumerate(lines, 1) if line.split("=")[0].strip() == field)
        return next(starts, 1)

    def schemas_of_others(self) -> dict[str, str]:
        """Return the schemas of other plugins that are known here, each with its plugin's id."""
        return {
            Names.of(name).schema: name
            for name, other in self.neighbours.items()
            if name != self.id and other.manifest.has_schema
        }


def installed_neighbours() -> dict[str, Neighbour]:
    """Return the plugins that are installed, by id."""
    return {
        plugin.id: Neighbour(
            plugin.manifest,
            plugin.package,
            plugin.entry_point.module.rpartition(".")[0] or plugin.entry_point.module,
            plugin.entry_point.dist.name if plugin.entry_point.dist else "",
        )
        for plugin in find_plugins(GROUP)
        if plugin.state is PluginState.FOUND
    }
