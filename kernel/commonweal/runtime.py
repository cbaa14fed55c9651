"""What a running process consists of, put together in order and taken apart in reverse.

Settings → plugins → database → services → contributions. The web floor, the command line and tests build on a
`Runtime`; nothing here knows HTTP or a terminal.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType, TracebackType
from typing import Any, Literal, Self

from commonweal.errors import OperatorError
from commonweal.i18n.catalogue import Catalogue
from commonweal.i18n.sources import LocaleSource, plugin_sources
from commonweal.messaging.doorbell import doorbell
from commonweal.messaging.registry import Registry
from commonweal.plugin.drivers import driver
from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.host import Host
from commonweal.plugin.names import RESERVED
from commonweal.plugin.settings import Settings
from commonweal.storage.database import Database
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.tables import bind

Role = Literal["web", "worker", "scheduler", "tool"]

SERVICES = ("plugin", "storage", "messaging", "vectors", "i18n", "web")


class MigrationsPendingError(OperatorError):
    """The program is newer than the tables it finds."""

    code = "migrations_pending"


@dataclass(slots=True, kw_only=True)
class Runtime:
    """One process's settings, plugins and services; `create` it, then `close` it or use it as a context."""

    settings: Settings
    role: Role
    host: Host
    executor: HookExecutor
    database: Database
    registry: Registry
    catalogue: Catalogue
    parts: AsyncExitStack

    @classmethod
    async def create(cls, settings: Settings, role: Role, *, host: Host | None = None) -> Self:
        """Put a process together; what was begun is ended again when a later part fails."""
        host = host or load_plugins(settings)
        parts = AsyncExitStack()
        try:
            database = await _open_database(parts, settings, role, host)
            catalogue = Catalogue(locale_sources(host))
            executor = HookExecutor(host)
            host.services.provide(Database, database)
            host.services.provide(Catalogue, catalogue)
            host.services.provide(HookExecutor, executor)
            bind(table for given in host.collect("commonweal_tables") for table in given.value)
            registry = Registry.collect(host)
            settings.finish()
        except BaseException:
            await parts.aclose()
            raise
        return cls(
            settings=settings,
            role=role,
            host=host,
            executor=executor,
            database=database,
            registry=registry,
            catalogue=catalogue,
            parts=parts,
        )

    async def close(self) -> None:
        """Take the process apart, the last part first."""
        await self.parts.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def _open_database(parts: AsyncExitStack, settings: Settings, role: Role, host: Host) -> Database:
    server = await parts.enter_async_context(database_server(settings))
    await refuse_old_tables(server.address, migration_sources(host))
    database = await Database.connect(server.address, application_name=f"commonweal-{role}")
    parts.push_async_callback(database.close)
    if role in ("web", "tool"):  # the others bring their own
        await parts.enter_async_context(doorbell(database))
    return database


def hook_specifications() -> list[ModuleType]:
    """Return the module of hook specifications of each service."""
    return [import_module(f"commonweal.{service}.hooks") for service in SERVICES]


def load_plugins(settings: Settings) -> Host:
    """Find, check and load the installed plugins; every section of the kernel counts as known from here on."""
    for section in RESERVED:
        settings.allow(section)
    return Host.discover(settings, specifications=hook_specifications())


def migration_sources(host: Host) -> list[MigrationSource]:
    """Return the kernel's migrations and those of every running plugin, in load order."""
    own = [
        MigrationSource(plugin.id, plugin.names.schema, plugin.package / "migrations")
        for plugin in host.running()
        if plugin.manifest.has_schema and (plugin.package / "migrations").is_dir()
    ]
    return [kernel_source(), *own]


def locale_sources(host: Host) -> list[LocaleSource]:
    """Return where every word of the running plugins comes from, packs last."""
    own = [source for plugin in host.running() for source in plugin_sources(plugin.id, plugin.package)]
    packs = [source for given in host.collect("commonweal_locales") for source in given.value]
    return [*own, *packs]


@asynccontextmanager
async def database_server(settings: Settings) -> AsyncIterator["DatabaseServer"]:
    """Have the database running for the length of the block."""
    section = settings.section("database", DatabaseSettings)
    server = DatabaseServer(driver("commonweal.databases", section.driver)(section, settings.home))
    try:
        await server.start()
        yield server
    finally:
        await server.stop()


class DatabaseServer:
    """The database of this deployment; a start once begun is finished, so that it can be stopped."""

    address: DatabaseSettings

    def __init__(self, chosen: Any) -> None:
        self._driver = chosen

    async def start(self) -> None:
        """Start the server unless it runs, and learn how to reach it."""
        starting = asyncio.create_task(self._driver.start())
        try:
            self.address = await asyncio.shield(starting)
        finally:
            await asyncio.wait([starting])

    async def stop(self) -> None:
        """Let go of the server; it ends with the last process that uses it."""
        await self._driver.stop()


async def refuse_old_tables(address: DatabaseSettings, sources: Iterable[MigrationSource]) -> None:
    """Raise MigrationsPendingError when the tables are older than this program."""
    if pending := await Migrator(address, list(sources)).plan():
        raise MigrationsPendingError(
            f"the database lacks {len(pending)} migrations, first {pending[0]}: run `commonweal migrate`"
        )
