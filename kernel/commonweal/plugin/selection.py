"""Which plugins are on: chosen in the settings, switched at run time, asked at the time of the call."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from commonweal.plugin.extensions import instead
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.settings import SettingsError

_NOTHING: frozenset[str] = frozenset()


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


class Switch(msgspec.Struct, frozen=True):
    """A plugin switched at run time: for one organisation, or without one for the whole deployment."""

    plugin_id: str
    organisation_id: UUID | None
    on: bool


class Switches:
    """What was switched at run time, with what follows from it.

    A plugin is on for the deployment unless it, or one that it requires, was switched off. A plugin of the
    scope ``organisation`` is on for those organisations besides for which it was switched on, with what it
    requires.
    """

    def __init__(self, manifests: Mapping[str, Manifest]) -> None:
        self._requires = {name: manifest.requires for name, manifest in manifests.items()}
        self._single = {name for name, manifest in manifests.items() if manifest.scope == "organisation"}
        # Asked at every call, so what follows from the manifests and the switches is worked out beforehand.
        needed = {name: requirements(name, self._requires) for name in manifests}
        self._wanted = {name: frozenset(self._single & them) for name, them in needed.items()}
        self._known: dict[tuple[str, UUID | None], bool] = {}
        self._off: frozenset[str] = frozenset()
        self._on_for: dict[UUID, frozenset[str]] = {}

    def replace(self, switches: Iterable[Switch]) -> None:
        """Forget what was switched before, and know these."""
        self._known = {(switch.plugin_id, switch.organisation_id): switch.on for switch in switches}
        named = (name for (name, where), on in self._known.items() if where is None and not on)
        self._off = frozenset(each for name in named for each in dependants(name, self._requires))
        on_for: dict[UUID, set[str]] = {}
        for (name, where), on in self._known.items():
            if where is not None and on:
                on_for.setdefault(where, set()).add(name)
        self._on_for = {where: frozenset(names) for where, names in on_for.items()}

    def with_one(self, switch: Switch) -> "Switches":
        """Return what would be known with one more, or another position of one that is known."""
        changed = copy(self)
        known = [Switch(name, where, on) for (name, where), on in self._known.items()]
        changed.replace([*known, switch])
        return changed

    def is_off(self, plugin_id: str, organisation_id: UUID | None = None) -> bool:
        """Say whether the plugin is off for everyone, or for ``organisation_id``."""
        if plugin_id in self._off:
            return True
        if organisation_id is None or not (wanted := self._wanted.get(plugin_id)):
            return False
        return not wanted <= self._on_for.get(organisation_id, _NOTHING)

    def stands(self, plugin_id: str, organisation_id: UUID | None) -> bool:
        """Say how the plugin's own switch stands, whatever others do to it."""
        untouched = organisation_id is None or plugin_id not in self._single
        return self._known.get((plugin_id, organisation_id), untouched)

    def why_off(self, plugin_id: str) -> str:
        """Say in words why a plugin is off for everyone."""
        if self._known.get((plugin_id, None)) is False:
            return "switched off; `commonweal plugins enable` switches it on"
        off = [name for name in self._requires[plugin_id] if name in self._off]
        return f"off with {' and '.join(off)}, which it requires"


def dependants(plugin_id: str, requires: Mapping[str, Collection[str]]) -> set[str]:
    """Return ``plugin_id`` and every plugin that requires it, directly or through others."""
    found = {plugin_id}
    while more := {name for name, needs in requires.items() if name not in found and found & set(needs)}:
        found |= more
    return found


def requirements(plugin_id: str, requires: Mapping[str, Collection[str]]) -> set[str]:
    """Return ``plugin_id`` and every plugin that it requires, directly or through others."""
    found, waiting = {plugin_id}, [plugin_id]
    while waiting:
        more = set(requires.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return found
