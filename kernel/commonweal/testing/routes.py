"""The routes of one plugin, as a test walks through them."""

import re
from collections.abc import Iterator
from uuid import UUID

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from commonweal.web.limits import SAFE_METHODS

_PARAMETER = re.compile(r"\{([^}:]+)(?::([^}]+))?\}")
_ORGANISATION = re.compile(r"\{organisation[:}]")
_VALUES = {
    "uuid": "00000000-0000-7000-8000-00000000000a",
    "int": "1",
    "float": "1.0",
    "date": "2026-07-01",
    "path": "a",
}


class Route(msgspec.Struct, frozen=True):
    """One address and method of a plugin: ``path`` with its parameters, ``address`` with values for them.

    ``is_public`` says that the handler's ``opt`` gives a reason for letting everybody in.
    """

    method: str
    path: str
    address: str
    is_page: bool
    takes_json: bool
    is_public: bool

    @property
    def name(self) -> str:
        """What the route is called in lists of tests, such as ``POST /trees/{tree_id:uuid}``."""
        return f"{self.method} {self.path}"

    @property
    def has_parameters(self) -> bool:
        """Say whether the address holds something that must exist."""
        return self.path != self.address

    def within(self, organisation_id: UUID) -> "Route":
        """Return the route at the address of an organisation, where its path has ``{organisation}``."""
        parts = zip(self.path.split("/"), self.address.split("/"), strict=True)
        written = [str(organisation_id) if _ORGANISATION.match(path) else value for path, value in parts]
        return msgspec.structs.replace(self, address="/".join(written))


def routes_of(app: Litestar, plugin_id: str) -> list[Route]:
    """Return the routes of a plugin, in order of their addresses."""
    return sorted(_routes(app, plugin_id), key=lambda route: (route.path, route.method))


def reads(routes: list[Route]) -> list[Route]:
    """Return those that are read."""
    return [route for route in routes if route.method == "GET"]


def writes(routes: list[Route]) -> list[Route]:
    """Return those that change something."""
    return [route for route in routes if route.method not in SAFE_METHODS]


def _routes(app: Litestar, plugin_id: str) -> Iterator[Route]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for handler in route.route_handlers:
            if handler.opt.get("plugin") == plugin_id:
                for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                    yield _route(route, handler, str(method))


def _route(route: HTTPRoute, handler: HTTPRouteHandler, method: str) -> Route:
    address = _PARAMETER.sub(lambda found: _VALUES.get(found[2] or "str", "something"), route.path)
    return Route(
        method=method,
        path=route.path,
        address=address,
        is_page=bool(handler.opt.get("page")),
        takes_json=bool(handler.opt.get("takes_json")),
        is_public=bool(handler.opt.get("public")),
    )
