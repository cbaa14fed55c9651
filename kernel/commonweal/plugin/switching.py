"""What switching a plugin would do, and why it may not be done; says it before anything is changed."""

from typing import Literal
from uuid import UUID

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import instead
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin, PluginState
from commonweal.plugin.selection import Switch, dependants

Obstacle = Literal["unknown", "required", "not_running", "scope", "needs_off"]


class SwitchRefused(OperatorError):
    """A plugin cannot be switched; ``obstacle`` says what is in the way, ``names`` which plugins."""

    code = "switch_refused"

    def __init__(self, obstacle: Obstacle, sentence: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.obstacle = obstacle
        self.names = names


class SwitchPlan(msgspec.Struct, frozen=True):
    """One switch, and the plugins that go off or come back with it, in load order."""

    switch: Switch
    follow: tuple[str, ...]


def plan_switch(host: Host, plugin_id: str, *, on: bool, organisation_id: UUID | None = None) -> SwitchPlan:
    """Work out what one switch would change; raises ``SwitchRefused``, and changes nothing."""
    plugin = _running(host, plugin_id)
    if organisation_id is not None and plugin.manifest.scope == "deployment":
        raise SwitchRefused(
            "scope", f"plugin {plugin_id} is switched for the whole deployment, not for one organisation"
        )
    if not on and organisation_id is None:
        _refuse_required(host, plugin_id)
    off = tuple(name for name in plugin.manifest.requires if not host.is_enabled(name, organisation_id))
    if on and off:
        names = " and ".join(off)
        raise SwitchRefused(
            "needs_off", f"plugin {plugin_id} requires {names}, which is off: switch that on first", off
        )
    switch = Switch(plugin_id, organisation_id, on)
    before, after = host.switches, host.switches.with_one(switch)
    follow = [
        each.id
        for each in host.running()
        if each.id != plugin_id
        and before.is_off(each.id, organisation_id) != after.is_off(each.id, organisation_id)
    ]
    return SwitchPlan(switch, tuple(follow))


def _running(host: Host, plugin_id: str) -> LoadedPlugin:
    plugin = host.plugins.get(plugin_id)
    if plugin is None:
        hint = instead(plugin_id, sorted(host.plugins), "installed ones")
        raise SwitchRefused("unknown", f"there is no plugin {plugin_id!r}; {hint}")
    if plugin.state is not PluginState.RUNNING:
        raise SwitchRefused(
            "not_running",
            f"plugin {plugin_id} is not loaded ({plugin.state}: {plugin.reason}): correct that, and start "
            "the app again",
        )
    return plugin


def _refuse_required(host: Host, plugin_id: str) -> None:
    """Refuse to switch off what the app cannot do without, or what such a plugin requires."""
    touched = dependants(plugin_id, {each.id: each.manifest.requires for each in host.running()})
    needed = tuple(
        each.id for each in host.running() if each.id in touched and each.manifest.boot == "required"
    )
    if plugin_id in needed:
        sentence = f"plugin {plugin_id} is required: the app cannot run without it"
    elif needed:
        sentence = (
            f"plugin {plugin_id} cannot be switched off, because {' and '.join(needed)} requires it and the "
            "app cannot run without that"
        )
    else:
        return
    raise SwitchRefused("required", sentence, needed)
