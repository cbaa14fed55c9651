"""Traces for OpenTelemetry, when the setting ``telemetry.otlp_endpoint`` says where they go."""

from http import HTTPStatus

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

from commonweal.web.settings import TelemetrySettings
from commonweal.web.visit import arrival


def tracer_provider(settings: TelemetrySettings) -> TracerProvider:
    """Return what makes spans and sends them to the collector in the background."""
    provider = TracerProvider(resource=Resource.create({"service.name": settings.service_name}))
    endpoint = settings.otlp_endpoint.rstrip("/") + "/v1/traces"
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider


class Traced:
    """Makes every request a span, a child of the caller's when it sends ``traceparent`` (ASGI)."""

    def __init__(self, app: ASGIApp, provider: TracerProvider) -> None:
        self._app = app
        self._tracer = provider.get_tracer("commonweal.web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer inside a span that is named by the route, never by the address."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        method = scope["method"]
        with self._tracer.start_as_current_span(
            method, context=extract(carrier), kind=SpanKind.SERVER
        ) as span:
            await self._app(scope, receive, send)
            status, route = arrival(scope).status, scope.get("path_template") or "unknown"
            span.update_name(f"{method} {route}")
            span.set_attribute("http.request.method", method)
            span.set_attribute("http.route", route)
            span.set_attribute("http.response.status_code", status)
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                span.set_status(StatusCode.ERROR)
