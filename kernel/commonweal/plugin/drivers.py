"""Drivers: the swappable parts of the kernel, one entry-point group each, loaded with stevedore."""

import difflib
from importlib.metadata import EntryPoint
from typing import Any

from stevedore.driver import DriverManager

from commonweal.errors import OperatorError
from commonweal.plugin.discovery import installed_entry_points, owner_of


class DriverError(OperatorError):
    """A driver cannot be used; the message names the group, the driver and what is there instead."""

    code = "driver_error"


class _Drivers(DriverManager[Any]):
    """stevedore's driver manager, reading what is installed now instead of its cache on disk."""

    def list_entry_points(self) -> list[EntryPoint]:
        return installed_entry_points(self.namespace)


def driver(group: str, name: str) -> Any:
    """Return the class or function that ``name`` stands for in ``group``, or raise ``DriverError``."""
    installed = installed_entry_points(group)
    matching = [entry_point for entry_point in installed if entry_point.name == name]
    if not matching:
        raise DriverError(
            f"{group} has no driver {name!r}; {_instead(name, [found.name for found in installed])}"
        )
    if len(matching) > 1:
        owners = " and ".join(sorted(owner_of(found) for found in matching))
        raise DriverError(
            f"{group} has {len(matching)} drivers {name!r}, from {owners}; uninstall all but one"
        )
    try:
        # `.driver` would give the class for a falsy instance; the extension always holds what was loaded.
        return _Drivers(group, name).extensions[0].plugin
    except (Exception, SystemExit) as error:
        raise DriverError(
            f"{group}: driver {name!r} of {owner_of(matching[0])} cannot be imported ({error}); "
            "install what it needs or choose another driver"
        ) from error


def _instead(name: str, installed: list[str]) -> str:
    if close := difflib.get_close_matches(name, installed, n=1):
        return f"did you mean {close[0]!r}?"
    return f"installed are: {', '.join(sorted(set(installed))) or 'none'}"
