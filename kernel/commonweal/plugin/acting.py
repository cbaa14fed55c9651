"""Whose code runs at this moment: the plugin that is answered for, counted, and given its rights.

The kernel says so around every call of a plugin's code. What runs outside of such a call is the kernel's own.
"""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar, Token
from functools import update_wrapper
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

ANYONE = "*"
"""Who acts where it makes no difference, because every plugin has the right: no role is changed for it."""

_acting: ContextVar[str | None] = ContextVar("commonweal_acting_plugin", default=None)

acting_plugin: Callable[[], str | None] = _acting.get
"""Return the id of the plugin whose code runs now; None while it is the kernel's."""


class Acting:
    """A block that is a plugin's code; made by ``acting_as`` and entered once."""

    __slots__ = ("_plugin_id", "_token")

    def __init__(self, plugin_id: str | None) -> None:
        self._plugin_id = plugin_id

    def __enter__(self) -> None:
        self._token: Token[str | None] = _acting.set(self._plugin_id)

    def __exit__(self, *_error: object) -> None:
        _acting.reset(self._token)


def acting_as(plugin_id: str | None) -> Acting:
    """Let the block be the code of a plugin, or the kernel's own for None."""
    return Acting(plugin_id)


def as_plugin(plugin_id: str | None, function: Callable[_P, Awaitable[_T]]) -> Callable[_P, Awaitable[_T]]:
    """Return ``function`` so that it acts as a plugin whoever calls it.

    A plugin that specifies a hook by which others give it functions wraps each with the id of its giver.
    """

    async def acted(*values: _P.args, **named: _P.kwargs) -> _T:
        with Acting(plugin_id):
            return await function(*values, **named)

    return update_wrapper(acted, function)


def as_kernel(function: Callable[_P, Awaitable[_T]]) -> Callable[_P, Awaitable[_T]]:
    """Decorate a function of the kernel that plugins call and that uses the kernel's own tables."""
    return as_plugin(None, function)
