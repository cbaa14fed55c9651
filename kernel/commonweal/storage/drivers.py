"""Database drivers: who brings the PostgreSQL that a deployment runs on."""

from pathlib import Path
from typing import Protocol

from commonweal.plugin.drivers import driver
from commonweal.plugin.extensions import installed_entry_points
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings

_GROUP = "commonweal.databases"
_DEFAULT = DatabaseSettings().driver


class DatabaseDriver(Protocol):
    """What an entry point of the group ``commonweal.databases`` makes of the settings and the data directory.

    Every method raises OperatorError when the operator has to do something first.
    """

    @property
    def directory(self) -> Path | None:
        """Where the data lie, or will, when they are ours and on this machine; else None."""

    async def start(self) -> DatabaseSettings:
        """Have a server running that is fit for Commonweal, and return the settings with its ``url``.

        It is called again while the server runs, and starts it again when it has gone.
        """

    async def stop(self) -> None:
        """Let go of the server; one that is ours ends with the last process that uses it."""

    async def erase(self) -> None:
        """Delete what is in ``directory``; refuse while a process uses it."""


def database_driver(settings: DatabaseSettings, home: Path) -> DatabaseDriver:
    """Return the driver that the settings name; raises OperatorError when it is not installed."""
    installed = {entry_point.name for entry_point in installed_entry_points(_GROUP)}
    if settings.driver == _DEFAULT and _DEFAULT not in installed:
        raise DatabaseUnavailable(
            "There is no database: install the package commonweal-embedded to have one on this machine, or "
            'set database.driver to "external" and database.url to a server of yours.'
        )
    chosen: DatabaseDriver = driver(_GROUP, settings.driver)(settings, home)
    return chosen
