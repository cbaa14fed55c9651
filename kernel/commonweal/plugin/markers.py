"""The markers of hook specifications and implementations.

Set-up hooks are plain functions called once, at start, to collect what plugins contribute. Hooks that run per
call are ``async def`` and go through the kernel's own executor.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import pluggy

PROJECT = "commonweal"
HOOK_PREFIX = "commonweal_"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

_Function = TypeVar("_Function", bound=Callable[..., Any])


class PerCall(msgspec.Struct, frozen=True):
    """How a per-call hook is run: seconds per implementation, and whether the first answer wins."""

    timeout: float
    first_result: bool


def per_call(*, timeout: float, first_result: bool = False) -> Callable[[_Function], _Function]:
    """Mark an ``async def`` specification as a hook that runs per call, within ``timeout`` seconds each.

    With ``first_result`` the hook is asked through ``HookExecutor.first``, otherwise through ``.call``.
    """

    def mark(function: _Function) -> _Function:
        function.commonweal_per_call = PerCall(timeout, first_result)  # type: ignore[attr-defined]  # a mark on a function
        return hookspec(function)

    return mark
