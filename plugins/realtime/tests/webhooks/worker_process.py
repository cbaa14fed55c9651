"""A worker for the tests of webhooks; it may be told to die by SIGKILL at its n-th step with the database."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "grove"))

from commonweal import enqueue
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.worker import Worker
from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.storage import work as work_module
from commonweal.storage.work import UnitOfWork
from commonweal_realtime.webhooks.tasks import deliver_webhooks


def die_at(step):
    """Count every statement and every commit, before and after, and die at the given one."""
    taken = 0

    def count():
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function):
        async def wrapper(*arguments, **options):
            count()
            result = await function(*arguments, **options)
            count()
            return result

        return wrapper

    for name in ("fetch", "fetch_row", "fetch_value", "execute", "execute_many"):
        setattr(UnitOfWork, name, counted(getattr(UnitOfWork, name)))
    work_module._commit = counted(work_module._commit)


async def main():
    told = json.loads(sys.argv[1])
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with await Runtime.create(Settings.load(told["environment"]), "worker") as runtime:
        async with runtime.database.write() as work:  # as the time until the lease is over, and the schedule
            await work.execute("UPDATE realtime.webhook_courier SET held_until = now()")
            await enqueue(work, deliver_webhooks)
        if told["die_at"]:
            die_at(told["die_at"])
        with suppress(asyncio.CancelledError):
            await Worker(runtime.database, runtime.registry, MessagingSettings(event_retry=0.1)).run(stop)


asyncio.run(main())
