"""What plugins contribute to gateways: the processes that keep long-lived connections."""

import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import msgspec
from litestar.types import ASGIApp

from commonweal.plugin.contributions import expect
from commonweal.plugin.host import Host

if TYPE_CHECKING:
    from commonweal.web.services import Web


class Attached(msgspec.Struct, frozen=True):
    """What the apps of a gateway are given: the app's services, and a way to connect to themselves.

    ``attach`` serves one more connection, given as an open socket: for what looks after the gateway's health.
    Over ``drain_seconds`` connections are sent away when the gateway ends.
    """

    web: "Web"
    drain_seconds: int
    attach: Callable[[socket.socket], Awaitable[None]]


class Gateway(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses whose connections are kept by gateway processes.

    ``serve`` is entered when such a process begins, and gives the ASGI app for these addresses, each below
    ``/api/v1/<plugin id>/``. It is left when the process shall end, while connections still work: what is
    open should be told then, and closed. In the scope of a WebSocket, ``extensions["commonweal.socket"]`` is
    the ``Socket`` that takes frames written once for many; in that of an HTTP request,
    ``extensions["commonweal.transport"]`` is its transport (asyncio), to abort where a client does not read.
    """

    addresses: Sequence[str]
    serve: Callable[[Attached], AbstractAsyncContextManager[ASGIApp]]

    def __post_init__(self) -> None:
        expect(self, serve="callable")


def gateways(host: Host) -> dict[str, str]:
    """Return the addresses that gateways serve, and the plugin of each."""
    return {
        address: plugin.id
        for plugin, gateway in host.collect_each("commonweal_gateways", Gateway)
        for address in gateway.addresses
        if address.startswith(plugin.names.api_prefix + "/")
    }
