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
_PIECE = 4_096
_PACKED = ("content-encoding", "content-length", "transfer-encoding")
_UNPACKED = {"", "identity", "gzip", "deflate"}  # these grow a thousandfold at most, a chunk at a time


def client(guard: HttpClient) -> httpx.AsyncClient:
    """Return a client for one request and its redirects."""
    return httpx.AsyncClient(
        transport=_Guarded(guard),
        timeout=LONGEST_SECONDS,
        follow_redirects=True,
        max_redirects=_MOST_REDIRECTS,
        trust_env=False,
    )


async def ask(guard: HttpClient, method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request, and read its answer whole: not more, unpacked, than fits into memory without harm."""
    async with client(guard) as asking, asking.stream(method, url, **options) as answer:
        parts, read = [], 0
        async for part in answer.aiter_bytes():
            read += len(part)
            if read > _MOST_BYTES:
                raise HttpRefused(
                    f"the answer of {Place.of(url)} is longer than {_MOST_BYTES} bytes unpacked"
                )
            parts.append(part)
        kept = [(name, value) for name, value in answer.headers.multi_items() if name not in _PACKED]
        return httpx.Response(
            answer.status_code,
            headers=kept,
            content=b"".join(parts),
            request=answer.request,
            history=answer.history,
            extensions={"http_version": answer.extensions.get("http_version", b"HTTP/1.1")},
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
        if response.headers.get("content-encoding", "").strip().lower() not in _UNPACKED:
            await response.aclose()
            raise HttpRefused(f"the answer of {place} is packed in a way that was not asked for")
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
            for start in range(0, len(part), _PIECE):  # each is unpacked whole before it can be counted
                yield part[start : start + _PIECE]

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
