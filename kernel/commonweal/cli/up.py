"""The command ``up``; what is wrong with the settings, the port or the data directory is told at once."""

import asyncio

import click

from commonweal.cli import nursery
from commonweal.cli.claims import claimed, listen, terminal_signals
from commonweal.cli.sections import load_settings
from commonweal.web.settings import WebSettings

PROCESSES = ("web", "gateway", "worker", "scheduler")


@click.command()
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(PROCESSES),
    help="Run this process, and others named so, where further machines run the rest; repeatable.",
)
def up(only: tuple[str, ...]) -> None:
    """Serve the whole app on this machine: database, web, gateway, worker and scheduler.

    The address is COMMONWEAL_PORT (8000) on this machine; Ctrl-C stops everything and keeps the data.
    """
    settings = load_settings()
    web = settings.section("web", WebSettings)
    with (
        listen(web.host, web.port) as listener,
        claimed(settings.home, "up.lock"),
        terminal_signals(),
        nursery.prepared(),
    ):
        from commonweal.cli.app import App  # noqa: PLC0415 - slow to import, and needed only from here on

        asyncio.run(App(settings, listener, only or PROCESSES).run())
