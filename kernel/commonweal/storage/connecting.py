"""How connections to PostgreSQL are opened, and what the operator is told when that fails."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import SplitResult, urlsplit

import asyncpg

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

CONNECT_SECONDS = 5

_UNREACHABLE = (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError)
_FORM = "postgresql://user:password@host:5432/name"
HIDDEN_POOLER = (
    "database.url leads through a connection pooler: set database.pooled to true, and database.direct_url to "
    "the server itself."
)
_REASONS: dict[type[BaseException], str] = {
    TimeoutError: "{place} does not answer within {seconds} s: look at the network and the firewall",
    socket.gaierror: "there is no host {host}: correct database.url",
    asyncpg.InvalidCatalogNameError: "{place} has no database {name}: create it, or correct database.url",
    asyncpg.InvalidAuthorizationSpecificationError: "{place} does not accept the user or password of "
    "database.url: correct them",
    asyncpg.TooManyConnectionsError: "{place} has no connection left: lower database.pool_max, or let the "
    "server have more",
    asyncpg.CannotConnectNowError: "{place} is starting or stopping: try again in a moment",
    ValueError: f"database.url cannot be understood: write {_FORM}",
    OSError: "nobody answers at {place}: start the server, or correct database.url",
    BaseException: "{place} says: {error}",
}


def time_limits(settings: DatabaseSettings) -> dict[str, str]:
    """Return the server's variables that bound a transaction in time, in milliseconds."""
    seconds = {
        "statement_timeout": settings.statement_seconds,
        "idle_in_transaction_session_timeout": settings.idle_seconds,
        "lock_timeout": settings.lock_seconds,
    }
    return {name: str(round(value * 1000)) for name, value in seconds.items()}


@asynccontextmanager
async def connect(settings: DatabaseSettings, application_name: str) -> AsyncIterator[asyncpg.Connection]:
    """Hold one connection past any pooler, without time limits for its statements."""
    dsn = dsn_of(settings, direct=True)
    with explained(dsn):
        connection = await asyncpg.connect(
            dsn, timeout=CONNECT_SECONDS, server_settings={"application_name": application_name}
        )
    try:
        yield connection
    finally:
        connection.terminate() if connection.is_closed() else await connection.close(timeout=CONNECT_SECONDS)


def dsn_of(settings: DatabaseSettings, *, direct: bool = False) -> str:
    """Return the address to connect to, in the form that asyncpg and psycopg both understand."""
    if settings.pooled and settings.direct_url is None:
        raise DatabaseUnavailable(
            "database.pooled needs database.direct_url, an address past the pooler, for migrations and locks."
        )
    addresses = (settings.url, settings.direct_url, *settings.replicas)
    if not all(_is_address(address.reveal()) for address in addresses if address is not None):
        raise DatabaseUnavailable(
            f"An address of the section database is no PostgreSQL address: write it like {_FORM}."
        )
    chosen = settings.direct_url if direct and settings.pooled else settings.url
    if chosen is None:
        raise DatabaseUnavailable(
            'database.url is not set: give the address, or set database.driver to "embedded".'
        )
    return chosen.reveal()


@contextmanager
def explained(dsn: str) -> Iterator[None]:
    """Say in one sentence why a connection cannot be made and what to do, without showing the password."""
    try:
        yield
    except _UNREACHABLE as error:
        raise DatabaseUnavailable(_sentence(error, urlsplit(dsn))) from error


def _sentence(error: BaseException, address: SplitResult) -> str:
    if isinstance(error, asyncpg.ProtocolViolationError) and "startup parameter" in str(error):
        return HIDDEN_POOLER
    reason = next(reason for kind, reason in _REASONS.items() if isinstance(error, kind)).format(
        place=f"{address.hostname}:{address.port or 5432}" if address.hostname else "the local socket",
        host=address.hostname,
        name=address.path.lstrip("/"),
        seconds=CONNECT_SECONDS,
        error=error,
    )
    return f"The database cannot be reached: {reason}."


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"postgresql", "postgres"} and port != 0
