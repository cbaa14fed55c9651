"""The kit finds every fault of stores that have one, and none in the store that has none."""

import pytest
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal.vectors.collection import VectorError

from . import faulty_writes  # noqa: F401 - the stores in it tell of themselves
from .faulty_stores import FAULTS, LastingStore
from .kit_runs import run_test


class TestLastingStore(VectorStoreContract):
    @pytest.fixture
    def data(self):
        return {}

    @pytest.fixture
    def store(self, data):
        return LastingStore(data)

    @pytest.fixture
    def another(self, data):
        async def open_another():
            return LastingStore(data)

        return open_another

    @pytest.fixture
    def reopened(self, another):
        async def reopen(_store):
            return await another()

        return reopen


@pytest.mark.parametrize("faulty", FAULTS, ids=lambda store: store.__name__)
def test_the_kit_finds_a_store_that(faulty):
    with pytest.raises((AssertionError, VectorError, pytest.fail.Exception)):
        run_test(FAULTS[faulty], faulty)
