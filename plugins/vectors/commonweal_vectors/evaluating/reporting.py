"""The report of ``commonweal vectors evaluate``: at most 100 columns, and the same in a pipe."""

import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal_vectors.evaluating.figures import Figures
from commonweal_vectors.evaluating.judging import Judgement, Standing
from commonweal_vectors.evaluating.trials import Side, Trial
from commonweal_vectors.evaluating.wording import Wording

COLUMNS = 100
_INDENT = 2
_SIDE = ("index", "vectors", "index size", "copied in", "index built in")
_COLOURS = {"fine": "green", "watch": "yellow", "act": "red", "building": "cyan"}
_MARKS = {"reached": "red", "near": "yellow"}


class Report:
    """Prints judgements and comparisons to standard output."""

    def __init__(self, wording: Wording) -> None:
        self._say = wording
        terminal = shutil.get_terminal_size((COLUMNS, 24)).columns if sys.stdout.isatty() else COLUMNS
        self._console = Console(width=min(COLUMNS, terminal), highlight=False)

    def judgements(self, judged: Sequence[Judgement]) -> None:
        """Print how collections stand: all of them in one table, then each with what there is to say."""
        table = _table("collection", "", "entries", "in 30 days", "memory", "p50", "p95", "p99", "recall")
        for each in judged:
            table.add_row(each.collection, self._outlook(each), *self._row(each))
        self._console.print(table)
        for each in judged:
            self._console.print()
            self._one(each)

    def trials(self, trials: Sequence[Trial]) -> None:
        """Print comparisons, both stores side by side."""
        for number, trial in enumerate(trials):
            if number:
                self._console.print()
            self._trial(trial)

    def _one(self, judged: Judgement) -> None:
        self._console.print(Text(judged.collection, "bold"), self._outlook(judged))
        if judged.problem:
            self._lines([Text(judged.problem, "red")])
        figures = judged.evaluation.figures if judged.evaluation else None
        if figures is None:
            return
        self._lines(self._facts(figures))
        self._table(self._triggers(judged.triggers))
        self._remedies(judged, figures)
        self._table(self._searches(figures))
        self._table(self._recalls(figures))

    def _outlook(self, judged: Judgement) -> Text:
        return Text(self._words(f"vectors-outlook-{judged.outlook}"), _COLOURS[judged.outlook])

    def _row(self, judged: Judgement) -> list[str]:
        figures = judged.evaluation.figures if judged.evaluation else None
        if figures is None:
            return [""] * 7
        say, searches = self._say, figures.all_searches
        growth = f"{figures.growth.per_30_days:+,.0f}" if figures.growth else "?"
        share = say.share(figures.memory_share) if figures.memory_share is not None else "?"
        times = (
            [say.time(each) for each in (searches.p50, searches.p95, searches.p99)] if searches else ["-"] * 3
        )
        recall = say.recall(figures.recall) if figures.recall is not None else "-"
        return [say.words.number(figures.items), growth, share, *times, recall]

    def _facts(self, figures: Figures) -> list[str]:
        say, memory = self._say, figures.memory
        index = figures.index or self._words("vectors-figure-index-none")
        if figures.behind:
            index = self._words("vectors-figure-index-behind", index=index)
        room = say.size(memory.room) if memory.room else "?"
        machine = say.size(memory.machine) if memory.machine else "?"
        held = f"all indexes in {figures.store} hold {say.size(figures.together_bytes)}, room is {room}"
        sizes = f"vectors {say.size(figures.vector_bytes)}, index {say.size(figures.index_bytes)}"
        buffers, cache = say.size(memory.shared_buffers), say.size(memory.effective_cache_size)
        facts = [
            f"{figures.store}: {index}; {figures.embeds}, {figures.dimensions} dimensions, {figures.metric}",
            f"{figures.items:,} entries of {figures.documents:,} documents; {sizes}; {held}",
            f"PostgreSQL: shared_buffers {buffers}, effective_cache_size {cache}; machine {machine}",
        ]
        return [*facts, *self._growth(figures), *self._work(figures)]

    def _growth(self, figures: Figures) -> Iterable[str]:
        if figures.growth and figures.growth.limit_on and figures.in_postgresql:
            yield self._words("vectors-figure-limit-on", limit="500,000", date=str(figures.growth.limit_on))

    def _work(self, figures: Figures) -> Iterable[str]:
        changes = figures.changes
        if changes.waiting:
            oldest = self._say.lasting(changes.oldest_seconds)
            yield (
                f"{changes.waiting:,} changes wait, the oldest for {oldest}; "
                f"{changes.failing:,} failed before{f': {changes.error}' if changes.error else ''}"
            )
        for coming in figures.coming:
            yield (
                f"generation {coming.generation} in {coming.store} is {coming.state}: {coming.filled:,} of "
                f"{coming.total:,} documents{f'; {coming.error}' if coming.error else ''}"
            )

    def _searches(self, figures: Figures) -> Table:
        table = _table("searches in 7 days", "count", "p50", "p95", "p99")
        for each in figures.latencies:
            times = (self._say.time(value) for value in (each.p50, each.p95, each.p99))
            table.add_row(self._say.shape(each), f"{each.searches:,}", *times)
        return table

    def _recalls(self, figures: Figures) -> Table:
        table = _table("recall@10 of a sample", "pass", "asked", "recall", "p50", "p95")
        for each in figures.recalls:
            times = (self._say.time(value) for value in (each.p50, each.p95))
            table.add_row(
                self._say.filter(each),
                f"{each.passing:,}",
                str(each.questions),
                self._say.recall(each.recall),
                *times,
            )
        return table

    def _triggers(self, standings: Sequence[Standing]) -> Table:
        table = _table("threshold", "now", "", left=(0, 2))
        for each in standings:
            table.add_row(
                self._say.trigger(each),
                self._say.value(each, each.value),
                Text(self._stand(each), _MARKS.get(each.stand, "")),
            )
        return table

    def _stand(self, standing: Standing) -> str:
        words = self._words(f"vectors-stand-{standing.stand}")
        if standing.stand == "reached" and standing.reached_at:
            return f"{words}, {self._words('vectors-stand-since', at=f'{standing.reached_at:%Y-%m-%d}')}"
        if standing.streak:
            streak = self._words(
                "vectors-stand-streak", streak=str(standing.streak), needed=str(standing.in_a_row)
            )
            return f"{words}, {streak}"
        return words

    def _remedies(self, judged: Judgement, figures: Figures) -> None:
        self._console.print()
        self._lines([Text(self._words("vectors-remedies"), "dim")])
        for number, remedy in enumerate(judged.remedies, 1):
            why = self._say.why_plainly(remedy, judged.collection, postgresql=figures.in_postgresql)
            self._lines([f"{number}. {self._say.remedy(remedy)}. {why}"])
            if remedy.name == "qdrant":
                compare = self._words("vectors-remedy-qdrant-compare")
                self._lines([f"{compare} {self._say.comparison(judged.collection)}"], indent=5)

    def _trial(self, trial: Trial) -> None:
        here, there, say = trial.here, trial.there, self._say
        table = _table(f"{trial.collection}, {trial.items:,} entries", here.store, there.store)
        for name, *values in zip(_SIDE, self._side(here), self._side(there), strict=True):
            table.add_row(name, *values)
        for one, other in trial.pairs:
            by = say.filter(one) if one.field else self._words("vectors-trial-unfiltered")
            table.add_row(f"recall, {by}", say.recall(one.recall), say.recall(other.recall))
            table.add_row(f"p50, {by}", say.time(one.p50), say.time(other.p50))
            table.add_row(f"p95, {by}", say.time(one.p95), say.time(other.p95))
        self._console.print(table)

    def _side(self, side: Side) -> list[str]:
        return [
            side.index or "none",
            self._say.size(side.vector_bytes),
            self._say.size(side.index_bytes),
            self._say.lasting(side.copy_seconds),
            self._say.lasting(side.prepare_seconds),
        ]

    def _words(self, message: str, **arguments: str) -> str:
        return self._say.words.text(message, **arguments)

    def _lines(self, lines: Iterable[str | Text], indent: int = _INDENT) -> None:
        for line in lines:
            for part in (line if isinstance(line, Text) else Text(line)).wrap(
                self._console, self._console.width - indent
            ):
                part.rstrip()
                self._console.print(Text(" " * indent) + part)

    def _table(self, table: Table) -> None:
        if table.row_count:
            self._console.print(Padding(table, (1, 0, 0, _INDENT), expand=False))


def _table(*names: str, left: Sequence[int] = (0,)) -> Table:
    """Return a table without lines, its numbers to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for number, name in enumerate(names):
        table.add_column(name, justify="left" if number in left or not name else "right")
    return table
