"""The program that is the engine: ``python -m commonweal_qdrant.engine DIRECTORY [--linger SECONDS]``.

It leaves who started it behind: the first process says on its output ``ready``, or what is wrong, and ends.
"""

import argparse
import asyncio
import fcntl
import logging
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from commonweal_qdrant.engine import address, disk
from commonweal_qdrant.engine.address import READY, UNFIT
from commonweal_qdrant.engine.formats import WrittenByAnother, check_format
from commonweal_qdrant.engine.host import Host
from commonweal_qdrant.engine.shelf import Shelf

log = logging.getLogger("commonweal_qdrant.engine")
_LONG_LOG = 2**20  # bytes
_PATIENCE = 20.0  # seconds for an engine that is ending to be gone


def main() -> None:
    """Part into two processes and be the engine in the second."""
    parser = argparse.ArgumentParser(prog="commonweal_qdrant.engine")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--linger", type=float, default=10.0)
    given = parser.parse_args()
    told, telling = os.pipe()
    if os.fork():
        os.close(telling)
        with os.fdopen(told) as words:
            said = words.read() or f"the engine ended at once; see {address.log_file(given.directory)}"
        sys.stdout.write(said)
        sys.exit(said != READY)
    os.close(told)
    _be_engine(given.directory, given.linger, telling)


def _be_engine(directory: Path, linger: float, telling: int) -> None:
    os.setsid()
    address.make_private(directory)
    _write_to(address.log_file(directory))
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    try:
        with address.lock_file(directory).open("a") as lock:
            _wait_for(lock.fileno(), directory)
            check_format(directory, version("qdrant-edge-py"))
            asyncio.run(_serve(directory, linger, lambda: _tell(telling, READY)))
    except WrittenByAnother as error:
        _tell(telling, f"{UNFIT}{error}")
        sys.exit(1)
    except Exception as error:
        log.exception("the engine ends")
        _tell(telling, str(error))
        sys.exit(1)


async def _serve(directory: Path, linger: float, ready: Callable[[], None]) -> None:
    host = Host(Shelf(directory / "collections"), address.socket_address(directory), linger)
    await host.serve(ready)


def _write_to(file: Path) -> None:
    """Have nothing of the terminal or the pipes of who started this."""
    if file.exists() and file.stat().st_size > _LONG_LOG:
        file.unlink()
    with Path(os.devnull).open() as nothing, file.open("a") as out:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(out.fileno(), sys.stderr.fileno())


def _wait_for(lock: int, directory: Path) -> None:
    """Be the only engine of the directory for as long as this process lives."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise disk.Occupied(f"another engine holds {directory} and does not answer; end it") from None
            time.sleep(0.05)
        else:
            return


def _tell(telling: int, words: str) -> None:
    try:
        os.write(telling, words.encode())
        os.close(telling)
    except OSError:  # told before, or nobody listens
        log.debug("nobody was told: %s", words)


if __name__ == "__main__":
    main()
