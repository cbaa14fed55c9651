"""Processes of a deployment, forked from one that has imported everything: so they start quickly.

All of them go by one wall clock, which jumps; timers go by the monotonic one, which nobody moves.
"""

import importlib
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["commonweal.cli.preloaded"])
_PATIENCE = 90


class WallClock:
    """The clock of the machine of gateways and workers, kept in a file: its seconds before the true time.

    PostgreSQL runs on another machine, whose clock is true.
    """

    def __init__(self, file):
        self.file = file
        self.set(0)

    def now(self):
        """Return what this clock shows."""
        return datetime.now(UTC) + timedelta(seconds=int(self.file.read_text()))

    def set(self, ahead):
        """Let it be so many seconds before the true time, or behind it."""
        written = self.file.with_suffix(".new")
        written.write_text(str(ahead))
        written.replace(self.file)


class Process:
    """One process of the deployment, which is started again when it has ended."""

    def __init__(self, role, environment, paths, home, clock):
        self._about = role, environment, paths, str(clock.file), str(home / f"{role}.log")
        self.start()

    def start(self):
        """Start ``commonweal <role>``."""
        self._process = CONTEXT.Process(target=_be, args=self._about, daemon=True)
        self._process.start()

    def kill(self):
        """End it by SIGKILL, and wait until it is gone."""
        self._process.kill()
        self._process.join()

    def revive(self):
        """Start it again if it ended by itself, as what supervises processes does."""
        if not self._process.is_alive():
            self.start()

    def send(self, number):
        """Send a signal, if it lives."""
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, number)


def _be(role, environment, paths, clock, log):
    _go_by(clock)
    os.environ.update(environment)
    sys.path[:0] = paths
    importlib.invalidate_caches()
    with open(log, "ab", buffering=0) as written:  # noqa: PTH123 - a descriptor is wanted
        for descriptor in (1, 2):
            os.dup2(written.fileno(), descriptor)
    from commonweal.cli.group import run

    run.main(args=[role], prog_name="commonweal")


def _go_by(clock):
    """Show the time of a clock, and look at it again at SIGUSR1."""
    import time_machine

    shown = 0
    showing = time_machine.travel(time.time(), tick=True).start()
    time.time()  # it goes on from the first time that it is asked

    def look(*_):
        nonlocal shown
        with open(clock) as file:  # noqa: PTH123 - nothing of pathlib's is needed in a signal's handler
            before, shown = shown, int(file.read())
        showing.shift(shown - before)

    signal.signal(signal.SIGUSR1, look)
    look()
