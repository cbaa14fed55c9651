"""Handing connections over: the web process accepts them all, and gives those of the gateway to it.

So a deployment on one machine has one address for everything, though long-lived connections are kept by
processes of their own and pass through no other. What is handed over is the open socket itself
(``SCM_RIGHTS``, unix(7)), with the request that was read from it.
"""

import hashlib
import os
import socket
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from commonweal.errors import OperatorError
from commonweal.web.settings import GatewaySettings

_MOST = 1 << 17  # bytes of a request's head; the HTTP parser allows fewer
_WAITING = 1_024
_LONGEST_ADDRESS = 100


def open_station(address: str) -> socket.socket:
    """Open the socket at which the gateways of one machine take connections over."""
    with suppress(FileNotFoundError):
        Path(address).unlink()
    station = socket.socket(socket.AF_UNIX)
    try:
        station.bind(address)
    except OSError as error:
        station.close()
        raise OperatorError(
            f"the gateway cannot listen at {address} ({error}): set COMMONWEAL_GATEWAY__STATION to another"
            " path"
        ) from error
    Path(address).chmod(0o600)
    station.listen(_WAITING)
    station.setblocking(False)  # noqa: FBT003 - the socket module's own signature
    return station


def station_address(settings: GatewaySettings, home: Path) -> str:
    """Return where the gateways of a data directory take over; sockets allow some hundred characters."""
    kept = settings.station or str(home / "gateway.sock")
    if len(os.fsencode(kept)) <= _LONGEST_ADDRESS:
        return kept
    digest = hashlib.sha256(kept.encode()).hexdigest()[:20]
    return str(Path(tempfile.gettempdir()) / f"commonweal-{digest}.sock")


def handing_over(station: str, addresses: Collection[str]) -> type[HttpToolsProtocol]:
    """Return a protocol that serves HTTP, but gives away the connections that ask for some addresses.

    When nobody takes one, it is answered like any other.
    """
    elsewhere = {address.encode() for address in addresses}

    class HandingOver(HttpToolsProtocol):
        _gone = False

        def on_headers_complete(self) -> None:
            idle = self.cycle is None or self.cycle.response_complete
            asked = self.parser.get_method() == b"GET" and self.url.partition(b"?")[0] in elsewhere
            if idle and asked and _give(station, self.transport.get_extra_info("socket"), self._head()):
                self._gone = True
                self.transport.abort()
            else:
                super().on_headers_complete()

        def on_message_complete(self) -> None:
            if not self._gone:
                super().on_message_complete()

        def data_received(self, data: bytes) -> None:
            if not self._gone:
                super().data_received(data)

        def _unsupported_upgrade_warning(self) -> None:
            if not self._gone:
                super()._unsupported_upgrade_warning()

        def _head(self) -> bytes:
            headers = b"".join(b"%b: %b\r\n" % header for header in self.headers)
            return b"GET %b HTTP/%b\r\n%b\r\n" % (self.url, self.parser.get_http_version().encode(), headers)

    return HandingOver


def _give(station: str, connection: Any, head: bytes) -> bool:
    """Give a connection away without waiting; False when nobody takes it."""
    with socket.socket(socket.AF_UNIX) as line:
        line.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _MOST)
        try:
            line.connect(station)
            return socket.send_fds(line, [head], [connection.fileno()]) == len(head)
        except OSError:
            return False


def take(station: socket.socket) -> tuple[socket.socket, bytes] | None:
    """Take over one connection with what was read from it; None when another process was quicker."""
    try:
        line, _ = station.accept()
    except OSError:
        return None
    with line:
        line.settimeout(1)  # it was sent before it could be accepted
        try:
            head, descriptors, _, _ = socket.recv_fds(line, _MOST, 1)
            while more := line.recv(_MOST):
                head += more
        except OSError:
            return None
    if not descriptors:
        return None
    connection = socket.socket(fileno=descriptors[0])
    connection.setblocking(False)  # noqa: FBT003 - the socket module's own signature
    return connection, head
