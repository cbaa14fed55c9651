"""What a caller is told when not the question but the server is the matter."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import asyncpg
from commonweal import CommitUnknown, DatabaseUnavailable, VectorError, VectorsUnavailable, current_work

UNKNOWN = "vector_collection_unknown"

_REASONS: Mapping[type[BaseException], str] = {
    asyncpg.DiskFullError: "PostgreSQL has no room left ({error}): give it more",
    asyncpg.OutOfMemoryError: "PostgreSQL ran out of memory ({error}): give it more, or lower its settings",
    asyncpg.InsufficientResourcesError: "PostgreSQL cannot take more ({error})",
    asyncpg.QueryCanceledError: "PostgreSQL stopped a statement ({error}); see database.statement_seconds",
    asyncpg.LockNotAvailableError: "another process works on the collection; try again in a moment",
    asyncpg.SerializationError: "another process changed the same items; try again",
    asyncpg.DeadlockDetectedError: "another process changed the same items; try again",
    asyncpg.PostgresSystemError: "PostgreSQL cannot read or write its files ({error})",
    asyncpg.PostgresConnectionError: "the connection to PostgreSQL broke ({error})",
    asyncpg.OperatorInterventionError: "PostgreSQL is starting or stopping ({error})",
    asyncpg.IdleInTransactionSessionTimeoutError: "the connection to PostgreSQL broke ({error})",
    asyncpg.InterfaceError: "the connection to PostgreSQL broke ({error})",
    asyncpg.InternalClientError: "the connection to PostgreSQL broke ({error})",
    DatabaseUnavailable: "{error}",
    CommitUnknown: "{error}",
    TimeoutError: "PostgreSQL did not answer in time",
    OSError: "the connection to PostgreSQL broke ({error})",
}
_COLLISIONS = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


def unknown(name: str) -> VectorError:
    """Say that there is no such collection."""
    return VectorError(UNKNOWN, f"there is no collection {name}; create it first")


@contextmanager
def explained(name: str = "") -> Iterator[None]:
    """Raise what the contract of stores names, in place of what asyncpg and the kernel raise.

    A collision with another transaction inside a caller's unit of work is left as it is: ``Database.run``
    starts that over.
    """
    inside = current_work() is not None
    try:
        yield
    except asyncpg.UndefinedTableError as error:
        raise unknown(name) from error
    except tuple(_REASONS) as error:
        if inside and isinstance(error, _COLLISIONS):
            raise
        reason = next(text for kind, text in _REASONS.items() if isinstance(error, kind))
        what = f"The collection {name}" if name else "The store pgvector"
        raise VectorsUnavailable(f"{what} cannot be used: {reason.format(error=error)}.") from error
