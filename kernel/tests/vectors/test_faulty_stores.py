"""The kit finds every fault of stores that have one, and none in the store that has none."""

import pytest
from commonweal.testing.contract import listed_tests
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal.testing.vector_lasting_contract import fixture_for
from commonweal.vectors.collection import VectorError

from . import (  # noqa: F401 - the stores in them tell of themselves
    faulty_filters,
    faulty_indexes,
    faulty_keeping,
    faulty_reads,
    faulty_searches,
    faulty_writes,
)
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


def test_every_test_of_the_kit_finds_some_fault():
    tests = {test for part in VectorStoreContract.__bases__ for test in listed_tests(part)}
    assert tests == set(FAULTS.values())


@pytest.mark.parametrize(("fixture", "claim"), [("reopened", "durable"), ("another", "shared")])
def test_a_store_has_to_prove_what_it_says(request, fixture, claim):
    with pytest.raises(pytest.fail.Exception, match=f"says that it is {claim}: prove it"):
        fixture_for(request, fixture, claim, claimed=True)
    with pytest.raises(pytest.skip.Exception, match=f"does not say that it is {claim}"):
        fixture_for(request, fixture, claim, claimed=False)
