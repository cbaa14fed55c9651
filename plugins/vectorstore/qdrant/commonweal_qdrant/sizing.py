"""Which index suits which size, in one table, for the server and for the engine."""

import msgspec


class Level(msgspec.Struct, frozen=True):
    """An index, and from how many items on it is built; ``quantised`` keeps vectors as bytes in memory."""

    least: int
    index: str
    quantised: bool


LEVELS = (
    Level(0, "", quantised=False),
    Level(10_000, "hnsw", quantised=False),
    Level(100_000, "hnsw int8", quantised=True),
)

LEAST_INDEXED = LEVELS[1].least
REBUILD_SHARE = 0.1  # of the items may stand beside the index, compared one by one, before it is built anew

EF_BUILD, LINKS = 100, 16  # of HNSW: candidates while building, and links of each point
EF_SEARCH = 128  # candidates while searching
OVERSAMPLING = 2.0  # how many times the results are taken by bytes and then compared by the true vectors
QUANTILE = 0.99  # of the components keep their size as bytes; those beyond are cut


def level_for(items: int) -> Level:
    """Return the level that suits so many items."""
    return next(level for level in reversed(LEVELS) if items >= level.least)


def level_of(index: str) -> Level:
    """Return the level that has an index of that name."""
    return next(level for level in LEVELS if level.index == index)


def is_behind(items: int, indexed: int, index: str) -> bool:
    """Tell whether a larger level suits better, or too many items stand beside the index."""
    if level_for(items).least > level_of(index).least:
        return True
    beside = items - indexed
    return bool(index) and beside >= max(LEAST_INDEXED, REBUILD_SHARE * items)
