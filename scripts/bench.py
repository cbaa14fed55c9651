"""Run every benchmark of bench/ in order; each prints its figures beside a peer or floor of the same run."""

import os
import platform
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent / "bench"


def main() -> int:
    """Run them and return the first exit code that is not 0."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.platform()}")
    worst = 0
    for script in sorted(BENCH.glob("[!_]*.py")):
        print(f"\n── {script.stem} " + "─" * (70 - len(script.stem)), flush=True)
        worst = subprocess.run([sys.executable, script], check=False).returncode or worst
    return worst


if __name__ == "__main__":
    sys.exit(main())
