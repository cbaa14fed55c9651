"""How one search is answered: by the graph of an index, or by comparing; here is where that is decided.

Comparing is exact and takes as long as there are items that pass. The graph takes as long as it is asked for
candidates, of which a filter leaves some. So a filter that few items pass is answered by comparing, and so is
one that leaves fewer of the neighbourhood than of the whole, where the graph would lead astray.

Statements hold their limits as numbers, for the planner counts on a tenth of all rows when a limit is a
parameter. Reading units have no transaction to set anything in: what pgvector goes by is set by the statement
itself, for itself, in a part that is worked out before the index is read.
"""

import json
from collections.abc import Sequence
from typing import Any

from commonweal import Match

from commonweal_pgvector.catalogue import Held, Reads
from commonweal_pgvector.conditions import EVERYTHING, Conditions
from commonweal_pgvector.indexes import index, score
from commonweal_pgvector.sizes import Sizes, compared_at_most, depth, wanted

_WIDEST = 1_000  # what hnsw.ef_search may be; beyond it, the graph is searched in rounds


class Search:
    """The searches of one call: one collection, one filter, ``limit`` items for each vector."""

    def __init__(self, work: Reads, held: Held, where: Conditions, limit: int, sizes: Sizes) -> None:
        self._work = work
        self._held = held
        self._limit = limit
        self._where = where
        self._bound = compared_at_most(limit, held.items, sizes)
        self._passing = held.items if where.sql == EVERYTHING else None

    async def nearest(self, vector: Sequence[float], *, exact: bool) -> list[Match]:
        """Return the items most like a vector, best first, ties by id."""
        if exact or not self._held.index:
            return await self.compare(vector)
        if self._passing is None:
            self._passing = await self._estimate()
        if self._passing <= self._bound:
            found = await self._compare_few(vector)
            if found is not None:
                return found
            self._passing = self._bound + 1
        near = await self.follow(vector, self._passing)
        return near[: self._limit] if len(near) >= wanted(self._limit) else await self.compare(vector)

    async def compare(self, vector: Sequence[float]) -> list[Match]:
        """Compare all that pass."""
        sql = f"""
            SELECT id, {self._score} AS score FROM {self._held.layout.table} WHERE {self._where.sql}
            ORDER BY score DESC, id LIMIT {self._limit}
        """
        return _matches(await self._work.fetch(sql, *self._where.arguments, vector))

    async def _compare_few(self, vector: Sequence[float]) -> list[Match] | None:
        """Compare all that pass, or return None if they are too many for that."""
        sql = f"""
            SELECT id, score, count(*) OVER () AS passing FROM (
                SELECT id, {self._score} AS score FROM {self._held.layout.table}
                WHERE {self._where.sql} LIMIT {self._bound + 1}
            ) AS passing ORDER BY score DESC, id LIMIT {self._limit}
        """
        rows = await self._work.fetch(sql, *self._where.arguments, vector)
        return _matches(rows) if not rows or rows[0]["passing"] <= self._bound else None

    async def follow(self, vector: Sequence[float], passing: int) -> list[Match]:
        """Follow the graph and return what passes of its candidates; less than ``wanted`` is in doubt."""
        held, place = self._held, self._place
        graph = index(held.layout, held.index, place)
        candidates = depth(self._limit, held.items, passing, held.breadth)
        enough = f"LIMIT {wanted(self._limit)}"
        sql = f"""
            SELECT id, score FROM (
                SELECT id, {self._score} AS score FROM (
                    SELECT * FROM {held.layout.table} WHERE {_setting(place + 1)}
                    ORDER BY {graph.order} LIMIT {candidates}
                ) AS candidate WHERE {self._where.sql} {"" if graph.rough else enough}
            ) AS near ORDER BY score DESC, id {enough}
        """
        rounds = "off" if candidates <= _WIDEST else "relaxed_order"
        how = (str(min(candidates, _WIDEST)), rounds, str(candidates))
        return _matches(await self._work.fetch(sql, *self._where.arguments, vector, *how))

    async def _estimate(self) -> int:
        """Return how many items the planner thinks will pass."""
        sql = f"EXPLAIN (FORMAT JSON) SELECT FROM {self._held.layout.table} WHERE {self._where.sql}"
        [[plan]] = await self._work.fetch(sql, *self._where.arguments)
        return int(json.loads(plan)[0]["Plan"]["Plan Rows"])

    @property
    def _place(self) -> int:
        """The number of the parameter that is the vector, behind those of the filter."""
        return len(self._where.arguments) + 1

    @property
    def _score(self) -> str:
        return score(self._held.layout, self._place)


def _setting(first: int) -> str:
    """Return a condition that always holds and sets, for its statement only, what three parameters say."""
    names = ("hnsw.ef_search", "hnsw.iterative_scan", "hnsw.max_scan_tuples")
    calls = [f"set_config('{name}', ${place}::text, true)" for place, name in enumerate(names, first)]
    return f"(SELECT {' || '.join(calls)} || set_config('hnsw.scan_mem_multiplier', '4', true)) IS NOT NULL"


def _matches(rows: Sequence[Any]) -> list[Match]:
    return [Match(row["id"], row["score"]) for row in rows]
