"""The embedded database driver: a PostgreSQL of our own, shared by all processes of one data directory.

The first process to need the server starts it, the last to let go stops it. Who uses it is known by file
locks, which the operating system drops with a process however that ends.
"""

import asyncio
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from commonweal.plugin.secret import Secret
from commonweal.storage.cluster import Cluster
from commonweal.storage.errors import DataDirectoryError
from commonweal.storage.settings import DatabaseSettings


class EmbeddedServer:
    """The driver ``embedded`` of the group ``commonweal.databases``; its data live in ``<home>/postgres``."""

    def __init__(
        self, settings: DatabaseSettings, home: Path, *, options: Mapping[str, str] | None = None
    ) -> None:
        self._settings = settings
        self._home = home
        self._options = options or {}
        self._use: int | None = None

    async def start(self) -> DatabaseSettings:
        """Start the server unless it is running, and return the settings with its address."""
        return await asyncio.to_thread(self.start_now)

    async def stop(self) -> None:
        """Let go of the server; it stops when no other process uses it."""
        await asyncio.to_thread(self.stop_now)

    def start_now(self) -> DatabaseSettings:
        """Do what ``start`` does, and block meanwhile."""
        try:
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._use = self._use or _lock(self._home / "postgres.use.lock", fcntl.LOCK_SH)
            with _locked(self._home / "postgres.start.lock"):
                cluster = Cluster(self._home / "postgres", self._options)
                address = cluster.address() or cluster.start()
        except OSError as error:
            self._let_go()
            raise DataDirectoryError(
                f"The data directory {self._home} cannot be used ({error.strerror}): give this user the "
                "right to write "
                "there, or set COMMONWEAL_HOME to another directory."
            ) from error
        except BaseException:
            self._let_go()
            raise
        return msgspec.structs.replace(self._settings, url=Secret(address), direct_url=None, pooled=False)

    def stop_now(self) -> None:
        """Do what ``stop`` does, and block meanwhile."""
        if self._use is None:
            return
        self._let_go()
        try:
            last = _lock(self._home / "postgres.use.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        try:
            Cluster(self._home / "postgres", self._options).stop()
        finally:
            os.close(last)

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
def _locked(path: Path) -> Iterator[None]:
    descriptor = _lock(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)
