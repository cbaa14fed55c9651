"""Drivers: the swappable parts of the kernel, one entry-point group each."""

from typing import Any

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import installed_entry_points, instead, load_extension, owner_of


class DriverError(OperatorError):
    """A driver cannot be used; the message names the group, the driver and what is there instead."""

    code = "driver_error"


def driver(group: str, name: str) -> Any:
    """Return the class or function that ``name`` stands for in ``group``, or raise ``DriverError``."""
    installed = installed_entry_points(group)
    owners = sorted(owner_of(found) for found in installed if found.name == name)
    if not owners:
        hint = instead(name, sorted({found.name for found in installed}), "installed ones")
        raise DriverError(f"{group} has no driver {name!r}; {hint}")
    if len(owners) > 1:
        raise DriverError(
            f"{group} has {len(owners)} drivers {name!r}, from {' and '.join(owners)}; uninstall all but one"
        )
    try:
        return load_extension(group, name)
    except (Exception, SystemExit) as error:
        raise DriverError(
            f"{group}: driver {name!r} of {owners[0]} cannot be imported ({error}); "
            "install what it needs or choose another driver"
        ) from error
