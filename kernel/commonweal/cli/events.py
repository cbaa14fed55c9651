"""The command ``events``: follow the log, show and retry what could not be delivered."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import click

from commonweal.cli.sections import load_settings
from commonweal.messaging import console
from commonweal.runtime import Runtime


@click.group()
def events() -> None:
    """Follow the event log; show and retry dead letters."""


@events.command()
def tail() -> None:
    """Print events as they are committed, in the order of the log, until Ctrl-C."""
    asyncio.run(_tail())


@events.command()
def dead() -> None:
    """List the events and tasks that failed too often, with their last error."""
    asyncio.run(_dead())


@events.command()
@click.argument("ids", nargs=-1, type=click.UUID)
def retry(ids: Sequence[UUID]) -> None:
    """Try dead letters again: those with the IDS given, or all."""
    asyncio.run(_retry(ids))


async def _tail() -> None:
    async with await Runtime.create(load_settings(), "tool") as runtime:
        async for event in console.follow(runtime.database):
            click.echo(
                f"{event.occurred_at:%H:%M:%S} {event.position} {event.type} {event.subject or '-'} {event.data}"
            )


async def _dead() -> None:
    async with await Runtime.create(load_settings(), "tool") as runtime:
        letters = await console.dead_letters(runtime.database)
        for letter in letters:
            click.echo(f"{letter.id} {letter.name}: {letter.error} ({letter.attempts} attempts)")
        click.echo(f"{len(letters)} dead letters.")


async def _retry(ids: Sequence[UUID]) -> None:
    async with await Runtime.create(load_settings(), "tool") as runtime:
        click.echo(
            f"{await console.retry_dead(runtime.database, ids or None)} dead letters will be tried again."
        )
