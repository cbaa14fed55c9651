"""The trial import: a plugin never seen before is imported in a child process first.

An exception or ``SystemExit`` at import can be caught, ``os._exit`` and a crash in native code cannot. What a
child survived is remembered in the data directory, so that later starts import directly.
"""

import contextlib
import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from commonweal.plugin.discovery import Candidate, owner_of

_log = logging.getLogger("commonweal.plugins")
_CHILD = Path(__file__).with_name("trial_child.py")
_FAILURE_STANDS_SECONDS = 60.0


class Verdict(msgspec.Struct):
    """How a plugin's trial ended: for which files, when, and the reason it must not be imported, if any."""

    files: str
    at: float
    reason: str = ""

    def stands(self, files: str) -> bool:
        """Say whether the verdict still counts: a success while the files last, a failure for one start.

        A failure counts a minute only: the processes of one start need not each wait for the same hanging
        plugin, yet a plugin that was merely slow once gets another chance.
        """
        return self.files == files and (not self.reason or time.time() - self.at < _FAILURE_STANDS_SECONDS)


class Trials:
    """The verdicts of one deployment, kept in ``plugins.json`` in its data directory."""

    def __init__(self, home: Path) -> None:
        self._file = home / "plugins.json"
        self._verdicts: dict[str, Verdict] = {}
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            self._verdicts = msgspec.json.decode(self._file.read_bytes(), type=dict[str, Verdict])

    def run(self, candidates: Sequence[Candidate], seconds: float) -> dict[str, str]:
        """Try those not seen before, and return the reason for each that must not be imported."""
        files = {candidate.key: _files(candidate) for candidate in candidates}
        modules = {candidate.entry_point.module: candidate.key for candidate in candidates}
        new = [module for module, key in modules.items() if not self._stands(key, files[key])]
        while new:
            survived, culprit, reason = _try(new, seconds)
            for module in survived:
                self._verdicts[modules[module]] = Verdict(files[modules[module]], time.time())
            if culprit is not None:
                self._verdicts[modules[culprit]] = Verdict(files[modules[culprit]], time.time(), reason)
            new = [module for module in new if module not in survived and module != culprit]
            self._remember()
        return {key: self._verdicts[key].reason for key in files if self._verdicts[key].reason}

    def _stands(self, key: str, files: str) -> bool:
        return key in self._verdicts and self._verdicts[key].stands(files)

    def _remember(self) -> None:
        partial = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(msgspec.json.format(msgspec.json.encode(self._verdicts)))
            partial.replace(self._file)
        except OSError as error:
            # Whether the data directory is usable is for storage to say; the trial is run again next time.
            _log.debug("%s cannot be written: %s", self._file, error)


def _files(candidate: Candidate) -> str:
    """Identify the code that was tried: its distribution, and the newest of its Python files."""
    paths = candidate.package.rglob("*.py") if candidate.package else ()
    newest = max((path.stat().st_mtime_ns for path in paths), default=0)
    return f"{owner_of(candidate.entry_point)}, {newest}"


def _try(modules: list[str], seconds: float) -> tuple[set[str], str | None, str]:
    """Import ``modules`` in one child; return those survived, and the first that was not, with the reason."""
    reader, writer = os.pipe()
    command = [sys.executable, "-P", str(_CHILD), str(writer), str(int(seconds) + 1)]
    with subprocess.Popen(  # noqa: S603 - a module of ours; what it imports stands on its standard input
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[writer],
    ) as child:
        os.close(writer)
        if child.stdin is not None:
            with contextlib.suppress(BrokenPipeError), child.stdin:
                child.stdin.write(json.dumps([sys.path, modules]).encode())
        survived = 0
        try:
            while survived < len(modules):
                ready, _, _ = select.select([reader], [], [], seconds)
                if not ready:
                    return (
                        set(modules[:survived]),
                        modules[survived],
                        f"did not finish within {seconds:g} s at import",
                    )
                if not os.read(reader, 1):
                    return set(modules[:survived]), modules[survived], _ending(child.wait())
                survived += 1
        finally:
            os.close(reader)
            child.kill()
    return set(modules), None, ""


def _ending(code: int) -> str:
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    return f"ended the process at import ({how})"
