"""How connections to PostgreSQL are opened, and what the operator is told when that fails."""

import socket
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from commonweal.plugin.secret import Secret
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings

LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # when the server dies in the middle of an answer
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)
"""What asyncpg raises when a connection has broken."""

UNREACHABLE = (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What asyncpg raises when a connection cannot be made (a TimeoutError is an OSError)."""

_CONNECT_SECONDS = 5
_FORM = "postgresql://user:password@host:5432/name"
_HIDDEN_POOLER = (
    "database.url leads through a connection pooler: set database.pooled to true, and database.direct_url to "
    "the server itself."
)


def connection_options(settings: DatabaseSettings, application_name: str) -> dict[str, Any]:
    """Return what asyncpg must know; through a pooler no session can be prepared, that comes later."""
    session = {} if settings.pooled else {"default_transaction_read_only": "on", **time_limits(settings)}
    options: dict[str, Any] = {
        "dsn": dsn_of(settings),
        "timeout": _CONNECT_SECONDS,
        "command_timeout": settings.statement_seconds + _CONNECT_SECONDS,
        "server_settings": {"application_name": application_name, **session},
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
    except UNREACHABLE as error:
        raise DatabaseUnavailable(describe(error, dsn)) from error


def dsn_of(settings: DatabaseSettings, *, direct: bool = False) -> str:
    """Return the address to connect to, in the form that asyncpg and psycopg both understand."""
    if settings.pooled and settings.direct_url is None:
        raise DatabaseUnavailable(
            "database.pooled needs database.direct_url, an address past the pooler, for migrations and locks."
        )
    for address in (settings.url, settings.direct_url, *settings.replicas):
        _refuse_other_addresses(address)
    chosen = settings.direct_url if direct and settings.direct_url else settings.url
    if chosen is None:
        raise DatabaseUnavailable(
            'database.url is not set: give the address, or set database.driver to "embedded".'
        )
    return chosen.reveal()


def _refuse_other_addresses(address: Secret | None) -> None:
    if address is None:
        return
    try:
        parts = urlsplit(address.reveal())
        wrong = parts.scheme not in {"postgresql", "postgres"} or parts.port == 0
    except ValueError:
        wrong = True
    if wrong:
        raise DatabaseUnavailable(
            f"An address of the section database is no PostgreSQL address: write it like {_FORM}."
        )


def describe(error: BaseException, dsn: str) -> str:
    """Say in one sentence why there is no connection and what to do, without showing the password."""
    parts = urlsplit(dsn)
    place = f"{parts.hostname}:{parts.port or 5432}" if parts.hostname else "the local socket"
    match error:
        case asyncpg.ProtocolViolationError() if "startup parameter" in str(error):
            return _HIDDEN_POOLER
        case TimeoutError():
            reason = (
                f"{place} does not answer within {_CONNECT_SECONDS} s: look at the network and the firewall"
            )
        case socket.gaierror():
            reason = f"there is no host {parts.hostname}: correct database.url"
        case asyncpg.InvalidCatalogNameError():
            reason = f"{place} has no database {parts.path.lstrip('/')}: create it, or correct database.url"
        case asyncpg.InvalidAuthorizationSpecificationError():
            reason = f"{place} does not accept the user or password of database.url: correct them"
        case asyncpg.TooManyConnectionsError():
            reason = f"{place} has no connection left: lower database.pool_max, or let the server have more"
        case asyncpg.CannotConnectNowError():
            reason = f"{place} is starting or stopping: try again in a moment"
        case ValueError() | asyncpg.InterfaceError():
            reason = f"database.url cannot be understood: write {_FORM}"
        case OSError():
            reason = f"nobody answers at {place}: start the server, or correct database.url"
        case _:
            reason = f"{place} says: {error}"
    return f"The database cannot be reached: {reason}."


async def refuse_hidden_pooler(connection: asyncpg.Connection) -> None:
    """Raise DatabaseUnavailable when it is a pooler that answers.

    A pooler makes up the process id it greets with; the server tells its own. asyncpg's prepared statements
    fail behind one, or give wrong answers in silence.
    """
    if connection.get_server_pid() != await connection.fetchval("SELECT pg_backend_pid()"):
        raise DatabaseUnavailable(_HIDDEN_POOLER)
