"""The trial import: a plugin never seen before is imported in a child process first.

An exception or ``SystemExit`` at import can be caught, ``os._exit`` and a crash in native code cannot. What a
child survived is remembered in the data directory, so that later starts import directly.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from commonweal.plugin.loaded import LoadedPlugin

_log = logging.getLogger("commonweal.plugins")
_CHILD = Path(__file__).with_name("trial_child.py")
VERDICTS = "plugins.json"
"""The file in the data directory that says how the trials ended."""
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
        self._file = home / VERDICTS
        self._verdicts: dict[str, Verdict] = {}
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            self._verdicts = msgspec.json.decode(self._file.read_bytes(), type=dict[str, Verdict])

    def run(self, plugins: Sequence[LoadedPlugin], seconds: float) -> dict[str, str]:
        """Try those not seen before, and return the reason for each that must not be imported."""
        files = {plugin.id: _files(plugin) for plugin in plugins}
        new = {
            plugin.id: plugin.entry_point.module
            for plugin in plugins
            if plugin.id not in self._verdicts or not self._verdicts[plugin.id].stands(files[plugin.id])
        }
        for plugin_id, reason in _try(new, seconds).items():
            self._verdicts[plugin_id] = Verdict(files[plugin_id], time.time(), reason)
        if new:
            self._remember()
        return {key: self._verdicts[key].reason for key in files if self._verdicts[key].reason}

    def _remember(self) -> None:
        partial = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(msgspec.json.format(msgspec.json.encode(self._verdicts)))
            partial.replace(self._file)
        except OSError as error:
            # Whether the data directory is usable is for storage to say; the trial is run again next time.
            _log.debug("%s cannot be written: %s", self._file, error)


def _files(plugin: LoadedPlugin) -> str:
    """Identify the code that was tried: its distribution, and the newest of its Python files."""
    newest = max((path.stat().st_mtime_ns for path in plugin.package.rglob("*.py")), default=0)
    return f"{plugin.distribution}, {newest}"


def _try(modules: dict[str, str], seconds: float) -> dict[str, str]:
    """Return for each plugin why its module must not be imported, empty if it may.

    One child imports them all, which nearly always is enough; if it does not end well, each gets its own.
    """
    if not modules or not _import_in_child(modules.values(), seconds):
        return dict.fromkeys(modules, "")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        reasons = pool.map(lambda module: _import_in_child([module], seconds), modules.values())
        return dict(zip(modules, reasons, strict=True))


def _import_in_child(modules: Iterable[str], seconds: float) -> str:
    """Import ``modules`` in a child process, and say how that failed to end well."""
    try:
        child = subprocess.run(  # noqa: S603 - a module of ours
            [sys.executable, "-P", str(_CHILD), *modules],
            input=json.dumps([sys.path, int(seconds) + 1]).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"did not finish within {seconds:g} s at import"
    if child.returncode < 0:
        return f"ended the process at import (signal {signal.Signals(-child.returncode).name})"
    return f"ended the process at import (exit code {child.returncode})" if child.returncode else ""
