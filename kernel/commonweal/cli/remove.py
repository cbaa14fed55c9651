"""The command ``plugins remove``: everything a plugin leaves behind, listed, exported, and deleted."""

import asyncio
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from commonweal.cli.sections import load_settings
from commonweal.errors import OperatorError
from commonweal.messaging.following import GONE_AFTER_SECONDS
from commonweal.messaging.leavings import DELETIONS, Leavings, export, leavings
from commonweal.plugin.drivers import driver
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.settings import Settings
from commonweal.runtime import database_server, load_plugins, locale_sources, migration_sources
from commonweal.storage.blobs import BlobStore
from commonweal.storage.connecting import connect
from commonweal.storage.migrations import Migrator, Removal
from commonweal.storage.settings import BlobSettings, DatabaseSettings

_RUNNING = "SELECT count(*) FROM kernel.process WHERE seen_at > now() - make_interval(secs => $1)"
_OFF = "SELECT 1 FROM kernel.plugin_switch WHERE plugin = $1 AND organisation IS NULL AND NOT is_on"


@click.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Only list what would go.")
@click.option(
    "--export",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="First write tables, files and migrations into a new folder there.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, dry_run: bool, folder: Path | None, yes: bool) -> None:
    """Delete a plugin's data; uninstall its distribution afterwards, or it makes its tables again."""
    settings = load_settings()
    host = load_plugins(settings, strict=False)
    asyncio.run(_Removing(settings, host, name).run(dry_run=dry_run, folder=folder, yes=yes))


class _Removing:
    """The removal of one plugin's data."""

    def __init__(self, settings: Settings, host: Host, name: str) -> None:
        self._host = host
        self._name = name
        self._settings = settings
        section = settings.section("blobs", BlobSettings)
        self._blobs: BlobStore = driver("commonweal.blobstores", section.driver)(section, settings.home)
        self._plugin: LoadedPlugin | None = host.plugins.get(name)

    async def run(self, *, dry_run: bool, folder: Path | None, yes: bool) -> None:
        async with database_server(self._settings) as server:
            migrator = Migrator(server.address, migration_sources(self._host.plugins.values()))
            has_schema = self._plugin is None or self._plugin.manifest.has_schema
            removal = await migrator.remove(self._name, dry_run=True) if has_schema else Removal("", [], [])
            async with connect(server.address, "commonweal-remove") as connection:
                found = await leavings(connection, self._blobs, self._name, removal)
            self._list(found)
            if not dry_run:
                await self._refuse_while_it_serves(server.address)
            if folder is not None:
                await self._export(server.address, found, folder)
            if dry_run:
                click.echo("Nothing was deleted.")
                return
            if not yes:
                also = f", with the schema {removal.schema}" if has_schema else ""
                click.confirm(f"Delete all of it{also}?", abort=True)
            if has_schema:
                await migrator.remove(self._name, dry_run=False, also=DELETIONS)
            else:
                await self._delete_rows(server.address)
        await self._delete_files(found)
        click.echo("Deleted.")

    def _list(self, found: Leavings) -> None:
        for line in found.lines():
            click.echo(line)
        package = self._plugin.package if self._plugin else None
        packs = sorted(
            {
                source.locale
                for source in locale_sources(self._host)
                if source.plugin_id == self._name or (package and source.directory.is_relative_to(package))
            }
        )
        if packs:
            click.echo(f"words in {', '.join(packs)}: they go with the distributions that bring them")

    async def _refuse_while_it_serves(self, address: DatabaseSettings) -> None:
        """Refuse to take tables away from code that uses them."""
        async with connect(address, "commonweal-remove") as connection:
            running = await connection.fetchval(_RUNNING, GONE_AFTER_SECONDS)
            off = await connection.fetchval(_OFF, self._name)
        loaded = self._plugin is not None and self._plugin in self._host.running()
        if running and loaded and not off:
            raise OperatorError(
                f"{self._name} is on in {running} processes: run `commonweal plugins disable {self._name}` "
                "first"
            )

    async def _export(self, address: DatabaseSettings, found: Leavings, folder: Path) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Progress(*columns) as progress:
            bar = progress.add_task("Exporting", total=found.total)
            async with connect(address, "commonweal-export") as connection:
                place = await export(
                    connection,
                    self._blobs,
                    found,
                    folder,
                    self._plugin,
                    lambda done: progress.update(bar, completed=done),
                )
        click.echo(f"Exported to {place}.")

    async def _delete_rows(self, address: DatabaseSettings) -> None:
        """Delete the rows in the kernel's tables of a plugin that has none of its own, such as a pack."""
        async with connect(address, "commonweal-remove") as connection, connection.transaction():
            for statement in DELETIONS:
                await connection.execute(statement, self._name)

    async def _delete_files(self, found: Leavings) -> None:
        """Delete the files last: what is left when that breaks off is found by the next run."""
        with click.progressbar(found.files, label="Deleting files", hidden=not found.files) as files:
            for blob in files:
                await self._blobs.delete(blob.key)
