"""Figures for Prometheus: requests as they happen, and the state of the parts when they are asked for."""

from collections import Counter as Counts

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from commonweal.i18n.catalogue import Catalogue
from commonweal.plugin.host import Host

_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one app; routes are named by their pattern, so that their number stays small."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ["method", "route", "status"]
        self._requests = Counter("commonweal_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "commonweal_request_seconds",
            "Time to answer.",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._plugins = Gauge(
            "commonweal_plugin_running",
            "1 while the plugin runs.",
            ["plugin", "state"],
            registry=self._registry,
        )
        self._messages = Gauge(
            "commonweal_message_lapses",
            "Times a message was missing in a locale, or could not be filled.",
            ["locale", "lapse"],
            registry=self._registry,
        )
        self._limits = Gauge(
            "commonweal_limit_store_failures",
            "Times the store of the rate limits did not answer.",
            registry=self._registry,
        )
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        key = (method, route, status)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (
                self._requests.labels(method, route, str(status)),
                self._seconds.labels(route),
            )
        known[0].inc()
        known[1].observe(seconds)

    def write(self, host: Host, catalogue: Catalogue, limit_store_failures: int) -> bytes:
        """Return all figures in the text format of Prometheus."""
        self._plugins.clear()
        for plugin in host.plugins.values():
            self._plugins.labels(plugin.id, plugin.state.value).set(host.is_enabled(plugin.id))
        for lapse, counted in (("missing", catalogue.misses), ("failed", catalogue.errors)):
            totals = Counts(dict.fromkeys(catalogue.locales, 0))
            for (_, locale), count in counted.items():
                totals[locale] += count
            for locale, total in totals.items():
                self._messages.labels(locale, lapse).set(total)
        self._limits.set(limit_store_failures)
        return generate_latest(self._registry)
