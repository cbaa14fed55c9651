"""The doorbell: a debounced NOTIFY after commits, so that readers need not poll often.

It is never rung inside a business transaction (ARCHITECTURE §4.3), and nothing depends on it: who misses a
ring finds the event or task with the next poll.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from commonweal.messaging.patience import in_background
from commonweal.storage.database import Database
from commonweal.storage.errors import DatabaseUnavailable

CHANNEL = "commonweal"
_PAUSE = 0.025

_pressed: set[asyncio.Event] = set()


def ring() -> None:
    """Press every doorbell of this process; meant for ``UnitOfWork.after_commit``."""
    for pressed in _pressed:
        pressed.set()


@asynccontextmanager
async def doorbell(database: Database) -> AsyncIterator[None]:
    """Have a doorbell for the block, at most 40 rings a second; whoever emits or enqueues wants one."""
    pressed = asyncio.Event()

    async def ring_when_pressed() -> None:
        async with database.direct_connection() as connection:
            while True:
                await pressed.wait()
                pressed.clear()
                await connection.execute(f"NOTIFY {CHANNEL}")
                await asyncio.sleep(_PAUSE)

    _pressed.add(pressed)
    try:
        async with in_background(doorbell=ring_when_pressed):
            yield
    finally:
        _pressed.discard(pressed)


async def hear_doorbell(database: Database, rung: Callable[[], None]) -> None:
    """Call ``rung`` at every ring, from whichever process, for ever.

    Raises DatabaseUnavailable when the connection is lost, so that the caller can begin anew.
    """
    lost = asyncio.Event()
    async with database.direct_connection() as connection:
        connection.add_termination_listener(lambda _connection: lost.set())
        await connection.add_listener(CHANNEL, lambda *_ring: rung())
        await lost.wait()
    raise DatabaseUnavailable("The connection that listened to the doorbell broke.")
