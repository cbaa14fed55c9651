"""A store whose thresholds are low enough for tests to reach them."""

import pytest
from commonweal_pgvector.sizes import Sizes
from commonweal_pgvector.store import PgvectorStore


@pytest.fixture
def store(database):
    return PgvectorStore(database, Sizes(indexed=200, halved=600))
