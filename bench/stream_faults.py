"""Streams under faults: gateways, workers, databases, clocks and connections fail while people write.

After each fault comes the next within half a second. In the end every follower's frames are held against the
log by a checker that knows nothing of how streams work: nothing lost, duplicated or out of order, and nothing
after a revocation. What workers did is held against it as well: each event's effect there, and there once.
That a naive tail and a naive revocation fail the same checker is tested with the hub.

Run: ``make stream-faults``, with ``RUNS=1000``; half an hour on two cores.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins" / "realtime" / "tests" / "faults"))

from commonweal.testing.database import scratch_directory
from fault_world import run
from rich.console import Console
from rich.progress import Progress

TOGETHER = 100  # faults in one world, whose log is then read whole


async def main(runs: int) -> int:
    """Let so many things go wrong, and print what was wrong with the streams then."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    wrong: list[str] = []
    began = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("faults", total=runs)
        for start in range(0, runs, TOGETHER):
            with tempfile.TemporaryDirectory(dir=scratch_directory(), ignore_cleanup_errors=True) as home:
                part = await run(
                    Path(home) / "home",
                    min(TOGETHER, runs - start),
                    seed=start + 1,
                    progress=lambda done, start=start: bar.update(task, completed=start + done),
                )
            found, faults, figures = part
            wrong += found
            for sink, numbers in ((counts, faults), (sums, figures)):
                for name, number in numbers.items():
                    sink[name] = sink.get(name, 0) + number
    print(f"{runs:,} faults in {time.monotonic() - began:.0f} s: ", end="")
    print(", ".join(f"{name} {number}" for name, number in counts.items()))
    print(
        f"{sums['written']:,} things happened, {sums['frames']:,} frames were received over"
        f" {sums['connections']:,} connections"
    )
    print(f"lost, duplicated, reordered, leaked, refused or not handled once: {len(wrong)}")
    for each in wrong[:20]:
        print(f"  {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)))
