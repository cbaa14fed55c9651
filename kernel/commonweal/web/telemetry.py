"""Traces for OpenTelemetry, when the setting ``telemetry.otlp_endpoint`` says where they go."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode

from commonweal.web.settings import TelemetrySettings

_SERVER_FAULT = 500


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

            async def send_out(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= _SERVER_FAULT:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            await self._app(scope, receive, send_out)
            route = scope.get("path_template") or "unknown"
            span.update_name(f"{method} {route}")
            span.set_attributes({"http.request.method": method, "http.route": route})
