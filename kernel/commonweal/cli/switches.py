"""The commands that switch plugins while the app runs: ``plugins enable``, ``disable`` and ``offer``."""

from uuid import UUID

import click
from rich.console import Console

from commonweal.cli.sections import with_runtime
from commonweal.errors import OperatorError
from commonweal.messaging.draining import Drain
from commonweal.messaging.plugin_switches import PluginSwitches
from commonweal.messaging.switches import Offer
from commonweal.plugin.switching import SwitchPlan
from commonweal.runtime import Runtime

_ORGANISATION = click.option("--organisation", metavar="SLUG", help="For this organisation only.")
_YES = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command()
@click.argument("name")
@_ORGANISATION
@_YES
def enable(name: str, organisation: str | None, *, yes: bool) -> None:
    """Switch a plugin on in every running process; queued work goes on."""
    with_runtime(lambda runtime: _switch(runtime, name, organisation, on=True, yes=yes))


@click.command()
@click.argument("name")
@_ORGANISATION
@_YES
def disable(name: str, organisation: str | None, *, yes: bool) -> None:
    """Switch a plugin off in every running process; requests under way finish, queued work waits."""
    with_runtime(lambda runtime: _switch(runtime, name, organisation, on=False, yes=yes))


@click.command()
@click.argument("name")
@_ORGANISATION
@click.option("--withdraw", is_flag=True, help="Offer it no longer; where it is on, it stays on.")
def offer(name: str, organisation: str | None, *, withdraw: bool) -> None:
    """Let owners switch a plugin on by themselves, in one organisation or in all."""
    with_runtime(lambda runtime: _offer(runtime, name, organisation, withdraw=withdraw))


async def _switch(runtime: Runtime, name: str, organisation: str | None, *, on: bool, yes: bool) -> None:
    switches = runtime.host.services.get(PluginSwitches)
    where = await _organisation(runtime, organisation)
    plan = switches.plan(name, on=on, organisation_id=where)
    before = runtime.host.switches.stands(name, where)
    if before is on and not plan.follow:
        click.echo(f"{name} is {_position(on)} already.")
        return
    if plan.follow:
        click.echo(
            f"With {name}, these go {_position(on)} too, as they require it: {', '.join(plan.follow)}."
        )
        if not yes:
            click.confirm("Go on?", abort=True)
    async with runtime.database.write() as work:
        version = await switches.write(work, plan)
    console = Console(stderr=True)
    with console.status(f"Waiting until every process has {name} {_position(on)} …"):
        drain = await switches.drain(plan, version)
    _report(plan, drain)


async def _offer(runtime: Runtime, name: str, organisation: str | None, *, withdraw: bool) -> None:
    where = await _organisation(runtime, organisation)
    async with runtime.database.write() as work:
        await runtime.host.services.get(PluginSwitches).offer(work, Offer(name, where), withdraw=withdraw)
    whom = organisation or "every organisation"
    click.echo(f"{name} is {'no longer offered' if withdraw else 'offered'} to {whom}.")


async def _organisation(runtime: Runtime, named: str | None) -> UUID | None:
    """Return the id of the organisation that is meant; raises ``OperatorError`` for one nobody knows."""
    if named is None:
        return None
    found: UUID | None = await runtime.executor.first("commonweal_find_organisation", named=named)
    if found is None:
        raise OperatorError(f"there is no organisation {named!r}: give the slug in the address of its page")
    return found


def _position(on: bool) -> str:  # noqa: FBT001 - on or off is all there is
    return "on" if on else "off"


def _report(plan: SwitchPlan, drain: Drain) -> None:
    """Say what came of a switch; raises ``OperatorError`` when a process did not follow."""
    name, on = plan.switch.plugin_id, plan.switch.on
    reached = len(drain.processes) - len(drain.late)
    if not drain.processes:
        click.echo(f"{name} is {_position(on)}; no process runs, and those that start will know.")
    else:
        click.echo(f"{name} is {_position(on)} in {reached} processes after {drain.seconds:.2f} s.")
    if not on:
        click.echo(f"  still under way: {drain.under_way} requests and tasks")
    if not on and plan.switch.organisation_id is None:
        click.echo(f"  waiting until it is on again: {drain.parked} tasks, {drain.waiting} events")
    if drain.late:
        late = ", ".join(f"{each.role} (process {each.pid} on {each.host})" for each in drain.late)
        raise OperatorError(f"these processes have not followed yet: {late}; look at their logs")
