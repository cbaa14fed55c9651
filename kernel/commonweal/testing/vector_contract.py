"""The conformance kit of vector stores: a driver's tests inherit ``VectorStoreContract``.

One class and one fixture are enough::

    @pytest.fixture
    def store(database):
        return AcmeStore(database)

    class TestContract(VectorStoreContract):
        pass

A store that says it is ``durable`` has a second fixture, ``reopened``: an asynchronous function that gets the
store, abandons it without closing it, as a crash would (with a process of its own, kill it), and returns
another on the same data. One that says it is ``shared`` has a third, ``another``: an asynchronous function
that opens one more on the same data while the first is in use. What they return, the tests close.

The tests stand in four contracts: answers held against the exact reference, refusals, recall at a size where
an index pays, and what crashes and other writers may not do.
"""

from commonweal.testing.vector_answers_contract import VectorAnswersContract
from commonweal.testing.vector_cases import collection, item
from commonweal.testing.vector_lasting_contract import VectorLastingContract
from commonweal.testing.vector_recall_contract import VectorRecallContract
from commonweal.testing.vector_refusals_contract import VectorRefusalsContract

__all__ = ["VectorStoreContract", "collection", "item"]


class VectorStoreContract(
    VectorAnswersContract, VectorRefusalsContract, VectorRecallContract, VectorLastingContract
):
    """What every store must do; the fixtures it needs are told above.

    ``recall_items`` says how large the collection of the tests of recall is: at least as large as makes the
    store build its index, if need be with its threshold lowered by the fixture. ``recall_floor`` is kept
    with every filter and after every change; a store that says it is ``exact`` misses nothing.
    """
