"""A client that does not read is told and dropped; the others get everything, and memory stays bounded."""

import asyncio
import socket
from contextlib import asynccontextmanager, suppress

import pytest
from commonweal_realtime.gateway import event_stream
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.gateway.event_stream import EventStream
from commonweal_realtime.gateway.web_socket import WebSocket
from websockets.client import ClientProtocol
from websockets.uri import parse_uri

HEAVY, COUNT = 40_000, 400  # more than the system keeps for both ends of a connection
AT_ONCE = 20


@pytest.fixture(scope="module")
def limits():
    return {"buffer_bytes": 65_536}


class Lazy:
    """A WebSocket client that reads when it is told to, with as little room as the system allows."""

    def __init__(self, gateway):
        self.gateway = gateway
        self.protocol = ClientProtocol(parse_uri(f"ws://{gateway.host}/api/v1/realtime/stream"))
        self.line = socket.socket()
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.line.setblocking(False)  # noqa: FBT003

    async def __aenter__(self):
        await asyncio.get_running_loop().sock_connect(self.line, ("127.0.0.1", self.gateway.port))
        self.protocol.send_request(self.protocol.connect())
        await self.flush()
        return self

    async def __aexit__(self, *_):
        self.line.close()

    async def flush(self):
        for data in self.protocol.data_to_send():
            if data:
                await asyncio.get_running_loop().sock_sendall(self.line, data)

    async def read_until(self, is_enough):
        """Read messages until one is enough, or the connection is cut; return them."""
        messages = []
        async with asyncio.timeout(30):
            while True:
                try:
                    data = await asyncio.get_running_loop().sock_recv(self.line, 65_536)
                except ConnectionError:
                    return messages
                if not data:
                    return messages
                self.protocol.receive_data(data)
                for event in self.protocol.events_received():
                    messages.append(bytes(getattr(event, "data", b"")))
                    if is_enough(messages[-1]):
                        return messages

    async def follow(self, topic):
        await self.read_until(lambda message: b"welcome" in message)
        self.protocol.send_text(b'{"type":"follow","topic":"%b"}' % topic.encode())
        await self.flush()
        await self.read_until(lambda message: b'"following"' in message)


async def test_a_slow_web_socket_is_told_and_dropped_while_another_gets_everything(gateway, pool):
    async with gateway.socket() as quick, Lazy(gateway) as lazy:
        await quick.follow(f"pool:{pool}")
        await lazy.follow(f"pool:{pool}")
        before = gateway.figures().dropped
        for first in range(0, COUNT, AT_ONCE):
            numbers = range(first, first + AT_ONCE)
            await gateway.ripple(pool, *numbers, weight=HEAVY)
            assert await quick.numbers(AT_ONCE) == list(numbers)
        figures = gateway.figures()
        assert figures.dropped == before + 1
        # The bound, and the batch beyond it: none can be larger than what is sent before it is read.
        assert figures.buffered < 65_536 + (AT_ONCE + 1) * HEAVY
        messages = await lazy.read_until(lambda message: b"too_slow" in message)
        assert len(messages) < COUNT


@asynccontextmanager
async def lazy_events(gateway, pool):
    """Open an event stream of which nothing is read after its head."""
    loop = asyncio.get_running_loop()
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.setblocking(False)  # noqa: FBT003
        await loop.sock_connect(line, ("127.0.0.1", gateway.port))
        request = f"GET /api/v1/realtime/events?topic=pool:{pool} HTTP/1.1\r\nHost: x\r\n\r\n"
        await loop.sock_sendall(line, request.encode())
        assert b"event-stream" in await loop.sock_recv(line, 1_024)
        yield line


async def test_a_slow_event_stream_is_told_and_ended_while_another_gets_everything(
    gateway, pool, monkeypatch
):
    monkeypatch.setattr(event_stream, "_CLOSE_SECONDS", 60)  # that it reads again is a matter of this test
    async with gateway.socket() as quick, lazy_events(gateway, pool) as line:
        await quick.follow(f"pool:{pool}")
        before = gateway.figures().dropped
        rippling = asyncio.create_task(gateway.ripple(pool, *range(COUNT), weight=HEAVY))
        assert await quick.numbers(COUNT) == list(range(COUNT))
        await rippling
        assert gateway.figures().dropped == before + 1
        heard = b""
        async with asyncio.timeout(30):
            while data := await asyncio.get_running_loop().sock_recv(line, 1 << 20):
                heard += data
        assert heard.count(b"event: pool.rippled") < COUNT
        assert b'"code":"too_slow"' in heard[-2_000:]


async def test_an_event_stream_of_which_nothing_is_read_is_cut_off_and_forgotten(gateway, pool, monkeypatch):
    monkeypatch.setattr(event_stream, "_CLOSE_SECONDS", 0.1)
    async with lazy_events(gateway, pool) as line:
        await gateway.followed(f"pool:{pool}")
        [lazy] = [each for each in gateway.desk().crowd.members if isinstance(each, EventStream)]
        await gateway.ripple(pool, *range(COUNT), weight=HEAVY)
        async with asyncio.timeout(30):
            while lazy in gateway.desk().crowd.members:
                await asyncio.sleep(0.01)
        assert lazy.transport.is_closing()
        assert lazy.transport.get_write_buffer_size() == 0
        with suppress(ConnectionResetError):
            async with asyncio.timeout(30):
                while await asyncio.get_running_loop().sock_recv(line, 1 << 20):
                    pass


async def test_credentials_that_end_end_an_event_stream_of_which_nothing_is_read(gateway, pool, monkeypatch):
    monkeypatch.setattr(event_stream, "_CLOSE_SECONDS", 0.1)
    async with lazy_events(gateway, pool):
        await gateway.followed(f"pool:{pool}")
        [lazy] = [each for each in gateway.desk().crowd.members if isinstance(each, EventStream)]
        while not lazy.size:  # until it is stuck, and not yet dropped
            frames = gateway.figures().frames
            await gateway.ripple(pool, 0, weight=HEAVY)
            while gateway.figures().frames == frames:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)
        assert not lazy.is_over
        lazy.expire()
        async with asyncio.timeout(30):
            while lazy in gateway.desk().crowd.members:
                await asyncio.sleep(0.01)


class Plug:
    """A socket that keeps what is written."""

    def __init__(self):
        self.written, self.buffered = [], 0

    def write(self, data):
        self.written.append(data)

    def abort(self):
        self.written.append(b"aborted")


async def test_a_batch_is_one_write_of_the_same_bytes_for_everybody(gateway, pool):
    desk: Desk = gateway.desk()
    plugs = [Plug(), Plug()]
    sockets = [WebSocket(desk, desk.web.guest(""), gateway.words(), plug) for plug in plugs]
    beats = [desk.heartbeat(desk.hub.head) for _ in range(3)]
    for each in sockets:
        each.deliver(beats, desk.hub.head)
    assert [len(plug.written) for plug in plugs] == [1, 1]
    assert plugs[0].written[0] is plugs[1].written[0]
    assert plugs[0].written[0] == beats[0].web_socket * 3


async def test_what_is_put_after_the_end_goes_nowhere(gateway):
    desk, plug = gateway.desk(), Plug()
    line = WebSocket(desk, desk.web.guest(""), gateway.words(), plug)
    line.over(4400)
    before = list(plug.written)
    line.beat()
    line.presence("pool:a", 3)
    line.expire()
    line.over(4401)
    line.drop()
    assert plug.written == before == [b"\x88\x02\x11\x30"]
