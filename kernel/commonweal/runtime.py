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
from typing import Literal, Self

from commonweal.errors import OperatorError
from commonweal.i18n.catalogue import Catalogue
from commonweal.i18n.sources import LocaleSource, plugin_sources
from commonweal.plugin.drivers import driver
from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.host import Host
from commonweal.plugin.settings import Settings
from commonweal.storage.database import Database
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.settings import DatabaseSettings

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
    catalogue: Catalogue
    parts: AsyncExitStack

    @classmethod
    async def create(cls, settings: Settings, role: Role, *, host: Host | None = None) -> Self:
        """Put a process together; what was begun is ended again when a later part fails."""
        host = host or load_plugins(settings)
        async with AsyncExitStack() as parts:
            address = await parts.enter_async_context(database_address(settings))
            await refuse_old_tables(address, migration_sources(host))
            database = await Database.connect(address, application_name=f"commonweal-{role}")
            parts.push_async_callback(database.close)
            host.services.provide(Database, database)
            catalogue = Catalogue(locale_sources(host))
            host.services.provide(Catalogue, catalogue)
            settings.finish()
            return cls(
                settings=settings,
                role=role,
                host=host,
                executor=HookExecutor(host),
                database=database,
                catalogue=catalogue,
                parts=parts.pop_all(),
            )
        raise AssertionError("unreachable: the block above returns or raises")

    async def close(self) -> None:
        """Take the process apart, the last part first."""
        await self.parts.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def hook_specifications() -> list[ModuleType]:
    """Return the module of hook specifications of each service."""
    return [import_module(f"commonweal.{service}.hooks") for service in SERVICES]


def load_plugins(settings: Settings) -> Host:
    """Find, check and load the installed plugins."""
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
async def database_address(settings: Settings) -> AsyncIterator[DatabaseSettings]:
    """Have the database running for the length of the block, and say how to reach it."""
    section = settings.section("database", DatabaseSettings)
    server = driver("commonweal.databases", section.driver)(section, settings.home)
    starting = asyncio.create_task(server.start())
    try:
        # A start that is interrupted half way would leave a server behind that nobody stops.
        yield await asyncio.shield(starting)
    finally:
        await asyncio.wait([starting])
        await server.stop()


async def refuse_old_tables(address: DatabaseSettings, sources: Iterable[MigrationSource]) -> None:
    """Raise MigrationsPendingError when the tables are older than this program."""
    if pending := await Migrator(address, list(sources)).plan():
        raise MigrationsPendingError(
            f"the database lacks {len(pending)} migrations, the first being {pending[0]}: run `commonweal migrate`"
        )
