"""Building the index that suits the size of a collection, while searches and writes go on.

PostgreSQL builds it beside what is there, in transactions of its own, and waits for all that were open when
it began; so this needs a connection past the units of work, and a second one to look on.
"""

import asyncio
import logging
from collections.abc import Callable

import asyncpg
import msgspec
from commonweal import Database, WorkMisused, current_work

from commonweal_pgvector.catalogue import Catalogue, Held
from commonweal_pgvector.errors import unknown
from commonweal_pgvector.indexes import graph_name, index
from commonweal_pgvector.layout import SCHEMA
from commonweal_pgvector.measuring import Size, breadth_of, graphs, present_index, size
from commonweal_pgvector.sizes import Sizes, building_bytes, index_for, still_suits

_PAUSE = 0.25  # seconds between two looks
_NO_LIMITS = "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_session_timeout = 0"
_END_WITH_US = "SET client_connection_check_interval = '5s'"
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))"
_ROOM = """
    SELECT set_config('maintenance_work_mem', greatest(
        pg_size_bytes(current_setting('maintenance_work_mem')), $1::bigint) / 1024 || 'kB', false)
"""
_ALONE = "SET max_parallel_maintenance_workers = 0"
_DONE = "SELECT tuples_done FROM pg_stat_progress_create_index WHERE pid = $1"
_GO_OVER = f"UPDATE {SCHEMA}.collection SET index = $2, items = $3, breadth = $4 WHERE number = $1"

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


async def prepare(
    database: Database, catalogue: Catalogue, name: str, sizes: Sizes, progress: Progress
) -> None:
    """Build the index that suits, measure how widely to search it, change over, and remove the old one."""
    if current_work() is not None:
        raise WorkMisused("Building an index waits for open transactions: prepare outside of a unit of work.")
    async with database.direct_connection() as builder, database.direct_connection() as watcher:
        await _make_ready(builder)
        await _wait_in_turn(builder, name)  # until the connection ends
        held = await catalogue.find(builder, name)
        found = await size(builder, held.layout)
        present = await present_index(builder, held)
        suits = still_suits(present, held.layout.collection, found.items, found.memory, sizes)
        kind = present if suits else index_for(held.layout.collection, found.items, found.memory, sizes)
        # The dead in a graph that is about to go may stay there.
        tidy = "ANALYZE" if present and kind != present else "VACUUM (ANALYZE)"
        await builder.execute(f"{tidy} {held.layout.table}")
        await _drop(builder, held, keep_valid=True)
        if kind and graph_name(held.layout, kind) not in await graphs(builder, held.layout):
            await _Building(builder, watcher, progress).build(held, kind, found, sizes)
        coming = msgspec.structs.replace(held, index=kind, items=found.items)
        breadth = await breadth_of(builder, coming) if kind else 0
        status = await builder.execute(_GO_OVER, held.layout.number, kind, found.items, breadth)
        if status == "UPDATE 0":
            raise unknown(name)
        await _drop(builder, held, keep_valid=False, but=kind)
    progress(found.items, found.items)


class _Building:
    """One building of one index."""

    def __init__(self, builder: asyncpg.Connection, watcher: asyncpg.Connection, progress: Progress) -> None:
        self._builder = builder
        self._watcher = watcher
        self._progress = progress

    async def build(self, held: Held, kind: str, found: Size, sizes: Sizes) -> None:
        """Build, with helpers if there is room for what they share."""
        needed = building_bytes(held.layout.collection, kind, found.items)
        await self._builder.execute(_ROOM, min(needed, round(found.memory * sizes.memory_share)))
        try:
            await self._create(held, kind, found.items)
        except (asyncpg.DiskFullError, asyncpg.OutOfMemoryError) as error:
            log.warning("%s is built without helpers now: %s", graph_name(held.layout, kind), error)
            await _drop(self._builder, held, keep_valid=True)
            await self._builder.execute(_ALONE)
            await self._create(held, kind, found.items)

    async def _create(self, held: Held, kind: str, items: int) -> None:
        graph = index(held.layout, kind)
        sql = f"CREATE INDEX CONCURRENTLY {graph.name} ON {held.layout.table} USING {graph.method}"
        building = asyncio.create_task(self._builder.execute(sql))
        try:
            while not (await asyncio.wait({building}, timeout=_PAUSE))[0]:
                await self._tell(items)
        finally:
            if not building.done():
                building.cancel()  # asyncpg has the server stop
            await asyncio.wait({building})
        building.result()

    async def _tell(self, items: int) -> None:
        done = await self._watcher.fetchval(_DONE, self._builder.get_server_pid())
        if done is not None:
            self._progress(min(done, items), items)


async def _make_ready(builder: asyncpg.Connection) -> None:
    """Lift the limits of time, and have the server stop when this process is gone, where it can tell."""
    await builder.execute(_NO_LIMITS)
    try:
        await builder.execute(_END_WITH_US)
    except asyncpg.InvalidParameterValueError as error:
        log.info("a killed building goes on until it is done: %s", error)


async def _wait_in_turn(builder: asyncpg.Connection, name: str) -> None:
    """Wait without an open transaction, for which the one that builds would wait in its turn."""
    while not await builder.fetchval(_LOCK, f"{SCHEMA} {name}"):  # noqa: ASYNC110 - others are processes
        await asyncio.sleep(_PAUSE)


async def _drop(builder: asyncpg.Connection, held: Held, *, keep_valid: bool, but: str = "") -> None:
    """Drop what a killed building left behind, or every graph but one."""
    kept = graph_name(held.layout, but)
    for name, valid in (await graphs(builder, held.layout)).items():
        if not (valid and keep_valid) and name != kept:
            await builder.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {SCHEMA}.{name}")
