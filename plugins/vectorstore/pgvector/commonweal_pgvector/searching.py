"""How one search is answered: by the graph of an index, or by comparing; here is where that is decided.

Comparing is exact and takes as long as there are items that pass. The graph takes as long as it is asked for
candidates, of which a filter leaves some, the nearest first. So a filter that few items pass is answered by
comparing. Where a filter leaves less of the neighbourhood than of the whole, what is asked for lies further
out in the graph: then more candidates are looked at. Where it leaves next to nothing, all are compared.

Statements hold their limits as numbers, for the planner counts on a tenth of all rows when a limit is a
parameter. Reading units have no transaction to set anything in: what pgvector goes by is set by the statement
itself, for itself, in a part that is worked out before the index is read.
"""

import json
from collections.abc import MutableMapping, Sequence
from typing import Any, NamedTuple

from commonweal import Match

from commonweal_pgvector.catalogue import Held, Reads
from commonweal_pgvector.conditions import EVERYTHING, Conditions
from commonweal_pgvector.indexes import Index, index, score
from commonweal_pgvector.sizes import (
    astray,
    compared_at_most,
    deep_enough,
    deeper,
    depth,
    still_compared,
    wanted,
    worth_following,
)

_WIDEST = 1_000  # what hnsw.ef_search may be; beyond it, the graph is searched in rounds


Estimates = MutableMapping[tuple[str, str], int]
"""How many items pass, by the statement that asked the planner and its arguments; they may be forgotten."""


class Near(NamedTuple):
    """The best found along the graph, how many passed, and how far out the last of ``limit`` lay."""

    matches: list[Match]
    found: int
    reach: int


class Search:
    """The searches of one call: one collection, one filter, ``limit`` items for each vector."""

    def __init__(self, work: Reads, held: Held, where: Conditions, limit: int, estimates: Estimates) -> None:
        self._work = work
        self._held = held
        self._limit = limit
        self._where = where
        self._estimates = estimates
        self._bound = compared_at_most(limit, held.items)
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
            self._passing = still_compared(self._bound) + 1
        return await self._follow_until_sure(vector, self._passing) or await self.compare(vector)

    async def _follow_until_sure(self, vector: Sequence[float], passing: int) -> list[Match] | None:
        """Follow the graph, deeper if need be; None where comparing is quicker, or the graph leads astray."""
        candidates = depth(self._limit, self._held.items, passing, self._held.breadth)
        while True:
            near = await self.follow(vector, candidates)
            if near.found < self._limit or astray(near.reach, self._limit, self._held.items, passing):
                return None
            sure = near.found >= wanted(self._limit, rough=self._graph.rough)
            if sure and deep_enough(candidates, near.reach):
                return near.matches
            candidates = deeper(near.reach, candidates)
            if candidates > worth_following(passing):
                return None

    async def compare(self, vector: Sequence[float]) -> list[Match]:
        """Compare all that pass."""
        sql = f"""
            SELECT id, {self._score} AS score FROM {self._held.layout.table} WHERE {self._where.sql}
            ORDER BY score DESC, id LIMIT {self._limit}
        """
        return _matches(await self._work.fetch(sql, *self._where.arguments, vector))

    async def _compare_few(self, vector: Sequence[float]) -> list[Match] | None:
        """Compare all that pass, or return None if they are too many for that."""
        most = still_compared(self._bound)
        sql = f"""
            SELECT id, score, count(*) OVER () AS passing FROM (
                SELECT id, {self._score} AS score FROM {self._held.layout.table}
                WHERE {self._where.sql} LIMIT {most + 1}
            ) AS passing ORDER BY score DESC, id LIMIT {self._limit}
        """
        rows = await self._work.fetch(sql, *self._where.arguments, vector)
        return _matches(rows) if not rows or rows[0]["passing"] <= most else None

    async def follow(self, vector: Sequence[float], candidates: int) -> Near:
        """Follow the graph to so many candidates, and take the best of those that pass."""
        held, place, graph = self._held, self._place, self._graph
        # A few more than asked for: a graph of 16-bit floats may have what is about as near in another order.
        enough = "" if graph.rough else f"LIMIT {self._limit + self._limit // 4}"
        sql = f"""
            SELECT id, score, count(*) OVER () AS found,
                max(place) FILTER (WHERE passed <= {self._limit}) OVER () AS reach
            FROM (
                SELECT id, {self._score} AS score, place, row_number() OVER () AS passed FROM (
                    SELECT *, row_number() OVER () AS place FROM (
                        SELECT * FROM {held.layout.table} WHERE {_setting(place + 1)}
                        ORDER BY {graph.order} LIMIT {candidates}
                    ) AS candidate
                ) AS candidate WHERE {self._where.sql} {enough}
            ) AS near ORDER BY score DESC, id LIMIT {self._limit}
        """
        rounds = "off" if candidates <= _WIDEST else "relaxed_order"
        how = (str(min(candidates, _WIDEST)), rounds, str(candidates))
        rows = await self._work.fetch(sql, *self._where.arguments, vector, *how)
        return Near(_matches(rows), rows[0]["found"], rows[0]["reach"]) if rows else Near([], 0, candidates)

    async def _estimate(self) -> int:
        """Return how many items the planner thinks will pass, or thought a short while ago."""
        sql = f"EXPLAIN (FORMAT JSON) SELECT FROM {self._held.layout.table} WHERE {self._where.sql}"
        asked = sql, repr(self._where.arguments)
        if asked not in self._estimates:
            [[plan]] = await self._work.fetch(sql, *self._where.arguments)
            self._estimates[asked] = int(json.loads(plan)[0]["Plan"]["Plan Rows"])
        return self._estimates[asked]

    @property
    def _graph(self) -> Index:
        return index(self._held.layout, self._held.index, self._place)

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
