"""Database drivers: who brings the PostgreSQL that a deployment runs on.

Here are the contract and the driver for a server that somebody else runs, perhaps behind PgBouncer.
"""

from pathlib import Path
from typing import Protocol

import asyncpg

from commonweal.plugin.drivers import driver
from commonweal.plugin.extensions import installed_entry_points
from commonweal.storage.connecting import HIDDEN_POOLER, connect
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings

OLDEST_SERVER = 16

_GROUP = "commonweal.databases"
_DEFAULT = DatabaseSettings().driver
_HAS_VECTORS = "SELECT true FROM pg_available_extensions WHERE name = 'vector'"


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


class ExternalServer:
    """The driver ``external`` of the group ``commonweal.databases``; it looks whether the server will do."""

    directory = None

    def __init__(self, settings: DatabaseSettings, _home: Path) -> None:
        self._settings = settings

    async def start(self) -> DatabaseSettings:
        """Return the settings as they are, after making sure that the server is fit for Commonweal."""
        async with connect(self._settings, "commonweal-start") as connection:
            await _refuse_pooler(connection)
            major = connection.get_server_version().major
            if major < OLDEST_SERVER:
                raise DatabaseUnavailable(
                    f"The database is PostgreSQL {major}, and Commonweal needs {OLDEST_SERVER} or newer: "
                    "upgrade the server."
                )
            if not await connection.fetchval(_HAS_VECTORS):
                raise DatabaseUnavailable(
                    "The database server lacks the extension pgvector: install it there (on Debian the "
                    f"package postgresql-{major}-pgvector) and start again."
                )
        return self._settings

    async def stop(self) -> None:
        """Leave the server alone: it is not ours."""

    async def erase(self) -> None:
        """Leave the data alone: they are not ours either."""


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


async def _refuse_pooler(connection: asyncpg.Connection) -> None:
    """Raise DatabaseUnavailable when it is a pooler that answers where the settings promise a server.

    A pooler makes up the process id it greets with; the server tells its own. asyncpg's prepared statements
    fail behind one, or give wrong answers in silence.
    """
    if connection.get_server_pid() != await connection.fetchval("SELECT pg_backend_pid()"):
        raise DatabaseUnavailable(HIDDEN_POOLER)
