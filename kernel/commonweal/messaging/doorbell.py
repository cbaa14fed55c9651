"""The doorbell: a debounced NOTIFY after commits, so that readers need not poll often.

It is never rung inside a business transaction (ARCHITECTURE §4.3), and nothing depends on it: whoever misses a
ring finds the event or task with the next poll.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakSet

from commonweal.messaging.patience import keep_running
from commonweal.storage.database import Database

CHANNEL = "commonweal"
_PAUSE = 0.025

_doorbells: "WeakSet[Doorbell]" = WeakSet()


class Doorbell:
    """Tells the readers of one database, at most 40 times a second, that something new was committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.pressed = asyncio.Event()

    async def ring_when_pressed(self) -> None:
        """Ring for each press, or once for many, until the connection breaks."""
        async with self._database.direct_connection() as connection:
            while True:
                await self.pressed.wait()
                self.pressed.clear()
                await connection.execute(f"NOTIFY {CHANNEL}")
                await asyncio.sleep(_PAUSE)


def ring() -> None:
    """Press every doorbell of this process; meant for ``UnitOfWork.after_commit``."""
    for doorbell in _doorbells:
        doorbell.pressed.set()


@asynccontextmanager
async def doorbell(database: Database) -> AsyncIterator[None]:
    """Have a doorbell for the block; each process that emits or enqueues wants one."""
    bell = Doorbell(database)
    _doorbells.add(bell)
    ringing = asyncio.create_task(keep_running("the doorbell", bell.ring_when_pressed))
    try:
        yield
    finally:
        _doorbells.discard(bell)
        ringing.cancel()
        await asyncio.wait([ringing])
