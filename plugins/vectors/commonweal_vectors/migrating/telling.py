"""What a person at the terminal is told: sentences, and bars with rate and time left; elsewhere lines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Told = Callable[[int, int], None]
"""Called with how much is done and how much there is in all; 0 for a total that is not known."""

_LINE_SECONDS = 5.0


class Teller:
    """Says on standard output what happens, and shows how far it is."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """Print a sentence."""
        self.console.print(text, markup=False)

    def ask(self, question: str) -> bool:
        """Ask whoever sits at the terminal; elsewhere nobody says yes."""
        if not self.console.is_terminal:
            return False
        return self.console.input(f"{question} [y/N] ", markup=False).strip().lower() in ("y", "yes")

    @contextmanager
    def bar(self, what: str, unit: str) -> Iterator[Told]:
        """Show a bar while the block lasts, or a line every few seconds."""
        if not self.console.is_terminal:
            yield _lines(self, what, unit)
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(unit),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as progress:
            task = progress.add_task(what, total=None)

            def told(done: int, total: int) -> None:
                if progress.tasks[0].total is None:  # what was done before says nothing of the rate
                    progress.reset(task, total=max(total, done) or None, completed=done)
                progress.update(task, completed=done, total=max(total, done) or None)

            yield told


def _lines(teller: Teller, what: str, unit: str) -> Told:
    """Return what prints a line every few seconds while something moves, with rate and time left."""
    first: list[tuple[float, int]] = []
    last = [0.0, -1.0]

    def told(done: int, total: int) -> None:
        now = time.monotonic()
        first[:] = first or [(now, done)]
        began, before = first[0]
        if now - last[0] < _LINE_SECONDS or done == last[1]:
            return
        last[:] = now, done
        rate = (done - before) / (now - began) if now > began else 0.0
        left = f", {(total - done) / rate:,.0f} s left" if rate and total > done else ""
        teller.say(f"{what}: {done:,} of {max(total, done):,} {unit}, {rate:,.0f}/s{left}")

    return told


class _Rate(ProgressColumn):
    """How many a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """Draw the column."""
        return Text(f"{self._unit}, {task.speed or 0:,.0f}/s")
