"""What plugins bring to the web floor, gathered once at start and checked before it is served."""

from pathlib import Path
from typing import get_args

from litestar import Router
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.utils import normalize_path

from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.web.limits import SAFE_METHODS
from commonweal.web.problems import PROBLEM_JSON, ProblemDocument


def _failure(description: str) -> ResponseSpec:
    return ResponseSpec(
        ProblemDocument, generate_examples=False, description=description, media_type=PROBLEM_JSON
    )


FAILURES = {
    400: _failure("The request cannot be read, or its cursor is of another list."),
    401: _failure("The credentials are not known, or not valid any more."),
    404: _failure("There is nothing here, or nothing the caller may see."),
    422: _failure("Something in the request must be corrected; `errors` names each field."),
    429: _failure("More requests than allowed; `Retry-After` says when to go on."),
    500: _failure("A fault on our side, logged under the request id."),
    503: _failure("A part of the service does not answer; nothing was saved."),
}
FAILURES_OF_WRITES = {
    403: _failure("The caller may not do this."),
    409: _failure("The state of things does not allow this, or the same key is in use at this moment."),
    413: _failure("The body is larger than allowed."),
    415: _failure("The body is not JSON."),
}


def build_routers(host: Host) -> list[Router]:
    """Return the routers of all plugins; one that claims another's route has failed."""
    routers = []
    for hook, is_page in (("commonweal_routes", False), ("commonweal_pages", True)):
        handlers: dict[LoadedPlugin, list[BaseRouteHandler]] = {}
        for plugin, handler in host.collect_each(hook, BaseRouteHandler):
            handlers.setdefault(plugin, []).append(handler)
        for plugin, given in handlers.items():
            prefix = "/" if is_page else plugin.names.api_prefix
            if all(_is_fit(host, plugin, prefix, handler) for handler in given):
                routers.append(_router(plugin, prefix, given, is_page=is_page))
    return routers


def rooms(host: Host, name: str) -> dict[str, Path]:
    """Return the folders of one name, such as ``templates``, by plugin."""
    found = {plugin.id: plugin.package / name for plugin in host.running()}
    return {plugin_id: path for plugin_id, path in found.items() if path.is_dir()}


def _router(plugin: LoadedPlugin, prefix: str, handlers: list[BaseRouteHandler], *, is_page: bool) -> Router:
    for handler in handlers:
        if isinstance(handler, HTTPRouteHandler):
            writes = not handler.http_methods <= SAFE_METHODS
            common = {**FAILURES, **FAILURES_OF_WRITES} if writes else FAILURES
            handler.responses = {**common, **(handler.responses or {})}
    return Router(
        path=prefix,
        route_handlers=handlers,
        tags=[plugin.manifest.name],
        opt={"plugin": plugin.id, "page": is_page},
        include_in_schema=not is_page,
    )


def _is_fit(host: Host, plugin: LoadedPlugin, prefix: str, handler: BaseRouteHandler) -> bool:
    """Say whether a handler may be served; its plugin fails for another's route, or a body too liberal."""
    body = handler.fn.__annotations__.get("data")
    for kind in (body, *get_args(body)):
        config = getattr(kind, "__struct_config__", None)
        if config is not None and not config.forbid_unknown_fields:
            host.fail(plugin.id, f"takes a body {kind} that does not forbid unknown fields (DOMAIN §3)")
            return False
    return all(
        host.claim("route", f"{method} {normalize_path(f'{prefix}/{path}')}", plugin.id)
        for path in sorted(handler.paths) or ["/"]
        for method in sorted(getattr(handler, "http_methods", ["ANY"]))
    )
