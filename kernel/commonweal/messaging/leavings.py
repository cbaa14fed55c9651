"""What a plugin leaves in a deployment beside its code: listed in full, and written out on request."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.manifest import FILE_NAME
from commonweal.storage.blobs import BlobInfo, BlobStore
from commonweal.storage.migrations import Removal

_OWN = "split_part({}, '.', 1) = $1"
_TABLES = {
    "subscriptions": ("kernel.subscription", _OWN.format("name")),
    "events that wait to be handled again, or failed": ("kernel.delivery", _OWN.format("subscription")),
    "notes of handled events": ("kernel.inbox", _OWN.format("subscription")),
    "tasks that were asked for": ("kernel.task_request", _OWN.format("task")),
    "times of schedules": ("kernel.schedule_run", _OWN.format("schedule")),
    "sets of sample data": ("kernel.sample_data", _OWN.format("name")),
    "switches": ("kernel.plugin_switch", "plugin = $1"),
    "offers to organisations": ("kernel.plugin_offer", "plugin = $1"),
}
DELETIONS = tuple(f"DELETE FROM {table} WHERE {condition}" for table, condition in _TABLES.values())
"""The statements that delete a plugin's rows in the kernel's tables; each takes its id."""


class Leavings(msgspec.Struct, frozen=True):
    """Everything of a plugin: its tables and migrations, its rows in the kernel's tables, and its files.

    Its events stay in the log until their days are over, as those of everybody; they hold ids only.
    """

    plugin_id: str
    removal: Removal
    rows: dict[str, int]
    files: list[BlobInfo]

    @property
    def total(self) -> int:
        """The number of rows of its tables and of files, for showing how far an export is."""
        return sum(table.rows for table in self.removal.tables) + len(self.files)

    def lines(self) -> list[str]:
        """Say it line by line."""
        size = sum(file.size for file in self.files)
        return [
            *(f"table {self.removal.schema}.{each.name}: {each.rows} rows" for each in self.removal.tables),
            *(f"record of migration {name}" for name in self.removal.migrations),
            *(f"{what}: {count}" for what, count in self.rows.items() if count),
            *([f"files below {self.plugin_id}/: {len(self.files)}, {size} bytes"] if self.files else []),
        ]


async def leavings(
    connection: asyncpg.Connection, blobs: BlobStore, plugin_id: str, removal: Removal
) -> Leavings:
    """Look what there is of a plugin; where tables of the kernel are not made yet, nothing is in them."""
    rows = {
        what: await connection.fetchval(f"SELECT count(*) FROM {table} WHERE {condition}", plugin_id)
        for what, (table, condition) in _TABLES.items()
        if await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", table)
    }
    return Leavings(plugin_id, removal, rows, [blob async for blob in blobs.list(plugin_id)])


async def export(
    connection: asyncpg.Connection,
    blobs: BlobStore,
    found: Leavings,
    folder: Path,
    plugin: LoadedPlugin | None,
    progress: Callable[[int], None],
) -> Path:
    """Write everything of a plugin into a new folder below ``folder`` and return that.

    A table is a file of JSON lines, a row each, as of one moment; ``about.json`` says how many there are. The
    folder has its name only once it is whole. Raises ``OperatorError`` when it cannot be written.
    """
    moment = datetime.now(UTC)
    place = folder / f"{found.plugin_id}-{moment:%Y%m%dT%H%M%SZ}"
    partial = place.with_name(f"{place.name}.partial")
    try:
        (partial / "tables").mkdir(parents=True)
        done, rows = 0, {}
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            for table in found.removal.tables:
                rows[table.name] = await _write_table(connection, found.removal.schema, table.name, partial)
                progress(done := done + rows[table.name])
        for blob in found.files:
            await _write_file(blobs, blob.key, partial / "files" / blob.key)
            progress(done := done + 1)
        if plugin is not None and plugin.package.is_dir():
            shutil.copy(plugin.package / FILE_NAME, partial)
            if (plugin.package / "migrations").is_dir():
                shutil.copytree(plugin.package / "migrations", partial / "migrations")
        about = {
            "plugin": found.plugin_id,
            "distribution": plugin.distribution if plugin else None,
            "exported_at": moment,
            "migrations": found.removal.migrations,
            "rows": rows,
            "files": len(found.files),
        }
        (partial / "about.json").write_bytes(msgspec.json.format(msgspec.json.encode(about)))
        partial.rename(place)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise OperatorError(f"{place} cannot be written ({error.strerror}): choose another folder") from error
    return place


async def _write_table(connection: asyncpg.Connection, schema: str, name: str, place: Path) -> int:
    """Write the rows of a table and return how many there were."""
    count = 0
    with (place / "tables" / f"{name}.jsonl").open("w", encoding="utf-8") as file:
        statement = f'SELECT row_to_json(t)::text FROM "{schema}"."{name}" AS t'
        async for (row,) in connection.cursor(statement, prefetch=1000):
            file.write(row + "\n")
            count += 1
    return count


async def _write_file(blobs: BlobStore, key: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    blob = await blobs.get(key)
    with place.open("wb") as file:
        async for chunk in blob.chunks:
            file.write(chunk)
