"""The driver itself: one server, shared by all processes of one data directory.

The first process to need the server starts it, the last to let go stops it. Who uses it is known by file
locks, which the operating system drops with a process however that ends.
"""

import asyncio
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec
from commonweal import DatabaseSettings, Secret

from commonweal_embedded.cluster import Cluster
from commonweal_embedded.errors import DataDirectoryError


class EmbeddedServer:
    """The driver ``embedded`` of the group ``commonweal.databases``; its data live in ``<home>/postgres``."""

    def __init__(self, settings: DatabaseSettings, home: Path) -> None:
        self.directory = home / "postgres"
        self._settings = settings
        self._home = home
        self._use: int | None = None

    async def start(self) -> DatabaseSettings:
        """Start the server unless it is running, and return the settings with its address."""
        address = await asyncio.to_thread(self._start)
        return msgspec.structs.replace(self._settings, url=Secret(address), direct_url=None, pooled=False)

    async def stop(self) -> None:
        """Let go of the server; it stops when no other process uses it."""
        await asyncio.to_thread(self._stop)

    async def erase(self) -> None:
        """Delete the data; raises DataDirectoryError while a process uses them."""
        await asyncio.to_thread(self._erase)

    def _start(self) -> str:
        try:
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._use = self._use or _lock(self._home / "postgres.use.lock", fcntl.LOCK_SH)
            with _locked(self._home / "postgres.start.lock", fcntl.LOCK_EX):
                cluster = Cluster(self.directory)
                return cluster.address() or cluster.start()
        except OSError as error:
            self._let_go()
            raise DataDirectoryError(
                f"The data directory {self._home} cannot be used ({error.strerror}): give this user the "
                "right to write there, or set COMMONWEAL_HOME to another directory."
            ) from error
        except BaseException:
            self._let_go()
            raise

    def _stop(self) -> None:
        if self._use is None:
            return
        self._let_go()
        try:
            with self._alone():
                Cluster(self.directory).stop()
        except BlockingIOError:
            return

    def _erase(self) -> None:
        try:
            with self._alone():
                Cluster(self.directory).stop()  # one whose users were all killed runs on
                if self.directory.exists():
                    shutil.rmtree(self.directory)
        except BlockingIOError as error:
            raise DataDirectoryError(
                f"Commonweal is running on {self._home}: stop it first, or set COMMONWEAL_HOME to another "
                "directory."
            ) from error

    def _alone(self) -> AbstractContextManager[None]:
        return _locked(self._home / "postgres.use.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(self) -> None:
        if self._use is not None:
            os.close(self._use)
            self._use = None


def _lock(path: Path, kind: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, kind)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    descriptor = _lock(path, kind)
    try:
        yield
    finally:
        os.close(descriptor)
