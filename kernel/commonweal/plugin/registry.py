"""What is known of every hook: its service, signature and text, who implements it, and the time spent."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import msgspec

from commonweal.plugin.markers import PerCall


class HookUse(msgspec.Struct):
    """How one plugin's implementation of one hook has fared in this process."""

    plugin_id: str
    calls: int = 0
    failures: int = 0
    seconds: float = 0.0

    def add(self, seconds: float, *, failed: bool) -> None:
        """Count one more call."""
        self.calls += 1
        self.failures += failed
        self.seconds += seconds


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

    @property
    def seconds(self) -> float:
        """Return the time all implementations have taken in this process."""
        return sum(use.seconds for use in self.implementers)


def describe(function: Callable[..., Any], implementers: list[HookUse]) -> HookDescription:
    """Describe the hook that ``function`` specifies."""
    return HookDescription(
        name=function.__name__,
        service=function.__module__.split(".")[-2],
        signature=_signature(function),
        documentation=inspect.getdoc(function) or "",
        per_call=per_call_of(function),
        implementers=implementers,
    )


def per_call_of(function: Callable[..., Any]) -> PerCall | None:
    """Return how a per-call hook is run, or None for a set-up hook."""
    found: PerCall | None = getattr(function, "commonweal_per_call", None)
    return found


def _signature(function: Callable[..., Any]) -> str:
    """Write the signature as an author would: without quotes around types and without module paths."""
    text = re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", str(inspect.signature(function))).replace("'", "")
    return f"{'async ' if inspect.iscoroutinefunction(function) else ''}def {function.__name__}{text}"
