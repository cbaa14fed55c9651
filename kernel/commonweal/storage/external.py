"""The external database driver: a PostgreSQL that somebody else runs, perhaps behind PgBouncer."""

from pathlib import Path

from commonweal.storage.connecting import connect, refuse_hidden_pooler
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings

OLDEST_SERVER = 16


class ExternalServer:
    """The driver ``external`` of the group ``commonweal.databases``; it looks whether the server will do."""

    directory = None

    def __init__(self, settings: DatabaseSettings, _home: Path) -> None:
        self._settings = settings

    async def start(self) -> DatabaseSettings:
        """Return the settings as they are, after making sure that the server is fit for Commonweal."""
        connection = await connect(self._settings, "commonweal-start")
        try:
            await refuse_hidden_pooler(connection)
            major = connection.get_server_version().major
            if major < OLDEST_SERVER:
                raise DatabaseUnavailable(
                    f"The database is PostgreSQL {major}, and Commonweal needs {OLDEST_SERVER} or newer: "
                    "upgrade the server."
                )
            if not await connection.fetchval(
                "SELECT true FROM pg_available_extensions WHERE name = 'vector'"
            ):
                raise DatabaseUnavailable(
                    "The database server lacks the extension pgvector: install it there (on Debian the "
                    f"package postgresql-{major}-pgvector) and start again."
                )
        finally:
            await connection.close()
        return self._settings

    async def stop(self) -> None:
        """Leave the server alone: it is not ours."""

    async def erase(self) -> None:
        """Leave the data alone: they are not ours either."""
