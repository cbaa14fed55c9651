"""A real gateway on loopback, with a plugin that has something to follow, and clients of every transport."""

import asyncio
import importlib
import inspect
import json
import socket
import sys
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import pytest_asyncio
from commonweal import emit, new_id
from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.web import web_environment
from commonweal.web.gateway_server import GatewayServer
from commonweal.web.settings import GatewaySettings
from commonweal_identity.humans.session_tokens import ACCESS_FOR, access_token
from commonweal_identity.humans.sessions import Place, begin_session
from commonweal_identity.services import identity_of
from commonweal_identity.testing import People
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

MARSH = Path(__file__).parent / "marsh"
API = "/api/v1/realtime"
PATIENCE = 20


@pytest.fixture(scope="module", autouse=True)
def _installed_marsh():
    sys.path.insert(0, str(MARSH))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(MARSH))


@pytest.fixture(scope="module")
def chosen_plugins(_installed_marsh):
    return ["marsh"]


class Running:
    """A gateway that runs, and the database behind it."""

    def __init__(self, server, runtime, port):
        self.server, self.runtime, self.port = server, runtime, port
        self.host = f"127.0.0.1:{port}"

    async def ripple(self, pool, *numbers, weight=0):
        """Let something happen in a pool, each in a transaction of its own."""
        from marsh.plugin import NEWEST, Rippled

        for number in numbers:
            NEWEST[pool] = number
            async with self.runtime.database.write() as work:
                await emit(work, Rippled(pool=pool, number=number, weight=weight))

    async def stir(self, nest, *numbers):
        from marsh.plugin import Stirred

        for number in numbers:
            async with self.runtime.database.write() as work:
                await emit(work, Stirred(nest=nest, number=number))

    def desk(self):
        """Return what the connections share."""
        app = self.server._doors.apps[f"{API}/stream"]
        return inspect.getclosurevars(app).nonlocals["desk"]

    async def followed(self, topic):
        """Wait until somebody follows a topic."""
        desk = self.desk()
        async with asyncio.timeout(PATIENCE):
            while not any(topic in desk.hub.topics_of(member) for member in desk.crowd.members):
                await asyncio.sleep(0.01)

    def words(self):
        return self.desk().words({"headers": []}, self.desk().web.guest(""))

    def figures(self):
        """Return how the gateway fares now."""
        from commonweal_realtime.gateway.serving import figures_of

        return figures_of(self.desk(), SimpleNamespace(lag=None, gaps=0))

    async def person(self):
        """Make somebody who is signed in."""
        keys = identity_of(self.runtime.host.plugins["identity"].context).keys
        async with self.runtime.database.write() as work:
            human_id = await People().human(work, "Ana", "en", is_admin=False)
            place = Place("", "", is_secure=False)
            by_token, by_cookie = [
                await begin_session(work, keys, human_id, kind, place) for kind in ("token", "cookie")
            ]
        return Person(keys, human_id, by_token.session_id, by_cookie.secret)

    @asynccontextmanager
    async def socket(self, path="/stream", **more):
        """Open a WebSocket; the first frame, the welcome, is read where there is no other."""
        address = f"ws://{self.host}{API}{path}"
        async with connect(address, compression=None, proxy=None, **more) as line:
            yield Line(line)

    def client(self, **headers):
        """Return an HTTP client; headers are given with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.AsyncClient(base_url=f"http://{self.host}{API}", headers=sent, timeout=PATIENCE)


class Person:
    """Somebody with an account."""

    def __init__(self, keys, human_id, session_id, cookie):
        self.keys, self.id, self.session_id, self.secret = keys, human_id, session_id, cookie

    def token(self, seconds=900):
        """Return an access token that ends in so many seconds."""
        began = datetime.now(UTC) - ACCESS_FOR + timedelta(seconds=seconds)
        return access_token(self.keys, self.id, self.session_id, began)

    def bearer(self, seconds=900):
        """Return the header with such a token."""
        return {"authorization": f"Bearer {self.token(seconds)}"}

    @property
    def cookie(self):
        return {"cookie": f"session={self.secret}"}


class Line:
    """A WebSocket as a client meets it."""

    def __init__(self, line):
        self.line = line

    async def say(self, kind, **fields):
        await self.line.send(json.dumps({"type": kind, **fields}))

    async def hear(self, *kinds):
        """Return the next frame of some types, or of any."""
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = json.loads(await self.line.recv())
                if not kinds or frame["type"] in kinds:
                    return frame

    async def follow(self, topic, position=None):
        await self.say("follow", topic=topic, **({"position": position} if position else {}))
        return await self.hear("following", "error")

    async def numbers(self, count):
        """Return the numbers of the next so many events."""
        return [(await self.hear("event"))["data"]["number"] for _ in range(count)]

    async def end(self):
        """Read until the connection is closed, and return the frames and the close code."""
        frames = []
        async with asyncio.timeout(PATIENCE):
            with suppress(ConnectionClosed):
                while True:
                    frames.append(json.loads(await self.line.recv()))
        return frames, self.line.close_code


@asynccontextmanager
async def running_gateway(home, database, port=0, **changes):
    """Run a gateway as ``commonweal gateway`` does; ``changes`` are settings of the section realtime."""
    given = {f"COMMONWEAL_REALTIME__{name.upper()}": str(value) for name, value in changes.items()}
    environment = {
        "COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["marsh"])),
        "COMMONWEAL_GATEWAY__DRAIN_SECONDS": "1",
        **given,
    }
    settings = Settings.load(web_environment(home, database, environment))
    settings.section("gateway", GatewaySettings)
    async with await Runtime.create(settings, "gateway") as runtime:
        plugin = runtime.host.plugins["marsh"]
        server = GatewayServer(runtime)
        with socket.create_server(("127.0.0.1", port)) as listener:
            serving = asyncio.create_task(server.serve(sockets=[]))
            async with server.opened():
                await server.listen(listener)
                assert plugin in runtime.host.running(), plugin.reason
                yield Running(server, runtime, listener.getsockname()[1])
                for listening in server.servers:
                    listening.close()
            server.should_exit = True
            await serving


@asynccontextmanager
async def in_own_task(context):
    """Enter a context in a task of its own, because fixtures end in another one than they began in."""
    ready, done = asyncio.get_running_loop().create_future(), asyncio.Event()

    async def live():
        async with context as value:
            ready.set_result(value)
            await done.wait()

    life = asyncio.create_task(live())
    await asyncio.wait([ready, life], return_when=asyncio.FIRST_COMPLETED)
    yield ready.result() if ready.done() else life.result()
    done.set()
    await life


@pytest.fixture(scope="module")
def limits():
    """The settings of the gateway of a module; override it."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def gateway(tmp_path_factory, database_server, chosen_plugins, limits):
    """One gateway for the tests of a module."""
    sources = sources_of(with_requirements(chosen_plugins))
    async with (
        database_server.database(sources) as database,
        in_own_task(running_gateway(tmp_path_factory.mktemp("home"), database, **limits)) as running,
    ):
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def start(tmp_path_factory, database_settings):
    """Give what runs a gateway of a test's own; several share its database and data directory."""
    home = tmp_path_factory.mktemp("home")

    def starter(**changes):
        return running_gateway(home, database_settings, **changes)

    return starter


@pytest.fixture
def pool():
    """The name of a pool that nobody else follows."""
    return f"p{new_id().hex}"
