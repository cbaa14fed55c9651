"""The command ``up``; what is wrong with the settings, the port or the data directory is told at once."""

import asyncio

import click

from commonweal.cli import nursery
from commonweal.cli.claims import claimed, listen, terminal_signals
from commonweal.cli.sections import load_settings
from commonweal.web.settings import WebSettings


@click.command()
def up() -> None:
    """Serve the whole app on this machine: database, web, worker and scheduler.

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

        asyncio.run(App(settings, listener).run())
