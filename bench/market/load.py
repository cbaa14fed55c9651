"""Load: clients that keep their connection and ask again as soon as they are answered."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any, cast

ANSWER_SECONDS = 10  # a server that takes longer is broken
HEADERS = (
    "host: {host}\r\n"
    "user-agent: commonweal-bench\r\n"
    "accept: application/json, text/html\r\n"
    "accept-language: en-GB,en;q=0.9\r\n"
    "accept-encoding: identity\r\n"
)


def requests(paths: Sequence[str], host: str) -> list[bytes]:
    """Write the requests for some addresses as they go over the wire."""
    headers = HEADERS.format(host=host)
    return [f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode() for path in paths]


class Client(asyncio.Protocol):
    """One keep-alive connection; it sees no more of an answer than its status and its length."""

    def __init__(self, asked: Iterator[bytes], until: float, pause: float = 0) -> None:
        self.seconds: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked = asked
        self._until = until
        self._pause = pause
        self._missing = -1  # bytes of the body still to come, -1 before its head is whole
        self._head = b""
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first question."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is of a class of its own
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Count what comes, and ask again when an answer is whole."""
        if self._missing < 0:
            self._head += data
            head, blank, data = self._head.partition(b"\r\n\r\n")
            if not blank:
                return
            self._head = b""
            if not head.startswith(b"HTTP/1.1 200"):
                self._end(RuntimeError(f"{head.decode()}\n{data.decode()}"))
                return
            self._missing = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        self._missing -= len(data)
        if self._missing == 0:
            self._missing = -1
            now = time.perf_counter()
            self.seconds.append(now - self._began)
            if now + self._pause >= self._until:
                self._end()
            elif self._pause:
                asyncio.get_running_loop().call_later(self._pause, self._ask)
            else:
                self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell when the server hung up."""
        self._end(exc or RuntimeError("the server closed the connection"))

    def _ask(self) -> None:
        self._began = time.perf_counter()
        self._transport.write(next(self._asked))

    def _end(self, error: Exception | None = None) -> None:
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)
            self._transport.close()


async def load(
    port: int, paths: Sequence[str], clients: int, seconds: float, pause: float = 0
) -> list[float]:
    """Let some clients ask in turns for a while; return how long each answer took, in seconds.

    Each asks again ``pause`` seconds after it was answered; they begin spread over that time.
    """
    loop = asyncio.get_running_loop()
    asked = cycle(requests(paths, f"127.0.0.1:{port}"))
    until = time.perf_counter() + seconds
    connected = []
    for _ in range(clients):
        connected.append(await loop.create_connection(lambda: Client(asked, until, pause), "127.0.0.1", port))
        await asyncio.sleep(pause / clients)
    async with asyncio.timeout(seconds + ANSWER_SECONDS):
        await asyncio.gather(*(client.done for _, client in connected))
    return [each for _, client in connected for each in client.seconds]


async def read(port: int, path: str) -> Any:
    """Ask one question and return the answer: what JSON says, or the text of a page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        [request] = requests([path], f"127.0.0.1:{port}")
        writer.write(request.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n"))
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{head.decode()}\n{body.decode()}")
    return json.loads(body) if b"application/json" in head.lower() else body.decode()
