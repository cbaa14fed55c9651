"""The command ``events``: follow the log, show and retry what could not be delivered."""

from collections.abc import Sequence
from uuid import UUID

import click

from commonweal.cli.sections import with_runtime
from commonweal.messaging.console import dead_letters, retry_dead
from commonweal.messaging.tail import follow
from commonweal.runtime import Runtime


@click.group()
def events() -> None:
    """Follow the event log; show and retry dead letters."""


@events.command()
def tail() -> None:
    """Print events as they are committed, in the order of the log, until Ctrl-C."""
    with_runtime(_tail)


async def _tail(runtime: Runtime) -> None:
    async for event in follow(runtime.database):
        subject = event.subject or "-"
        click.echo(f"{event.occurred_at:%H:%M:%S} {event.position} {event.type} {subject} {event.data}")


@events.command()
def dead() -> None:
    """List the events and tasks that failed too often, with their last error."""
    letters = with_runtime(lambda runtime: dead_letters(runtime.database))
    for letter in letters:
        click.echo(f"{letter.kind} {letter.id} for {letter.name}, {letter.attempts} attempts: {letter.error}")
    click.echo(f"{len(letters)} dead letters.")


@events.command()
@click.argument("ids", nargs=-1, type=click.UUID)
def retry(ids: Sequence[UUID]) -> None:
    """Try dead letters again: those with the IDS given, or all."""
    count = with_runtime(lambda runtime: retry_dead(runtime.database, ids or None))
    click.echo(f"{count} dead letters will be tried again.")
