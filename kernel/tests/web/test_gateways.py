"""Connections handed from the web server to a gateway, as ``commonweal up`` has them."""

import asyncio
import contextlib
import socket

import httpx
import pytest
import uvicorn
import websockets
from commonweal.errors import OperatorError
from commonweal.testing.web import running_runtime
from commonweal.web.gateway import gateways
from commonweal.web.gateway_server import GatewayServer
from commonweal.web.handing import handing_over, open_station, station_address
from commonweal.web.settings import GatewaySettings

CLOCK = "/api/v1/gallery/clock"


@pytest.fixture
async def runtime(database_settings, home, alone):
    async with running_runtime(home, database_settings, alone) as (app, runtime):
        yield app, runtime


@contextlib.asynccontextmanager
async def serving(server, listeners):
    task = asyncio.create_task(server.serve(sockets=listeners))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


@contextlib.asynccontextmanager
async def gateway(runtime, station):
    """Run a gateway that takes connections over."""
    server = GatewayServer(runtime)
    async with serving(server, []), server.opened():
        with station, server.taking_over(station):
            yield server


class Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):
        yield


@pytest.fixture
async def web(runtime, tmp_path):
    """The web server with its station: where it listens, the runtime behind it, and the station."""
    app, running = runtime
    address = station_address(GatewaySettings(), tmp_path)
    config = uvicorn.Config(
        app, http=handing_over(address, gateways(running.host)), ws="none", lifespan="off", log_config=None
    )
    with socket.create_server(("127.0.0.1", 0)) as listener, open_station(address) as station:
        async with serving(Quiet(config), [listener]):
            yield f"127.0.0.1:{listener.getsockname()[1]}", running, station


async def test_a_websocket_at_the_address_of_the_web_server_is_kept_by_the_gateway(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()), websockets.connect(f"ws://{host}{CLOCK}") as connection:
        for word in ("tick", "tock"):
            await connection.send(word)
            assert await connection.recv() == word.upper()


async def test_a_request_keeps_its_query_and_its_client_and_the_next_one_is_the_web_servers(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()), httpx.AsyncClient(base_url=f"http://{host}") as client:
        before = await client.get("/health/live")
        told = await client.get(f"{CLOCK}?zone=utc")
        after = await client.get("/health/live")
    assert told.text == f"127.0.0.1 {CLOCK} zone=utc"
    assert (before.status_code, after.status_code) == (200, 200)


async def test_a_head_that_comes_in_pieces_is_handed_over_too(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()):
        reader, writer = await asyncio.open_connection(*host.split(":"))
        for piece in (b"GET /api/v1/gal", b"lery/clock HTTP/1.1\r\nhost: x\r", b"\n\r\n"):
            writer.write(piece)
            await asyncio.sleep(0.05)
        assert (await reader.read()).startswith(b"HTTP/1.1 200")
        writer.close()


async def test_only_a_get_of_exactly_such_an_address_is_handed_over(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()), httpx.AsyncClient(base_url=f"http://{host}") as client:
        answers = [await client.post(CLOCK), await client.get(f"{CLOCK}work"), await client.get("/elsewhere")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


async def test_where_no_gateway_takes_a_connection_the_web_server_answers(web):
    host, _, station = web
    station.close()
    async with httpx.AsyncClient(base_url=f"http://{host}") as client:
        assert (await client.get(CLOCK)).headers["content-type"] == "application/problem+json"


async def test_connections_wait_at_the_station_while_a_gateway_starts(web):
    host, runtime, station = web
    async with httpx.AsyncClient(base_url=f"http://{host}", timeout=30) as client:
        asked = asyncio.create_task(client.get(CLOCK))
        await asyncio.sleep(0.2)
        assert not asked.done()
        async with gateway(runtime, station.dup()):
            assert (await asked).status_code == 200


async def test_a_gateway_that_ends_lets_its_apps_say_so_first(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()):
        connection = await websockets.connect(f"ws://{host}{CLOCK}")
        await connection.send("tick")
        await connection.recv()
    assert await connection.recv() == "bye"
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await connection.recv()
    assert closed.value.rcvd.code == 1012


async def test_two_gateways_share_what_comes_and_one_alone_takes_all(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()), httpx.AsyncClient(base_url=f"http://{host}") as client:
        async with gateway(runtime, station.dup()):
            answers = await asyncio.gather(*(client.get(f"{CLOCK}?{number}") for number in range(20)))
        answers += await asyncio.gather(*(client.get(f"{CLOCK}?{number}") for number in range(20)))
    assert {answer.status_code for answer in answers} == {200}


async def test_of_a_plugin_that_is_off_the_gateway_serves_nothing(web):
    host, runtime, station = web
    async with gateway(runtime, station.dup()), httpx.AsyncClient(base_url=f"http://{host}") as client:
        runtime.host.switch("gallery", on=False)
        answer = await client.get(CLOCK)
    assert (answer.status_code, answer.headers["connection"]) == (404, "close")


def test_a_station_lies_in_the_data_directory_or_where_a_long_one_finds_room(tmp_path):
    assert station_address(GatewaySettings(), tmp_path) == str(tmp_path / "gateway.sock")
    long = station_address(GatewaySettings(), tmp_path / ("a" * 100))
    assert len(long) < 100
    assert long != station_address(GatewaySettings(), tmp_path / ("b" * 100))
    assert station_address(GatewaySettings(station="/run/here.sock"), tmp_path) == "/run/here.sock"


def test_a_station_that_cannot_be_opened_is_told_of(tmp_path):
    with pytest.raises(OperatorError, match="COMMONWEAL_GATEWAY__STATION"):
        open_station(str(tmp_path / "missing" / "gateway.sock"))
