"""How loops and attempts start over: calmly, and after ever longer pauses."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Step = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)

_SHORTEST, _LONGEST = 0.1, 5.0
_ERROR_LENGTH = 2000


def backoff(attempt: int, base: float, longest: float = 3600) -> float:
    """Return the seconds to wait after an attempt: doubling, and up to a quarter more by chance."""
    return min(longest, base * 2.0 ** (attempt - 1)) * random.uniform(1, 1.25)  # noqa: S311 - keeps no secret


def describe(error: BaseException) -> str:
    """Write an error as it is kept beside what failed."""
    return f"{type(error).__name__}: {error}"[:_ERROR_LENGTH].replace("\0", "")


def cancelled() -> bool:
    """Say whether this task is being cancelled, rather than that a plugin raised CancelledError by itself."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


@asynccontextmanager
async def in_background(**steps: Step) -> AsyncIterator[None]:
    """Keep every step running, under its name, for as long as the block lasts."""
    loops = [asyncio.create_task(keep_running(name, step)) for name, step in steps.items()]
    try:
        yield
    finally:
        await end(*loops)


async def end(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks and wait until they have ended."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


async def keep_running(what: str, step: Step) -> None:
    """Call ``step`` for ever; what it knows is in the database, so it can start over after any error."""
    loop, failures = asyncio.get_running_loop(), 0
    while True:
        began = loop.time()
        try:
            await step()
            failures = 0
        except Exception as error:  # noqa: BLE001 - whatever it was, the loop must go on
            failures = 1 if loop.time() - began > 2 * _LONGEST else failures + 1
            log.warning("%s starts over: %r", what, error)
            await asyncio.sleep(backoff(failures, _SHORTEST, _LONGEST))
