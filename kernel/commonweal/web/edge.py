"""The way in and out of the app, the same for every request: id, principal, allowance, headers, log."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from time import perf_counter

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from commonweal.errors import Refusal
from commonweal.plugin.guard import PluginFault, reason_of
from commonweal.storage.ids import new_id
from commonweal.web.limits import spend
from commonweal.web.principals import Principal
from commonweal.web.problems import answer_failure
from commonweal.web.services import Web
from commonweal.web.visit import Arrival, Visit

FREE = ("/static/", "/blobs/", "/health/", "/metrics")
"""Addresses that are neither counted nor need to know who asks."""

_POLICY = (
    b"default-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; object-src 'none'; "
    b"frame-ancestors 'none'"
)
SECURITY_HEADERS = [
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
NOT_SHARED = (b"cache-control", b"private, no-cache")  # unless an answer says otherwise
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,128}")
_LOG = structlog.stdlib.get_logger("commonweal.web.access")


class Edge:
    """Wraps the whole app (ASGI): every answer leaves with its headers and a log line, whatever happened."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self._app = app
        self._web = web
        self._authenticated = bool(web.host.implementations("commonweal_authenticate"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request in and see its answer out, the answer to HEAD without its body."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        started, path = perf_counter(), scope["path"]  # mounted routes change the path
        here = self._arrive(scope)
        if here.is_head:
            scope["method"] = "GET"

        async def send_out(message: Message) -> None:
            if message["type"] == "http.response.start":
                here.status = message["status"]
                own = [_with_head(header) for header in message["headers"]]
                if not any(name.lower() == b"cache-control" for name, _ in own):
                    own.append(NOT_SHARED)
                message["headers"] = [*own, *_headers(scope, here)]
            elif here.is_head and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        try:
            if not path.startswith(FREE):
                await self._admit(here, scope)
            await self._serve(scope, receive, send_out)
        except Exception as failure:
            if here.status:
                raise
            request = Visit(scope, receive, send_out)
            await answer_failure(request, failure).to_asgi_response(None, request)(scope, receive, send_out)
        finally:
            self._note(scope, path, here, perf_counter() - started)

    def _arrive(self, scope: HTTPScope) -> Arrival:
        offered = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        request_id = offered.decode() if _REQUEST_ID.fullmatch(offered) else str(new_id())
        client = scope.get("client")
        guest = self._web.guest(client[0] if client else "")
        here = Arrival(self._web, request_id, guest, is_head=scope["method"] == "HEAD")
        scope["commonweal"] = here  # type: ignore[typeddict-unknown-key]  # ASGI lets apps add keys
        return here

    async def _admit(self, here: Arrival, scope: HTTPScope) -> None:
        """Find out who asks and whether they still may; raises ``Refusal``.

        Credentials that are not valid count against the guest, so that nobody guesses them for nothing.
        """
        wrong = None
        try:
            here.principal = await self.who(scope, here) or here.principal
        except Refusal as refusal:
            wrong = refusal
        await spend(scope, self._web.limits.general(here.principal))
        if wrong:
            raise wrong

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer; a handler that wants to end the process has only failed."""
        try:
            await self._app(scope, receive, send)
        except SystemExit as fault:
            raise PluginFault(reason_of(fault)) from fault

    async def who(self, scope: HTTPScope, here: Arrival) -> Principal | None:
        """Ask whose credentials came with the request; None for a guest."""
        names = {name for name, _ in scope["headers"]}
        if b"authorization" not in names and not (b"cookie" in names and self._authenticated):
            return None
        request = Visit(scope)
        headers = dict(request.headers.items())
        found: Principal | None = await self._web.executor.first(
            "commonweal_authenticate",
            needed=True,
            headers=headers,
            cookies=request.cookies,
            answer=here.add_header,
        )
        if found is None and headers.get("authorization", "").lower().startswith("bearer "):
            raise Refusal("unauthorized")
        return found

    def _note(self, scope: HTTPScope, path: str, here: Arrival, seconds: float) -> None:
        route = "/static" if path.startswith("/static/") else scope.get("path_template") or "unmatched"
        self._web.metrics.request(scope["method"], route, here.status, seconds)
        if (handler := scope.get("route_handler")) is not None and "plugin" in handler.opt:
            what = "pages" if handler.opt.get("page") else "routes"
            use = self._web.host.uses.of(handler.opt["plugin"], what)
            use.count(seconds, failed=here.status >= HTTPStatus.INTERNAL_SERVER_ERROR)
        if self._web.settings.access_log:
            log = _LOG.debug if route == "/static" else _LOG.info
            log(
                "request",
                method=scope["method"],
                path=route if "{token" in route else path,  # a token is as good as a password
                route=route,
                status=here.status,
                milliseconds=round(seconds * 1_000, 2),
                principal=here.principal.key,
                request_id=here.request_id,
            )


def _with_head(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return a header of an answer; one that tells the methods of an address tells of HEAD, too."""
    name, value = header
    return (name, value + b", HEAD") if name.lower() == b"allow" and b"GET" in value else header


def _headers(scope: HTTPScope, here: Arrival) -> Iterable[tuple[bytes, bytes]]:
    """Return the headers that every answer has."""
    yield from SECURITY_HEADERS
    if scope["scheme"] == "https":
        yield STRICT_TRANSPORT
    yield b"x-request-id", here.request_id.encode()
    yield from here.headers
    if here.allowance:
        yield from here.allowance.headers()
