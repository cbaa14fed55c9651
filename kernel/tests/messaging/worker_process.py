"""A worker process for the tests; it may be told to die by SIGKILL at its n-th step with the database."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.worker import Worker
from commonweal.plugin.secret import Secret
from commonweal.storage import work as work_module
from commonweal.storage.database import Database
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.work import UnitOfWork
from garden import garden_with_tasks


def die_at(step: int) -> None:
    """Count every statement and every commit, before and after, and die at the given one."""
    taken = 0

    def counted(function):
        async def wrapper(*arguments, **options):
            count()
            result = await function(*arguments, **options)
            count()
            return result

        return wrapper

    def count():
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("fetch", "fetch_row", "fetch_value", "execute", "execute_many"):
        setattr(UnitOfWork, name, counted(getattr(UnitOfWork, name)))
    work_module._commit = counted(work_module._commit)


async def main() -> None:
    told = json.loads(sys.argv[1])
    if told["die_at"]:
        die_at(told["die_at"])
    url = told.get("broker_url")
    settings = MessagingSettings(
        event_retry=0.1,
        task_retry=0.1,
        resend=told.get("resend", 2),
        broker=told.get("broker", "postgres"),
        broker_url=Secret(url) if url else None,
    )
    reachable = DatabaseSettings(driver="external", url=Secret(told["dsn"]), pool_min=0)
    database = await Database.connect(reachable, application_name="test-worker")
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await Worker(database, garden_with_tasks(), settings).run(stop)
    await database.close()


asyncio.run(main())
