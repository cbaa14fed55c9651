"""The way into one route: is its plugin switched on, and does it know every query parameter?"""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, Receive, Scope, Send

from commonweal.errors import FieldError, Refusal
from commonweal.web.visit import EVERYWHERE, arrival


class Gate:
    """Stands before every route (ASGI); raises ``Refusal`` for what may not pass."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to its handler, or refuse it."""
        if scope["type"] == "http":
            handler = scope["route_handler"]
            plugin_id = handler.opt.get("plugin")
            if plugin_id is not None and not arrival(scope).web.host.is_enabled(plugin_id):
                raise Refusal("not_found")
            if scope["query_string"]:
                refuse_unknown(scope["query_string"], handler.opt.get("query_names"))
        await self._app(scope, receive, send)


def refuse_unknown(query_string: bytes, known: frozenset[str] | None) -> None:
    """Raise ``Refusal("validation_error")`` that names the query parameters a route does not know."""
    if known is None:
        return
    names = [name for name, _ in parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)]
    wrong = [name for name in dict.fromkeys(names) if name not in known and name not in EVERYWHERE]
    if wrong:
        raise Refusal(
            "validation_error", fields=[FieldError(name, "unknown_parameter") for name in wrong[:20]]
        )


def learn_query_names(app: Litestar) -> None:
    """Note on every handler which query parameters it knows, unless it says so itself (``opt["query_names"]``)."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler, model in route.route_handler_map.values():
                opt: dict[str, Any] = handler.opt
                opt.setdefault(
                    "query_names", frozenset(each.field_alias for each in model.expected_query_params)
                )
