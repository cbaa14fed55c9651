# ruff: noqa: PLC0415 - a test run that needs no database imports none of it
"""The pytest plugin: makes the fixtures of ``commonweal.testing`` known to every test run."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from commonweal.storage.blobs import BlobStore
    from commonweal.storage.database import Database
    from commonweal.storage.migrations import MigrationSource
    from commonweal.storage.settings import DatabaseSettings
    from commonweal.testing.browser import Browser
    from commonweal.testing.clock import Clock
    from commonweal.testing.database import DatabaseServer
    from commonweal.testing.outbox import Outbox
    from commonweal.testing.people import Principals
    from commonweal.testing.queries import QueryBaselines
    from commonweal.testing.sites import Site

UPDATE = "--update-query-baselines"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes the baselines of queries anew."""
    parser.addoption(UPDATE, action="store_true", help="write queries.toml anew instead of comparing with it")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Have what plugins publish act as them, before a test imports any of it."""
    from commonweal.plugin.discovery import GROUP, find_plugins
    from commonweal.plugin.published import watch

    watch(find_plugins(GROUP))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database_server() -> "AsyncIterator[DatabaseServer]":
    """Run one PostgreSQL server for the whole test run."""
    from commonweal.testing.database import DatabaseServer

    async with DatabaseServer.running() as server:
        yield server


@pytest.fixture(scope="module")
def chosen_plugins() -> list[str]:
    """Name the plugins under test; what they require comes along. Override it in your ``conftest.py``."""
    return []


@pytest.fixture(scope="module")  # of a session, the first choice would be everybody's
def migration_sources(chosen_plugins: list[str]) -> "list[MigrationSource]":
    """Name the migrations every test database has: the kernel's, and those of the chosen plugins."""
    from commonweal.storage.migrations import kernel_source
    from commonweal.testing.hosts import sources_of, with_requirements

    return sources_of(with_requirements(chosen_plugins)) if chosen_plugins else [kernel_source()]


@pytest_asyncio.fixture(loop_scope="session")
async def database_settings(
    request: pytest.FixtureRequest,
    database_server: "DatabaseServer",
    migration_sources: "list[MigrationSource]",
) -> "AsyncIterator[DatabaseSettings]":
    """Give the test a fresh, migrated database of its own: its settings."""
    async with database_server.database(migration_sources) as settings:
        if "clock" in request.fixturenames:
            from commonweal.testing.clock import lend_clock

            await lend_clock(settings)
        yield settings


@pytest_asyncio.fixture(loop_scope="session")
async def database(database_settings: "DatabaseSettings") -> "AsyncIterator[Database]":
    """Give the test a fresh, migrated database of its own, connected."""
    from commonweal.storage.database import Database

    connected = await Database.connect(database_settings, application_name="commonweal-test")
    yield connected
    await connected.close()


@pytest.fixture
def clock(database_settings: "DatabaseSettings") -> "Iterator[Clock]":
    """Give the test a clock that it can set forward, for this process and its database."""
    from commonweal.testing.clock import Clock

    lent = Clock(database_settings)
    yield lent
    lent.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    tmp_path: Path, database_settings: "DatabaseSettings", chosen_plugins: list[str]
) -> "AsyncIterator[Site]":
    """Run the real app with the chosen plugins only, on the test's own database."""
    from commonweal.testing.sites import running_site

    async with running_site(tmp_path, database_settings, chosen_plugins) as running:
        yield running


@pytest.fixture
def host_with(
    tmp_path_factory: pytest.TempPathFactory, database_server: "DatabaseServer"
) -> "Callable[..., AbstractAsyncContextManager[Site]]":
    """Give what runs an isolated app with plugins of the test's choice.

    ``async with host_with("trees", COMMONWEAL_TREES__LIMIT="3") as site`` also chooses a setting.
    Only these plugins run, and what they require, on a database and in a data directory of their own.
    """
    from commonweal.testing.hosts import sources_of, with_requirements
    from commonweal.testing.sites import running_site

    @asynccontextmanager
    async def run(*plugins: str, **changes: str) -> "AsyncIterator[Site]":
        async with AsyncExitStack() as parts:
            sources = sources_of(with_requirements(plugins))
            settings = await parts.enter_async_context(database_server.database(sources))
            home = tmp_path_factory.mktemp("host")
            yield await parts.enter_async_context(running_site(home, settings, plugins, changes))

    return run


@pytest.fixture
def principals(database: "Database", chosen_plugins: list[str]) -> "Principals":
    """Give what makes humans, agents, admins and members of organisations, in the test's own database."""
    from commonweal.testing.hosts import with_requirements
    from commonweal.testing.people import Principals, people_of

    return Principals(database, people_of(with_requirements(chosen_plugins) if chosen_plugins else []))


@pytest.fixture
def outbox(site: "Site") -> "Outbox":
    """Give the mail that the site sent."""
    return site.outbox


@pytest.fixture
def blob_store(tmp_path: Path) -> "BlobStore":
    """Give a blob store of the test's own, in a folder."""
    from commonweal.storage.blobs import LocalBlobStore
    from commonweal.storage.settings import BlobSettings

    return LocalBlobStore(BlobSettings(), tmp_path / "blobs")


@pytest_asyncio.fixture(loop_scope="session")
async def browser() -> "AsyncIterator[Browser]":
    """Give a real Chromium; the test is skipped where there is none."""
    from commonweal.testing.browser import Browser, why_no_browser

    if reason := why_no_browser():
        pytest.skip(reason)
    async with Browser.running() as running:
        yield running


@pytest.fixture
def query_baselines(request: pytest.FixtureRequest) -> "Iterator[QueryBaselines]":
    """Hold the statements of each request against ``queries.toml`` beside the test."""
    from commonweal.testing.queries import QueryBaselines

    file = request.path.with_name("queries.toml")
    baselines = QueryBaselines(file, update=request.config.getoption(UPDATE))
    yield baselines
    baselines.finish()
