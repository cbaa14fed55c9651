"""How the requests of plugins leave: looked at one by one, and bounded; redirects pass here as well."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import httpx

from commonweal.messaging.outgoing import LONGEST_SECONDS, HttpClient, HttpRefused, Place

FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError)
"""What is raised when the other system does not answer as it should."""

_MOST_REDIRECTS = 5
_MOST_BYTES = 16 * 1024**2


def client(guard: HttpClient) -> httpx.AsyncClient:
    """Return a client for one request and its redirects."""
    return httpx.AsyncClient(
        transport=_Guarded(guard),
        timeout=LONGEST_SECONDS,
        follow_redirects=True,
        max_redirects=_MOST_REDIRECTS,
        trust_env=False,
    )


class _Guarded(httpx.AsyncBaseTransport):
    """Looks at every request, and connects to the very address it looked at, whatever the name means next."""

    def __init__(self, guard: HttpClient) -> None:
        self._guard = guard
        self._network = httpx.AsyncHTTPTransport(verify=_trusted(), trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request on, or raise ``HttpRefused``."""
        place = Place.of(str(request.url))
        may_be_private = self._guard.check(place)
        address = await _resolved(place)
        if not may_be_private:
            self._guard.refuse_private(place, address)
        asked = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,  # with the name of the host
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": place.host},
        )
        response = await self._network.handle_async_request(asked)
        response.stream = _Bounded(response.stream, place)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._network.aclose()


class _Bounded(httpx.AsyncByteStream):
    """The bytes of an answer, up to as many as fit into memory without harm."""

    def __init__(self, stream: Any, place: Place) -> None:
        self._stream = stream
        self._place = place

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > _MOST_BYTES:
                raise HttpRefused(f"the answer of {self._place} is longer than {_MOST_BYTES} bytes")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


@cache
def _trusted() -> ssl.SSLContext:
    """Return what certificates are checked with; reading them takes a while."""
    return httpx.create_ssl_context(trust_env=False)


async def _resolved(place: Place) -> str:
    """Return the first address of a host."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    address = str(found[0][4][0])
    mapped = getattr(ipaddress.ip_address(address.partition("%")[0]), "ipv4_mapped", None)
    return str(mapped or address)
