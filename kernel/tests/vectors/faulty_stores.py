"""What stores with a fault begin from, and how each says which test of the kit must find it."""

from typing import Any
from uuid import UUID

from commonweal.testing.vectors import MemoryVectorStore
from commonweal.vectors.collection import Item
from commonweal.vectors.store import Capabilities

FAULTS: dict[type[MemoryVectorStore], str] = {}
ANYTHING = "whatever_is_done_the_answers_are_those_of_the_exact_reference"
CONDITION = "every_condition_passes_what_it_passes_in_the_reference"
TENANTS = "nothing_of_another_organisation_is_found_or_counted_whatever_is_asked"
RECALL = "recall_keeps_its_floor_through_building_inserting_deleting_and_building_again"
AT_ONCE = "writers_deleters_and_searchers_at_once_leave_what_each_wrote_last"
BUILDING = "searches_and_writes_go_on_while_an_index_is_built"
DELETED = "what_was_deleted_is_nowhere"
CRASH = "what_was_acknowledged_is_there_after_a_crash"
MID_WRITE = "a_crash_in_the_middle_of_writing_loses_nothing_that_was_acknowledged"
MEASURED = "it_is_measured_how_large_a_collection_is"
SHAPE = "a_collection_keeps_its_shape_until_it_is_dropped"
ANEW = "what_one_process_makes_anew_another_does_not_take_for_the_old"


def found_by(test: str):
    """Say which test of the kit must find a store's fault."""

    def note(store: type[MemoryVectorStore]) -> type[MemoryVectorStore]:
        FAULTS[store] = f"test_{test}"
        return store

    return note


class LastingStore(MemoryVectorStore):
    """The reference on data that outlives it, and that several of it share; this one has no fault."""

    capabilities = Capabilities(exact=True, durable=True, shared=True)

    def __init__(self, data: dict[str, Any]) -> None:
        self._held = data

    async def close(self) -> None:
        """Leave the data alone."""

    def items(self, name: str) -> dict[UUID, Item]:
        return self._find(name)[1]

    def metric(self, name: str):
        return self._find(name)[0].metric
