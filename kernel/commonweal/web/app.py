"""The app factory: one Litestar app from whatever plugins are running."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.handlers import asgi
from litestar.middleware import DefineMiddleware
from litestar.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from commonweal.errors import OperatorError
from commonweal.runtime import Runtime
from commonweal.web import health
from commonweal.web.blobs import blob
from commonweal.web.contributions import Contributed, collect_handlers, fail_careless, fail_unservable
from commonweal.web.edge import Edge
from commonweal.web.gate import Gate, learn_handlers
from commonweal.web.openapi import ClockTimes, openapi_config
from commonweal.web.problems import answer_failure, problem_page
from commonweal.web.services import Web
from commonweal.web.settings import TelemetrySettings, WebSettings
from commonweal.web.static import PREFIX as STATIC
from commonweal.web.visit import Visit


def create_app(
    runtime: Runtime, assemble: Callable[[Sequence[Contributed], WebSettings], Litestar] | None = None
) -> Litestar:
    """Build the app that serves every running plugin of a runtime; use its ``lifespan`` while it serves.

    A plugin that cannot be served is put out of use, and the app built again without it. ``assemble`` is
    another way to put one together than ``assembled``.
    """
    while True:
        contributed, web = collect_handlers(runtime.host), Web(runtime)
        try:
            app = (assemble or assembled)(contributed, web.settings)
        except Exception:
            if not fail_unservable(runtime.host, contributed):
                raise
        else:
            if not fail_careless(runtime.host, app):
                break
    app.state.update({"host": runtime.host, "web": web})
    learn_handlers(app)
    app.asgi_handler = Edge(app.asgi_handler, web)
    _trace(app, runtime.settings.section("telemetry", TelemetrySettings))
    if web.settings.trusted_proxies:
        app.asgi_handler = cast(  # the same protocol, typed by another hand
            "Any", ProxyHeadersMiddleware(cast("Any", app.asgi_handler), web.settings.trusted_proxies)
        )
    return app


def assembled(contributed: Sequence[Contributed], settings: WebSettings) -> Litestar:
    """Put the handlers of plugins and the kernel's own handlers into one app, of no runtime yet."""
    return Litestar(
        route_handlers=[
            *[each.router() for each in contributed],
            blob,
            problem_page,
            health.live,
            health.ready,
            health.metrics,
            asgi(STATIC, is_mount=True, copy_scope=False)(_static),
        ],
        request_class=Visit,
        middleware=[DefineMiddleware(Gate)],
        exception_handlers={HTTPException: answer_failure, Exception: answer_failure},
        request_max_body_size=settings.max_body_bytes,
        openapi_config=openapi_config(settings),
        plugins=[ClockTimes()],
        logging_config=None,
        lifespan=[_work_beside],
    )


async def _static(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a file that changes with its address only."""
    await scope["litestar_app"].state["web"].statics.serve(scope, receive, send)


@asynccontextmanager
async def _work_beside(app: Litestar) -> AsyncIterator[None]:
    warming = asyncio.create_task(asyncio.to_thread(app.state["web"].warm))
    exchanging = asyncio.create_task(app.state["web"].limits.keep_exchanging())
    yield
    exchanging.cancel()
    await asyncio.wait([exchanging, warming])


def _trace(app: Litestar, settings: TelemetrySettings) -> None:
    """Let requests be traced, where the operator says where traces go; this needs the extra ``telemetry``."""
    if not settings.otlp_endpoint:
        return
    try:
        from commonweal.web.telemetry import Traced, tracer_provider  # noqa: PLC0415 - an extra few install
    except ImportError as error:
        raise OperatorError(
            "telemetry.otlp_endpoint is set, but its library is missing: install commonweal-kernel[telemetry]"
        ) from error
    provider = tracer_provider(settings)
    app.asgi_handler = Traced(app.asgi_handler, provider)
    app.on_shutdown.append(provider.shutdown)
