"""From which size on a collection is searched how; the figures are data, each with its reason.

Measured with pgvector 0.8.5 on PostgreSQL 18, two cores, clustered unit vectors of 1,024 dimensions; the
README has the tables.
"""

import math

import msgspec
from commonweal import Collection

FULL_PRECISION_DIMENSIONS = 480
"""Up to so many, several rows with 32-bit floats lie in a page. Longer vectors would lie apart, in TOAST,
where comparing takes five times as long (5 against 1 microsecond a row), or alone in their pages. For cosine
they are kept as 16-bit floats then: of the ten nearest none was lost by that."""

INDEXED_DIMENSIONS = 2_000
"""The longest vectors of 32-bit floats that pgvector indexes; of 16-bit floats all that we allow."""

NEIGHBOURS, CARE = 16, 128
"""The links of each item in the graph and how many candidates are looked at to choose them. With 64, ten
in a hundred searches found nothing right at all at a breadth of 100; with 128 none did."""

_GRAPH_BYTES = 500  # of links and page headers, beside the vector
_CANDIDATE = 12
"""One candidate of the graph takes the time of comparing so many items: 20 to 1.6 microseconds."""

SURPLUS = 2
"""So many times as much as was asked for must be found in a graph that knows its items roughly only; and a
search that was not deep enough goes on so many times as deep."""

AHEAD, SPARE = 2, 1.25
"""A graph is searched so many times as far as what was asked for should lie, and again unless it was searched
so many times as far as that does lie. Where one in ten passes, two in a hundred are searched again."""

_ASTRAY = 8
"""So many times as far out as a filter would have it if it took no notice of likeness, a graph is of no use:
where one had emptied the neighbourhood of a question, recall fell to .25, and was .6 when looking deeper."""


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """The thresholds, in items but for the last; tests lower them."""

    indexed: int = 10_000  # comparing fewer takes some 15 ms, and misses nothing
    halved: int = 100_000  # 16-bit floats: half the memory, a faster build, the same recall
    memory_share: float = 0.5  # of effective_cache_size: a graph that does not fit is read from the disk


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """An index, and the collections it is for."""

    index: str
    stored_as: str
    items: str
    metrics: tuple[str, ...] = ("cosine", "dot", "euclidean")
    outgrows_memory: bool = False


LADDER = (
    Rung(index="vector", stored_as="vector", items="indexed"),
    Rung(index="halfvec", stored_as="vector", items="halved", metrics=("cosine",)),
    Rung(index="halfvec", stored_as="halfvec", items="indexed"),
    # One bit a dimension, a sixteenth of the vector; the candidates are compared by their stored vectors.
    Rung(index="binary", stored_as="halfvec", items="indexed", outgrows_memory=True),
)
"""The indexes by size; the last that fits a collection is the one for it. By cosine alone lengths do not
matter: the components of other vectors may lie outside of what 16 bits hold."""


def stored_as(collection: Collection) -> str:
    """Return the type of the column that holds the vectors."""
    short = collection.dimensions <= FULL_PRECISION_DIMENSIONS
    return "vector" if short or collection.metric != "cosine" else "halfvec"


def index_for(collection: Collection, items: int, memory: int, sizes: Sizes) -> str:
    """Return which index suits so many items, with so many bytes of memory; empty for none."""
    kept = stored_as(collection)
    if kept == "vector" and collection.dimensions > INDEXED_DIMENSIONS:
        return ""
    outgrown = graph_bytes(collection, "halfvec", items) > memory * sizes.memory_share
    fitting = [
        rung.index
        for rung in LADDER
        if rung.stored_as == kept
        and collection.metric in rung.metrics
        and items >= getattr(sizes, rung.items)
        and (outgrown or not rung.outgrows_memory)
    ]
    return fitting[-1] if fitting else ""


def still_suits(present: str, collection: Collection, items: int, memory: int, sizes: Sizes) -> bool:
    """Say whether an index is right for some 20 % more or fewer items: near a threshold, none is rebuilt."""
    return present in {
        index_for(collection, round(items * factor), memory, sizes) for factor in (0.8, 1, 1.25)
    }


def graph_bytes(collection: Collection, index: str, items: int) -> int:
    """Return how much an index takes, in memory while it is built and then on the disk."""
    bits = {"vector": 32, "halfvec": 16, "binary": 1}[index]
    return items * (collection.dimensions * bits // 8 + _GRAPH_BYTES)


def building_bytes(collection: Collection, index: str, items: int) -> int:
    """Return how much memory holds a whole graph while it is built; with less, building slows down a lot."""
    return graph_bytes(collection, index, items) + items * _GRAPH_BYTES


def compared_at_most(limit: int, items: int) -> int:
    """Return how many items it is better to compare one by one than to search the graph for.

    To find ``limit`` among the ``passing`` of all ``items``, the graph is asked for ``depth`` candidates,
    2 x limit x items / passing; that is slower than comparing when passing < 12 x depth. For ten of
    100,000 that is up to 4,900, for ten of 500,000 up to 11,000.
    """
    return math.isqrt(_CANDIDATE * AHEAD * limit * items)


def still_compared(bound: int) -> int:
    """Return how many are compared where the planner thought of ``bound`` at most: it is often a bit off."""
    return bound + bound // 4


def wanted(limit: int, *, rough: bool) -> int:
    """Return how many candidates must be left for a search to be trusted."""
    return SURPLUS * limit if rough else limit


def deep_enough(candidates: int, reach: int) -> bool:
    """Say whether so many candidates were enough to trust that nothing nearer was overlooked."""
    return candidates >= SPARE * reach


def depth(limit: int, items: int, passing: int, breadth: int) -> int:
    """Return how many candidates of the graph to look at, by how many items in all are thought to pass."""
    scarcity = max(1.0, items / max(1, passing))
    return max(breadth, _in_steps(AHEAD * limit * scarcity))


def astray(reach: int, limit: int, items: int, passing: int) -> bool:
    """Say whether what was asked for lies so far out that a filter must have emptied the neighbourhood."""
    return reach > _ASTRAY * limit * items // min(items, max(1, passing))


def deeper(reach: int, candidates: int) -> int:
    """Return how many to look at where too few were, and what was asked for lay within ``reach``."""
    return _in_steps(SURPLUS * max(reach, candidates))


def worth_following(passing: int) -> int:
    """Return how many candidates take as long as comparing all that pass."""
    return passing // _CANDIDATE


def _in_steps(candidates: float) -> int:
    """Round up, in steps of a fifth: each number is a statement of its own."""
    return math.ceil(2 ** (math.ceil(4 * math.log2(max(1, candidates))) / 4))


BREADTHS = (200, 300, 450, 700, 1_000)
ROUGH_BREADTHS = (*BREADTHS, 1_600, 2_500, 4_000)
"""How many candidates a search may look at; which suffices is measured once an index is built."""
