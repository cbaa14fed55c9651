"""The app factory: one Litestar app from whatever plugins are running."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware

from commonweal.errors import OperatorError
from commonweal.runtime import Runtime
from commonweal.web import health
from commonweal.web.contributions import build_routers, fills, navigation, register_codes, rooms
from commonweal.web.cursors import Cursors
from commonweal.web.edge import Edge
from commonweal.web.forms import FormTokens
from commonweal.web.gate import Gate, learn_query_names
from commonweal.web.limit_store import LimitStore
from commonweal.web.limits import Limits, end
from commonweal.web.metrics import Metrics
from commonweal.web.openapi import openapi_config
from commonweal.web.own_pages import own_pages
from commonweal.web.principals import Guests
from commonweal.web.problems import Problems, answer_failure
from commonweal.web.rendering import Renderer
from commonweal.web.services import Web
from commonweal.web.settings import TelemetrySettings, WebSettings, signing_key
from commonweal.web.static import Statics, static_route
from commonweal.web.visit import Visit

STATIC_ROOM = Path(__file__).parent / "static"


def create_app(runtime: Runtime) -> Litestar:
    """Build the app that serves every running plugin of a runtime; use its ``lifespan`` while it serves."""
    routers = build_routers(runtime.host)
    web = _services(runtime)

    @asynccontextmanager
    async def share_limits(_: Litestar) -> AsyncIterator[None]:
        exchanging = asyncio.create_task(web.limits.keep_exchanging())
        yield
        await end(exchanging)

    app = Litestar(
        route_handlers=[
            *routers,
            *own_pages(),
            health.live,
            health.ready,
            health.metrics,
            static_route(web.statics),
        ],
        request_class=Visit,
        middleware=[DefineMiddleware(Gate)],
        exception_handlers={HTTPException: answer_failure, Exception: answer_failure},
        request_max_body_size=web.settings.max_body_bytes,
        openapi_config=openapi_config(web.settings),
        logging_config=None,
        lifespan=[share_limits],
    )
    learn_query_names(app)
    app.asgi_handler = Edge(app.asgi_handler, web)
    _trace(app, runtime.settings.section("telemetry", TelemetrySettings))
    return app


def _trace(app: Litestar, settings: TelemetrySettings) -> None:
    """Let requests be traced, where the operator says where traces go; this needs the extra ``telemetry``."""
    if not settings.otlp_endpoint:
        return
    try:
        from commonweal.web.telemetry import Traced, tracer_provider  # noqa: PLC0415 - an extra few install
    except ImportError as error:
        raise OperatorError(
            "telemetry.otlp_endpoint is set, but OpenTelemetry is missing: install its extra telemetry"
        ) from error
    provider = tracer_provider(settings)
    app.asgi_handler = Traced(app.asgi_handler, provider)
    app.on_shutdown.append(provider.shutdown)


def _services(runtime: Runtime) -> Web:
    """Gather what requests are answered with."""
    host = runtime.host
    settings = runtime.settings.section("web", WebSettings)
    key = signing_key(settings, runtime.settings.home)
    problems, statics, forms = Problems(), Statics(), FormTokens(key)
    register_codes(host, problems)
    for owner, room in {"kernel": STATIC_ROOM, **rooms(host, "static")}.items():
        statics.add(owner, room)
    return Web(
        settings=settings,
        host=host,
        database=runtime.database,
        executor=runtime.executor,
        catalogue=runtime.catalogue,
        cursors=Cursors(key),
        forms=forms,
        guests=Guests(key, settings.trusted_proxies),
        health=health.HealthChecks(host, runtime.database.check),
        limits=Limits(LimitStore(runtime.database), settings),
        metrics=Metrics(),
        problems=problems,
        statics=statics,
        pages=Renderer(
            rooms=rooms(host, "templates"),
            statics=statics,
            forms=forms,
            navigation=navigation(host),
            fills=fills(host),
            enabled=host.is_enabled,
            slot_milliseconds=settings.slot_milliseconds,
            public_url=settings.public_url,
        ),
    )
