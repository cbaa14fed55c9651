"""What plugins bring to the web floor, gathered once at start and checked before it is served."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from litestar import Litestar, Router
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.routes import HTTPRoute
from litestar.utils import normalize_path

from commonweal.plugin.guard import reason_of
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.names import ADDRESSES
from commonweal.web.limits import SAFE_METHODS
from commonweal.web.openapi import describe_access
from commonweal.web.problems import PROBLEM_JSON, ProblemDocument
from commonweal.web.visit import Visit

_ROUTES, _PAGES = "commonweal_routes", "commonweal_pages"


def _failure(description: str) -> ResponseSpec:
    return ResponseSpec(
        ProblemDocument, generate_examples=False, description=description, media_type=PROBLEM_JSON
    )


FAILURES = {
    400: _failure("The request cannot be read, or its cursor is of another list."),
    401: _failure("The credentials are not known, or not valid any more."),
    403: _failure("The caller may not do this."),
    404: _failure("There is nothing here, or nothing the caller may see."),
    410: _failure("What was here was taken away for good."),
    422: _failure("Something in the request must be corrected; `errors` names each field."),
    429: _failure("More requests than allowed; `Retry-After` says when to go on."),
    500: _failure("A fault on our side, logged under the request id."),
    503: _failure("A part of the service does not answer; nothing was saved."),
}
FAILURES_OF_WRITES = {
    409: _failure("The state of things does not allow this, or the same key is in use at this moment."),
    413: _failure("The body is larger than allowed."),
    415: _failure("The body is not JSON."),
}


class Contributed(NamedTuple):
    """The handlers that one plugin gave to one hook, and where they are served."""

    manifest: Manifest
    hook: str
    prefix: str
    handlers: tuple[BaseRouteHandler, ...]

    def router(self) -> Router:
        """Make the router that serves them."""
        for handler in self.handlers:
            if isinstance(handler, HTTPRouteHandler):
                writes = not handler.http_methods <= SAFE_METHODS
                common = {**FAILURES, **FAILURES_OF_WRITES} if writes else FAILURES
                handler.responses = {**common, **(handler.responses or {})}
                describe_access(handler, writes=writes)
        return Router(
            path=self.prefix,
            route_handlers=self.handlers,
            tags=[self.manifest.name],
            opt={"plugin": self.manifest.id, "page": self.hook == _PAGES},
            include_in_schema=self.hook != _PAGES,
        )


def collect_handlers(host: Host) -> list[Contributed]:
    """Return the handlers of all plugins; one that claims another's route has failed.

    Required plugins claim first, so that no optional one keeps the app from starting.
    """
    collected = []
    for hook in (_ROUTES, _PAGES):
        handlers: dict[LoadedPlugin, list[BaseRouteHandler]] = {}
        for plugin, handler in host.collect_each(hook, BaseRouteHandler):
            handlers.setdefault(plugin, []).append(handler)
        for plugin, given in sorted(handlers.items(), key=lambda one: one[0].manifest.boot != "required"):
            prefix = "/" if hook == _PAGES else plugin.names.api_prefix
            if all(_claim(host, plugin, prefix, handler) for handler in given):
                collected.append(Contributed(plugin.manifest, hook, prefix, tuple(given)))
    return collected


def fail_unservable(host: Host, contributed: Iterable[Contributed]) -> bool:
    """Put out of use the plugins whose handlers cannot be served; say whether there are any.

    An app of nothing else shows whose router it is that keeps the whole from being served.
    """
    found = False
    for each in contributed:
        try:
            Litestar([each.router()], request_class=Visit, openapi_config=None, logging_config=None)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a handler is its plugin's
            host.fail(each.manifest.id, f"{each.hook}: {reason_of(error)}")
            found = True
    return found


def fail_careless(host: Host, app: Litestar) -> bool:
    """Put out of use the plugins that take bodies with unknown fields; say whether there are any."""
    careless = {}
    for route in app.routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            body = handler.parsed_data_field if "plugin" in handler.opt else None
            config = getattr(body.annotation, "__struct_config__", None) if body else None
            if body and config is not None and not config.forbid_unknown_fields:
                careless[handler.opt["plugin"]] = (
                    f"{_PAGES if handler.opt['page'] else _ROUTES}: takes a body "
                    f"{body.annotation} that does not forbid unknown fields (DOMAIN §3)"
                )
    for plugin_id, problem in careless.items():
        host.fail(plugin_id, problem)
    return bool(careless)


def rooms(host: Host, name: str) -> dict[str, Path]:
    """Return the folders of one name, such as ``templates``, by plugin."""
    found = {plugin.id: plugin.package / name for plugin in host.running()}
    return {plugin_id: path for plugin_id, path in found.items() if path.is_dir()}


def _claim(host: Host, plugin: LoadedPlugin, prefix: str, handler: BaseRouteHandler) -> bool:
    """Claim the addresses of a handler, whatever it calls its parameters."""
    for path in sorted(handler.paths) or ["/"]:
        address = re.sub(r"\{[^}]*\}", "{}", normalize_path(f"{prefix}/{path}"))
        first = address.split("/")[1]
        if first in ADDRESSES and not address.startswith(plugin.names.api_prefix):
            host.claim("route", f"/{first}", "kernel")
            return host.claim("route", f"/{first}", plugin.id)
        for method in sorted(getattr(handler, "http_methods", ["ANY"])):
            if not host.claim("route", f"{method} {address}", plugin.id):
                return False
    return True
