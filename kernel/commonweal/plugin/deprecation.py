"""What plugins should not use any more: each use is told once, with the plugin and the release it ends in.

The promise behind it stands in docs/guides/compatibility.md: what is deprecated keeps working until the next
major version of the plugin API.
"""

import logging
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from packaging.version import Version

from commonweal.plugin.acting import acting_plugin
from commonweal.plugin.manifest import PLUGIN_API_VERSION

_log = logging.getLogger("commonweal.plugins")
_Marked = TypeVar("_Marked", bound=Callable[..., Any])


class DeprecatedUse(DeprecationWarning):
    """A plugin uses what will be gone; turn it into an error in your tests to find the place."""


class Deprecation(msgspec.Struct, frozen=True):
    """A thing that is deprecated, the version of the plugin API in which it is gone, and what to use."""

    name: str
    gone_in: str
    instead: str

    def __str__(self) -> str:
        return f"{self.name}, which is gone in plugin API {self.gone_in}: use {self.instead}"


_uses: dict[str, list[Deprecation]] = {}


def deprecated(*, gone_in: str, instead: str) -> Callable[[_Marked], _Marked]:
    """Mark a function, or the specification of a hook, as one that will be gone in a version of the API.

    Calling the function, or implementing the hook, is told with the plugin that does. Raises ``ValueError``
    for a version that is here already, so that nothing outlives its time.
    """
    if Version(gone_in) <= Version(PLUGIN_API_VERSION):
        raise ValueError(f"plugin API {gone_in} is here ({PLUGIN_API_VERSION}): take out what is deprecated")

    def mark(function: _Marked) -> _Marked:
        what = Deprecation(function.__name__, gone_in, instead)
        if hasattr(function, "commonweal_spec"):
            function.commonweal_deprecated = what  # type: ignore[attr-defined]  # a mark on a specification
            return function

        @wraps(function)
        def call(*values: Any, **named: Any) -> Any:
            note_use(what, acting_plugin() or f"the package {_caller()}")
            return function(*values, **named)

        return call  # type: ignore[return-value]  # it is called like the function

    return mark


def note_use(what: Deprecation, user: str) -> None:
    """Remember that a plugin uses something deprecated, and tell it the first time."""
    known = _uses.setdefault(user, [])
    if what in known:
        return
    known.append(what)
    _log.warning("%s uses %s", f"plugin {user}" if " " not in user else user, what)
    warnings.warn(f"{user} uses {what}", DeprecatedUse, stacklevel=3)


def uses_of(plugin_id: str) -> tuple[str, ...]:
    """Return what a plugin uses in this process that will be gone, each as a sentence."""
    return tuple(map(str, _uses.get(plugin_id, ())))


def _caller() -> str:
    """Name the package that called, for code that runs outside every call of a plugin."""
    name: str = sys._getframe(2).f_globals.get("__name__", "?")  # noqa: SLF001 - the one way to see a caller
    return name.partition(".")[0]
