"""Engines for the tests of this driver, each in a directory of its own."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from commonweal_qdrant.embedded import EmbeddedBackend
from commonweal_qdrant.engine import address
from commonweal_qdrant.engine.calling import Caller
from commonweal_qdrant.sizing import Table
from commonweal_qdrant.store import QdrantStore

SMALL = Table(index_from=1_000, bytes_from=1_500)  # builds every index at sizes that take no time
MEMORY = Path("/dev/shm")  # where nothing waits for a disk


class Engine:
    """The engine of one directory, which stores start, and tests end."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def open(self, seconds: float = 20, linger: float = 1) -> QdrantStore:
        """Open a store."""
        return QdrantStore(EmbeddedBackend(self.directory, seconds, linger, SMALL))

    async def another(self) -> QdrantStore:
        """Open a store, as another process would."""
        return self.open()

    async def reopened(self, _store: QdrantStore) -> QdrantStore:
        """Open a store after the engine was killed."""
        self.end(signal.SIGKILL)
        return self.open()

    def process(self) -> int:
        """Return the process that is running."""
        with Caller(address.socket_address(self.directory)) as caller:
            return caller.welcome.process

    def end(self, number: int) -> int:
        """Send the process a signal and return which it was."""
        process = self.process()
        os.kill(process, number)
        return process


async def has_ended(process: int) -> bool:
    """Wait until a process has ended, for a while."""
    for _ in range(400):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.fixture
def ended() -> Callable:
    """Give what waits for the end of a process."""
    return has_ended


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """Give an engine of a test's own; nothing is left of it."""
    engine = Engine(tmp_path / "qdrant")
    yield engine
    try:
        process = engine.end(signal.SIGTERM)
    except OSError:
        return
    assert await has_ended(process)


@pytest.fixture(scope="module")
def shared_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an engine that the tests of a module share; it ends by itself."""
    memory = MEMORY if MEMORY.is_dir() else tmp_path_factory.mktemp("shared")
    with tempfile.TemporaryDirectory(dir=memory) as directory:
        yield Engine(Path(directory) / "qdrant")
