"""The way in and out of the app, the same for every request: id, principal, allowance, headers, log."""

import re
from time import perf_counter

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from commonweal.errors import Refusal
from commonweal.storage.ids import new_id
from commonweal.web.limits import limit_request, refuse
from commonweal.web.principals import Principal
from commonweal.web.problems import answer_failure
from commonweal.web.security import SECURITY_HEADERS, STRICT_TRANSPORT
from commonweal.web.services import Web
from commonweal.web.visit import Arrival, Visit

FREE = ("/static/", "/health/", "/metrics", "/favicon.ico")
"""Addresses that are neither counted nor need to know who asks."""

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,128}")
_WANTED = frozenset({b"x-request-id", b"x-forwarded-for", b"x-forwarded-proto", b"authorization", b"cookie"})
_ENCRYPTED = [*SECURITY_HEADERS, STRICT_TRANSPORT]
_LOG = structlog.stdlib.get_logger("commonweal.web.access")


class Edge:
    """Wraps the whole app (ASGI): every answer leaves with its headers and a log line, whatever happened."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self._app = app
        self._web = web
        self._authenticated = bool(web.host.implementations("commonweal_authenticate"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request in and see its answer out."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        path = scope["path"]  # mounted routes change it
        sent = {name: value for name, value in scope["headers"] if name in _WANTED}
        offered = sent.get(b"x-request-id", b"")
        request_id = offered.decode() if _REQUEST_ID.fullmatch(offered) else str(new_id())
        here = Arrival(self._web, request_id, self._guest(scope, sent))
        scope["commonweal"] = here  # type: ignore[typeddict-unknown-key]  # ASGI lets apps add keys
        out = _Out(here, scope, send)
        try:
            if not scope["path"].startswith(FREE):
                await self._admit(here, scope, sent)
            await self._app(scope, receive, out.send)
        except Exception as failure:
            if out.status:
                raise
            request = Visit(scope, receive, out.send)
            await answer_failure(request, failure).to_asgi_response(None, request)(scope, receive, out.send)
        finally:
            self._note(scope, path, here, out.status, perf_counter() - started)

    def _guest(self, scope: HTTPScope, sent: dict[bytes, bytes]) -> Principal:
        """Return the guest who asks, seen through the proxies we trust."""
        client = scope.get("client")
        peer = client[0] if client else ""
        if not self._web.guests.trusts(peer):
            return self._web.guests.principal(peer)
        if sent.get(b"x-forwarded-proto") == b"https":
            scope["scheme"] = "https"
        forwarded = sent.get(b"x-forwarded-for", b"").decode("latin-1")
        return self._web.guests.principal(self._web.guests.address(peer, forwarded))

    async def _admit(self, here: Arrival, scope: HTTPScope, sent: dict[bytes, bytes]) -> None:
        """Find out who asks and whether they still may; raises ``Refusal``."""
        if self._authenticated and (b"authorization" in sent or b"cookie" in sent):
            request = Visit(scope)
            headers = dict(request.headers.items())
            found = await self._web.executor.first(
                "commonweal_authenticate", headers=headers, cookies=request.cookies
            )
            here.principal = found or here.principal
        if here.principal.kind == "guest" and sent.get(b"authorization", b"")[:7].lower() == b"bearer ":
            raise Refusal("unauthorized")
        here.allowance = await limit_request(self._web.limits, here.principal, scope["method"])
        if not here.allowance.allowed:
            raise refuse(here.allowance)

    def _note(self, scope: HTTPScope, path: str, here: Arrival, status: int, seconds: float) -> None:
        route = "/static" if path.startswith("/static/") else scope.get("path_template") or "unmatched"
        self._web.metrics.request(scope["method"], route, status, seconds)
        if self._web.settings.access_log:
            log = _LOG.debug if route == "/static" else _LOG.info
            log(
                "request",
                method=scope["method"],
                path=path,
                route=route,
                status=status,
                milliseconds=round(seconds * 1_000, 2),
                principal=here.principal.key,
                request_id=here.request_id,
            )


class _Out:
    """Sees an answer out: adds the headers every answer has, and no body to the answer to HEAD."""

    __slots__ = ("_head", "_here", "_scope", "_send", "status")

    def __init__(self, here: Arrival, scope: HTTPScope, send: Send) -> None:
        self._here = here
        self._scope = scope
        self._send = send
        self._head = scope["method"] == "HEAD"
        self.status = 0
        if self._head:
            scope["method"] = "GET"

    async def send(self, message: Message) -> None:
        """Send one message of the answer on (ASGI send)."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [
                *message["headers"],
                *(_ENCRYPTED if self._scope["scheme"] == "https" else SECURITY_HEADERS),
                (b"x-request-id", self._here.request_id.encode()),
                *(self._here.allowance.headers() if self._here.allowance else ()),
            ]
        elif self._head and message["type"] == "http.response.body":
            message["body"] = b""
        await self._send(message)
