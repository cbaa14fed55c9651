"""What is to be checked: from a path, a wheel, a plugin's name or nothing to the plugins that are meant."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import Distribution as Metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.plugin.discovery import GROUP
from commonweal.plugin.extensions import installed_entry_points, instead
from commonweal.plugin.manifest import ManifestError
from commonweal.testing.check.distribution import (
    CheckRefused,
    Distribution,
    read_installed,
    read_source,
    workspace_members,
)
from commonweal.testing.check.subject import Neighbour, Subject, installed_neighbours

_MOST_BYTES_OF_A_WHEEL = 512 * 1024**2


@contextmanager
def subjects_of(targets: Iterable[str]) -> Iterator[list[Subject]]:
    """Give the plugins that are meant; wheels are unpacked for as long as this lasts. Raises CheckRefused."""
    with ExitStack() as stack:
        distributions = [found for each in targets for found in _find(each, stack)] or list(_here(Path.cwd()))
        subjects = [subject for each in distributions for subject in _subjects(each)]
        neighbours = installed_neighbours() | {
            each.id: known for each in subjects if (known := _as_neighbour(each)) is not None
        }
        for subject in subjects:
            subject.neighbours = neighbours
        yield subjects


def _find(target: str, stack: ExitStack) -> Iterator[Distribution]:
    path = Path(target)
    if path.suffix == ".whl" and path.is_file():
        yield _unpack(path, Path(stack.enter_context(TemporaryDirectory(prefix="commonweal-check-"))))
    elif path.is_dir():
        yield from _in_folder(path.resolve())
    elif "/" in target or path.suffix == ".whl":
        raise CheckRefused(f"{target}: there is no such folder or wheel")
    else:
        yield _installed(target)


def _here(folder: Path) -> Iterator[Distribution]:
    found = list(_in_folder(folder, optional=True))
    if not found:
        raise CheckRefused(
            "there is no plugin in this folder: name the folder of one, a wheel, or an installed plugin"
        )
    yield from found


def _in_folder(folder: Path, *, optional: bool = False) -> Iterator[Distribution]:
    """Yield the distribution of a folder, or those of the workspace it is the root of."""
    own = read_source(folder)
    members = [found for each in workspace_members(folder) if (found := read_source(each)) is not None]
    members = [each for each in members if each.plugins or each.name != "commonweal-kernel"]
    if own is None and not members and not optional:
        raise CheckRefused(
            f"{folder}: no pyproject.toml with entry points of the group {GROUP}; name the folder of a plugin"
        )
    yield from [own] if own is not None else members


def _unpack(wheel: Path, folder: Path) -> Distribution:
    try:
        with zipfile.ZipFile(wheel) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES_OF_A_WHEEL:
                raise CheckRefused(f"{wheel}: more than 512 MiB unpacked; that is no plugin")
            archive.extractall(folder)
    except zipfile.BadZipFile as error:
        raise CheckRefused(f"{wheel}: not a wheel: {error}") from error
    information = next(folder.glob("*.dist-info"), None)
    entry_points = information / "entry_points.txt" if information else folder
    if information is None or not entry_points.is_file():
        raise CheckRefused(f"{wheel}: it has no entry points, so there is no plugin in it")
    metadata = (information / "METADATA").read_text("utf-8")
    found = read_installed(folder, metadata, entry_points.read_text("utf-8"))
    if not found.plugins and not found.drivers:
        raise CheckRefused(f"{wheel}: none of its entry points is of the group {GROUP}")
    return found


def _installed(name: str) -> Distribution:
    """Return the distribution of an installed plugin: its source folder where it is installed from one."""
    names = {entry_point.name: entry_point for entry_point in installed_entry_points(GROUP)}
    if name not in names:
        raise CheckRefused(f"no plugin {name!r} is installed; {instead(name, names, 'plugins')}")
    metadata = names[name].dist
    package = installed_neighbours()[name].package if name in installed_neighbours() else None
    for folder in package.parents if package is not None else ():
        found = read_source(folder)
        if found is not None and name in found.plugins:
            return found
    if metadata is None:
        raise CheckRefused(f"nobody knows where {name!r} was installed from; name its folder instead")
    return _from_metadata(metadata)


def _from_metadata(metadata: Metadata) -> Distribution:
    texts = [metadata.read_text(file) or "" for file in ("METADATA", "entry_points.txt")]
    return read_installed(Path(str(metadata.locate_file(""))), *texts)


def _subjects(distribution: Distribution) -> Iterator[Subject]:
    entries = {**distribution.drivers, **distribution.plugins} if not distribution.plugins else {}
    named = distribution.plugins or dict(list(entries.items())[:1])
    for name, value in named.items():
        module = value.partition(":")[0].strip()
        package_name = module.rpartition(".")[0] or module
        package = distribution.package_folder(package_name)
        if package is None:
            raise CheckRefused(
                f"{distribution.root}: the entry point {name} names {value}, and there is no package "
                f"{package_name}: correct the entry point, or keep it beside pyproject.toml or in src/"
            )
        is_plugin = bool(distribution.plugins)
        subject_id = name if is_plugin else distribution.name.removeprefix("commonweal-")
        yield Subject(distribution, subject_id, module, package, is_plugin=is_plugin)


def _as_neighbour(subject: Subject) -> Neighbour | None:
    try:
        manifest = subject.manifest
    except ManifestError:
        return None
    if not subject.is_plugin:
        return None
    return Neighbour(manifest, subject.package, subject.package_name, subject.distribution.name)
