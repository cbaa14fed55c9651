"""The store of a server keeps the contract: with the library's local mode always, with a server if given.

Local mode compares with all, builds no index and says so in warnings, which are no news here.
"""

import os
import warnings

import pytest
from commonweal import Capabilities, VectorSettings
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal_qdrant.server import ServerBackend, open_server
from commonweal_qdrant.store import QdrantStore
from httpx import Headers
from qdrant_client import AsyncQdrantClient
from qdrant_client.http.exceptions import UnexpectedResponse

LIVE = os.environ.get("COMMONWEAL_TEST_QDRANT_URL", "")
LIVE_ONLY = pytest.mark.skipif(not LIVE, reason="COMMONWEAL_TEST_QDRANT_URL names no server to test with")


class LocalServer:
    """The library's local mode, refusing as a server does."""

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


class LocalStore(QdrantStore):
    """A store that compares with all, since local mode has no index."""

    capabilities = Capabilities(exact=True, durable=True, shared=True)


@pytest.fixture(scope="module")
def local_server() -> LocalServer:
    """Give a server that outlives its clients."""
    return LocalServer()


@pytest.fixture(params=["local", pytest.param("live", marks=LIVE_ONLY)])
def open_store(request, local_server):
    """Give what opens a store of one and the same server."""
    if request.param == "live":
        return lambda: QdrantStore(open_server(VectorSettings(qdrant_url=LIVE)))
    return lambda: LocalStore(ServerBackend(local_server, "http://local", VectorSettings()))


class TestServerStore(VectorStoreContract):
    recall_items = 20_000 if LIVE else 300  # local mode is exact at any size, and slow

    @pytest.fixture
    async def store(self, open_store):
        store = open_store()
        yield store
        await store.close()

    @pytest.fixture
    def another(self, open_store):
        async def another() -> QdrantStore:
            return open_store()

        return another

    @pytest.fixture
    def reopened(self, another):
        async def reopened(_store: QdrantStore) -> QdrantStore:
            return await another()

        return reopened
