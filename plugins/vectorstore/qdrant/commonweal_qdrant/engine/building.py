"""Building an index in a process of its own, begun and watched by the engine.

The builder reads all points as a client of the engine, builds the index, and has the engine adopt it. The
engine answers and writes as ever meanwhile, and notes what changes.
"""

import asyncio
import contextlib
import sys
from pathlib import Path

from commonweal_qdrant.engine.kept import Kept
from commonweal_qdrant.engine.messages import Stand

_LAST_WORDS = 2_000  # characters of what a builder that failed has said


class Building:
    """What is being built for one collection."""

    def __init__(self, kept: Kept, index: str) -> None:
        self.kept = kept
        self.index = index
        self.stand = Stand("building", 0, 2 * kept.shard.count(None))
        self._process: asyncio.subprocess.Process | None = None
        self._adopted = False
        self._watching: asyncio.Task[None] | None = None

    def begin(self, address: str, place: str) -> None:
        """Start the builder."""
        target = self.kept.begin()
        self._watching = asyncio.create_task(self._run(address, place, target))

    def report(self, done: int, total: int) -> None:
        """Take down how far the builder is."""
        self.stand = Stand("building", done, total)

    async def adopt(self) -> None:
        """Go over to what was built."""
        await self.kept.adopt(self.index)
        self._adopted = True

    async def end(self) -> None:
        """Stop building, if it is not over."""
        if self._watching is None or self._watching.done():
            return
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        self._watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._watching

    async def _run(self, address: str, place: str, target: Path) -> None:
        try:
            words = await self._watch(address, place, target)
        finally:
            if not self._adopted:
                self.kept.give_up()
        if self._adopted:
            self.stand = Stand("idle", self.stand.total, self.stand.total)
        else:
            self.stand = Stand("failed", text=words.strip()[-_LAST_WORDS:] or "the builder was killed")

    async def _watch(self, address: str, place: str, target: Path) -> str:
        program = ("-P", "-m", "commonweal_qdrant.engine.builder")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *program,
            address,
            place,
            str(target),
            self.index,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, errors = await self._process.communicate()
        return errors.decode(errors="replace")
