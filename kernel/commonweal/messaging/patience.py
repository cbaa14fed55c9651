"""How loops and attempts start over: calmly, and for ever longer pauses."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

_SHORTEST, _LONGEST = 0.1, 5.0


def backoff(attempt: int, base: float, longest: float = 3600) -> float:
    """Return the seconds to wait after the given attempt: doubling, with up to a quarter more by chance."""
    return min(longest, base * 2.0 ** (attempt - 1)) * random.uniform(1, 1.25)  # noqa: S311 - keeps no secret


async def keep_running(what: str, step: Callable[[], Awaitable[None]]) -> None:
    """Call ``step`` for ever; it keeps all it knows in the database, so that it can start over after any error."""
    loop, failures = asyncio.get_running_loop(), 0
    while True:
        began = loop.time()
        try:
            await step()
            failures = 0
        except Exception as error:
            failures = 1 if loop.time() - began > 2 * _LONGEST else failures + 1
            log.warning("%s starts over: %r", what, error, exc_info=failures == 3)  # noqa: PLR2004 - then it lasts
            await asyncio.sleep(backoff(failures, _SHORTEST, _LONGEST))
