"""The floor: a bare uvicorn server whose WebSockets get one message when a line comes on standard input."""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import uvicorn
import uvloop

senders: set[Callable[[Any], Awaitable[None]]] = set()


async def app(
    _scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    """Accept, and keep the connection."""
    await receive()
    await send({"type": "websocket.accept"})
    senders.add(send)
    while (await receive())["type"] == "websocket.receive":
        pass
    senders.discard(send)


class Server(uvicorn.Server):
    """Uvicorn without its handling of signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them."""
        yield


async def main(port: int) -> None:
    """Serve, and send each line to everybody."""
    config = uvicorn.Config(
        app,
        port=port,
        loop="none",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        lifespan="off",
        log_config=None,
        backlog=4_096,
    )
    serving = asyncio.create_task(Server(config).serve())
    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        for send in list(senders):
            await send({"type": "websocket.send", "text": line.rstrip("\n")})
    serving.cancel()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1])))
