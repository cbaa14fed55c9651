"""Ports of this machine, for servers that tests and benchmarks start."""

import asyncio
import socket


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


async def answering(port: int, seconds: float = 60) -> None:
    """Wait until something accepts connections at a port; raises TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
