"""The plugin host: finds, orders, loads and calls plugins, and keeps the state of each."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.acting import acting_as
from commonweal.plugin.context import PluginContext, ServiceMissing, Services
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.extensions import load_extension
from commonweal.plugin.guard import PluginFault, run_bounded
from commonweal.plugin.hookbook import HookBook, HookDescription, Implementation
from commonweal.plugin.loaded import LoadedPlugin, PluginReport, PluginState
from commonweal.plugin.manifest import PLUGIN_API_VERSION, Manifest
from commonweal.plugin.order import load_order
from commonweal.plugin.published import watch
from commonweal.plugin.secret import secrets_section
from commonweal.plugin.selection import PluginsSettings, Switch, Switches, refuse_unknown
from commonweal.plugin.settings import Settings
from commonweal.plugin.trial import Trials
from commonweal.plugin.uses import HookFigures, Uses

_log = logging.getLogger("commonweal.plugins")
_Value = TypeVar("_Value")
_Item = TypeVar("_Item")


class RequiredPluginFailed(OperatorError):
    """A plugin the app cannot do without does not run."""

    code = "required_plugin_failed"


class Contribution(msgspec.Struct, frozen=True):
    """What one plugin gave to a set-up hook."""

    plugin: LoadedPlugin
    value: Any


class Host:
    """All plugins of this process, in load order, each with its state.

    Making one reads what is installed; ``load`` imports it, and then each plugin runs or says why not.
    ``strict`` stops the start with ``RequiredPluginFailed`` when a required plugin cannot run; without it, as
    for ``commonweal plugins``, that too is only a state.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        group: str = GROUP,
        specifications: Sequence[ModuleType] = (),
        strict: bool = True,
    ) -> None:
        self.settings = settings
        self.services = Services()
        self.plugins: dict[str, LoadedPlugin] = {}
        self._choice = settings.section("plugins", PluginsSettings)
        self._group = group
        self._strict = strict
        self.book = HookBook(specifications)
        self._secrets: msgspec.Struct | None = None
        self._claims: dict[tuple[str, str], str] = {}
        self._survey()
        self.switches = Switches({plugin.id: plugin.manifest for plugin in self.plugins.values()})
        self.on_switch: list[Callable[[], None]] = []
        self.under_way: Counter[str] = Counter()
        self.uses = Uses()

    def running(self) -> list[LoadedPlugin]:
        """Return the running plugins, in load order."""
        return [plugin for plugin in self.plugins.values() if plugin.state is PluginState.RUNNING]

    def report(self) -> list[PluginReport]:
        """Return what is told about every plugin, in load order; one that was switched off is disabled."""
        return [self._report(plugin) for plugin in self.plugins.values()]

    def _report(self, plugin: LoadedPlugin) -> PluginReport:
        report = plugin.report()
        if plugin.state is not PluginState.RUNNING or not self.switches.is_off(plugin.id):
            return report
        reason = self.switches.why_off(plugin.id)
        return msgspec.structs.replace(report, state=PluginState.DISABLED, reason=reason)

    def is_enabled(self, plugin_id: str, organisation_id: UUID | None = None) -> bool:
        """Say whether the plugin is on now, for ``organisation_id`` if one is given; ask at every call."""
        plugin = self.plugins.get(plugin_id)
        return (
            plugin is not None
            and plugin.state is PluginState.RUNNING
            and not self.switches.is_off(plugin_id, organisation_id)
        )

    def apply(self, switches: Iterable[Switch]) -> None:
        """Take over what was switched in the deployment, and tell the parts of this process that ask to know.

        A part adds a function without arguments to ``on_switch``.
        """
        self.switches.replace(switches)
        for tell in self.on_switch:
            tell()

    def switch(self, plugin_id: str, *, on: bool, organisation_id: UUID | None = None) -> None:
        """Switch a plugin on or off in this process alone, with the plugins that require it."""
        self.switches = self.switches.with_one(Switch(plugin_id, organisation_id, on))
        for tell in self.on_switch:
            tell()

    @contextmanager
    def at_work(self, plugin_id: str) -> Iterator[None]:
        """Count a request or a task of a plugin as under way for the length of the block."""
        self.under_way[plugin_id] += 1
        try:
            yield
        finally:
            self.under_way[plugin_id] -= 1

    def figures(self) -> list[HookFigures]:
        """Return how the code of every plugin fared in this process, by hook."""
        hooks = (use for hook in self.book.describe() for use in hook.implementers)
        return [use.figures() for use in (*hooks, *self.uses.all()) if use.calls]

    def collect(self, hook: str) -> list[Contribution]:
        """Call a set-up hook of every running plugin, one by one, and return what each gave.

        Each implementation gets its own plugin's ``context`` if it asks for it. One that raises, exits or is
        late puts its plugin into ``failed_setup``; an answer of None is no contribution.
        """
        contributions = []
        for found in self.book.implementations(hook):
            if found.plugin.state is PluginState.RUNNING:
                value = self._ask(found)
                if value is not None:
                    contributions.append(Contribution(found.plugin, value))
        return [
            contribution for contribution in contributions if contribution.plugin.state is PluginState.RUNNING
        ]

    def collect_each(self, hook: str, kind: type[_Item]) -> list[tuple[LoadedPlugin, _Item]]:
        """Collect a hook that gives lists, item by item; a plugin that gives anything else has failed."""
        items: list[tuple[LoadedPlugin, _Item]] = []
        for contribution in self.collect(hook):
            value = contribution.value
            given = value if isinstance(value, list | tuple) else [value]
            wrong = [item for item in given if not isinstance(item, kind)]
            if wrong:
                problem = f"{hook} gave {type(wrong[0]).__name__} where {kind.__name__} is expected"
                self.fail(contribution.plugin.id, problem)
            else:
                items += [(contribution.plugin, item) for item in given]
        return [(plugin, item) for plugin, item in items if plugin.state is PluginState.RUNNING]

    def rehearse(self) -> None:
        """Ask for every contribution and drop it, so that states and times are those of a whole start.

        For a process that shows plugins and serves nothing. An implementation that wants a service, which
        this process lacks, is taken to be well.
        """
        for hook in self.hooks():
            for found in self.book.implementations(hook.name):
                if hook.per_call is None and found.plugin.state is PluginState.RUNNING:
                    self._ask(found, forgiven=ServiceMissing)

    def claim(self, kind: str, name: str, plugin_id: str) -> bool:
        """Give ``name`` to a plugin, such as the route or the task of that name.

        If another has it, the plugin has failed, with both owners named, and the answer is False.
        """
        owner = self._claims.setdefault((kind, name), plugin_id)
        if owner != plugin_id:
            self.fail(
                plugin_id, f"{kind} {name} already belongs to {owner}; {plugin_id} must choose another name"
            )
        return owner == plugin_id

    def fail(self, plugin_id: str, reason: str, state: PluginState = PluginState.FAILED_SETUP) -> None:
        """Put a plugin out of use, and with it those that require it.

        Raises ``RequiredPluginFailed`` when the app cannot do without it.
        """
        plugin = self.plugins[plugin_id]
        plugin.state, plugin.reason = state, reason
        _log.error("plugin %s is left out (%s): %s", plugin.id, state, reason)
        if plugin.manifest.boot == "required" and self._strict:
            raise RequiredPluginFailed(
                f"plugin {plugin.id} is required and cannot run ({state}: {reason}); "
                f"repair it or switch it off with COMMONWEAL_PLUGINS__DISABLED={plugin.id}"
            )
        for other in self.running():
            if plugin_id in other.manifest.requires:
                problem = f"requires {plugin_id}, which is not running ({state}: {reason})"
                self.fail(other.id, problem, PluginState.MISSING_DEPENDENCY)

    def hooks(self) -> list[HookDescription]:
        """Describe every hook: service, signature, documentation, who implements it, and the time spent."""
        return self.book.describe()

    def implementations(self, hook: str) -> list[Implementation]:
        """Return who implements ``hook``, running or not, in the order they are called."""
        return self.book.implementations(hook)

    def load(self) -> None:
        """Import every enabled plugin in load order, check its hooks, give it its context and settings."""
        waiting = [plugin for plugin in self.plugins.values() if plugin.state is PluginState.FOUND]
        deadly = Trials(self.settings.home).run(waiting, self._choice.load_seconds)
        for plugin in waiting:
            if problem := self._missing(plugin):
                self.fail(plugin.id, problem, PluginState.MISSING_DEPENDENCY)
            elif plugin.id in deadly:
                self.fail(plugin.id, deadly[plugin.id], PluginState.FAILED_IMPORT)
            else:
                self._start(plugin)
        for plugin in self.plugins.values():
            if plugin.state is not PluginState.RUNNING:
                self.settings.allow(plugin.entry_point.name)

    def _survey(self) -> None:
        """Fill ``plugins`` from what is installed, without importing any of it."""
        found = {plugin.id: plugin for plugin in find_plugins(self._group)}
        refuse_unknown(self._choice, {plugin.entry_point.name for plugin in found.values()})
        watch(found.values())
        order, cyclic = load_order({key: plugin.manifest for key, plugin in found.items()})
        keys = [each.names.secret_key(name) for each in found.values() for name in each.manifest.secrets]
        self._secrets = self.settings.section("secrets", secrets_section(tuple(sorted(set(keys)))))
        for key in order:
            plugin = self.plugins[key] = found[key]
            if not self._choice.allows(plugin.entry_point.name):
                plugin.state = PluginState.DISABLED
                plugin.reason = "switched off in the settings (section plugins)"
            elif problem := self._incompatible(plugin):
                self.fail(plugin.id, problem, PluginState.INCOMPATIBLE)
            elif key in cyclic:
                self.fail(plugin.id, cyclic[key], PluginState.MISSING_DEPENDENCY)

    def _incompatible(self, plugin: LoadedPlugin) -> str:
        """Say why a plugin cannot be used with this kernel, by its manifest alone; empty when it can."""
        if plugin.state is PluginState.INCOMPATIBLE:
            return plugin.reason
        manifest, current = plugin.manifest, PLUGIN_API_VERSION
        if not manifest.accepts(current):
            return f"needs plugin API {manifest.plugin_api}, this is {current}; install a version made for it"
        if self._specify(manifest):
            return ""  # their hooks are known once they are imported; registering it looks at the names
        unknown = self.book.unknown(manifest.hooks)
        return f"its manifest lists {unknown}" if unknown else ""

    def _specify(self, manifest: Manifest) -> bool:
        """Say whether a plugin, or one that it requires, brings hooks of its own."""
        required = (self.plugins[name].manifest for name in manifest.requires if name in self.plugins)
        return any(each.specifications for each in (manifest, *required))

    def _missing(self, plugin: LoadedPlugin) -> str:
        """Say which required plugin does not run, and why; empty when all do."""
        for name in plugin.manifest.requires:
            other = self.plugins.get(name)
            if other is None:
                return f"requires {name}, which is not installed"
            if other.state is not PluginState.RUNNING:
                return f"requires {name}, which is not running ({other.state})"
        return ""

    def _start(self, plugin: LoadedPlugin) -> None:
        """Bring one plugin from found to running, or to the state that says where it failed."""
        reached = PluginState.FAILED_IMPORT
        try:
            plugin.module = self._timed(plugin, partial(self._import, plugin))
            if specifications := plugin.manifest.specifications:
                self.book.specify(plugin, self._timed(plugin, partial(import_module, specifications)))
            reached = PluginState.FAILED_SETUP
            self.book.register(plugin, plugin.module)
        except PluginFault as fault:
            self.fail(plugin.id, str(fault), reached)
            return
        plugin.state = PluginState.RUNNING
        plugin.context = PluginContext(plugin.manifest, plugin.names, plugin.package, self.services)
        plugin.context.secrets = partial(getattr, self._secrets)
        self._configure(plugin)

    def _import(self, plugin: LoadedPlugin) -> ModuleType:
        module = load_extension(self._group, plugin.entry_point.name)
        if not isinstance(module, ModuleType):
            raise TypeError(f"entry point {plugin.entry_point.value!r} is no module")
        return module

    def _configure(self, plugin: LoadedPlugin) -> None:
        """Ask the plugin for its settings struct and fill it; a wrong value is the operator's to correct."""
        for found in self.book.implementations("commonweal_settings"):
            if found.plugin is plugin and plugin.context is not None:
                kind = self._ask(found)
                if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                    plugin.context.settings = self.settings.section(plugin.id, kind)
                elif plugin.state is PluginState.RUNNING:
                    problem = f"commonweal_settings gave {kind!r}, which is no msgspec.Struct class"
                    self.fail(plugin.id, problem)

    def _ask(self, found: Implementation, forgiven: type[Exception] | tuple[()] = ()) -> Any:
        """Call one implementation of a set-up hook; its failure is its plugin's, and gives None."""
        started, value, problem = time.perf_counter(), None, ""
        try:
            value = self._timed(found.plugin, partial(found.function, **found.arguments({})))
        except PluginFault as fault:
            if not isinstance(fault.__cause__, forgiven):
                problem = f"{found.hook}: {fault}"
        found.use.count(time.perf_counter() - started, failed=bool(problem))
        if problem:
            self.fail(found.plugin.id, problem)
        return value

    def _timed(self, plugin: LoadedPlugin, function: Callable[[], _Value]) -> _Value:
        started = time.perf_counter()
        try:
            with acting_as(plugin.id):
                return run_bounded(function, self._choice.load_seconds)
        finally:
            plugin.seconds += time.perf_counter() - started
