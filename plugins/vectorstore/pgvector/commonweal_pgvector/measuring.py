"""How large a collection is, which indexes it really has, and how widely its index must be searched."""

import logging
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from commonweal import Match, Measure

from commonweal_pgvector.catalogue import Held, Reads
from commonweal_pgvector.conditions import conditions
from commonweal_pgvector.indexes import graph_name
from commonweal_pgvector.layout import Layout
from commonweal_pgvector.searching import Search
from commonweal_pgvector.sizes import BREADTHS, ROUGH_BREADTHS, Sizes, still_suits

_EQUALLY_GOOD = 1e-6  # of a score: equal vectors are as good as each other
_MOST_GROWTH = 2  # since the breadth was measured
_SAMPLES, _NEAREST, _RECALL, _HARDLY_LESS = 30, 10, 0.97, 0.005
_SAMPLE = """
    SELECT id, vector::real[] AS vector FROM {table}
    WHERE id IN (SELECT id FROM {table} ORDER BY random() LIMIT {samples})
"""
_MEMORY = "pg_size_bytes(current_setting('effective_cache_size'))"
_INDEXES = """
    SELECT relname, indisvalid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid = to_regclass($1) AND relam = (SELECT oid FROM pg_am WHERE amname = 'hnsw')
"""

log = logging.getLogger(__name__)


class Question(NamedTuple):
    """A vector to try an index with, and the item that it is, if it is one."""

    vector: Sequence[float]
    own: UUID | None = None


class Size(msgspec.Struct, frozen=True):
    """How much there is of a collection, and the bytes of memory that PostgreSQL counts on."""

    items: int
    memory: int
    table: int
    indexes: int


async def size(work: Reads, layout: Layout) -> Size:
    """Count and weigh a collection."""
    sql = f"""
        SELECT count(*) AS items, {_MEMORY} AS memory, pg_table_size('{layout.table}') AS table,
            pg_indexes_size('{layout.table}') AS indexes
        FROM {layout.table}
    """
    [row] = await work.fetch(sql)
    return Size(**row)


async def graphs(work: Reads, layout: Layout) -> dict[str, bool]:
    """Return the names of the graphs of a collection, and whether each was built to its end."""
    rows: Sequence[Any] = await work.fetch(_INDEXES, layout.table)
    return {row["relname"]: row["indisvalid"] for row in rows}


async def measure(work: Reads, held: Held, sizes: Sizes) -> Measure:
    """Measure a collection."""
    found = await size(work, held.layout)
    present = await present_index(work, held)
    suits = still_suits(present, held.layout.collection, found.items, found.memory, sizes)
    return Measure(
        items=found.items,
        vector_bytes=found.table,
        index_bytes=found.indexes,
        index=present,
        behind=not suits or bool(present and found.items > _MOST_GROWTH * held.items),
    )


async def present_index(work: Reads, held: Held) -> str:
    """Return the index that searches go by, if it is still there."""
    valid = held.index and (await graphs(work, held.layout)).get(graph_name(held.layout, held.index))
    return held.index if valid else ""


async def breadth_of(work: Reads, held: Held) -> int:
    """Return the least number of candidates that finds nearly all of the nearest, tried on samples.

    Half of the questions are items, which are left out of their own answers; half lie a fifth of the way to
    another item, for real questions lie beside the items.
    """
    rows = await work.fetch(_SAMPLE.format(table=held.layout.table, samples=_SAMPLES))
    questions = [Question(row["vector"], row["id"]) for row in rows]
    questions += [Question(_beside(one["vector"], other["vector"])) for one, other in pairwise(rows)]
    true = [_others(await _search(work, held).compare(each.vector), each) for each in questions]
    recalls: dict[int, float] = {}
    for breadth in ROUGH_BREADTHS if held.index == "binary" else BREADTHS:
        search, hits = _search(work, msgspec.structs.replace(held, breadth=breadth)), 0
        for question, nearest in zip(questions, true, strict=True):
            found = _others((await search.follow(question.vector, breadth)).matches, question)
            hits += sum(match.score >= nearest[-1].score - _EQUALLY_GOOD for match in found)
        recalls[breadth] = hits / max(1, sum(map(len, true)))
    enough = min(_RECALL, max(recalls.values()) - _HARDLY_LESS)
    chosen = next(breadth for breadth, recall in recalls.items() if recall >= enough)
    name = held.layout.collection.name
    log.info("%s: %.3f of the nearest are found among %s candidates", name, recalls[chosen], chosen)
    return chosen


def _others(found: Sequence[Match], question: Question) -> list[Match]:
    return [match for match in found if match.id != question.own][:_NEAREST]


def _search(work: Reads, held: Held) -> Search:
    return Search(work, held, conditions(held.layout, None), _NEAREST + 1, {})


def _beside(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [4 * a + b for a, b in zip(one, other, strict=True)]
