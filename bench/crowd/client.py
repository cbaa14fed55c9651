"""A process full of WebSocket clients that do as little as a client can, so that the servers have the time.

It reads commands from its standard input, one a line, as JSON: ``open`` (port, sockets, source, greeting),
``hear`` (how many messages with a mark are expected, and for how many seconds to wait) and ``close``; each is
answered by a line of JSON. Moments are those of the system's monotonic clock, which all processes share.
"""

import asyncio
import base64
import json
import os
import struct
import sys
import time
from typing import Any, cast

import uvloop

AT_ONCE = 200  # connections being opened at a time
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_SHORT, _MEDIUM = 126, 127
MARK = b'"mark"'


class Client(asyncio.Protocol):
    """One WebSocket (RFC 6455): it answers pings, and notes when a message with a mark came."""

    __slots__ = ("_buffer", "_crowd", "_greeting", "_is_open", "_transport")

    def __init__(self, crowd: "Crowd", greeting: bytes) -> None:
        self._crowd, self._greeting = crowd, greeting
        self._buffer = b""
        self._is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._crowd.request)

    def data_received(self, data: bytes) -> None:
        """Read what came: the answer to the handshake first, then frames."""
        self._buffer += data
        if not self._is_open:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                self._crowd.refused += 1
                self._crowd.last = head[:200].decode(errors="replace")
                self._transport.close()
                return
            self._is_open, self._buffer = True, rest
            if self._greeting:
                self._transport.write(masked(_TEXT, self._greeting))
            else:
                self._crowd.ready += 1
        while self._take():
            pass

    def _take(self) -> bool:
        """Take one whole frame out of the buffer."""
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004 - the first two bytes of a frame
            return False
        size, begin = buffer[1] & 127, 2
        if size == _SHORT:
            size, begin = int.from_bytes(buffer[2:4]), 4
        elif size == _MEDIUM:
            size, begin = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < begin + size:
            return False
        self._buffer = buffer[begin + size :]
        self._hear(buffer[0] & 15, buffer[begin : begin + size])
        return True

    def _hear(self, kind: int, payload: bytes) -> None:
        if kind == _PING:
            self._transport.write(masked(_PONG, payload))
        elif kind == _CLOSE:
            self._crowd.last = payload[2:200].decode(errors="replace")
        elif self._crowd.mark in payload:
            self._crowd.heard.append(time.monotonic())
        elif b'"following"' in payload:
            self._crowd.ready += 1
        elif b'"error"' in payload:
            self._crowd.last = payload[:300].decode()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone."""
        del exc
        self._crowd.lost += 1

    def close(self) -> None:
        """Hang up."""
        self._transport.abort()


class Crowd:
    """All clients of this process, and what they heard."""

    def __init__(self) -> None:
        self.clients: list[Client] = []
        self.heard: list[float] = []
        self.ready = self.refused = self.lost = 0
        self.last = ""
        self.mark = MARK
        self.request = b""

    async def open(self, port: int, sockets: int, source: str, path: str, greeting: str) -> dict[str, Any]:
        """Open so many more, and wait until all of them follow."""
        key = base64.b64encode(os.urandom(16)).decode()
        self.request = (
            f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
            f"sec-websocket-version: 13\r\nsec-websocket-key: {key}\r\n\r\n"
        ).encode()
        began, before, turns = time.monotonic(), self.ready, asyncio.Semaphore(AT_ONCE)

        async def one() -> None:
            async with turns:
                _, client = await asyncio.get_running_loop().create_connection(
                    lambda: Client(self, greeting.encode()), "127.0.0.1", port, local_addr=(source, 0)
                )
                self.clients.append(client)

        await asyncio.gather(*(one() for _ in range(sockets)))
        while self.ready + self.refused - before < sockets and time.monotonic() < began + 600:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return {"ready": self.ready - before, "refused": self.refused, "lost": self.lost, "last": self.last}

    async def hear(self, mark: str, messages: int, seconds: float) -> dict[str, Any]:
        """Wait until so many messages with a mark were heard by all together; return when each was."""
        self.mark, self.heard = mark.encode(), []
        sys.stdout.write('{"listening":true}\n')
        sys.stdout.flush()
        until = time.monotonic() + seconds
        while len(self.heard) < messages and time.monotonic() < until:  # noqa: ASYNC110 - cheaper than an event
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)  # for one too many
        return {"heard": self.heard, "lost": self.lost, "last": self.last}

    async def close(self) -> dict[str, Any]:
        """Hang up on all."""
        for client in self.clients:
            client.close()
        self.clients = []
        await asyncio.sleep(0.1)
        self.ready = self.lost = self.refused = 0
        return {"closed": True}


def masked(kind: int, payload: bytes) -> bytes:
    """Write a frame as a client does, its mask being nought."""
    size = len(payload)
    head = bytes([128 | kind, 128 | size]) if size < _SHORT else struct.pack(">BBH", 128 | kind, 254, size)
    return head + bytes(4) + payload


async def main() -> None:
    """Do as told until there is nobody any more who tells."""
    crowd, loop = Crowd(), asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        answer = await getattr(crowd, command.pop("do"))(**command)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
