"""Finding plugins: entry points and manifests, read without importing a line of any plugin."""

from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

from commonweal.plugin.extensions import installed_entry_points, owner_of
from commonweal.plugin.loaded import LoadedPlugin, PluginState
from commonweal.plugin.manifest import Manifest, ManifestError, read_manifest

GROUP = "commonweal.plugins"


def find_plugins(group: str) -> list[LoadedPlugin]:
    """Return every plugin that is installed; those of one name are refused, with all owners named."""
    plugins = [_read(entry_point) for entry_point in installed_entry_points(group)]
    for plugin in plugins:
        name = plugin.entry_point.name
        owners = sorted(other.distribution for other in plugins if other.entry_point.name == name)
        if len(owners) > 1:
            plugin.id = f"{name} ({plugin.distribution})"
            plugin.state = PluginState.INCOMPATIBLE
            plugin.reason = f'{" and ".join(owners)} both call their plugin "{name}"; uninstall all but one'
    return plugins


def _read(entry_point: EntryPoint) -> LoadedPlugin:
    name = entry_point.name
    plugin = LoadedPlugin(name, entry_point, Manifest(id=name, name=name, plugin_api=""), Path())
    try:
        plugin.package = _package_of(entry_point)
        plugin.manifest = read_manifest(plugin.package, name)
    except ManifestError as error:
        plugin.state, plugin.reason = PluginState.INCOMPATIBLE, str(error)
    return plugin


def _package_of(entry_point: EntryPoint) -> Path:
    """Return the folder of the package the entry point's module stands in, by looking for it only."""
    if entry_point.attr:
        raise ManifestError(
            owner_of(entry_point), f"entry point {entry_point.value}", "must name a module only"
        )
    package = entry_point.module.rpartition(".")[0] or entry_point.module
    top, *rest = package.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        spec = None
    for root in (spec and spec.submodule_search_locations) or ():
        folder = Path(root).joinpath(*rest)
        if folder.is_dir():
            return folder
    raise ManifestError(owner_of(entry_point), f"package {package}", "is not there; reinstall the plugin")
