"""Migrations: plain SQL files, applied per plugin, in order, once.

A file ``NNNN_name.sql`` has a section after ``-- migrate: up`` and one after ``-- migrate: down``; a line
``-- migrate: no-transaction`` marks one whose sections hold a single statement that refuses transactions; its
down section is run before each attempt, so it says IF EXISTS. A line ``-- migrate: contract`` is for readers
and for ``commonweal check``: the file takes away what no version in use asks for any more.
A new file gets a higher number than those that databases out there have applied already.
"""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from itertools import pairwise
from pathlib import Path

import asyncpg
import msgspec

from commonweal.storage.connecting import connect
from commonweal.storage.errors import MigrationRefused
from commonweal.storage.granting import forget, grant, lacking
from commonweal.storage.settings import DatabaseSettings

_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
_MARK = re.compile(r"^-- migrate: *(up|down|no-transaction) *$", re.MULTILINE)
_LOCK = 0x636F6D6D6F6E  # "common", the one advisory lock of all migrators
_TRY = "SELECT pg_try_advisory_lock($1)"
_PAUSE_S = 0.05
_RECORDS = """
    CREATE SCHEMA IF NOT EXISTS kernel;
    CREATE TABLE IF NOT EXISTS kernel.migration (
        owner text NOT NULL,
        number integer NOT NULL,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner, number)
    )
"""
_RECORD = "INSERT INTO kernel.migration (owner, number, name, checksum) VALUES ($1, $2, $3, $4)"

Records = dict[tuple[str, int], asyncpg.Record]


class MigrationSource(msgspec.Struct, frozen=True):
    """A folder of migrations: whose it is, and the PostgreSQL schema they work in."""

    owner: str
    schema: str
    directory: Path


class Migration(msgspec.Struct, frozen=True):
    """One migration file, read."""

    owner: str
    schema: str
    number: int
    name: str
    checksum: str
    up: str
    down: str
    transactional: bool

    @property
    def key(self) -> tuple[str, int]:
        """What the migration's record is found by."""
        return self.owner, self.number

    def __str__(self) -> str:
        return f"{self.owner} {self.number:04}_{self.name}"


class DoomedTable(msgspec.Struct, frozen=True):
    """A table that goes with its plugin, and how many rows it holds."""

    name: str
    rows: int


class Removal(msgspec.Struct, frozen=True):
    """What removing a plugin's data takes away."""

    schema: str
    tables: list[DoomedTable]
    migrations: list[str]


class Migrator:
    """Brings a database to the state that the given sources describe, or takes one source's part away."""

    def __init__(self, settings: DatabaseSettings, sources: Sequence[MigrationSource]) -> None:
        self._settings = settings
        self._migrations = [migration for source in sources for migration in read_source(source)]
        self._schemas = {source.owner: source.schema for source in sources}

    async def plan(self) -> list[Migration]:
        """Return what ``apply`` would do, and change nothing; raises MigrationRefused where it would."""
        async with self._connection() as connection:
            return await self._pending(connection)

    async def apply(self, progress: Callable[[Migration], None] | None = None) -> list[Migration]:
        """Apply what is pending, one file and its record at a time, and return it.

        Several migrators may run at once: they take turns. ``progress`` hears of each file before it is run.
        """
        async with self._turn() as connection:
            await connection.execute(_RECORDS)
            pending = await self._pending(connection)
            for migration in pending:
                if progress is not None:
                    progress(migration)
                await _apply(connection, migration)
            if self._settings.plugin_roles:
                await grant(connection, self._plugin_schemas())
            return pending

    async def lacks_rights(self) -> bool:
        """Say whether roles of plugins, or rights of theirs, are missing; ``apply`` gives them."""
        if not self._settings.plugin_roles:
            return False
        async with self._connection() as connection:
            return bool(await lacking(connection, self._plugin_schemas()))

    async def remove(self, owner: str, *, dry_run: bool, also: Sequence[str] = ()) -> Removal:
        """Return what a plugin's data are and, unless this is a dry run, drop them in one transaction.

        ``also`` are statements that take the owner and belong to the same transaction.
        """
        schema = self._schemas.get(owner)
        if schema is None or schema == "kernel":
            raise MigrationRefused(
                f"There are no data to remove for {owner!r}, no plugin of that name is installed: install it "
                "again to remove what it left; `commonweal plugins` shows the names."
            )
        async with self._turn() as connection, connection.transaction():
            await _refuse_dependants(connection, schema)
            applied = {key: record for key, record in (await _records(connection)).items() if key[0] == owner}
            names = [f"{number:04}_{record['name']}" for (_, number), record in applied.items()]
            removal = Removal(schema, await _doomed_tables(connection, schema), names)
            if not dry_run:
                for migration in reversed(self._migrations):
                    if migration.key in applied and migration.transactional:
                        await connection.execute(f'SET LOCAL search_path = "{schema}", public')
                        await connection.execute(migration.down)
                await connection.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
                await forget(connection, schema)
                if applied:
                    await connection.execute("DELETE FROM kernel.migration WHERE owner = $1", owner)
                for statement in also:
                    await connection.execute(statement, owner)
            return removal

    async def _pending(self, connection: asyncpg.Connection) -> list[Migration]:
        applied = await _records(connection)
        self._refuse_misfits(applied)
        return [migration for migration in self._migrations if migration.key not in applied]

    def _refuse_misfits(self, applied: Records) -> None:
        known = {migration.key: migration for migration in self._migrations}
        newest = {owner: (owner, number) for owner, number in applied}  # the records are in order
        for (owner, number), record in applied.items():
            migration = known.get((owner, number))
            if migration is None and owner in self._schemas:
                raise MigrationRefused(
                    f"This database was made by a newer Commonweal: {owner} {number:04}_{record['name']} is "
                    "applied and not known here; install the newer version again."
                )
            if migration is not None and migration.checksum != record["checksum"]:
                raise MigrationRefused(
                    f"{migration} was edited after it was applied: restore the file, and put the change in a "
                    "new one."
                )
        for key, migration in known.items():
            if key not in applied and key < newest.get(migration.owner, key):
                raise MigrationRefused(
                    f"{migration} is new but later ones are applied already: give it a higher number."
                )

    def _plugin_schemas(self) -> list[str]:
        return [schema for owner, schema in self._schemas.items() if owner != "kernel"]

    def _connection(self) -> AbstractAsyncContextManager[asyncpg.Connection]:
        return connect(self._settings, "commonweal-migrate")

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[asyncpg.Connection]:
        """Connect, and wait until no other migrator works.

        Asking again and again is in no one's way. A statement that waited for the lock would hold a snapshot,
        and CREATE INDEX CONCURRENTLY of whoever has the lock would wait for that: a deadlock.
        """
        async with self._connection() as connection:
            while not await connection.fetchval(_TRY, _LOCK):  # noqa: ASYNC110 - held by another process
                await asyncio.sleep(_PAUSE_S)
            yield connection


async def _apply(connection: asyncpg.Connection, migration: Migration) -> None:
    """Run a file and write its record, in one transaction where the file allows it.

    Where it does not, its down section goes first: an earlier attempt may have left half of it.
    """
    schema = f'"{migration.schema}"'
    whole = connection.transaction() if migration.transactional else nullcontext()
    try:
        async with whole:
            await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            await connection.execute(f"SET search_path = {schema}, public")
            if not migration.transactional:
                await connection.execute(migration.down)
            await connection.execute(migration.up)
            await connection.execute(_RECORD, *migration.key, migration.name, migration.checksum)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError) as error:
        raise MigrationRefused(f"{migration} failed and is not applied: {error}.") from error


def kernel_source() -> MigrationSource:
    """Return the kernel's own migrations."""
    return MigrationSource("kernel", "kernel", Path(__file__).parent.parent / "migrations")


def read_source(source: MigrationSource) -> list[Migration]:
    """Read a source's files in order; raises MigrationRefused for one that cannot be right."""
    migrations = [_read(source, path) for path in sorted(source.directory.glob("*.sql"))]
    for earlier, later in pairwise(migrations):
        if earlier.number == later.number:
            raise MigrationRefused(f"{earlier} and {later} have the same number: give one of them the next.")
    return migrations


def _read(source: MigrationSource, path: Path) -> Migration:
    named = _FILE_NAME.fullmatch(path.name)
    if named is None:
        raise MigrationRefused(f"{path} is no name for a migration: call it like 0001_first_tables.sql.")
    text = path.read_text(encoding="utf-8")
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    sections = {mark[1]: text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}
    if not sections.get("up") or not sections.get("down"):
        raise MigrationRefused(
            f"{path} needs the sections `-- migrate: up` and `-- migrate: down`, each with statements."
        )
    return Migration(
        owner=source.owner,
        schema=source.schema,
        number=int(named[1]),
        name=named[2],
        checksum=hashlib.sha256(text.encode()).hexdigest(),
        up=sections["up"],
        down=sections["down"],
        transactional="no-transaction" not in sections,
    )


async def _records(connection: asyncpg.Connection) -> Records:
    if not await connection.fetchval("SELECT to_regclass('kernel.migration') IS NOT NULL"):
        return {}
    rows = await connection.fetch("SELECT owner, number, name, checksum FROM kernel.migration ORDER BY 1, 2")
    return {(row["owner"], row["number"]): row for row in rows}


async def _doomed_tables(connection: asyncpg.Connection, schema: str) -> list[DoomedTable]:
    names = await connection.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'p')"
        " AND NOT relispartition ORDER BY relname",
        f'"{schema}"',
    )
    return [
        DoomedTable(name, await connection.fetchval(f'SELECT count(*) FROM "{schema}"."{name}"'))
        for (name,) in names
    ]


async def _refuse_dependants(connection: asyncpg.Connection, schema: str) -> None:
    dependants = await connection.fetch(
        "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint JOIN pg_class r ON r.oid = conrelid"
        " JOIN pg_class t ON t.oid = confrelid"
        " WHERE t.relnamespace = to_regnamespace($1) AND r.relnamespace <> t.relnamespace ORDER BY 1",
        f'"{schema}"',
    )
    if dependants:
        names = ", ".join(name for (name,) in dependants)
        raise MigrationRefused(
            f"{names} refer to tables of {schema}: remove the plugins they belong to first."
        )
