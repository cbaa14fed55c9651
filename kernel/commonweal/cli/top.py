"""The command ``plugins top``: which plugin's code is called, how long it takes, and what fails."""

import asyncio
import json

import click
import msgspec
from rich.console import Console
from rich.live import Live
from rich.table import Table

from commonweal.cli.sections import with_runtime
from commonweal.messaging.draining import plugin_figures, running_processes
from commonweal.plugin.uses import HookFigures, since
from commonweal.runtime import Runtime

_MOST_ROWS = 40


@click.command()
@click.option("--once", is_flag=True, help="Print the figures since the start of the processes, and end.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, once.")
@click.option("--seconds", type=click.FloatRange(1, 3600), default=3.0, help="How long each look covers.")
def top(*, once: bool, as_json: bool, seconds: float) -> None:
    """Show calls, failures and times of every plugin's code, in all processes together, as they change."""
    if as_json:
        figures = with_runtime(_look)
        click.echo(json.dumps([_as_json(each) for each in figures], indent=2))
    else:
        with_runtime(lambda runtime: _watch(runtime, seconds, once=once))


async def _look(runtime: Runtime) -> list[HookFigures]:
    """Return the figures of what is called while the app runs: `commonweal plugins` tells of its start."""
    at_start = {hook.name for hook in runtime.host.hooks() if hook.per_call is None}
    return [each for each in await plugin_figures(runtime.database) if each.hook not in at_start]


async def _watch(runtime: Runtime, seconds: float, *, once: bool) -> None:
    console = Console()
    now = await _look(runtime)
    processes = len(await running_processes(runtime.database))
    table = _table(now, f"{processes} processes, since they started", None)
    if once or not console.is_terminal:
        console.print(table)
        return
    with Live(table, console=console, screen=False) as shown:
        while True:
            await asyncio.sleep(seconds)
            before, now = now, await _look(runtime)
            title = f"{processes} processes, the last {seconds:g} s; Ctrl-C ends"
            shown.update(_table(since(now, before), title, seconds))


def _table(figures: list[HookFigures], title: str, seconds: float | None) -> Table:
    """Lay out figures, those that take most time first; with ``seconds``, calls are per second."""
    table = Table(title=title, title_justify="left")
    for name, justify in (
        ("plugin", "left"),
        ("hook", "left"),
        ("calls/s" if seconds else "calls", "right"),
        ("failures", "right"),
        ("p50", "right"),
        ("p95", "right"),
        ("", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]  # the words rich knows
    busiest = sorted((each for each in figures if each.calls), key=lambda each: -each.seconds)
    for each in busiest[:_MOST_ROWS]:
        table.add_row(
            each.plugin_id,
            each.hook.removeprefix("commonweal_"),
            f"{each.calls / seconds:.1f}" if seconds else str(each.calls),
            str(each.failures) if each.failures else "",
            f"{each.quantile(0.5) * 1_000:.1f} ms",
            f"{each.quantile(0.95) * 1_000:.1f} ms",
            "left out for a while" if each.tripped else "",
            style="red" if each.tripped or each.failures else None,
        )
    return table


def _as_json(each: HookFigures) -> dict[str, object]:
    shown: dict[str, object] = msgspec.structs.asdict(each)
    del shown["steps"]
    return {**shown, "p50": each.quantile(0.5), "p95": each.quantile(0.95)}
