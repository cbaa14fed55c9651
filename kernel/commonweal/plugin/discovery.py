"""Finding plugins: entry points and manifests, read without importing a line of any plugin."""

import sys
from collections import Counter
from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import msgspec

from commonweal.plugin.manifest import FILE_NAME, Manifest, ManifestError, read_manifest

GROUP = "commonweal.plugins"


class Candidate(msgspec.Struct, frozen=True):
    """An entry point that claims to be a plugin, with its manifest, or the problem that stands in its way."""

    key: str
    entry_point: EntryPoint
    manifest: Manifest | None = None
    package: Path | None = None
    problem: str = ""


def installed_entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of ``group``, each with its distribution.

    Read once per process for one ``sys.path``. stevedore's own cache is on disk, can be stale for two minutes
    after an installation, and has lost the distributions.
    """
    return list(_scan(tuple(sys.path)).select(group=group))


def owner_of(entry_point: EntryPoint) -> str:
    """Name the distribution an entry point comes from, with its version."""
    if entry_point.dist is None:
        return f"the module {entry_point.module}"
    return f"{entry_point.dist.name} {entry_point.dist.version}"


def find_candidates(group: str) -> list[Candidate]:
    """Return every plugin that is installed; those of one name are refused, with all owners named."""
    found = installed_entry_points(group)
    counted = Counter(entry_point.name for entry_point in found)
    return [
        _candidate(entry_point) if counted[entry_point.name] == 1 else _collision(entry_point, found)
        for entry_point in found
    ]


@cache
def _scan(path: tuple[str, ...]) -> EntryPoints:  # noqa: ARG001 - the path is the key of the cache
    # Python 3.11 still types this as a mapping of groups; both kinds have select().
    return cast("EntryPoints", entry_points())


def _collision(entry_point: EntryPoint, found: list[EntryPoint]) -> Candidate:
    owners = " and ".join(sorted(owner_of(other) for other in found if other.name == entry_point.name))
    return msgspec.structs.replace(
        _candidate(entry_point),
        key=f"{entry_point.name} ({owner_of(entry_point)})",
        problem=f'{owners} both call their plugin "{entry_point.name}"; uninstall all but one',
    )


def _candidate(entry_point: EntryPoint) -> Candidate:
    name = entry_point.name
    if entry_point.attr:
        return Candidate(
            name, entry_point, problem=f"entry point {entry_point.value!r} must name a module only"
        )
    package = _package_path(entry_point.module)
    if package is None:
        where = entry_point.module.rpartition(".")[0] or entry_point.module
        return Candidate(
            name, entry_point, problem=f"{owner_of(entry_point)} has no package {where}; reinstall it"
        )
    try:
        manifest = read_manifest(package / FILE_NAME)
    except ManifestError as error:
        return Candidate(name, entry_point, package=package, problem=str(error))
    if manifest.id != name:
        problem = f'{package / FILE_NAME}: id: must be "{name}", the name of its entry point'
        return Candidate(name, entry_point, package=package, problem=problem)
    return Candidate(name, entry_point, manifest, package)


def _package_path(module: str) -> Path | None:
    """Return the folder of the package ``module`` stands in, by looking for it only."""
    parents = (module.rpartition(".")[0] or module).split(".")
    try:
        spec = find_spec(parents[0])
    except (ImportError, ValueError):
        return None
    roots = (spec and spec.submodule_search_locations) or ()
    folders = (Path(root).joinpath(*parents[1:]) for root in roots)
    return next((folder for folder in folders if folder.is_dir()), None)
