"""The command ``commonweal check``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from commonweal.testing.check import reporting
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.registry import Grade
from commonweal.testing.check.running import Progress as Told
from commonweal.testing.check.running import check as run

GRADES = [str(grade) for grade in Grade if grade is not Grade.NONE]


@click.command()
@click.argument("targets", nargs=-1, metavar="[PATH|NAME]...")
@click.option(
    "--grade", type=click.Choice(GRADES), default="bronze", show_default=True, help="The lowest that will do."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "github"]),
    default="table",
    show_default=True,
    help="For people, for programs, or as annotations of a workflow.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--database", is_flag=True, help="Ask a real PostgreSQL about the migrations too.")
@click.option("--rules", "lists_rules", is_flag=True, help="List every rule, and check nothing.")
def check(
    targets: tuple[str, ...], grade: str, form: str, *, as_json: bool, database: bool, lists_rules: bool
) -> None:
    """Check plugins: what keeps them from loading, from being safe, and from being good.

    Name source folders, wheels or installed plugins; without any, the plugins of this folder are checked, or
    those of the workspace it is the root of. Nothing of a plugin is imported. Each finding says where it is
    and what to do; exemptions, with a reason, stand in [tool.commonweal.check.exempt] of pyproject.toml.
    """
    if lists_rules:
        click.echo("\n".join(reporting.as_list_of_rules()))
        return
    wanted = Grade[grade.upper()]
    with subjects_of(targets) as subjects:
        if database:
            from commonweal.testing.check.database import ask_database  # noqa: PLC0415 - brings a server

            with _progress("migrations of plugins") as told:
                ask_database(subjects, told)
        with _progress("rules") as told:
            reports = run(subjects, told)
    form = "json" if as_json else form
    if form == "json":
        click.echo(reporting.as_json(reports))
    elif form == "github":
        click.echo("\n".join(reporting.as_annotations(reports, wanted)))
    else:
        click.echo("\n".join(reporting.as_table(reports)))
    if below := [report.plugin for report in reports if report.grade < wanted]:
        click.echo(f"{', '.join(below)}: below {wanted}", err=True)
        sys.exit(1)


@contextmanager
def _progress(what: str) -> Iterator[Told]:
    """Show how far the check is, on a terminal, and leave nothing of it behind."""
    console = Console(stderr=True)
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TextColumn(what))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
