"""The server of a gateway: it serves the ASGI apps of plugins at their addresses, over WebSocket and HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any, cast

import uvicorn
from litestar.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from commonweal.messaging.patience import in_background
from commonweal.plugin.acting import acting_as
from commonweal.plugin.host import Host
from commonweal.runtime import Runtime
from commonweal.web.gateway import Attached, Gateway, gateways
from commonweal.web.handing import take
from commonweal.web.services import Web
from commonweal.web.settings import GatewaySettings, WebSettings

DRAIN_SECONDS = 5  # for answers under way, when nothing is kept open any more
_PING_SECONDS, _DEAD_SECONDS = 30.0, 60.0  # DOMAIN §14
_LONGEST_MESSAGE = 16 * 1_024


class Socket(WebSocketsSansIOProtocol):
    """A WebSocket that also takes bytes as they go over the wire, so that a frame is built once for many."""

    @property
    def buffered(self) -> int:
        """How many bytes the other side has not taken yet."""
        return self.transport.get_write_buffer_size()

    def write(self, frames: bytes) -> None:
        """Send whole frames (RFC 6455 §5.2, unmasked) unless the connection is closing."""
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.transport.write(frames)

    def abort(self) -> None:
        """End the connection at once, and forget what was not taken."""
        self.transport.abort()

    async def run_asgi(self) -> None:
        """Let the app find this socket in its scope."""
        self.scope["extensions"]["commonweal.socket"] = self  # type: ignore[assignment]  # ASGI lets servers add some
        await super().run_asgi()


class _Doors:
    """The apps by their addresses (ASGI)."""

    def __init__(self, host: Host, owners: Mapping[str, str]) -> None:
        self.apps: dict[str, ASGIApp] = {}
        self._host = host
        self._owners = owners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead a connection to its app, on behalf of the app's plugin."""
        app: Any = self.apps.get(scope["path"], _not_here)
        owner = self._owners.get(scope["path"], "")
        if not self._host.is_enabled(owner):
            app, owner = _not_here, ""
        if cast("Any", scope)["type"] == "http":  # of which uvicorn's ``send`` is a method
            cast("Any", scope)["extensions"] = {"commonweal.transport": cast("Any", send).__self__.transport}
        with acting_as(owner or None):
            await app(scope, receive, send)


async def _not_here(scope: Any, _receive: Receive, send: Any) -> None:
    """Answer that nothing is served here, and close: the next request may be for the web process."""
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": f"{kind}.start", "status": 404, "headers": headers})
    await send({"type": f"{kind}.body", "body": b""})


class GatewayServer(uvicorn.Server):
    """Serves the gateways of a runtime on a listener, or with connections taken over at a station."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._doors = _Doors(runtime.host, gateways(runtime.host))
        trusted, app = runtime.settings.section("web", WebSettings).trusted_proxies, cast("Any", self._doors)
        super().__init__(
            uvicorn.Config(
                ProxyHeadersMiddleware(app, trusted) if trusted else app,
                loop="none",
                http="httptools",
                ws=Socket,
                ws_max_size=_LONGEST_MESSAGE,
                ws_ping_interval=_PING_SECONDS,
                ws_ping_timeout=_DEAD_SECONDS,
                ws_per_message_deflate=False,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=DRAIN_SECONDS,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process."""
        yield

    def _protocol(self) -> Any:
        return cast("Any", self.config.http_protocol_class)(
            self.config, self.server_state, self.lifespan.state
        )

    async def attach(self, connection: socket.socket, received: bytes = b"") -> None:
        """Serve one connection that is open, and from which something may have been read."""
        _, protocol = await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        if received:
            protocol.data_received(received)

    async def listen(self, listener: socket.socket) -> None:
        """Accept connections, which uvicorn's own way of listening would do before the apps are there."""
        backlog = self.config.backlog
        loop = asyncio.get_running_loop()
        self.servers.append(await loop.create_server(self._protocol, sock=listener, backlog=backlog))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Have the apps at work for the block; connections are told of the end when it ends."""
        host, web = self._runtime.host, Web(self._runtime)
        settings = self._runtime.settings.section("gateway", GatewaySettings)
        attached = Attached(web, settings.drain_seconds, self.attach)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(in_background(limits=web.limits.keep_exchanging))
            for plugin, gateway in host.collect_each("commonweal_gateways", Gateway):
                with acting_as(plugin.id):
                    app = await stack.enter_async_context(gateway.serve(attached))
                self._doors.apps |= dict.fromkeys(gateway.addresses, app)
            yield

    @contextmanager
    def taking_over(self, station: socket.socket) -> Iterator[None]:
        """Take connections over for the block."""
        loop, attaching = asyncio.get_running_loop(), set[asyncio.Task[None]]()

        def on_connection() -> None:
            if taken := take(station):
                task = loop.create_task(self.attach(*taken))
                attaching.add(task)
                task.add_done_callback(attaching.discard)

        loop.add_reader(station, on_connection)
        try:
            yield
        finally:
            loop.remove_reader(station)
