"""The extension ``vector`` of the server: whether it is there, and new enough."""

import re

import asyncpg
from commonweal import UnitOfWork, VectorError

LEAST_VERSION = (0, 8, 4)
_LEAST = ".".join(map(str, LEAST_VERSION))

_LOOK = """
    SELECT (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS installed,
        (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available,
        to_regtype('halfvec') IS NOT NULL AS visible
"""
_INSTALL = "CREATE EXTENSION IF NOT EXISTS vector"


async def check_extension(work: UnitOfWork) -> None:
    """Raise ``vector_store_unfit`` for a server that has no extension that will do."""
    row = await work.fetch_row(_LOOK)
    _refuse(why_unfit(row["installed"], row["available"], visible=row["visible"]))


async def install_extension(work: UnitOfWork) -> None:
    """Install the extension in this database unless it is there; raises ``vector_store_unfit``."""
    await check_extension(work)
    try:
        await work.execute(_INSTALL)
    except asyncpg.InsufficientPrivilegeError as error:
        _refuse(f"may not be installed by this user: have an administrator run `{_INSTALL}`", error)


def why_unfit(installed: str | None, available: str | None, *, visible: bool) -> str | None:
    """Return what is wrong, for the versions installed in the database and available on the server."""
    if installed is None and available is None:
        return f"is missing on the server: install pgvector {_LEAST} or newer there"
    if _numbers(installed or available or "") < LEAST_VERSION:
        newer = _numbers(available or "") >= LEAST_VERSION
        first = "" if newer else f"install pgvector {_LEAST} or newer on the server, then "
        update = "run `ALTER EXTENSION vector UPDATE`" if installed else "try again"
        return f"is version {installed or available}, and indexes need {_LEAST}: {first}{update}"
    if installed and not visible:
        return "lies in a schema that search_path does not name: add it there"
    return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)[:3]))


def _refuse(what: str | None, error: Exception | None = None) -> None:
    if what is not None:
        raise VectorError("vector_store_unfit", f"The extension vector of PostgreSQL {what}.") from error
