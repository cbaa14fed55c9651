"""Plugins as they lie in wheels: read without installing or importing anything."""

import ast
import hashlib
import zipfile
from configparser import ConfigParser, Error
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

import msgspec
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from commonweal.errors import OperatorError
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.manifest import FILE_NAME, Manifest, ManifestError, parse_manifest

_MARKS = ("hookspec", "per_call")


class WheelRefused(OperatorError):
    """A file that was given as a wheel cannot be read as one."""

    code = "wheel_refused"


class PackagedPlugin(msgspec.Struct, frozen=True):
    """A plugin of a distribution: its manifest or what is wrong with it, and what can be known of its code.

    ``migrations`` maps file names to digests, ``specifies`` names the hooks it brings for others,
    ``needs`` are the distribution's requirements.
    """

    id: str
    distribution: str
    version: str
    manifest: Manifest | None
    problem: str
    migrations: dict[str, str]
    specifies: frozenset[str]
    needs: tuple[str, ...]


def read_wheel(path: Path, group: str) -> list[PackagedPlugin]:
    """Return the plugins of a wheel, by entry point; raises ``WheelRefused``."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path, group)
    except (OSError, zipfile.BadZipFile, KeyError, Error, UnicodeDecodeError) as error:
        raise WheelRefused(
            f"{path} cannot be read as a wheel ({error}): give the path of a .whl file"
        ) from None


def installed_plugin(plugin: LoadedPlugin) -> PackagedPlugin:
    """Describe an installed plugin in the same way, from its files."""
    folder = plugin.package / "migrations"
    migrations = {file.name: _digest(file.read_bytes()) for file in sorted(folder.glob("*.sql"))}
    module = plugin.manifest.specifications
    source = plugin.package / f"{module.rpartition('.')[2]}.py" if module else None
    specifies = _specified(source.read_text("utf-8")) if source and source.is_file() else frozenset()
    distribution = plugin.entry_point.dist
    return PackagedPlugin(
        plugin.id,
        canonicalize_name(distribution.name) if distribution else "",
        distribution.version if distribution else "",
        plugin.manifest if plugin.manifest.plugin_api else None,
        "" if plugin.manifest.plugin_api else plugin.reason,
        migrations,
        specifies,
        tuple(distribution.requires or ()) if distribution else (),
    )


def requirement_on(plugin: PackagedPlugin, distribution: str) -> Requirement | None:
    """Return what a plugin's distribution asks of another one, if anything."""
    for text in plugin.needs:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        if canonicalize_name(requirement.name) == distribution and not requirement.marker:
            return requirement
    return None


def _read(archive: zipfile.ZipFile, path: Path, group: str) -> list[PackagedPlugin]:
    names = archive.namelist()
    home = next((name.partition("/")[0] for name in names if name.endswith(".dist-info/METADATA")), None)
    if home is None:
        raise WheelRefused(f"{path} holds no metadata: give the path of a wheel, as `uv build` makes it")
    metadata = HeaderParser().parsestr(archive.read(f"{home}/METADATA").decode())
    entries = ConfigParser(delimiters="=", interpolation=None)
    entries.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their letters
    if f"{home}/entry_points.txt" in names:
        entries.read_string(archive.read(f"{home}/entry_points.txt").decode())
    found = dict(entries[group]) if entries.has_section(group) else {}
    if not found:
        raise WheelRefused(f"{path} brings no plugin: it has no entry point in the group {group}")
    about = (canonicalize_name(str(metadata["Name"])), str(metadata["Version"]))
    needs = tuple(metadata.get_all("Requires-Dist") or ())
    return [_plugin(archive, name, module, about, needs) for name, module in found.items()]


def _plugin(
    archive: zipfile.ZipFile, name: str, module: str, about: tuple[str, str], needs: tuple[str, ...]
) -> PackagedPlugin:
    package = PurePosixPath(*module.strip().split(".")[:-1] or [module])
    manifest, problem = _manifest(archive, f"{package}/{FILE_NAME}", name)
    migrations = {
        PurePosixPath(each).name: _digest(archive.read(each))
        for each in sorted(archive.namelist())
        if PurePosixPath(each).parent == package / "migrations" and each.endswith(".sql")
    }
    specifies: frozenset[str] = frozenset()
    if manifest and manifest.specifications:
        source = f"{manifest.specifications.replace('.', '/')}.py"
        if source in archive.namelist():
            specifies = _specified(archive.read(source).decode())
        else:
            problem = f"its hook specifications {source} are not in the wheel"
    return PackagedPlugin(name, *about, manifest, problem, migrations, specifies, needs)


def _manifest(archive: zipfile.ZipFile, file: str, name: str) -> tuple[Manifest | None, str]:
    """Return the manifest of the plugin of an entry point, or what is wrong with it."""
    try:
        manifest = parse_manifest(archive.read(file), file)
    except KeyError:
        return None, f"{file} is not in the wheel"
    except ManifestError as error:
        return None, str(error)
    if manifest.id != name:
        return None, f'its manifest calls it "{manifest.id}", its entry point "{name}"'
    return manifest, ""


def _specified(source: str) -> frozenset[str]:
    """Return the names of the hooks that a module specifies, as it is written."""
    functions = (
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return frozenset(
        function.name
        for function in functions
        if any(ast.unparse(mark).partition("(")[0] in _MARKS for mark in function.decorator_list)
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
