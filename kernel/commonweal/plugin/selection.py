"""Which plugins are on: chosen in the settings, switched at run time, asked at the time of the call."""

from collections.abc import Collection, Mapping
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from commonweal.plugin.extensions import instead
from commonweal.plugin.settings import SettingsError


class PluginsSettings(msgspec.Struct, frozen=True):
    """The section ``plugins``."""

    enabled: Annotated[
        list[str] | None, Meta(description="Load only these plugins; left out, all installed.")
    ] = None
    disabled: Annotated[list[str], Meta(description="Do not load these plugins.")] = []
    load_seconds: Annotated[
        float,
        Meta(gt=0, le=600, description="How long the import and each set-up hook of one plugin may take."),
    ] = 10.0

    def allows(self, name: str) -> bool:
        """Say whether the plugin called ``name`` is to be loaded."""
        return name not in self.disabled and (self.enabled is None or name in self.enabled)


def refuse_unknown(choice: PluginsSettings, installed: Collection[str]) -> None:
    """Raise ``SettingsError`` when the settings name a plugin that is not installed."""
    for key, names in (("enabled", choice.enabled or []), ("disabled", choice.disabled)):
        for name in names:
            if name not in installed:
                hint = instead(name, sorted(installed), "installed ones")
                raise SettingsError(f"plugins.{key}: there is no plugin {name!r}; {hint}")


class Switches:
    """Plugins switched off at run time, for all or for one organisation, with those that need them."""

    def __init__(self, requires: Mapping[str, Collection[str]]) -> None:
        self._requires = requires
        self._switched: set[tuple[str, UUID | None]] = set()
        self._off: set[tuple[str, UUID | None]] = set()

    def is_off(self, plugin_id: str, organisation_id: UUID | None) -> bool:
        """Say whether the plugin is off for everyone or for ``organisation_id``."""
        return (plugin_id, None) in self._off or (plugin_id, organisation_id) in self._off

    def set(self, plugin_id: str, organisation_id: UUID | None, *, on: bool) -> None:
        """Switch the plugin; what requires it follows, and comes back when it does."""
        if on:
            self._switched.discard((plugin_id, organisation_id))
        else:
            self._switched.add((plugin_id, organisation_id))
        self._off = {
            (name, where) for one, where in self._switched for name in dependants(one, self._requires)
        }


def dependants(plugin_id: str, requires: Mapping[str, Collection[str]]) -> set[str]:
    """Return ``plugin_id`` and every plugin that requires it, directly or through others."""
    found = {plugin_id}
    while more := {name for name, needs in requires.items() if name not in found and found & set(needs)}:
        found |= more
    return found
