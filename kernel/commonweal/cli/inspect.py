"""Commands that show how this deployment is put together: ``plugins``, ``hooks``, ``settings``."""

import asyncio
import json
from collections.abc import Sequence
from textwrap import indent

import asyncpg
import click
import msgspec

from commonweal.cli.group import load
from commonweal.cli.rehearse import rehearse_plugins
from commonweal.cli.remove import remove
from commonweal.cli.sections import load_settings
from commonweal.cli.switches import disable, enable, offer
from commonweal.cli.top import top
from commonweal.errors import OperatorError
from commonweal.messaging.switches import read_switches
from commonweal.plugin.contributions import Command
from commonweal.plugin.host import Host
from commonweal.plugin.manifest import manifest_schema
from commonweal.plugin.selection import Switch
from commonweal.runtime import DatabaseServer, database_server, load_plugins
from commonweal.storage.database import Database


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def plugins(context: click.Context, *, as_json: bool) -> None:
    """Show every plugin that is installed: state, reason, and the time its start took."""
    if context.invoked_subcommand:
        return
    reports = _switched(_rehearsed()).report()
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(reports), indent=2, ensure_ascii=False))
    else:
        rows = [(one.id, one.version, one.state, f"{one.seconds:.3f} s", one.reason) for one in reports]
        _print_table(("plugin", "version", "state", "start", "reason"), rows)
        for one in reports:
            for use in one.deprecated:
                click.echo(f"{one.id} uses {use}")


@plugins.command()
def graph() -> None:
    """Show who needs whom, in load order."""
    for plugin in load_plugins(load_settings(), strict=False).plugins.values():
        wishes = (f"{other} (order only)" for other in plugin.manifest.after)
        needs = [*plugin.manifest.requires, *wishes]
        click.echo(f"{plugin.id} ← {', '.join(needs)}" if needs else plugin.id)


@plugins.command()
def schema() -> None:
    """Print the JSON Schema of plugin manifests."""
    click.echo(json.dumps(manifest_schema(), indent=2))


plugins.add_command(remove)
plugins.add_command(enable)
plugins.add_command(disable)
plugins.add_command(offer)
plugins.add_command(top)
plugins.add_command(rehearse_plugins)


@click.command()
@click.argument("name", required=False)
def hooks(name: str | None) -> None:
    """Show every hook: signature, who implements it, time spent; NAME shows one in full."""
    found = _rehearsed().hooks()
    if name and name not in {hook.name for hook in found}:
        raise OperatorError(f"there is no hook {name!r}: `commonweal hooks` lists them")
    for hook in found:
        if name in (None, hook.name):
            users = ", ".join(f"{use.plugin_id} {use.seconds:.3f} s" for use in hook.implementers)
            text = hook.documentation if name else hook.summary
            click.echo(click.style(hook.signature, bold=True))
            click.echo(indent(f"{text}\n{hook.service}; implemented by: {users or 'nobody'}", "  "))


@click.command()
def settings() -> None:
    """Show every setting in effect and where it came from; secrets are shown as dots."""
    loaded = load_settings()
    load_plugins(loaded, strict=False)
    rows = [(f"{row.section}.{row.key}", row.value, row.source, row.type) for row in loaded.effective()]
    _print_table(("setting", "value", "source", "type"), rows)


def _rehearsed() -> Host:
    """Return the plugins as a start of the app would leave them, without its database."""
    host = load_plugins(load_settings(), strict=False)
    host.rehearse()
    return host


def _switched(host: Host) -> Host:
    """Let a host know what was switched at run time, if the database runs: it is not started for that."""
    server = DatabaseServer(host.settings)
    directory = server.driver.directory
    if directory is None or (directory / "postmaster.pid").exists():
        try:
            host.apply(asyncio.run(_switches(host)))
        except OperatorError as error:
            click.echo(f"What was switched while the app ran is not known: {error}", err=True)
    return host


async def _switches(host: Host) -> list[Switch]:
    async with database_server(host.settings) as server:
        database = await Database.connect(server.address, application_name="commonweal-plugins")
        try:
            async with database.read() as work:
                return await read_switches(work)
        except asyncpg.UndefinedTableError:
            return []  # the tables are not made yet
        finally:
            await database.close()


def plugin_commands(plugin_id: str) -> click.Group:
    """Return the group of commands that a plugin offers."""
    host = load_plugins(load_settings(), strict=False)
    offered = host.collect_each("commonweal_commands", Command)
    commands = {command.name: load(command.target) for plugin, command in offered if plugin.id == plugin_id}
    if not commands:
        raise OperatorError(f"plugin {plugin_id} offers no commands now: {host.plugins[plugin_id].reason}")
    return click.Group(plugin_id, commands=commands, help=host.plugins[plugin_id].manifest.description)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print aligned columns; the last one is as long as it likes."""
    table = [columns, *rows]
    widths = [max(len(row[index]) for row in table) for index in range(len(columns) - 1)]
    for number, row in enumerate(table):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        line = "  ".join([*cells, row[-1]]).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 else line)
