"""How the gateways fare: each keeps a row about itself, from which the web processes know."""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Database, Gauge, HealthCheck, PluginContext

_LOG = logging.getLogger("commonweal.plugins.realtime")
_MISSED = 4  # rows not written in a row, until a gateway counts as gone
_LONGEST_LAG = 10.0
_GONE = "DELETE FROM realtime.gateway WHERE id = $1 OR seen_at < now() - interval '1 hour'"
_SAY = """
INSERT INTO realtime.gateway (id, host, pid, connections, opened, refused, dropped, frames, bytes, buffered,
    followed, lag_seconds, gaps, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())
ON CONFLICT (id) DO UPDATE SET connections = excluded.connections, opened = excluded.opened,
    refused = excluded.refused, dropped = excluded.dropped, frames = excluded.frames,
    bytes = excluded.bytes, buffered = excluded.buffered, followed = excluded.followed,
    lag_seconds = excluded.lag_seconds, gaps = excluded.gaps, seen_at = now()
"""
_READ = """
SELECT id, host, pid, connections, opened, refused, dropped, frames, bytes, buffered, followed, lag_seconds,
    gaps, seen_at FROM realtime.gateway WHERE seen_at > now() - make_interval(secs => $1) ORDER BY id
"""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How a gateway fares: connections at this moment, and counts since it began.

    ``buffered`` is the number of bytes that wait for clients, ``lag_seconds`` what the canary measured, and
    ``gaps`` how many frames it missed.
    """

    connections: int
    opened: int
    refused: int
    dropped: int
    frames: int
    bytes: int
    buffered: int
    followed: int
    lag_seconds: float | None
    gaps: int


class GatewayRow(Figures, frozen=True, kw_only=True):
    """The figures of one gateway, as last told."""

    id: UUID
    host: str
    pid: int
    seen_at: datetime


async def keep_telling(
    database: Database, gateway_id: UUID, seconds: float, figures: Callable[[], Figures]
) -> None:
    """Write the figures of this gateway down for ever."""
    while True:
        try:
            about = (gateway_id, socket.gethostname(), os.getpid())
            async with database.write() as work:
                await work.execute(_SAY, *about, *msgspec.structs.astuple(figures()))
        except Exception as error:  # noqa: BLE001 - told again in a moment
            _LOG.warning("the figures of this gateway could not be told: %r", error)
        await asyncio.sleep(seconds)


async def take_leave(database: Database, gateway_id: UUID) -> None:
    """Take the row of this gateway away, and those of gateways that are long gone."""
    try:
        async with database.write() as work:
            await work.execute(_GONE, gateway_id)
    except Exception as error:  # noqa: BLE001 - an old row harms nobody, and connections still wait to be told
        _LOG.warning("the figures of this gateway could not be taken away: %r", error)


async def read_gateways(database: Database, seconds: float) -> list[GatewayRow]:
    """Return the gateways that have told of themselves within so many seconds."""
    async with database.read() as work:
        rows: list[Any] = await work.fetch(_READ, seconds)
    return [GatewayRow(**dict(row)) for row in rows]


def gateway_check(context: PluginContext) -> HealthCheck:
    """Return the check that some gateway answers, and that none lags."""
    seconds = context.settings.canary_seconds

    async def check() -> None:
        found = await read_gateways(context.services.get(Database), seconds * _MISSED)
        if not found:
            raise RuntimeError("no gateway answers: start `commonweal gateway`, or look why it ended")
        worst = max(found, key=lambda one: one.lag_seconds or 0.0)
        if (worst.lag_seconds or 0.0) > _LONGEST_LAG:
            raise RuntimeError(
                f"streams are {worst.lag_seconds:.0f} s behind at the gateway {worst.pid} on {worst.host}: "
                "look for long transactions, or add a gateway"
            )

    return HealthCheck("gateways", check)


def gateway_gauges(context: PluginContext) -> list[Gauge]:
    """Return what operators watch: each figure of each gateway that is alive."""

    async def read() -> list[tuple[Sequence[str], float]]:
        found = await read_gateways(context.services.get(Database), context.settings.canary_seconds * _MISSED)
        return [
            ((str(row.id), row.host, name), value)
            for row in found
            for name in Figures.__struct_fields__
            if (value := getattr(row, name)) is not None
        ]

    about = "Connections, what waits for them, what was dropped, and how far behind streams are."
    return [Gauge("gateway", about, ["gateway", "host", "figure"], read)]
