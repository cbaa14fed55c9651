"""Which index suits which size, in one table, for the server and for the engine."""

import msgspec

NO_INDEX, GRAPH, GRAPH_OF_BYTES = "", "hnsw", "hnsw int8"
_INDEXES = (NO_INDEX, GRAPH, GRAPH_OF_BYTES)  # from small to large

EF_BUILD, LINKS = 100, 16  # of HNSW: candidates while building, and links of each point
EF_SEARCH = 128  # candidates while searching
OVERSAMPLING = 2.0  # how many times the results are taken by bytes and then compared by the true vectors
QUANTILE = 0.99  # of the components keep their size as bytes; those beyond are cut


class Table(msgspec.Struct, frozen=True):
    """From how many items on which index is built.

    Below ``index_from`` comparing with all takes a millisecond or two. From ``bytes_from`` on vectors are
    kept in memory as bytes, a quarter of their size, and the best are compared by the true ones.
    ``beside`` is the share of items that may stand beside an index, compared one by one, before all of it is
    built anew.
    """

    index_from: int = 10_000
    bytes_from: int = 100_000
    beside: float = 0.1

    def index_for(self, items: int) -> str:
        """Return the index that suits so many items."""
        return _INDEXES[(items >= self.index_from) + (items >= self.bytes_from)]

    def is_behind(self, items: int, indexed: int, index: str) -> bool:
        """Tell whether a larger index suits better, or too many items stand beside the one there is."""
        if _INDEXES.index(self.index_for(items)) > _INDEXES.index(index):
            return True
        return bool(index) and items - indexed >= max(self.index_from, self.beside * items)


DEFAULT = Table()
