"""What ``commonweal up`` shows: a line per step with its time; live in a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

_COLOURS = {"web": "cyan", "worker": "magenta", "scheduler": "yellow", "up": "green"}
_BAR = 20


class Step:
    """One step of the start, while it runs."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self.result = ""

    def done(self, result: str) -> None:
        """Say how the step ended."""
        self.result = result
        self._progress.update(self._task, total=1, completed=1, result=result)

    def advance(self, completed: int, total: int) -> None:
        """Say how far the step is."""
        self._progress.update(self._task, completed=min(completed, total - 1), total=total)


class Display:
    """The terminal, or the log that stands in for it."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)
        self._began = time.monotonic()
        self._steps = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("[bold]{task.description:<12}"),
            _State(),
            console=self.console,
            disable=not self.console.is_terminal,
        )

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self._began

    @contextmanager
    def steps(self) -> Iterator[None]:
        """Show the steps while the block lasts."""
        with self._steps:
            yield

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Show one step: running, then done with its time."""
        step = Step(self._steps, self._steps.add_task(name, total=None, result=""))
        began = time.monotonic()
        yield step
        if not self.console.is_terminal:
            self.say("up", f"{name}: {step.result} ({time.monotonic() - began:.1f} s)")

    def say(self, who: str, line: str) -> None:
        """Print one line of one of the processes, above the steps while they are shown."""
        text = Text.from_ansi(line)
        if self.console.is_terminal:
            text = Text.assemble((f"{who:>9} ", _COLOURS.get(who, "")), ("│ ", "dim"), text)
        else:
            text = Text(f"{who}: {text.plain}")
        self.console.print(text, soft_wrap=True)

    def announce(self, address: str, home: Path) -> None:
        """Say that the app serves, where, and what to try."""
        self.say("up", f"ready after {self.seconds:.1f} s: {address}")
        if self.console.is_terminal:
            table = Table.grid(padding=(0, 2))
            table.add_row("[bold]Marketplace", f"[link]{address}/missions[/link]")
            table.add_row("[bold]API", f"{address}/schema/docs")
            table.add_row("[bold]Health", f"{address}/health/ready")
            table.add_row("[bold]Data", str(home))
            self.console.print(Panel(table, title="Commonweal", subtitle="Ctrl-C stops it", expand=False))


class _State(ProgressColumn):
    """A bar while the step knows how far it is, its result and time when it is done."""

    def render(self, task: Task) -> Text:
        """Draw the column."""
        seconds = f"  {task.finished_time or task.elapsed or 0:.1f} s"
        if task.finished:
            return Text.assemble(task.fields["result"], (seconds, "dim"))
        if task.total is None:
            return Text(seconds.strip(), "dim")
        filled = int(_BAR * task.completed / task.total)
        bar = ("━" * filled, "green"), ("━" * (_BAR - filled), "bright_black")
        return Text.assemble(*bar, f"  {task.completed:.0f} of {task.total:.0f}", (seconds, "dim"))
