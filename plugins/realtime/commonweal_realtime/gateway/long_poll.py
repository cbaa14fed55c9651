"""Streams by asking again and again: answered as soon as there are frames, or when the wait is over."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from commonweal import Position, Principal, Translator

from commonweal_realtime.gateway.answers import Asked, start
from commonweal_realtime.gateway.credentials import Headers
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.gateway.held import Held
from commonweal_realtime.hub.frames import Encoded, encoded

_CATCH_UP_SECONDS, _LOOK_SECONDS = 1.0, 0.01


class LongPoll(Held):
    """One request that waits for frames."""

    __slots__ = ("frames", "position", "size")

    def __init__(
        self, desk: Desk, principal: Principal, words: Translator, transport: asyncio.WriteTransport
    ) -> None:
        super().__init__(desk, principal, words, transport)
        self.frames: list[bytes] = []
        self.size = 0
        self.position: Position | None = None

    @property
    def has_room(self) -> bool:
        """Whether this answer is still empty: another page waits for the next request."""
        return not self.size

    def put(self, frame: Encoded) -> None:
        """Keep a frame for the answer."""
        if not self.is_over:
            self.frames.append(frame.json)
            self.wake.set()

    def deliver(self, batch: Sequence[Encoded], position: Position) -> None:
        """Keep what happened; what is beyond an answer's size is left to the next request."""
        if self.is_over or self.size > self.desk.settings.buffer_bytes:
            return
        self.desk.counts.frames += len(batch)
        self.frames += [frame.json for frame in batch]
        self.size += sum(len(frame.json) for frame in batch)
        self.position = position
        if batch:
            self.wake.set()

    def presence(self, topic: str, count: int) -> None:
        """Keep a count for the answer, which does not come because of it: each poll is a follower itself."""
        if not self.is_over:
            self.frames.append(encoded("presence", topic=topic, count=count).json)

    def beat(self) -> None:
        """Tell nothing: the answer tells the position."""

    def overrun(self) -> None:
        """Answer with what there is."""
        self.wake.set()

    async def answer(self, asked: Asked, following: list[Encoded], send: Any, headers: Headers) -> None:
        """Wait for frames unless it is told where the topics stand, and answer."""
        begins_here = asked.position is None or following[0].name == "stale"
        if begins_here:
            for frame in following:
                self.put(frame)
        else:
            await self._wait(asked.wait)
        if self.gone:
            return
        if begins_here:
            position = str(following[-1].position)  # of the states, which the hub may have yet to reach
        elif self.position is None and self.is_over:
            position = str(asked.position)  # sent away: the hub has forgotten how far this one was
        else:
            position = str(self.position or self.desk.hub.position_of(self))
        self.is_over = True
        body = b'{"frames":[%b],"position":"%b"}' % (b",".join(self.frames), position.encode())
        self.desk.counts.bytes += len(body)
        await start(send, b"application/json", headers)
        await send({"type": "http.response.body", "body": body})

    async def _wait(self, seconds: int) -> None:
        """Wait for frames; for those that are there already, also where nobody wants to wait."""
        hub = self.desk.hub
        head = hub.head
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.wake.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(_CATCH_UP_SECONDS):
                while not self.wake.is_set() and hub.position_of(self) < head:  # noqa: ASYNC110 - of the hub
                    await asyncio.sleep(_LOOK_SECONDS)
