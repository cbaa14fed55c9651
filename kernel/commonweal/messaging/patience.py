"""How loops and attempts start over: calmly, and after ever longer pauses."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

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


async def keep_running(what: str, step: Callable[[], Awaitable[None]]) -> None:
    """Call ``step`` for ever; what it knows is in the database, so it can start over after any error."""
    loop, failures = asyncio.get_running_loop(), 0
    while True:
        began = loop.time()
        try:
            await step()
            failures = 0
        except Exception as error:
            failures = 1 if loop.time() - began > 2 * _LONGEST else failures + 1
            log.warning("%s starts over: %r", what, error)
            await asyncio.sleep(backoff(failures, _SHORTEST, _LONGEST))
