"""What an idle connection costs: at most 30 KiB of resident memory, in a gateway as it is run."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import psutil
from commonweal.testing.hosts import with_requirements
from commonweal.testing.ports import free_port
from commonweal.testing.web import web_environment
from websockets.frames import Frame, Opcode

SOCKETS, BOUND = 2_000, 30 * 1_024
STEADY = 256 * 1_024
HANDSHAKE = (
    b"GET /api/v1/realtime/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    b"Accept-Language: es-MX,es;q=0.8,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
    b"Cache-Control: no-cache\r\nPragma: no-cache\r\nSec-Fetch-Mode: websocket\r\n\r\n"
)
FOLLOW = Frame(Opcode.TEXT, json.dumps({"type": "follow", "topic": "feed"}).encode()).serialize(mask=True)


class Client(asyncio.Protocol):
    """A client that says nothing after it follows the feed."""

    def __init__(self):
        self.heard, self.wanted = b"", asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(HANDSHAKE)

    def data_received(self, data):
        self.heard += data
        if b'"welcome"' in self.heard:
            self.transport.write(FOLLOW)
            self.heard = b""
        elif b'"following"' in self.heard and not self.wanted.done():
            self.wanted.set_result(None)

    def connection_lost(self, error):
        if not self.wanted.done():
            self.wanted.set_exception(EOFError(self.heard))


async def connect(port):
    """Open a WebSocket that follows the feed, and return its transport."""
    transport, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port)
    await client.wanted
    return transport


async def connect_many(port, count):
    transports = []
    for _ in range(0, count, 50):
        transports += await asyncio.gather(*(connect(port) for _ in range(50)))
    return transports


async def resident(process):
    """Return the resident memory of a process once it has calmed down: the same for three seconds."""
    measured = []
    for _ in range(30):
        measured.append(psutil.Process(process.pid).memory_info().rss)
        last = measured[-4:]
        if len(last) == 4 and max(last) - min(last) < STEADY:
            break
        await asyncio.sleep(1)
    return measured[-1]


async def test_an_idle_web_socket_that_follows_a_topic_costs_less_than_30_kib(
    tmp_path, database_settings, record_property
):
    port = free_port()
    environment = {
        "COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["realtime"])),
        "COMMONWEAL_REALTIME__CONNECTIONS_PER_NETWORK": "100000",
        "COMMONWEAL_GATEWAY__PORT": str(port),
        "COMMONWEAL_GATEWAY__DRAIN_SECONDS": "0",
    }
    log = tmp_path / "gateway.log"
    with log.open("wb") as out:
        gateway = subprocess.Popen(
            [sys.executable, "-P", "-m", "commonweal", "gateway"],
            env={**os.environ, **web_environment(tmp_path, database_settings, environment)},
            stdout=out,
            stderr=out,
        )
    try:
        async with asyncio.timeout(60):
            while True:
                try:
                    (await connect(port)).abort()
                    break
                except (OSError, EOFError):
                    assert gateway.poll() is None, log.read_text()
                    await asyncio.sleep(0.2)
        transports = await connect_many(port, 500)  # what is loaded once does not count
        before = await resident(gateway)
        transports += await connect_many(port, SOCKETS)
        each = (await resident(gateway) - before) / SOCKETS
        record_property("kib_per_socket", round(each / 1024, 1))
        assert each < BOUND, f"{each / 1024:.1f} KiB"
        for transport in transports:
            transport.abort()
    finally:
        gateway.send_signal(signal.SIGTERM)
        gateway.wait(30)
