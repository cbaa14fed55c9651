"""Patience with stores and embedders that do not answer: try again, longer each time, and say so."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from commonweal import (
    Contention,
    DatabaseUnavailable,
    OperatorError,
    VectorsUnavailable,
)

from commonweal_vectors.migrating.telling import Teller

T = TypeVar("T")
LONGEST = 300.0
"""Seconds without any progress after which one gives up; what was done stays done."""

_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


class Patience:
    """Counts how long nothing has gone on."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._since = time.monotonic()
        self._failures = 0

    def progress(self) -> None:
        """Begin to count anew."""
        self._since, self._failures = time.monotonic(), 0

    async def with_(self, function: Callable[[], Awaitable[T]]) -> T:
        """Call a function until it does not fail for want of somebody else; raises ``OperatorError``."""
        self.progress()
        while True:
            try:
                return await function()
            except (VectorsUnavailable, DatabaseUnavailable, Contention) as error:
                if time.monotonic() - self._since > LONGEST:
                    raise OperatorError(f"{error} What was done is kept: run this again to go on.") from error
                pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
                self._failures += 1
                self._teller.say(f"{error} Trying again in {pause:g} s …")
                await asyncio.sleep(pause)
