"""The hooks there are and who implements them: pluggy's manager, checked against manifests."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

import msgspec
import pluggy

from commonweal.plugin import hooks as own_hooks
from commonweal.plugin.deprecation import note_use
from commonweal.plugin.extensions import instead
from commonweal.plugin.guard import PluginFault
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.markers import PROJECT, PerCall
from commonweal.plugin.uses import HookUse


class Implementation(msgspec.Struct, frozen=True):
    """One plugin's implementation of one hook, and the place it asks for: -1 first, 1 last."""

    hook: str
    plugin: LoadedPlugin
    function: Callable[..., Any]
    argument_names: tuple[str, ...]
    place: int
    use: HookUse

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what this implementation asks for, out of ``given`` and its plugin's own context."""
        return {
            name: self.plugin.context if name == "context" else given[name] for name in self.argument_names
        }


class HookDescription(msgspec.Struct, frozen=True):
    """One hook as ``commonweal hooks`` shows it."""

    name: str
    service: str
    signature: str
    documentation: str
    per_call: PerCall | None
    implementers: list[HookUse]

    @property
    def summary(self) -> str:
        """Return the first line of the documentation."""
        return self.documentation.partition("\n")[0]


class HookBook:
    """Every hook specification, its implementations, and how each has fared."""

    def __init__(self, specifications: Sequence[ModuleType]) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._specifications: dict[str, Callable[..., Any]] = {}
        self._implementations: dict[str, list[Implementation]] = {}
        for module in dict.fromkeys((own_hooks, *specifications)):
            self._manager.add_hookspecs(module)
            self._specifications |= _specified(module)

    def specify(self, plugin: LoadedPlugin, module: ModuleType) -> None:
        """Add the hooks a plugin specifies; raises ``PluginFault`` for none, or one that is there already."""
        given = _specified(module)
        if not given:
            raise PluginFault(f"{module.__name__} specifies no hook; mark its functions with @hookspec")
        for name in given.keys() & self._specifications.keys():
            owner = self._specifications[name].__module__
            raise PluginFault(
                f"specifies {name}, which {owner} specifies already; {plugin.id} must rename it"
            )
        self._manager.add_hookspecs(module)
        self._specifications |= given

    def unknown(self, names: Iterable[str]) -> str:
        """Say which of ``names`` is no hook, and which may be meant; empty when all are hooks."""
        for name in names:
            if name not in self._specifications:
                return (
                    f"{name}, which is not a hook of the kernel or of a plugin that it requires; "
                    f"{instead(name, self._specifications, 'hooks')}"
                )
        return ""

    def register(self, plugin: LoadedPlugin, module: ModuleType) -> None:
        """Take the implementations of ``module``, or raise ``PluginFault`` when they are not as declared."""
        implemented = {
            name for name in dir(module) if self._manager.parse_hookimpl_opts(module, name) is not None
        }
        if unknown := self.unknown(sorted(implemented)):
            raise PluginFault(f"implements {unknown}")
        if only_written := sorted(implemented - set(plugin.manifest.hooks)):
            raise PluginFault(
                f"implements {', '.join(only_written)}, but its manifest does not list it in hooks"
            )
        for name in plugin.manifest.hooks:
            if name not in implemented:
                unmarked = "; mark the function with @hookimpl" if hasattr(module, name) else ""
                raise PluginFault(f"lists {name} in its manifest, but does not implement it{unmarked}")
        try:
            self._manager.register(module, name=plugin.id)
        except (pluggy.PluginValidationError, ValueError) as error:
            raise PluginFault(" ".join(str(error).split())) from error
        for name in implemented:
            self._take(name, plugin)

    def implementations(self, hook: str) -> list[Implementation]:
        """Return who implements ``hook``, in the order they are called: load order but for tryfirst."""
        self.specification(hook)
        return self._implementations.get(hook, [])

    def specification(self, hook: str) -> Callable[..., Any]:
        """Return the function that specifies ``hook``; an unknown one is a mistake of the caller."""
        if hook not in self._specifications:
            raise LookupError(f"the kernel asked for {self.unknown([hook])}")
        return self._specifications[hook]

    def per_call(self, hook: str) -> PerCall:
        """Return how the per-call hook ``hook`` is run; a set-up hook is a mistake of the caller."""
        if found := per_call_of(self.specification(hook)):
            return found
        raise LookupError(f"{hook} is called once, at start; collect it through the host")

    def describe(self) -> list[HookDescription]:
        """Describe every hook, by service and name."""
        described = [
            describe(function, [found.use for found in self.implementations(name)])
            for name, function in self._specifications.items()
        ]
        return sorted(described, key=lambda hook: (hook.service, hook.name))

    def _take(self, name: str, plugin: LoadedPlugin) -> None:
        """Put one implementation in its place, after checking that it is of the hook's kind."""
        [found] = [
            item
            for item in self._manager.hook.__dict__[name].get_hookimpls()
            if item.plugin_name == plugin.id
        ]
        if found.wrapper or found.hookwrapper:
            raise PluginFault(
                f"implements {name} as a wrapper; hooks are called one by one and cannot be wrapped"
            )
        if gone := getattr(self._specifications[name], "commonweal_deprecated", None):
            note_use(gone, plugin.id)
        asynchronous = inspect.iscoroutinefunction(found.function)
        if asynchronous is not bool(per_call_of(self._specifications[name])):
            raise PluginFault(f"must implement {name} with {'def' if asynchronous else 'async def'}")
        use = HookUse(plugin.id, name, may_trip=asynchronous and plugin.manifest.boot == "optional")
        place, names = found.trylast - found.tryfirst, tuple(found.argnames)
        mine = Implementation(name, plugin, found.function, names, place, use)
        known = [*self._implementations.get(name, []), mine]
        self._implementations[name] = sorted(known, key=lambda one: one.place)


def describe(function: Callable[..., Any], implementers: list[HookUse]) -> HookDescription:
    """Describe the hook that ``function`` specifies."""
    return HookDescription(
        name=function.__name__,
        service=function.__module__.split(".")[-2].removeprefix("commonweal_"),
        signature=_signature(function),
        documentation=inspect.getdoc(function) or "",
        per_call=per_call_of(function),
        implementers=implementers,
    )


def _specified(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """Return the hooks that a module specifies, by name."""
    return {name: found for name, found in vars(module).items() if hasattr(found, f"{PROJECT}_spec")}


def per_call_of(function: Callable[..., Any]) -> PerCall | None:
    """Return how a per-call hook is run, or None for a set-up hook."""
    found: PerCall | None = getattr(function, "commonweal_per_call", None)
    return found


def _signature(function: Callable[..., Any]) -> str:
    """Write the signature as an author would: without quotes around types and without module paths."""
    text = re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", str(inspect.signature(function))).replace("'", "")
    return f"{'async ' if inspect.iscoroutinefunction(function) else ''}def {function.__name__}{text}"
