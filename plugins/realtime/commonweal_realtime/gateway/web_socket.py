"""Streams over WebSocket: for browsers and dashboards, with topics followed and left at any time."""

import asyncio
import logging
from collections.abc import Sequence
from time import monotonic
from typing import Any

from commonweal import Position, Principal, Refusal, Socket, Translator

from commonweal_realtime.gateway.connection import (
    CREDENTIALS,
    FAST,
    MALFORMED,
    ORIGIN,
    RESTART,
    SLOW,
    Connection,
)
from commonweal_realtime.gateway.credentials import Headers, OriginRefused, read_query
from commonweal_realtime.gateway.crowd import moment
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.gateway.incoming import Authenticate, Follow, Leave, Pace, Ping, Said, read_frame
from commonweal_realtime.hub.frames import Encoded, encoded

_LOG = logging.getLogger("commonweal.plugins.realtime")
_CLOSE_SECONDS = 5.0  # for the other side to answer a close frame, or to take what waits for it
_CLOSE_FRAME = 0x88  # RFC 6455 §5.2
_CLOSES = {
    "malformed_frame": MALFORMED,
    "frame_too_large": MALFORMED,
    "malformed_request": MALFORMED,
    "too_fast": FAST,
    "rate_limited": FAST,
    "too_many_connections": FAST,
}
"""Refusals that end a connection; whatever else is refused, the connection goes on."""


class WebSocket(Connection):
    """One WebSocket. Frames are written to its transport as they are, in one write a batch."""

    __slots__ = ("pace", "socket")

    def __init__(self, desk: Desk, principal: Principal, words: Translator, socket: Socket) -> None:
        super().__init__(desk, principal, words)
        self.socket = socket
        self.pace = Pace(monotonic(), desk.settings.frames_per_second)

    @property
    def has_room(self) -> bool:
        """Whether half of what may wait is free."""
        return self.socket.buffered * 2 < self.desk.settings.buffer_bytes

    def put(self, frame: Encoded) -> None:
        """Send one frame."""
        self._write(frame.web_socket)

    def deliver(self, batch: Sequence[Encoded], position: Position) -> None:  # noqa: ARG002 - heartbeats tell it
        """Send what happened, in one write."""
        self.desk.counts.frames += len(batch)
        self._write(self.desk.joined(batch))

    def finish(self, code: int) -> None:
        """Send a close frame; whoever does not answer it is cut off."""
        self.socket.write(bytes((_CLOSE_FRAME, 2)) + code.to_bytes(2))
        asyncio.get_running_loop().call_later(_CLOSE_SECONDS, self.socket.abort)

    def overrun(self) -> None:
        """Put the reason behind what waits already, for a client that begins to read after all."""
        self.socket.write(self.desk.error(Refusal("too_slow"), self.words).web_socket)
        self.finish(SLOW)

    def _write(self, frames: bytes) -> None:
        if self.is_over:
            return
        if self.socket.buffered > self.desk.settings.buffer_bytes:
            self.drop()
            return
        self.desk.counts.bytes += len(frames)
        self.socket.write(frames)

    async def listen(self, receive: Any) -> None:
        """Heed what the client says until it is gone."""
        while (message := await receive())["type"] != "websocket.disconnect":
            if not self.is_over and message["type"] == "websocket.receive":
                await self._hear(message.get("text"))

    async def _hear(self, text: str | None) -> None:
        desk = self.desk
        if not self.pace.spend(monotonic(), desk.settings.frames_per_second):
            self._answer(Refusal("too_fast"))
            return
        try:
            await self._heed(read_frame(text, desk.settings.frame_bytes))
        except Refusal as refusal:
            self._answer(refusal)
        except Exception:  # noqa: BLE001 - one frame of one client harms nobody else
            self._answer(_unavailable())

    def _answer(self, refusal: Refusal, topic: str | None = None) -> None:
        if code := _CLOSES.get(refusal.code):
            self.fail(refusal, code)
        else:
            self.refuse(refusal, topic)

    async def _heed(self, said: Said) -> None:
        match said:
            case Ping():
                self.beat()
            case Leave(topic):
                self.desk.hub.leave(self, topic)
                self.put(encoded("left", topic=topic))
            case Follow(topic, position):
                try:
                    await self._follow(topic, position)
                except Refusal as refusal:
                    if refusal.code == "stale":
                        self.stale(topic)
                    else:
                        self._answer(refusal, topic)
                except Exception:  # noqa: BLE001 - the client has to know which topic to ask for again
                    self._answer(_unavailable(), topic)
            case Authenticate(token):
                await self._authenticate(token)

    async def _follow(self, topic: str, position: str | None) -> None:
        followed = self.desk.hub.topics_of(self)
        if len(followed) >= self.desk.settings.topics_per_connection and topic not in followed:
            raise Refusal("too_many_topics", most=self.desk.settings.topics_per_connection)
        found = await self.desk.hub.follow(self, topic, position)
        if self.is_over:  # meanwhile
            self.forget()
            return
        self.put(encoded("following", found.position, topic=found.topic, state=found.state))

    async def _authenticate(self, token: str) -> None:
        try:
            principal = await self.desk.door.by_token(token, self.principal)
        except Refusal as refusal:
            if refusal.code == "service_unavailable":
                raise
            self.fail(refusal, _CLOSES.get(refusal.code, CREDENTIALS))
            return
        if not self.is_over:
            self.desk.crowd.become(self, principal)
            self.put(self.desk.welcome(principal))
            self.desk.hub.reconsider(self)


def _unavailable() -> Refusal:
    """Log what went wrong with a frame, and return what its client is told."""
    _LOG.exception("a frame of a client could not be heeded")
    return Refusal("service_unavailable")


async def serve_web_socket(desk: Desk, scope: Any, receive: Any, send: Any) -> None:
    """Serve one WebSocket from its handshake to its end (ASGI)."""
    await receive()
    answer: Headers = []
    client = scope.get("client")
    principal, code = desk.web.guest(client[0] if client else ""), CREDENTIALS
    wrong: Refusal | None = None
    try:
        read_query(scope)
        principal = await desk.door.admit(scope, answer)
    except OriginRefused as refusal:
        wrong, code = refusal, ORIGIN
    except Refusal as refusal:
        wrong = refusal
        code = RESTART if refusal.code == "service_unavailable" else _CLOSES.get(refusal.code, CREDENTIALS)
    connection = WebSocket(
        desk, principal, desk.words(scope, principal), scope["extensions"]["commonweal.socket"]
    )
    await send({"type": "websocket.accept", "headers": answer})
    scope["headers"], scope["state"] = (), None  # a connection lasts, and these are many bytes
    del answer
    try:
        _begin(connection, wrong, code)
        desk.counts.opened += 1
        await connection.listen(receive)
    finally:
        connection.is_over = True
        connection.forget()
        desk.crowd.leave(connection)


def _begin(connection: WebSocket, wrong: Refusal | None, code: int) -> None:
    """Welcome a connection, or tell it why not."""
    try:
        if wrong:
            raise wrong
        connection.desk.crowd.enter(connection)
    except Refusal as refusal:
        connection.fail(refusal, _CLOSES.get(refusal.code, code))
    else:
        connection.put(connection.desk.welcome(connection.principal))
        if connection.desk.is_leaving:
            connection.send_away(moment())
