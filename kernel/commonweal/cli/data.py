"""Commands about the data: ``migrate``, ``sample`` and ``reset``."""

import asyncio
import shutil
from pathlib import Path

import click

from commonweal.cli.claims import claimed
from commonweal.cli.sections import load_settings, with_runtime
from commonweal.errors import OperatorError
from commonweal.plugin.acting import acting_as
from commonweal.plugin.contributions import Progress, SampleData
from commonweal.runtime import Runtime, database_server, load_plugins, migration_sources
from commonweal.storage.drivers import database_driver
from commonweal.storage.migrations import Migrator
from commonweal.storage.settings import DatabaseSettings

# What `reset` deletes below the data directory beside the database; the settings file stays.
STATE = ("blobs", "secrets", "plugins.json", "sample.pending")

_RECORD = "INSERT INTO kernel.sample_data (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING true"


@click.command()
@click.option("--plan", is_flag=True, help="Only list what would be applied.")
def migrate(*, plan: bool) -> None:
    """Bring the database's tables up to date, the kernel's first, then each plugin's in load order."""
    asyncio.run(_migrate(plan=plan))


async def _migrate(*, plan: bool) -> None:
    settings = load_settings()
    sources = migration_sources(load_plugins(settings).running())
    async with database_server(settings) as server:
        migrator = Migrator(server.address, sources)
        if plan:
            pending = await migrator.plan()
            for migration in pending:
                click.echo(str(migration))
            click.echo(f"{len(pending)} migrations would be applied.")
        else:
            applied = await migrator.apply(lambda migration: click.echo(str(migration)))
            click.echo(f"{len(applied)} migrations applied.")


@click.group()
def sample() -> None:
    """Look after sample data."""


@sample.command("load")
def load_sample() -> None:
    """Load the sample data of every plugin that are not there yet."""
    loaded = with_runtime(lambda runtime: load_sample_data(runtime, lambda _done, _total: None))
    click.echo(f"Loaded: {', '.join(loaded)}." if loaded else "All sample data are there already.")


async def load_sample_data(runtime: Runtime, progress: Progress) -> list[str]:
    """Load every set of sample data that has no record yet, each with its record in one transaction."""
    loaded = []
    for plugin, data in runtime.host.collect_each("commonweal_sample_data", SampleData):
        name = f"{plugin.id}.{data.name}"
        async with runtime.database.write() as work:
            if await work.fetch_value(_RECORD, name):
                with acting_as(plugin.id):
                    await data.load(work, progress)
                loaded.append(name)
    return loaded


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(*, yes: bool) -> None:
    """Delete the database, the files and the keys in the data directory; the settings file stays."""
    settings = load_settings()
    server = database_driver(settings.section("database", DatabaseSettings), settings.home)
    if server.directory is None:
        raise OperatorError("the database is not in the data directory: empty it with its own tools")
    places = (server.directory, *(settings.home / name for name in STATE))
    found = [path for path in places if path.exists()]
    if not found:
        click.echo(f"There are no data in {settings.home}.")
        return
    click.echo("This deletes for good:\n" + "\n".join(f"  {path}" for path in found))
    if not yes:
        click.confirm("Delete all of it?", abort=True)
    with claimed(settings.home, "up.lock"):
        asyncio.run(server.erase())
        for path in filter(Path.exists, found):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    click.echo("Deleted.")
