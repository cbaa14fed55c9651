"""Is this process alive, and can it serve? ``/health/live``, ``/health/ready`` and ``/metrics``."""

import hmac
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus

import msgspec
from litestar import Response, get

from commonweal.errors import Refusal
from commonweal.messaging.console import figures
from commonweal.plugin.acting import as_plugin
from commonweal.plugin.contributions import HealthCheck
from commonweal.plugin.executor import Settled, settle
from commonweal.plugin.guard import reason_of
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import PluginReport
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.web.visit import Visit

CHECK_SECONDS = 2.0
_PLAIN = {"cache-control": "no-store"}


class Check(msgspec.Struct, frozen=True):
    """How one part fares."""

    name: str
    plugin: str | None
    ok: bool
    milliseconds: float
    reason: str = ""


class Readiness(msgspec.Struct, frozen=True):
    """Whether the process can serve, and how each part fares."""

    status: str
    checks: list[Check]
    plugins: list[PluginReport]


class HealthChecks:
    """The checks of the kernel and the plugins."""

    def __init__(self, host: Host, database: Callable[[], Awaitable[None]]) -> None:
        self._host = host
        self._checks: list[tuple[str | None, HealthCheck]] = [(None, HealthCheck("database", database))]
        self._checks += [
            (plugin.id, check) for plugin, check in host.collect_each("commonweal_health_checks", HealthCheck)
        ]

    async def look(self) -> Readiness:
        """Run every check of what is switched on at the same time; ready means nothing required is down."""
        asked = [one for one in self._checks if one[0] is None or self._host.is_enabled(one[0])]
        answers = await settle([as_plugin(owner, check.check) for owner, check in asked], CHECK_SECONDS)
        checks = [
            _outcome(plugin_id, check.name, answer)
            for (plugin_id, check), answer in zip(asked, answers, strict=True)
        ]
        plugins = self._host.report()
        required = {None, *(report.id for report in plugins if report.boot == "required")}
        down = any(not check.ok and check.plugin in required for check in checks)
        degraded = not all(check.ok for check in checks)
        return Readiness("down" if down else "degraded" if degraded else "ok", checks, plugins)


def _outcome(plugin_id: str | None, name: str, settled: Settled) -> Check:
    reason = reason_of(settled.error) if settled.error else ""
    return Check(name, plugin_id, settled.error is None, round(settled.seconds * 1_000, 1), reason)


@get("/health/live", include_in_schema=False, sync_to_thread=False)
def live() -> Response[dict[str, str]]:
    """Say that the process runs."""
    return Response({"status": "ok"}, headers=_PLAIN)


@get("/health/ready", include_in_schema=False)
async def ready(request: Visit) -> Response[Readiness]:
    """Say whether the process can serve, with the state of every plugin; 503 when a required part is down."""
    readiness = await request.web.health.look()
    status = HTTPStatus.SERVICE_UNAVAILABLE if readiness.status == "down" else HTTPStatus.OK
    return Response(readiness, status_code=status, headers=_PLAIN)


@get("/metrics", include_in_schema=False)
async def metrics(request: Visit) -> Response[bytes]:
    """Give the figures to Prometheus."""
    web = request.web
    if web.settings.metrics_token:
        expected = f"Bearer {web.settings.metrics_token.reveal()}"
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected.encode()):
            raise Refusal("unauthorized")
    messaging: dict[tuple[str, str], float] = {}
    with suppress(DatabaseUnavailable):  # the other figures are wanted all the more
        messaging = await figures(web.database)
    written = web.metrics.write(messaging, await web.gauges.read())
    return Response(written, media_type="text/plain; version=0.0.4", headers=_PLAIN)
