"""What plugins bring to the web floor, gathered once at start and checked before it is served."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from litestar import Router
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.web.pages import NavigationItem, SlotFill
from commonweal.web.problems import PROBLEM_JSON, ProblemDocument, Problems
from commonweal.web.rendering import Owned


def _failure(description: str) -> ResponseSpec:
    return ResponseSpec(
        ProblemDocument, generate_examples=False, description=description, media_type=PROBLEM_JSON
    )


FAILURES = {
    404: _failure("There is nothing here, or nothing the caller may see."),
    422: _failure("Something in the request must be corrected; `errors` names each field."),
    429: _failure("More requests than allowed; `Retry-After` says when to go on."),
    500: _failure("A fault on our side, logged under the request id."),
    503: _failure("A part of the service does not answer; nothing was saved."),
}


def build_routers(host: Host) -> list[Router]:
    """Return the routers of all plugins; one that claims another's route has failed."""
    routers = []
    for hook, is_page in (("commonweal_routes", False), ("commonweal_pages", True)):
        for contribution in host.collect(hook):
            plugin = contribution.plugin
            prefix = "/" if is_page else plugin.names.api_prefix
            if problem := _unfit(list(contribution.value)):
                host.fail(plugin.id, f"{hook} {problem}")
            elif all(_claim_routes(host, plugin, prefix, list(contribution.value))):
                routers.append(_router(plugin, prefix, list(contribution.value), is_page=is_page))
    return routers


def register_codes(host: Host, problems: Problems) -> None:
    """Take the problem codes of plugins; one that claims another's code has failed."""
    for contribution in host.collect("commonweal_problem_codes"):
        try:
            problems.register(contribution.plugin.id, dict(contribution.value))
        except ValueError as error:
            host.fail(contribution.plugin.id, str(error))


def navigation(host: Host) -> list[Owned]:
    """Gather the links of the layout."""
    return [
        Owned(plugin.id, item) for plugin, item in host.collect_each("commonweal_navigation", NavigationItem)
    ]


def fills(host: Host) -> list[Owned]:
    """Gather what plugins put into slots."""
    return [Owned(plugin.id, item) for plugin, item in host.collect_each("commonweal_slots", SlotFill)]


def rooms(host: Host, name: str) -> Mapping[str, Path]:
    """Return the folders of one name, such as ``templates``, by plugin."""
    found = {plugin.id: plugin.package / name for plugin in host.running()}
    return {plugin_id: path for plugin_id, path in found.items() if path.is_dir()}


def _router(plugin: LoadedPlugin, prefix: str, handlers: list[Any], *, is_page: bool) -> Router:
    for handler in handlers:
        if isinstance(handler, HTTPRouteHandler):
            handler.responses = {**FAILURES, **(handler.responses or {})}
    return Router(
        path=prefix,
        route_handlers=handlers,
        tags=[plugin.manifest.name],
        opt={"plugin": plugin.id, "page": is_page},
        include_in_schema=not is_page,
    )


def _claim_routes(host: Host, plugin: LoadedPlugin, prefix: str, handlers: list[Any]) -> list[bool]:
    claims = {
        f"{method} /{'/'.join(part for part in f'{prefix}/{path}'.split('/') if part)}"
        for handler in handlers
        if isinstance(handler, HTTPRouteHandler)
        for method in handler.http_methods
        for path in (handler.paths or {"/"})
    }
    return [host.claim("route", claim, plugin.id) for claim in sorted(claims)]


def _unfit(handlers: list[Any]) -> str:
    """Say what is wrong with handlers: something else among them, or a body that lets unknown fields pass."""
    for handler in handlers:
        if not isinstance(handler, BaseRouteHandler):
            return f"gave {type(handler).__name__} where a Litestar handler is expected"
        body = handler.fn.__annotations__.get("data")
        for kind in (body, *get_args(body)):
            config = getattr(kind, "__struct_config__", None)
            if config is not None and not config.forbid_unknown_fields:
                return f"takes a body {kind} that does not forbid unknown fields (DOMAIN §3)"
    return ""
