"""How connections to PostgreSQL are opened, and what the operator is told when that fails."""

from typing import Any

import asyncpg

from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings

LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InvalidAuthorizationSpecificationError,
)
"""What asyncpg raises when a connection cannot be made or has broken."""

_CONNECT_SECONDS = 5


def connection_options(settings: DatabaseSettings, application_name: str) -> dict[str, Any]:
    """Return what asyncpg needs to know; a pooled connection is prepared in no way, its limits come later."""
    limits = {} if settings.pooled else time_limits(settings)
    options: dict[str, Any] = {
        "dsn": dsn_of(settings),
        "timeout": _CONNECT_SECONDS,
        "command_timeout": settings.statement_seconds + _CONNECT_SECONDS,
        "server_settings": {"application_name": application_name, **limits},
    }
    return options | ({"statement_cache_size": 0} if settings.pooled else {})


def time_limits(settings: DatabaseSettings) -> dict[str, str]:
    """Return the server's variables that bound a transaction in time, in milliseconds."""
    seconds = {
        "statement_timeout": settings.statement_seconds,
        "idle_in_transaction_session_timeout": settings.idle_seconds,
        "lock_timeout": settings.lock_seconds,
    }
    return {name: str(round(value * 1000)) for name, value in seconds.items()}


async def connect(settings: DatabaseSettings, application_name: str) -> asyncpg.Connection:
    """Open one connection past any pooler, without time limits for its statements."""
    dsn = dsn_of(settings, direct=True)
    try:
        return await asyncpg.connect(
            dsn, timeout=_CONNECT_SECONDS, server_settings={"application_name": application_name}
        )
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnavailable(describe(error, settings)) from error


def dsn_of(settings: DatabaseSettings, *, direct: bool = False) -> str:
    """Return the address to connect to, in the form that asyncpg and psycopg both understand."""
    secret = settings.direct_url if direct and settings.direct_url else settings.url
    if secret is None:
        raise DatabaseUnavailable('database.url is not set: give the address, or set database.driver to "embedded".')
    return secret.reveal()


def describe(error: BaseException, settings: DatabaseSettings) -> str:
    """Say in one sentence why there is no connection and what to do; the address's password is not shown."""
    return f"The database cannot be reached: {error}"


async def refuse_hidden_pooler(connection: asyncpg.Connection, settings: DatabaseSettings) -> None:
    """Raise DatabaseUnavailable when a pooler answers that the settings do not speak of.

    A pooler makes up the process id it greets with; the server tells its own.
    """
    if settings.pooled:
        return
    if connection.get_server_pid() != await connection.fetchval("SELECT pg_backend_pid()"):
        raise DatabaseUnavailable(
            "database.url leads through a connection pooler: set database.pooled to true, and database.direct_url to "
            "the server itself."
        )
