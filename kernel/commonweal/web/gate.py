"""The way into one route: plugins switched off, unknown parameters and foreign forms end here."""

from urllib.parse import parse_qsl
from uuid import UUID

from litestar import Litestar
from litestar.enums import RequestEncodingType, ScopeType
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from commonweal.errors import FieldError, Refusal
from commonweal.plugin.acting import acting_as
from commonweal.plugin.host import Host
from commonweal.web.forms import FORM_TYPES, ONCE, put_away
from commonweal.web.idempotency import HEADER, happen_once
from commonweal.web.limits import SAFE_METHODS
from commonweal.web.visit import EVERYWHERE, Visit, arrival

_MOST_NAMED = 20
_JSON = frozenset({"", "application/json"})  # a body whose sender does not say what it is may be JSON


class Gate:
    """Stands before every route (ASGI); raises ``Refusal`` for what may not pass."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to its handler, or refuse it."""
        opt = scope["route_handler"].opt
        if "plugin" not in opt:
            await self._pass(scope, receive, send)
            return
        host = arrival(scope).web.host
        if not host.is_enabled(opt["plugin"], await self._organisation(scope, host)):
            raise Refusal("not_found")
        with host.at_work(opt["plugin"]):
            await self._pass(scope, receive, send)

    async def _organisation(self, scope: Scope, host: Host) -> UUID | None:
        """Find the organisation that the address of a plugin switched by organisations names."""
        named = scope["path_params"].get("organisation")
        if named is None or host.plugins[scope["route_handler"].opt["plugin"]].manifest.scope == "deployment":
            return None
        if "\0" in str(named):  # which no database can be asked for
            raise Refusal("not_found")
        ask = arrival(scope).web.executor.first
        found: UUID | None = await ask("commonweal_find_organisation", needed=True, named=str(named))
        if found is None:
            raise Refusal("not_found")
        arrival(scope).organisation_id = found
        return found

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        opt = scope["route_handler"].opt
        if scope["type"] != ScopeType.HTTP:
            await self._enter(scope, receive, send)
            return
        if scope["query_string"]:
            refuse_unknown(scope["query_string"], opt.get("query_names"))
            if b"lang=" in scope["query_string"]:
                _ = Visit(scope).chain  # raises for a language that does not exist
        if scope["method"] in SAFE_METHODS:
            await self._enter(scope, receive, send)
        else:
            await self._write(scope, receive, send)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the route's guards and handler, and what writes its answer, as its plugin."""
        with acting_as(scope["route_handler"].opt.get("plugin")):
            await self._app(scope, receive, send)

    async def _write(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        visit, opt = Visit(scope, receive, send), scope["route_handler"].opt
        if opt["takes_json"] and visit.content_type[0] not in _JSON:
            raise Refusal("unsupported_media_type")
        once = opt.get("idempotency")
        # Some answers hold a secret, and some refusals a count that must stay: their keys are not looked at.
        key = None if once == "never" else visit.headers.get(HEADER)
        try:
            # Where a signed address allows it, mail providers send a form that is no page's (RFC 8058).
            if opt.get("form_token") != "never":
                await visit.web.forms.check(visit)
            if key is None and once != "never" and opt.get("page") and visit.content_type[0] in FORM_TYPES:
                key = str((await visit.form()).get(ONCE, "")) or None
            if key is not None:
                await happen_once(self._enter, visit, send, key)
            elif once == "required":
                raise Refusal("validation_error", fields=[FieldError(HEADER, "required")])
            else:
                await self._enter(scope, receive, send)
        finally:
            await put_away(scope)


def refuse_unknown(query_string: bytes, known: frozenset[str] | None) -> None:
    """Raise ``Refusal("validation_error")`` that names the query parameters a route does not know."""
    if known is None:
        return
    names = [name for name, _ in parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)]
    if wrong := [name for name in dict.fromkeys(names) if name not in known and name not in EVERYWHERE]:
        fields = [FieldError(name[:100], "unknown_parameter") for name in wrong[:_MOST_NAMED]]
        raise Refusal("validation_error", fields=fields)


def learn_handlers(app: Litestar) -> None:
    """Note which query parameters each handler knows, unless its ``opt`` says, and whether it takes JSON."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler, model in route.route_handler_map.values():
                names = frozenset(each.field_alias for each in model.expected_query_params)
                handler.opt.setdefault("query_names", names)
                body = handler.parsed_data_field
                declared = getattr(body.kwarg_definition, "media_type", None) if body else ""
                handler.opt["takes_json"] = declared in {None, RequestEncodingType.JSON}
