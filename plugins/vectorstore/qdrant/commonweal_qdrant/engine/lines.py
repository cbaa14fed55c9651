"""The connections of one client to the engine: each carries one question at a time, several are kept."""

import asyncio
from pathlib import Path

from commonweal import VectorError

from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.messages import PROTOCOL, Answer, Hello, Request, Retire, Welcome
from commonweal_qdrant.engine.starting import Streams, connect

_MOST = 8  # connections at once; the engine does one thing after the other anyhow


class Lines:
    """Connections to the engine of a directory."""

    def __init__(self, directory: Path, linger: float) -> None:
        self._directory = directory
        self._linger = linger
        self._idle: list[Streams] = []
        self._places = asyncio.Semaphore(_MOST)

    async def ask(self, request: Request) -> Answer:
        """Ask on a connection of its own; raises ``ConnectionError`` or the like when the engine ends."""
        async with self._places:
            line = self._idle.pop() if self._idle else await self._open()
            try:
                answer = await _exchange(line, request)
            except (ConnectionError, asyncio.IncompleteReadError):
                line[1].close()
                self.close()  # the others lead to the same engine
                raise
            except BaseException:
                line[1].close()  # an answer that nobody waits for may still come
                raise
            self._idle.append(line)
            return answer

    def close(self) -> None:
        """Close what is not in use."""
        while self._idle:
            self._idle.pop()[1].close()

    async def _open(self) -> Streams:
        """Connect, past an engine of an earlier protocol, which ends so that ours can start."""
        while True:
            line = await connect(self._directory, self._linger)
            try:
                welcome = say.value_of(await _exchange(line, Hello(PROTOCOL)), Welcome)
                if welcome.protocol == PROTOCOL:
                    return line
                _check_not_later(self._directory, welcome)
                await _exchange(line, Retire())
            except BaseException:
                line[1].close()
                raise
            line[1].close()
            await asyncio.sleep(0.1)


async def _exchange(line: Streams, request: Request) -> Answer:
    reader, writer = line
    writer.write(say.framed(say.encode(request)))
    await writer.drain()
    return say.answers.decode(await say.read_message(reader))


def _check_not_later(directory: Path, welcome: Welcome) -> None:
    if welcome.protocol > PROTOCOL:
        raise VectorError(
            "vector_store_unfit",
            f"the engine in {directory} (process {welcome.process}) speaks protocol {welcome.protocol}; this "
            f"process allows {PROTOCOL} only: restart it with the version that is installed",
        )
