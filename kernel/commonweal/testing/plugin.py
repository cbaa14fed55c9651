# ruff: noqa: PLC0415 - a test run that needs no database imports none of it
"""The pytest plugin: makes the fixtures of ``commonweal.testing`` known to every test run."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from commonweal.storage.database import Database
    from commonweal.storage.migrations import MigrationSource
    from commonweal.storage.settings import DatabaseSettings
    from commonweal.testing.database import DatabaseServer


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database_server() -> "AsyncIterator[DatabaseServer]":
    """Run one PostgreSQL server for the whole test run."""
    from commonweal.testing.database import DatabaseServer

    async with DatabaseServer.running() as server:
        yield server


@pytest.fixture(scope="session")
def migration_sources() -> "list[MigrationSource]":
    """Name the migrations every test database has: the kernel's; a plugin's tests add theirs."""
    from commonweal.storage.migrations import kernel_source

    return [kernel_source()]


@pytest_asyncio.fixture(loop_scope="session")
async def database_settings(
    database_server: "DatabaseServer", migration_sources: "list[MigrationSource]"
) -> "AsyncIterator[DatabaseSettings]":
    """Give the test a fresh, migrated database of its own: its settings."""
    async with database_server.database(migration_sources) as settings:
        yield settings


@pytest_asyncio.fixture(loop_scope="session")
async def database(database_settings: "DatabaseSettings") -> "AsyncIterator[Database]":
    """Give the test a fresh, migrated database of its own, connected."""
    from commonweal.storage.database import Database

    connected = await Database.connect(database_settings, application_name="commonweal-test")
    yield connected
    await connected.close()
