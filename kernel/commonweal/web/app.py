"""The app factory: one Litestar app from whatever plugins are running."""

from pathlib import Path
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware

from commonweal.web.contributions import Contributions
from commonweal.web.cursors import Cursors
from commonweal.web.edge import Edge
from commonweal.web.gate import Gate, learn_query_names
from commonweal.web.own_pages import own_pages
from commonweal.web.principals import Guests
from commonweal.web.problems import Problems, answer_failure
from commonweal.web.rendering import Renderer
from commonweal.web.services import Web
from commonweal.web.settings import WebSettings, signing_key
from commonweal.web.static import Statics, static_route
from commonweal.web.visit import Visit

if TYPE_CHECKING:
    from commonweal.runtime import Runtime

STATIC_ROOM = Path(__file__).parent / "static"


def create_app(runtime: "Runtime") -> Litestar:
    """Build the app that serves every running plugin of a runtime."""
    contributions = Contributions(runtime.host)
    routers = contributions.routers()
    web = _services(runtime, contributions)
    app = Litestar(
        route_handlers=[*routers, *own_pages(), static_route(web.statics)],
        request_class=Visit,
        middleware=[DefineMiddleware(Gate)],
        exception_handlers={HTTPException: answer_failure, Exception: answer_failure},
        request_max_body_size=web.settings.max_body_bytes,
        openapi_config=None,
        logging_config=None,
    )
    learn_query_names(app)
    app.asgi_handler = Edge(app.asgi_handler, web)
    return app


def _services(runtime: "Runtime", contributions: Contributions) -> Web:
    """Gather what requests are answered with."""
    settings = runtime.settings.section("web", WebSettings)
    key = signing_key(settings, runtime.settings.home)
    problems, statics = Problems(), Statics()
    for contribution in runtime.host.collect("commonweal_problem_codes"):
        problems.register(contribution.plugin.id, contribution.value)
    statics.add("kernel", STATIC_ROOM)
    for plugin_id, room in contributions.rooms("static").items():
        statics.add(plugin_id, room)
    pages = Renderer(
        rooms=contributions.rooms("templates"),
        statics=statics,
        navigation=contributions.navigation(),
        fills=contributions.fills(),
        enabled=runtime.host.is_enabled,
        slot_milliseconds=settings.slot_milliseconds,
        public_url=settings.public_url,
    )
    return Web(
        settings=settings,
        host=runtime.host,
        database=runtime.database,
        executor=runtime.executor,
        catalogue=runtime.catalogue,
        cursors=Cursors(key),
        guests=Guests(key, settings.trusted_proxies),
        problems=problems,
        statics=statics,
        pages=pages,
    )
