"""How each process follows the switches of plugins, and says what it has followed and what it is at."""

import asyncio
import os
import socket
from contextlib import suppress
from typing import Any

import asyncpg
import msgspec

from commonweal.messaging.switches import read_switches, switch_version
from commonweal.plugin.host import Host
from commonweal.storage.database import Database
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable
from commonweal.storage.ids import new_id

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 2.0
GONE_AFTER_SECONDS = 10
"""A process that has said nothing for so long is taken to be gone."""

_SAY = """
    INSERT INTO kernel.process (id, role, host, pid, version, report) VALUES ($1, $2, $3, $4, $5, $6::jsonb)
    ON CONFLICT (id) DO UPDATE SET seen_at = now(), version = excluded.version, report = excluded.report
"""
_LEAVE = "DELETE FROM kernel.process WHERE id = $1 OR seen_at < now() - make_interval(secs => $2)"


class Follower:
    """Keeps the switches of one process those of the deployment, and its row in ``kernel.process`` true."""

    def __init__(self, database: Database, host: Host, role: str) -> None:
        self._database = database
        self._host = host
        self._role = role
        self._id = new_id()
        self._version = -1
        self._said: tuple[float, int, dict[str, int]] = (0.0, -1, {})

    async def follow(self) -> None:
        """Take over what was switched, if anything was since the last time."""
        async with self._database.read() as work:
            version = await switch_version(work)
            if version == self._version:
                return
            # Switches that came after that number are followed once more, which changes nothing.
            switches = await read_switches(work)
        self._host.apply(switches)
        self._version = version

    async def run(self) -> None:
        """Follow for ever, and tell others."""
        while True:
            await self.follow()
            await self._say()
            await asyncio.sleep(POLL_SECONDS)

    async def leave(self) -> None:
        """Take this process, and those that are gone, out of the list; without a database, others do it."""
        with suppress(DatabaseUnavailable, CommitUnknown, asyncpg.InterfaceError):
            async with self._database.write() as work:
                await work.execute(_LEAVE, self._id, GONE_AFTER_SECONDS)

    async def _say(self) -> None:
        """Say what has changed for those who wait for it, and now and then that this process lives."""
        now, busy = asyncio.get_running_loop().time(), self._busy_though_off()
        said_at, version, before = self._said
        if version == self._version and busy == before and now < said_at + HEARTBEAT_SECONDS:
            return
        report: dict[str, Any] = {"under_way": busy, "figures": self._host.figures()}
        about = (self._id, self._role, socket.gethostname(), os.getpid(), self._version)
        async with self._database.write() as work:
            await work.execute(_SAY, *about, msgspec.json.encode(report).decode())
        self._said = (now, self._version, busy)

    def _busy_though_off(self) -> dict[str, int]:
        """Count what still runs of plugins that are off."""
        return {
            plugin_id: count
            for plugin_id, count in self._host.under_way.items()
            if count and not self._host.is_enabled(plugin_id)
        }
