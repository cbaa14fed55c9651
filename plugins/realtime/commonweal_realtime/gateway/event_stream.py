"""Streams as Server-Sent Events (HTML Living Standard, section 9.2), for agents and plain clients."""

import asyncio
import random
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from commonweal import Position, Principal, Refusal, Translator

from commonweal_realtime.gateway.answers import Asked, start
from commonweal_realtime.gateway.connection import SLOW
from commonweal_realtime.gateway.credentials import Headers
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.gateway.held import Held
from commonweal_realtime.hub.frames import Encoded

_AGAIN = (1_000, 4_000)  # milliseconds after which a stream that was cut off comes back: not all at once
_CLOSE = (b"connection", b"close")  # no other request waits behind a stream
_CLOSE_SECONDS = 5.0  # for the client to take what waits for it, once the stream is over


class EventStream(Held):
    """One event stream. What happens is kept until the client has taken what came before, within bounds."""

    __slots__ = ("begun", "size", "waiting")

    def __init__(
        self, desk: Desk, principal: Principal, words: Translator, transport: asyncio.WriteTransport
    ) -> None:
        super().__init__(desk, principal, words, transport)
        self.waiting: list[bytes] = []
        self.size = 0
        self.begun = False

    @property
    def has_room(self) -> bool:
        """Whether half of what may wait is free."""
        return self.size * 2 < self.desk.settings.buffer_bytes

    def put(self, frame: Encoded) -> None:
        """Send one frame."""
        self._keep([frame])

    def deliver(self, batch: Sequence[Encoded], position: Position) -> None:  # noqa: ARG002 - ids tell it
        """Send what happened."""
        self.desk.counts.frames += len(batch)
        self._keep(batch)

    def beat(self) -> None:
        """Tell up to where everything was sent: not before it began, since clients go on from there."""
        if self.begun:
            super().beat()

    def overrun(self) -> None:
        """Let go of what waits, and tell why."""
        self.waiting, self.size = [], 0
        self.waiting.append(self.desk.error(Refusal("too_slow"), self.words).event_stream)
        self.finish(SLOW)

    def finish(self, code: int) -> None:
        """Let the answer end after what waits; whoever does not take it is cut off."""
        super().finish(code)
        asyncio.get_running_loop().call_later(_CLOSE_SECONDS, self.transport.abort)

    def _keep(self, frames: Sequence[Encoded]) -> None:
        if self.is_over:
            return
        if self.size > self.desk.settings.buffer_bytes:
            self.drop()
            return
        # An event that is told in several topics has one place: only the last of its frames has it as id.
        kept = [
            frame.unplaced if after is not None and after.position == frame.position else frame.event_stream
            for frame, after in zip_longest(frames, frames[1:])
        ]
        self.waiting += kept
        self.size += sum(map(len, kept))
        self.wake.set()

    async def answer(self, asked: Asked, following: list[Encoded], send: Any, headers: Headers) -> None:  # noqa: ARG002
        """Write events as they come, one write for all that wait."""
        self.put(self.desk.welcome(self.principal))
        self._keep(following)
        self.begun = True
        await start(send, b"text/event-stream", [*headers, _CLOSE])
        again = b"retry: %d\n\n" % random.randint(*_AGAIN)  # noqa: S311 - keeps no secret
        await send({"type": "http.response.body", "body": again, "more_body": True})
        while not self.gone:
            self.wake.clear()
            data, self.waiting, self.size = b"".join(self.waiting), [], 0
            if data:
                self.desk.counts.bytes += len(data)
                await send({"type": "http.response.body", "body": data, "more_body": True})
            if self.waiting:
                continue
            if self.is_over:
                break
            await self.wake.wait()
        await send({"type": "http.response.body", "body": b""})
