"""Run the benchmarks of bench/, all or those named, and print each one's figures beside its peer or floor."""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

BENCH = Path(__file__).parent.parent / "bench"
SECONDS = {
    "hooks": 15,
    "lag": 50,
    "marketplace": 240,
    "notifications": 100,
    "roles": 120,
    "storage": 15,
    "switching": 60,
    "vector_migration": 900,
    "vectors": 400,
}
"""About how long each takes; only the progress bar goes by it."""
SECONDS_OF_OTHERS = 30
ON_REQUEST = {"circles", "vectors", "vector_migration", "search", "sockets", "stream_faults"}
"""Those that take so long that they run only when they are named."""


def main(names: list[str]) -> int:
    """Run them one by one, print all figures at the end, and return 1 if one of them failed."""
    known = sorted(path.stem for path in BENCH.glob("[!_]*.py"))
    if unknown := sorted(set(names) - set(known)):
        print(
            f"There is no benchmark {', '.join(unknown)}: choose among {', '.join(known)}.", file=sys.stderr
        )
        return 2
    chosen = names or [name for name in known if name not in ON_REQUEST]
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<11}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        finished = {name: run(name, bar) for name in chosen}
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.platform()}")
    for name, (_, figures) in finished.items():
        print(f"\n── {name} {'─' * (76 - len(name))}\n{figures.rstrip()}")
    failed = [name for name, (code, _) in finished.items() if code]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def run(name: str, bar: Progress) -> tuple[int, str]:
    """Run one benchmark; return its exit code and what it printed, with its complaints if it failed."""
    expected = SECONDS.get(name, SECONDS_OF_OTHERS)
    task = bar.add_task(name, total=expected)
    command = [sys.executable, str(BENCH / f"{name}.py")]
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while True:
            try:
                figures, complaints = process.communicate(timeout=0.5)
            except subprocess.TimeoutExpired:
                bar.update(task, completed=min(time.monotonic() - began, expected * 0.99))
            else:
                break
    bar.update(task, completed=expected)
    return process.returncode, figures + (complaints if process.returncode else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
