"""The store of a server keeps the contract: with the library's local mode always, with a server if given."""

import os

import pytest
from commonweal import VectorSettings
from commonweal.plugin.secret import Secret
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal_qdrant.server import open_server
from commonweal_qdrant.store import QdrantStore

URL, KEY = (os.environ.get(f"COMMONWEAL_TEST_QDRANT_{name}", "") for name in ("URL", "KEY"))
SERVERS = ["local", "live"] if URL else ["local"]


def open_live() -> QdrantStore:
    return QdrantStore(open_server(VectorSettings(qdrant_url=URL, qdrant_key=Secret(KEY) if KEY else None)))


@pytest.mark.skipif(not URL, reason="COMMONWEAL_TEST_QDRANT_URL names no server to test with")
async def test_the_server_that_is_given_is_fit():
    store = open_live()
    await store.check()
    await store.close()


class TestServerStore(VectorStoreContract):
    recall_items = 20_000 if URL else 300  # local mode is exact at any size, and slow

    @pytest.fixture(params=SERVERS)
    def open_store(self, request, local_server):
        return open_live if request.param == "live" else local_server.open

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
