"""The engine on this machine keeps the contract, through its process and past its death."""

import pytest
from commonweal.testing.vector_contract import VectorStoreContract


class TestEmbeddedStore(VectorStoreContract):
    @pytest.fixture
    async def store(self, shared_engine):
        store = shared_engine.open()
        yield store
        await store.close()

    @pytest.fixture
    def reopened(self, shared_engine):
        return shared_engine.reopened

    @pytest.fixture
    def another(self, shared_engine):
        return shared_engine.another
