"""Guards of handlers: who may pass (what limits how often stands in ``limits``)."""

from collections.abc import Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from commonweal.web.principals import Permission
from commonweal.web.visit import arrival

Guard = Callable[["ASGIConnection[Any, Any, Any, Any]", BaseRouteHandler], None]


def needs(permission: Permission) -> Guard:
    """Return a Litestar guard that lets pass whoever has a permission: ``@post("/", guards=[needs(CLAIM)])``.

    Others get the refusal of ``Permission.require``; a guest who opens a page is sent to sign in.
    """

    def guard(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
        permission.require(arrival(connection.scope).principal)

    guard.permission = permission  # type: ignore[attr-defined]  # read by the description of the API
    return guard
