"""Engines and servers for the tests of this driver."""

import asyncio
import os
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from commonweal import Capabilities, VectorSettings
from commonweal_qdrant.embedded import EmbeddedBackend
from commonweal_qdrant.engine import address
from commonweal_qdrant.engine.calling import Caller
from commonweal_qdrant.server import ServerBackend
from commonweal_qdrant.sizing import Table
from commonweal_qdrant.store import QdrantStore
from httpx import Headers
from qdrant_client import AsyncQdrantClient
from qdrant_client.http.exceptions import UnexpectedResponse

SMALL = Table(index_from=1_000, bytes_from=1_500)  # builds every index at sizes that take no time
MEMORY = Path("/dev/shm")  # where nothing waits for a disk


class Engine:
    """The engine of one directory, which stores start, and tests end."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def open(self, seconds: float = 30, linger: float = 1) -> QdrantStore:
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


class LocalServer:
    """The library's local mode, refusing as a server does; without its warnings that it has no index."""

    def __init__(self) -> None:
        self._client = AsyncQdrantClient(location=":memory:")

    def __getattr__(self, name: str) -> object:
        method = getattr(self._client, name)

        async def call(*given, **named) -> object:
            try:
                with warnings.catch_warnings(action="ignore"):
                    return await method(*given, **named)
            except ValueError as error:
                status = 404 if "not found" in str(error) else 409 if "already exists" in str(error) else 400
                raise UnexpectedResponse(status, "", str(error).encode(), Headers()) from error

        return call

    async def close(self) -> None:
        """Outlive the clients, as a server does."""

    def open(self) -> QdrantStore:
        """Open a store of this server."""
        return LocalStore(ServerBackend(self, self, "http://local", VectorSettings()))


class LocalStore(QdrantStore):
    """A store that compares with all, since local mode has no index."""

    capabilities = Capabilities(exact=True, durable=True, shared=True)


async def has_ended(process: int) -> bool:
    """Wait until a process has ended, for a while."""
    for _ in range(1_500):
        try:
            status = Path(f"/proc/{process}/stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return True
        if status.rpartition(") ")[2].startswith("Z"):  # and only whoever started it does not know yet
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.fixture
def ended() -> Callable:
    """Give what waits for the end of a process."""
    return has_ended


@pytest.fixture
async def engine() -> AsyncIterator[Engine]:
    """Give an engine of a test's own; nothing is left of it."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as directory:
        engine = Engine(Path(directory) / "qdrant")
        yield engine
        try:
            process = engine.end(signal.SIGTERM)
        except OSError:
            return  # it has ended
        assert await has_ended(process)


@pytest.fixture(scope="module")
def shared_engine() -> Iterator[Engine]:
    """Give an engine that the tests of a module share; it ends by itself."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as directory:
        yield Engine(Path(directory) / "qdrant")


@pytest.fixture(scope="session")
def local_server() -> LocalServer:
    """Give a server that outlives its clients."""
    return LocalServer()
