"""``commonweal ledger``: recompute the books, and show what was credited week by week."""

import sys

import click
from commonweal import Database, PluginContext, with_plugin
from rich.console import Console
from rich.table import Table

from commonweal_ledger.audit import RULES, Audit, audit_whole
from commonweal_ledger.issuance import WeekOfIssuance, issuance


@click.command()
def verify() -> None:
    """Recompute the books and report every difference; the exit code is 1 when there is one."""
    progress = Console(stderr=True)
    with progress.status("Recomputing every balance from its postings …"):
        found = with_plugin("ledger", _audit)
    click.echo(
        f"{found.transactions:,} transactions, {found.postings:,} postings, {found.accounts:,} accounts: "
        f"{_tokens(found.issued_minor)} IT issued, {_tokens(found.burnt_minor)} IT burnt."
    )
    for difference in found.differences:
        click.echo(f"{RULES[difference.rule]}: {difference.where}: {difference.figures}")
    click.echo(f"{len(found.differences)} differences.")
    sys.exit(1 if found.differences else 0)


@click.command()
def weeks() -> None:
    """Show what was credited to humans in the last weeks, beside the soft cap."""
    cap, found = with_plugin("ledger", _weeks)
    table = Table("week of", "credited IT", "of the cap", box=None)
    for week in found:
        share = week.credited_minor / cap  # the cap is in whole tokens: minor units over it are percent
        table.add_row(f"{week.week:%Y-%m-%d}", _tokens(week.credited_minor), f"{share:.0f} %")
    Console().print(table if found else "Nothing was credited in the last eight weeks.")


async def _audit(context: PluginContext) -> Audit:
    return await audit_whole(context.services.get(Database))


async def _weeks(context: PluginContext) -> tuple[int, list[WeekOfIssuance]]:
    async with context.services.get(Database).read() as work:
        return context.settings.weekly_cap, await issuance(work)


def _tokens(minor: int) -> str:
    return f"{minor / 100:,.2f}"
