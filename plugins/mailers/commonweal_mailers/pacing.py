"""How fast mail goes to one domain: receivers turn away whoever comes with too many at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commonweal import MailUnavailable

_MANY = 1_000


class Pace:
    """Lets so many mails to one domain go at a time, and so many a minute; of one process.

    Who would have to wait longer than ``seconds`` is sent away with MailUnavailable, and comes again later.
    """

    def __init__(self, at_a_time: int, per_minute: int, seconds: float) -> None:
        self._at_a_time = at_a_time
        self._gap = 60 / per_minute if per_minute else 0.0
        self._seconds = seconds
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._next: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, domain: str) -> AsyncIterator[None]:
        """Wait for a turn at a domain and hold it for the length of the block."""
        self._forget()
        turns = self._turns.setdefault(domain, asyncio.Semaphore(self._at_a_time))
        try:
            async with asyncio.timeout(self._seconds):
                await turns.acquire()
        except TimeoutError as error:
            raise MailUnavailable(f"Too much mail goes to {domain} at once; it is tried later.") from error
        try:
            await self._wait(domain)
            yield
        finally:
            turns.release()

    async def _wait(self, domain: str) -> None:
        now = asyncio.get_running_loop().time()
        begins = max(now, self._next.get(domain, now))
        if begins - now > self._seconds:
            raise MailUnavailable(f"So much mail a minute does not go to {domain}; it is tried later.")
        if self._gap:
            self._next[domain] = begins + self._gap
            await asyncio.sleep(begins - now)

    def _forget(self) -> None:
        """Forget domains that nobody writes to at the moment."""
        if len(self._turns) > _MANY:
            now = asyncio.get_running_loop().time()
            self._next = {domain: at for domain, at in self._next.items() if at > now}
            busy = {domain for domain, turns in self._turns.items() if turns.locked()} | self._next.keys()
            self._turns = {domain: turns for domain, turns in self._turns.items() if domain in busy}
