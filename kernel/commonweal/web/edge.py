"""The way in and out of the app, the same for every request: id, principal, headers, log."""

import re
from time import perf_counter

from litestar import Request
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from commonweal.storage.ids import new_id
from commonweal.web.principals import Principal
from commonweal.web.problems import answer_failure
from commonweal.web.security import SECURITY_HEADERS, STRICT_TRANSPORT, Header
from commonweal.web.services import Web
from commonweal.web.visit import Arrival

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,128}")
_WANTED = frozenset({b"x-request-id", b"x-forwarded-for", b"x-forwarded-proto", b"authorization", b"cookie"})


class Edge:
    """Wraps the whole app (ASGI): whatever happens inside, every answer leaves with its headers and a log line."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self._app = app
        self._web = web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request in and see its answer out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        sent = {name: value for name, value in scope["headers"] if name in _WANTED}
        request_id = self._request_id(sent.get(b"x-request-id", b""))
        arrival = Arrival(self._web, request_id, self._guest(scope, sent))
        scope["commonweal"] = arrival  # type: ignore[typeddict-unknown-key]  # ASGI lets servers and apps add keys
        extra: list[Header] = [*SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
        if scope["scheme"] == "https":
            extra.append(STRICT_TRANSPORT)
        head = scope["method"] == "HEAD"
        if head:
            scope["method"] = "GET"

        async def send_out(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *extra]
            elif head and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        try:
            await self._app(scope, receive, send_out)
        except Exception as failure:  # noqa: BLE001 - the last place that can still answer
            answer = answer_failure(Request(scope, receive, send_out), failure)
            await answer.to_asgi_response(None, Request(scope, receive, send_out))(scope, receive, send_out)

    def _guest(self, scope: Scope, sent: dict[bytes, bytes]) -> Principal:
        """Return the guest who asks, seen through the proxies we trust."""
        client = scope.get("client")
        peer = client[0] if client else ""
        if not self._web.guests.trusts(peer):
            return self._web.guests.principal(peer)
        if sent.get(b"x-forwarded-proto") == b"https":
            scope["scheme"] = "https"
        forwarded = sent.get(b"x-forwarded-for", b"").decode("latin-1")
        return self._web.guests.principal(self._web.guests.address(peer, forwarded))

    def _request_id(self, offered: bytes) -> str:
        return offered.decode() if _REQUEST_ID.fullmatch(offered) else str(new_id())
