"""What plugins hand back from the hooks of the plugin service: commands, health checks and sample data."""

import re
from collections.abc import Awaitable, Callable, Sequence
from types import UnionType
from typing import Any, Literal

import msgspec

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""


def expect(contribution: msgspec.Struct, **kinds: type | UnionType | Literal["callable"]) -> None:
    """Raise TypeError, while its plugin is being asked, for a field of a contribution of another type.

    Where contributions are sorted and shown, it would be too late to know whose fault it is.
    """
    for name, kind in kinds.items():
        value = getattr(contribution, name)
        if not (callable(value) if kind == "callable" else isinstance(value, kind)):
            raise TypeError(f"{type(contribution).__name__}.{name} cannot be {value!r}")


class Command(msgspec.Struct, frozen=True):
    """A command beside those of ``commonweal`` itself.

    ``target`` is ``"module:name"`` of a click command; it is imported only when the command is used.
    """

    name: str
    help: str
    target: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ValueError(f"command name {self.name!r} must be small letters, digits and dashes")
        if not re.fullmatch(r"[\w.]+:\w+", self.target):
            raise ValueError(f"command target {self.target!r} must have the form 'module:name'")


class HealthCheck(msgspec.Struct, frozen=True):
    """One thing that must work for the plugin to serve: ``check`` returns, or raises what is wrong."""

    name: str
    check: Callable[[], Awaitable[None]]

    def __post_init__(self) -> None:
        expect(self, name=str, check="callable")


class Gauge(msgspec.Struct, frozen=True):
    """A figure for operators, read whenever ``/metrics`` is asked: one value for each set of labels.

    ``read`` returns pairs of the labels' values and the number. The figure is called
    ``commonweal_<plugin>_<name>``; labels must stay few: no ids of people, no addresses.
    """

    name: str
    about: str
    labels: Sequence[str]
    read: Callable[[], Awaitable[Sequence[tuple[Sequence[str], float]]]]

    def __post_init__(self) -> None:
        expect(self, name=str, about=str, read="callable")


class SampleData(msgspec.Struct, frozen=True):
    """Sample content: ``load(work, progress)`` writes it inside the unit of work it is handed.

    It is run once, on the first start or by ``commonweal sample load``, and must be safe to run again.
    """

    name: str
    load: Callable[[Any, Progress], Awaitable[None]]

    def __post_init__(self) -> None:
        expect(self, name=str, load="callable")
