"""What plugins publish: the functions of their ``api`` modules act as their plugin, whoever calls them.

Each ``api`` module is looked at when it is first imported, so that nobody gets hold of a function before.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial, update_wrapper
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Self

from commonweal.plugin.acting import acting_as, acting_plugin, as_plugin
from commonweal.plugin.loaded import LoadedPlugin

_MARK = "commonweal_published"
_plugins: dict[str, str] = {}


def watch(plugins: Iterable[LoadedPlugin]) -> None:
    """Know the packages of plugins, and have what their ``api`` modules publish act as them."""
    for plugin in plugins:
        _plugins[package_of(plugin)] = plugin.id
    if not any(isinstance(finder, _Watcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watcher())
    for package, plugin_id in _plugins.items():
        if module := sys.modules.get(f"{package}.api"):
            publish(module, plugin_id)


def package_of(plugin: LoadedPlugin) -> str:
    """Return the name of the package that a plugin's entry point stands in."""
    return plugin.entry_point.module.rpartition(".")[0] or plugin.entry_point.module


def plugin_of(module: str) -> str | None:
    """Return the id of the plugin whose package a module is in, if it is a plugin's."""
    while module:
        if module in _plugins:
            return _plugins[module]
        module = module.rpartition(".")[0]
    return None


def api_of(plugin_id: str) -> str:
    """Return how the ``api`` module of a plugin is called, if its package is known."""
    packages = [package for package, owner in _plugins.items() if owner == plugin_id]
    return f"{packages[-1]}.api" if packages else f"the api module of {plugin_id}"


def publish(module: ModuleType, plugin_id: str) -> None:
    """Let the asynchronous functions of the plugin's own that ``module`` publishes act as the plugin."""
    package = module.__name__.rpartition(".")[0]
    for name in getattr(module, "__all__", None) or [each for each in vars(module) if each[0] != "_"]:
        function = vars(module).get(name)
        if inspect.isfunction(function) and f"{function.__module__}.".startswith(f"{package}."):
            setattr(module, name, _published(function, plugin_id))


def _published(function: Callable[..., Any], plugin_id: str) -> Callable[..., Any]:
    if getattr(function, _MARK, False):
        return function
    if inspect.iscoroutinefunction(function):

        async def acted(*values: Any, **named: Any) -> Any:
            if (caller := acting_plugin()) != plugin_id:
                values = tuple(_lent(value, caller) for value in values)
                named = {name: _lent(value, caller) for name, value in named.items()}
            with acting_as(plugin_id):
                return await function(*values, **named)

        wrapped: Callable[..., Any] = update_wrapper(acted, function)
    elif inspect.isasyncgenfunction(inspect.unwrap(function)):

        def stepped(*values: Any, **named: Any) -> _Stepped:
            return _Stepped(function(*values, **named), plugin_id)

        wrapped = update_wrapper(stepped, function)
    else:
        return function
    setattr(wrapped, _MARK, True)
    return wrapped


def _lent(value: Any, caller: str | None) -> Any:
    """Return an argument; an asynchronous function that a caller hands over acts as the caller."""
    return as_plugin(caller, value) if callable(value) and inspect.iscoroutinefunction(value) else value


class _Stepped:
    """An asynchronous generator or context manager: its steps act as its plugin, what happens between not."""

    def __init__(self, inner: Any, plugin_id: str) -> None:
        self._inner = inner
        self._acting = partial(acting_as, plugin_id)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Any:
        with self._acting():
            return await anext(self._inner)

    async def aclose(self) -> None:
        """End a generator early."""
        with self._acting():
            await self._inner.aclose()

    async def __aenter__(self) -> Any:
        with self._acting():
            return await self._inner.__aenter__()

    async def __aexit__(self, *error: object) -> bool | None:
        with self._acting():
            done: bool | None = await self._inner.__aexit__(*error)
        return done


class _Watcher(MetaPathFinder):
    """Finds the ``api`` modules of plugins as Python does, and looks at each once it was run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where an ``api`` module is; leave every other module to the other finders."""
        package, _, name = fullname.rpartition(".")
        if name != "api" or package not in _plugins:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            run: Callable[[ModuleType], None] = spec.loader.exec_module

            def run_and_publish(module: ModuleType) -> None:
                run(module)
                publish(module, _plugins[package])

            spec.loader.exec_module = run_and_publish  # type: ignore[method-assign]  # of this one module
        return spec
