"""The worker: drives its share of the subscriptions, relays task requests to the broker, and runs tasks."""

import asyncio
import random
from contextlib import suppress
from hashlib import blake2b

import asyncpg

from commonweal.messaging.doorbell import CHANNEL, doorbell
from commonweal.messaging.execution import Execution
from commonweal.messaging.patience import end, in_background, keep_running
from commonweal.messaging.registry import Registry
from commonweal.messaging.relay import Relay
from commonweal.messaging.runner import Runner
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tail import Feed
from commonweal.storage.database import Database

_BALANCE_SECONDS = 1.0

_REGISTER = """
    INSERT INTO kernel.subscription (name, transaction, sequence)
    SELECT $1, CASE WHEN $2 THEN '0'::xid8 ELSE pg_snapshot_xmin(pg_current_snapshot()) END, -1
    ON CONFLICT DO NOTHING
"""
_WORKERS = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND granted AND datname = current_database()
      AND (classid::bigint << 32) | objid::bigint = $1 AND objsubid = 1
"""
_TRY_LOCK = "SELECT pg_try_advisory_lock($1)"


class Worker:
    """One worker process; several share the subscriptions and the tasks among them."""

    def __init__(self, database: Database, registry: Registry, settings: MessagingSettings) -> None:
        self._database = database
        self._registry = registry
        self._settings = settings
        self._feed = Feed(database)
        self._relay = Relay(database, registry, settings)
        self._switched = asyncio.Event()
        registry.on_switch.append(self._wake)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; then end running tasks, and roll back what handlers had begun."""
        tasks = Execution(self._database, self._registry, self._settings)
        async with doorbell(self._database), tasks.receiving() as broker:
            loops = {"feed": self._feed.run, "relay": lambda: self._relay.run(broker)}
            async with in_background(subscriptions=self._hold_subscriptions, **loops):
                await stop.wait()

    async def _hold_subscriptions(self) -> None:
        """Hold a fair share of the enabled subscriptions through locks that die with this connection."""
        async with self._database.write() as work:
            for name, each in self._registry.subscriptions.items():
                await work.execute(_REGISTER, name, each.item.replay)
        runners: dict[str, asyncio.Task[None]] = {}
        async with self._database.direct_connection() as connection:
            await connection.add_listener(CHANNEL, self._woken)
            await connection.execute("SELECT pg_advisory_lock_shared($1)", lock_key("worker"))
            try:
                while True:
                    self._switched.clear()
                    await self._balance(connection, runners)
                    with suppress(TimeoutError):
                        async with asyncio.timeout(_BALANCE_SECONDS):
                            await self._switched.wait()
            finally:
                await end(*runners.values())

    def _wake(self) -> None:
        """Look again at once at which plugins are on."""
        self._switched.set()
        self._relay.bell.set()

    def _woken(self, *_notification: object) -> None:
        self._feed.bell.set()
        self._relay.bell.set()

    async def _balance(self, connection: asyncpg.Connection, runners: dict[str, asyncio.Task[None]]) -> None:
        subscriptions = self._registry.subscriptions
        wanted = [name for name, each in subscriptions.items() if self._registry.is_enabled(each.owner)]
        workers = max(1, await connection.fetchval(_WORKERS, lock_key("worker")))
        share = -(-len(wanted) // workers)
        kept = [name for name in runners if name in wanted][:share]
        for name in runners.keys() - set(kept):
            await end(runners.pop(name))
            await connection.execute("SELECT pg_advisory_unlock($1)", lock_key(name))
        free = [name for name in wanted if name not in runners]
        for name in random.sample(free, len(free)):
            if len(runners) < share and await connection.fetchval(_TRY_LOCK, lock_key(name)):
                runner = Runner(self._database, subscriptions[name].item, self._feed, self._settings)
                runners[name] = asyncio.create_task(keep_running(f"the subscription {name}", runner.run))


def lock_key(name: str) -> int:
    """Return the number of an advisory lock of ours."""
    digest = blake2b(f"commonweal.messaging.{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) & 0x7FFFFFFFFFFFFFFF
