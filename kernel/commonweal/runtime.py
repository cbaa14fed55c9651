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
from commonweal.messaging.doorbell import doorbell
from commonweal.messaging.following import Follower
from commonweal.messaging.mail import ChosenMailer, Mailer, MailSettings
from commonweal.messaging.outgoing import HttpClient
from commonweal.messaging.patience import in_background
from commonweal.messaging.plugin_switches import PluginSwitches
from commonweal.messaging.registry import Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.plugin.drivers import driver
from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.hookbook import HookBook
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.names import RESERVED
from commonweal.plugin.settings import Settings
from commonweal.storage.blobs import BlobStore
from commonweal.storage.database import Database
from commonweal.storage.drivers import database_driver
from commonweal.storage.keys import KeptKeys
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.settings import BlobSettings, DatabaseSettings
from commonweal.storage.tables import bind
from commonweal.vectors.collecting import Collections, collect_collections
from commonweal.vectors.drivers import DriverSetup, VectorDrivers
from commonweal.vectors.settings import VectorSettings

Role = Literal["web", "gateway", "worker", "scheduler", "tool"]

SERVICES = ("plugin", "storage", "messaging", "vectors", "i18n", "web")


class MigrationsPendingError(OperatorError):
    """The program is newer than the tables it finds."""

    code = "migrations_pending"


@dataclass(slots=True)
class Runtime:
    """One process's settings, plugins and services; `create` it, then `close` it or use it as a context."""

    settings: Settings
    host: Host
    executor: HookExecutor
    database: Database
    blobs: BlobStore
    catalogue: Catalogue
    registry: Registry
    collections: Collections
    _parts: AsyncExitStack

    @classmethod
    async def create(cls, settings: Settings, role: Role, *, host: Host | None = None) -> Self:
        """Put a process together; what was begun is ended again when a later part fails.

        Raises OperatorError when settings, database or a required plugin do not allow a start.
        """
        host = host or load_plugins(settings)
        parts = AsyncExitStack()
        try:
            database = await _open_database(parts, settings, role, host)
            blob_settings = settings.section("blobs", BlobSettings)
            blobs = driver("commonweal.blobstores", blob_settings.driver)(blob_settings, settings.home)
            await _follow(parts, Follower(database, host, role), role)
            catalogue, executor = _catalogue(host), HookExecutor(host)
            _provide(host, KeptKeys(settings.home), catalogue, executor)
            host.services.provide(Database, database, capability="database")
            host.services.provide(BlobStore, blobs, capability="blobs")
            bind(table for _, table in host.collect_each("commonweal_tables", type))
            collections = collect_collections(host)
            host.services.provide(Collections, collections)
            vectors = DriverSetup(settings.section("vectors", VectorSettings), host.services, settings.home)
            drivers = VectorDrivers(vectors)
            host.services.provide(VectorDrivers, drivers)
            parts.push_async_callback(drivers.close)
            registry = Registry.collect(host, settings.section("messaging", MessagingSettings))
            switches = PluginSwitches(host, database, registry)
            host.services.provide(PluginSwitches, switches, capability="plugins")
        except BaseException:
            await parts.aclose()
            raise
        return cls(settings, host, executor, database, blobs, catalogue, registry, collections, parts)

    async def close(self) -> None:
        """Take the process apart, the last part first."""
        await self._parts.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class DatabaseServer:
    """The database of this deployment; a start once begun is finished, so that it can be stopped."""

    address: DatabaseSettings

    def __init__(self, settings: Settings) -> None:
        section = settings.section("database", DatabaseSettings)
        self.driver = database_driver(section, settings.home)

    async def start(self) -> None:
        """Start the server unless it runs, and learn how to reach it."""
        starting = asyncio.create_task(self.driver.start())
        try:
            self.address = await asyncio.shield(starting)
        finally:
            await asyncio.wait([starting])

    async def stop(self) -> None:
        """Let go of the server; it ends with the last process that uses it."""
        await self.driver.stop()


def _provide(host: Host, *services: object) -> None:
    """Offer plugins what the kernel has beside the database and the blobs."""
    mail = host.settings.section("mail", MailSettings)
    for service in (host, mail, *services):
        host.services.provide(type(service), service)
    host.services.provide(Mailer, ChosenMailer(mail, host.services), capability="mail")  # type: ignore[type-abstract]  # a key
    host.services.provide_each(HttpClient, HttpClient, capability="http")


@asynccontextmanager
async def database_server(settings: Settings) -> AsyncIterator[DatabaseServer]:
    """Have the database running for the length of the block."""
    server = DatabaseServer(settings)
    try:
        await server.start()
        yield server
    finally:
        await server.stop()


def load_plugins(settings: Settings, *, strict: bool = True) -> Host:
    """Find, check and load the installed plugins; without ``strict`` a required one may fail too."""
    for section in RESERVED:
        settings.allow(section)
    host = Host(settings, specifications=_specifications(), strict=strict)
    host.load()
    settings.finish()
    return host


def kernel_hooks() -> set[str]:
    """Return the names of the hooks that the kernel specifies."""
    return {hook.name for hook in HookBook(_specifications()).describe()}


def _specifications() -> list[ModuleType]:
    return [import_module(f"commonweal.{service}.hooks") for service in SERVICES]


def migration_sources(plugins: Iterable[LoadedPlugin]) -> list[MigrationSource]:
    """Return the kernel's migrations and those of the plugins, in their order."""
    own = [
        MigrationSource(plugin.id, plugin.names.schema, plugin.package / "migrations")
        for plugin in plugins
        if plugin.manifest.has_schema
    ]
    return [kernel_source(), *own]


def locale_sources(host: Host) -> list[LocaleSource]:
    """Return where every word of the running plugins comes from, packs last."""
    own = [source for plugin in host.running() for source in plugin_sources(plugin.id, plugin.package)]
    return [*own, *(source for _, source in host.collect_each("commonweal_locales", LocaleSource))]


def _catalogue(host: Host) -> Catalogue:
    """Return the words of this process; those of a pack come and go with the plugin that brings them.

    The words a plugin has of its own stay while it is off: nothing shows them, and nothing need be read anew.
    """
    own = [source for plugin in host.running() for source in plugin_sources(plugin.id, plugin.package)]
    packs = host.collect_each("commonweal_locales", LocaleSource)

    def present() -> list[LocaleSource]:
        return [*own, *(source for owner, source in packs if host.is_enabled(owner.id))]

    catalogue = Catalogue(present())

    def follow() -> None:
        if tuple(sources := present()) != catalogue.sources:
            catalogue.replace(sources)

    host.on_switch.append(follow)
    return catalogue


async def _follow(parts: AsyncExitStack, follower: Follower, role: Role) -> None:
    """Know what was switched, and in a process that goes on, keep knowing it."""
    await follower.follow()
    if role != "tool":
        parts.push_async_callback(follower.leave)
        await parts.enter_async_context(in_background(switches=follower.run))


async def _open_database(parts: AsyncExitStack, settings: Settings, role: Role, host: Host) -> Database:
    server = await parts.enter_async_context(database_server(settings))
    migrator = Migrator(server.address, migration_sources(host.running()))
    if pending := await migrator.plan():
        raise MigrationsPendingError(
            f"the database lacks {len(pending)} migrations, first {pending[0]}: run `commonweal migrate`"
        )
    if await migrator.lacks_rights():
        raise MigrationsPendingError("plugins lack rights in the database: run `commonweal migrate`")
    database = await Database.connect(server.address, application_name=f"commonweal-{role}")
    parts.push_async_callback(database.close)
    if role in ("web", "gateway", "tool"):  # the others bring their own
        await parts.enter_async_context(doorbell(database))
    return database
