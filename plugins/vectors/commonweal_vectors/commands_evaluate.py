"""``commonweal vectors evaluate`` and ``prepare``: how indexes fare, and building those that are due."""

import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import click
import msgspec
from commonweal import (
    Catalogue,
    Collection,
    CommonwealError,
    OperatorError,
    PluginContext,
    Refusal,
    with_plugin,
)
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from commonweal_vectors.evaluating.comparing import compare
from commonweal_vectors.evaluating.evaluate import evaluate as evaluate_all
from commonweal_vectors.evaluating.figures import Evaluation
from commonweal_vectors.evaluating.judging import Judgement
from commonweal_vectors.evaluating.reading import judgements
from commonweal_vectors.evaluating.reporting import Report
from commonweal_vectors.evaluating.trials import Trial
from commonweal_vectors.evaluating.wording import Wording
from commonweal_vectors.searching import answering
from commonweal_vectors.services import Vectors, vectors_of

T = TypeVar("T")
REACHED = 3
"""The exit code when a threshold is reached; 1 says that a collection could not be evaluated."""

FEWEST, MOST = 100, 1_000_000
Told = Callable[[str, int, int], None]


@click.command()
@click.option("--collection", metavar="NAME", help="Only this one, such as missions.mission.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--try", "other", metavar="STORE", help="Compare with another store by a sample, side by side.")
@click.option(
    "--sample",
    type=click.IntRange(FEWEST, MOST),
    default=2_000,
    show_default=True,
    help="How many entries to compare with.",
)
def evaluate(collection: str | None, *, as_json: bool, other: str | None, sample: int) -> None:
    """Measure how every index fares, and say what helps, the cheapest first.

    Nothing is changed: it reports, people decide. The exit code is 3 when a threshold is reached, 1 when a
    collection could not be evaluated, else 0. With --try, a sample is copied into the store of each
    collection and into another, both are asked the same, and both copies are removed again.
    """
    with _bar() as told:
        if other:
            trials, wording = with_plugin("vectors", _comparing(collection, other, sample, told))
            _print(trials, wording, lambda report: report.trials(trials), as_json=as_json)
            return
        judged, wording = with_plugin("vectors", _evaluating(collection, told))
    _print(judged, wording, lambda report: report.judgements(judged), as_json=as_json)
    if any(each.outlook == "act" for each in judged):
        sys.exit(REACHED)
    sys.exit(1 if any(each.problem for each in judged) else 0)


@click.command()
@click.argument("collection", required=False)
def prepare(collection: str | None) -> None:
    """Build the index that suits the size of each collection, or of one, now.

    Searches and writes go on meanwhile. That also happens by itself, every hour, where an index is outgrown.
    The exit code is 1 when a collection has no index yet, or its store fails; the others are prepared.
    """
    with _bar() as told:
        done, failed = with_plugin("vectors", _preparing(collection, told))
    for line in (*done, *failed):
        click.echo(line)
    sys.exit(1 if failed else 0)


def _evaluating(
    name: str | None, told: Told
) -> Callable[[PluginContext], Awaitable[tuple[list[Judgement], Wording]]]:
    async def run(context: PluginContext) -> tuple[list[Judgement], Wording]:
        vectors = vectors_of(context.services)
        found = await evaluate_all(vectors, _chosen(vectors, name), progress=told)
        async with vectors.database.read() as work:
            judged = await judgements(work, [each.collection for each in found])
        return [_as_found(*each) for each in zip(judged, found, strict=True)], _wording(context)

    return run


def _comparing(
    name: str | None, other: str, sample: int, told: Told
) -> Callable[[PluginContext], Awaitable[tuple[list[Trial], Wording]]]:
    async def run(context: PluginContext) -> tuple[list[Trial], Wording]:
        vectors = vectors_of(context.services)
        chosen = _chosen(vectors, name)
        trials = [await compare(vectors, each.name, other, items=sample, progress=told) for each in chosen]
        return trials, _wording(context)

    return run


def _preparing(
    name: str | None, told: Told
) -> Callable[[PluginContext], Awaitable[tuple[list[str], list[str]]]]:
    async def run(context: PluginContext) -> tuple[list[str], list[str]]:
        vectors = vectors_of(context.services)
        done, failed = [], []
        for collection in _chosen(vectors, name):
            try:
                done.append(await _prepare(vectors, collection.name, told))
            except CommonwealError as error:
                failed.append(f"{collection.name}: {error}")
        return done, failed

    return run


async def _prepare(vectors: Vectors, name: str, told: Told) -> str:
    """Build the index of a collection, and say what it is now."""
    generation = await answering(vectors, name)
    store = generation.store_of(vectors)
    await store.prepare(generation.name, partial(told, name))
    measure = await store.measure(generation.name)
    return f"{name}: {measure.items:,} entries, {measure.index or 'no index: so few are compared one by one'}"


def _chosen(vectors: Vectors, name: str | None) -> list[Collection]:
    """Return the collections that are meant; raises ``OperatorError``."""
    if name is None:
        if found := vectors.present():
            return found
        raise OperatorError("no plugin that is on has a collection of vectors")
    try:
        return [vectors.collection(name)]
    except Refusal as refusal:
        known = ", ".join(sorted(each.name for each in vectors.present())) or "none"
        raise OperatorError(f"there is no collection {name!r}; there are: {known}") from refusal


def _as_found(judged: Judgement, found: Evaluation) -> Judgement:
    """Show the present evaluation, with the messages that are not kept."""
    return msgspec.structs.replace(
        judged, evaluation=found if found.figures else judged.evaluation, problem=found.problem
    )


def _wording(context: PluginContext) -> Wording:
    catalogue = context.services.get(Catalogue)
    return Wording(catalogue.translator(catalogue.negotiate("en")))


def _print(
    found: Sequence[msgspec.Struct], wording: Wording, show: Callable[[Report], None], *, as_json: bool
) -> None:
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)))
    else:
        show(Report(wording))


@contextmanager
def _bar() -> Iterator[Told]:
    """Show how far the work is, on standard error if that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("…", total=None)

        def told(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total)

        yield told
