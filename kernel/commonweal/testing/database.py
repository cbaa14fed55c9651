"""A real PostgreSQL for tests: one server for the run, a fresh database for each test."""

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

import msgspec

from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.order import load_order
from commonweal.plugin.secret import Secret
from commonweal.storage.connecting import connect, dsn_of
from commonweal.storage.drivers import database_driver
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.settings import DatabaseSettings

# What a server gives up for speed that nobody will start again after a crash.
_FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
_ROOM_FOR_TESTS = 2 * 1024**3


class DatabaseServer:
    """The server of a test run; it gives out databases that nobody else uses."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._settings = settings
        self._templates: dict[tuple[MigrationSource, ...], str] = {}

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """Run a server in a directory of its own, which goes away with it."""
        home = Path(tempfile.mkdtemp(prefix="commonweal-test-", dir=scratch_directory()))
        driver = database_driver(DatabaseSettings(), home)
        try:
            server = cls(await driver.start())
            for option in _FAST:
                await server._execute(f"ALTER SYSTEM SET {option} = off")
            await server._execute("SELECT pg_reload_conf()")
            yield server
        finally:
            await driver.stop()
            await asyncio.to_thread(shutil.rmtree, home, ignore_errors=True)

    @asynccontextmanager
    async def database(self, sources: Sequence[MigrationSource]) -> AsyncIterator[DatabaseSettings]:
        """Give out a fresh database with the migrations of ``sources`` applied."""
        template = await self._template(tuple(sources))
        name = f"test_{secrets.token_hex(6)}"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self._named(name)
        finally:
            await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _template(self, sources: tuple[MigrationSource, ...]) -> str:
        if sources not in self._templates:
            name = f"template_{len(self._templates)}"
            await self._execute(f"CREATE DATABASE {name}")
            await Migrator(self._named(name), sources).apply()
            self._templates[sources] = name
        return self._templates[sources]

    def _named(self, name: str) -> DatabaseSettings:
        address = dsn_of(self._settings).replace("/commonweal?", f"/{name}?")
        return msgspec.structs.replace(self._settings, driver="external", url=Secret(address), pool_min=0)

    async def _execute(self, sql: str) -> None:
        async with connect(self._settings, "commonweal-tests") as connection:
            await connection.execute(sql)


def installed_sources() -> list[MigrationSource]:
    """Name the migrations of the kernel and of every installed plugin, in load order."""
    found = {plugin.id: plugin for plugin in find_plugins(GROUP)}
    order, _ = load_order({key: plugin.manifest for key, plugin in found.items()})
    plugins = [found[key] for key in order if found[key].manifest.has_schema]
    return [
        kernel_source(),
        *(MigrationSource(each.id, each.names.schema, each.package / "migrations") for each in plugins),
    ]


def scratch_directory() -> Path | None:
    """Return a directory in memory with room for the tests, where databases are copied ten times faster."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a directory of its own in it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_FOR_TESTS
    return memory if roomy else None
