"""What became of a switch: which processes follow it, what still runs, and what waits for the plugin."""

import asyncio
import time
from collections.abc import Collection

import msgspec

from commonweal.messaging.following import GONE_AFTER_SECONDS
from commonweal.messaging.registry import Registry
from commonweal.plugin.uses import HookFigures, summed
from commonweal.storage.database import Database

PATIENCE_SECONDS = 15.0
_PAUSE = 0.05
_MOST = 10_000

_PROCESSES = """
    SELECT role, host, pid, version, report -> 'under_way' AS under_way FROM kernel.process
    WHERE seen_at > now() - make_interval(secs => $1) ORDER BY role, host, pid
"""
_FIGURES = """
    SELECT report -> 'figures' AS figures FROM kernel.process
    WHERE seen_at > now() - make_interval(secs => $1)
"""
_PARKED = """
    SELECT count(*) FROM kernel.task_request
    WHERE dead_at IS NULL AND running IS NULL AND split_part(task, '.', 1) = ANY ($1)
"""
_WAITING = f"""
    SELECT count(*) FROM (SELECT FROM kernel.event, kernel.subscription
        WHERE name = $1 AND type = ANY ($2)
          AND (event.transaction, event.sequence) > (subscription.transaction, subscription.sequence)
        LIMIT {_MOST}) AS unread
"""


class FollowingProcess(msgspec.Struct, frozen=True):
    """A running process: the version of the switches it follows, and its work for plugins that are off."""

    role: str
    host: str
    pid: int
    version: int
    under_way: dict[str, int]


class Drain(msgspec.Struct, frozen=True):
    """The state of plugins that were switched off, or on again.

    ``late`` are the processes that have not followed in time. ``under_way`` counts requests and tasks that
    still run and are let finish, ``parked`` the tasks and ``waiting`` the events that wait for the plugins to
    be on again (events are counted up to ten thousand for each subscription).
    """

    seconds: float
    processes: list[FollowingProcess]
    late: list[FollowingProcess]
    under_way: int
    parked: int
    waiting: int


async def drained(
    database: Database,
    registry: Registry,
    plugins: Collection[str],
    version: int,
    patience: float = PATIENCE_SECONDS,
) -> Drain:
    """Wait until every process has followed a switch and nothing of ``plugins`` runs, or patience is over."""
    began = time.monotonic()
    while True:
        processes = await running_processes(database)
        late = [each for each in processes if each.version < version]
        under_way = sum(each.under_way.get(name, 0) for each in processes for name in plugins)
        seconds = time.monotonic() - began
        if not (late or under_way) or seconds > patience:
            break
        await asyncio.sleep(_PAUSE)
    parked, waiting = await _queued(database, registry, plugins)
    return Drain(seconds, processes, late, under_way, parked, waiting)


async def running_processes(database: Database) -> list[FollowingProcess]:
    """Return the processes of the deployment that have been heard of lately."""
    async with database.read() as work:
        rows = await work.fetch(_PROCESSES, GONE_AFTER_SECONDS)
    return [
        FollowingProcess(**{**row, "under_way": msgspec.json.decode(row["under_way"] or "{}")})
        for row in rows
    ]


async def plugin_figures(database: Database) -> list[HookFigures]:
    """Return how the code of each plugin fares, by hook, in all processes together."""
    async with database.read() as work:
        rows = await work.fetch(_FIGURES, GONE_AFTER_SECONDS)
    return summed(
        each for row in rows for each in msgspec.json.decode(row["figures"] or "[]", type=list[HookFigures])
    )


async def _queued(database: Database, registry: Registry, plugins: Collection[str]) -> tuple[int, int]:
    """Count the tasks and the events of ``plugins`` that nobody has dealt with."""
    async with database.read() as work:
        parked: int = await work.fetch_value(_PARKED, list(plugins))
        waiting = 0
        for name, owned in registry.subscriptions.items():
            if owned.owner in plugins:
                types = [kind.event_name for kind in owned.item.event_types]
                waiting += await work.fetch_value(_WAITING, name, types)
    return parked, waiting
