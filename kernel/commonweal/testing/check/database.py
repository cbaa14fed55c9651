"""What a real PostgreSQL says of migrations: which columns they leave, and whether down undoes up."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from commonweal.errors import CommonwealError
from commonweal.plugin.names import Names
from commonweal.storage.connecting import connect
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.check.running import Progress
from commonweal.testing.check.subject import MIGRATIONS, Neighbour, Subject
from commonweal.testing.database import DatabaseServer
from commonweal.testing.reversal import Reversal

_COLUMNS = """
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped
"""
_MOST_TOLD = 5


def ask_database(subjects: Iterable[Subject], progress: Progress | None = None) -> None:
    """Start a server of its own and note for each subject with migrations what was found."""
    asyncio.run(_ask([subject for subject in subjects if subject.migrations], progress))


async def _ask(subjects: Sequence[Subject], progress: Progress | None) -> None:
    async with DatabaseServer.running() as server:
        for done, subject in enumerate(subjects):
            if progress is not None:
                progress(done, len(subjects))
            before = [kernel_source(), *_required(subject)]
            async with server.database(before) as settings:
                await _try(subject, settings, before)


async def _try(subject: Subject, settings: DatabaseSettings, before: Sequence[MigrationSource]) -> None:
    folder = subject.package / MIGRATIONS
    own = MigrationSource(subject.id, subject.names.schema, folder)
    try:
        journey = Reversal(settings, before, own)
        first = set(await journey.everything())
        await journey.up()
        there = set(await journey.everything())
        subject.tables_of_database = await _columns(settings, own.schema)
        await journey.down()
        back = set(await journey.everything())
        await journey.up()
        again = set(await journey.everything())
    except (CommonwealError, OSError) as error:
        subject.faults_of_database.append((folder, " ".join(str(error).split())))
        return
    except Exception as error:  # noqa: BLE001 - whatever PostgreSQL objects to is what is asked for
        subject.faults_of_database.append((folder, f"{type(error).__name__}: {' '.join(str(error).split())}"))
        return
    for what, items in (
        ("is left after down", back - first),
        ("is gone after down", first - back),
        ("is missing after going up again", there - again),
        ("is new after going up again", again - there),
    ):
        for item in sorted(items)[:_MOST_TOLD]:
            subject.faults_of_database.append((folder, f"{item} {what}"))


async def _columns(settings: DatabaseSettings, schema: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    async with connect(settings, "commonweal-check") as connection:
        for table, column in await connection.fetch(_COLUMNS, schema):
            found.setdefault(table, set()).add(column)
    return found


def _required(subject: Subject) -> list[MigrationSource]:
    """Return the migrations of all that a plugin requires, in the order in which they go."""
    order: dict[str, Neighbour] = {}

    def visit(name: str) -> None:
        other = subject.neighbours.get(name)
        if other is None or name in order or name == subject.id:
            return
        for each in other.manifest.requires:
            visit(each)
        order[name] = other

    for name in subject.manifest.requires:
        visit(name)
    return [
        MigrationSource(name, Names.of(name).schema, Path(other.package) / MIGRATIONS)
        for name, other in order.items()
        if other.manifest.has_schema
    ]
