"""Which plugins an isolated host has: those asked for, what they require, and the words they are read in."""

from collections.abc import Collection, Iterable

from commonweal.errors import OperatorError
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.extensions import instead
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.order import load_order
from commonweal.storage.migrations import MigrationSource
from commonweal.testing.database import installed_sources

PACK_HOOK = "commonweal_locales"


def with_requirements(wanted: Iterable[str]) -> list[str]:
    """Return the plugins of these ids and what they require, in load order, and every locale pack.

    Raises ``OperatorError`` for one that is not installed.
    """
    found = {plugin.id: plugin for plugin in find_plugins(GROUP)}
    chosen: set[str] = set()
    waiting = [*wanted, *(key for key, plugin in found.items() if is_pack(plugin))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            hint = instead(name, sorted(found), "installed ones")
            raise OperatorError(f"there is no plugin {name!r} to test with; {hint}")
        if name not in chosen:
            chosen.add(name)
            waiting += found[name].manifest.requires
    order, _ = load_order({key: plugin.manifest for key, plugin in found.items()})
    return [name for name in order if name in chosen]


def sources_of(plugins: Collection[str]) -> list[MigrationSource]:
    """Return the migrations of the kernel and of these plugins, in load order."""
    return [source for source in installed_sources() if source.owner in {"kernel", *plugins}]


def is_pack(plugin: LoadedPlugin) -> bool:
    """Say whether a plugin brings nothing but words for others."""
    return plugin.manifest.hooks == (PACK_HOOK,)
