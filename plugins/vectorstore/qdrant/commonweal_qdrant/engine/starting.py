"""Finding the engine of a directory, and starting it where none is running."""

import asyncio
import contextlib
import fcntl
import subprocess
import sys
from pathlib import Path

from commonweal_qdrant.engine import address
from commonweal_qdrant.engine.address import READY, UNFIT
from commonweal_qdrant.engine.calling import Caller

_SECONDS = 60.0  # for an engine to start; it opens its collections later
CONNECT_SECONDS = 10.0
_NOBODY = (FileNotFoundError, ConnectionRefusedError, ConnectionResetError)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Unfit(Exception):
    """The directory was written by a version that this one cannot follow."""


class NotStarted(Exception):
    """No engine is running and none could be started; the message says why."""


async def connect(directory: Path, linger: float) -> Streams:
    """Return a connection to the engine of a directory, started if need be.

    Raises ``NotStarted`` or ``Unfit``.
    """
    try:
        with contextlib.suppress(*_NOBODY):
            async with asyncio.timeout(CONNECT_SECONDS):
                return await asyncio.open_unix_connection(address.socket_address(directory))
        await asyncio.to_thread(start, directory, linger)
        async with asyncio.timeout(CONNECT_SECONDS):
            return await asyncio.open_unix_connection(address.socket_address(directory))
    except (OSError, address.NotPrivate) as error:
        raise NotStarted(f"the engine in {directory} cannot be reached: {error}") from error


def start(directory: Path, linger: float) -> None:
    """Start an engine unless one is running; of several that try at once, one does; raises ``NotStarted``."""
    try:
        address.make_private(directory)
        with address.start_file(directory).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _is_running(directory):
                _run(directory, linger)
    except (OSError, address.NotPrivate, subprocess.TimeoutExpired) as error:
        raise NotStarted(f"the engine in {directory} does not start: {error}") from error


def _is_running(directory: Path) -> bool:
    try:
        with Caller(address.socket_address(directory)):
            return True
    except (*_NOBODY, BrokenPipeError, ConnectionError):
        return False


def _run(directory: Path, linger: float) -> None:
    engine = ("-P", "-m", "commonweal_qdrant.engine", str(directory), "--linger", str(linger))
    run = subprocess.run(  # noqa: S603 - this program of ours, its arguments are no user's
        [sys.executable, *engine],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    said = run.stdout.strip() or run.stderr.strip()
    if said.startswith(UNFIT):
        raise Unfit(said.removeprefix(UNFIT))
    if said != READY:
        raise NotStarted(said or f"the engine in {directory} ended at once")
