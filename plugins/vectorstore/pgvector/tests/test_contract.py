"""What is asked of every vector store, asked of this one: with its index, and with 16-bit floats."""

import pytest
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal.testing.vector_recall_contract import VectorRecallContract
from commonweal_pgvector import sizes
from commonweal_pgvector.store import PgvectorStore


@pytest.fixture
def another(store, database):
    async def open_another():
        return PgvectorStore(database, store.sizes)

    return open_another


@pytest.fixture
def reopened(another):
    async def abandon(_store):
        return await another()

    return abandon


class TestContract(VectorStoreContract):
    """With an index from 200 items on, where the deployment has one from 10,000 on."""


class TestRecallOfHalves(VectorRecallContract):
    """With 16-bit floats, which only longer vectors are kept as."""

    @pytest.fixture
    def store(self, database, monkeypatch):
        monkeypatch.setattr(sizes, "FULL_PRECISION_DIMENSIONS", 2)
        return PgvectorStore(database, sizes.Sizes(indexed=200))
