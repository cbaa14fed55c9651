"""Figures for Prometheus: requests as they happen, and the state of the parts when they are asked for."""

import logging
from collections import Counter as Counts
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from commonweal.i18n.catalogue import Catalogue
from commonweal.plugin.acting import as_plugin
from commonweal.plugin.contributions import Gauge
from commonweal.plugin.executor import settle
from commonweal.plugin.host import Host
from commonweal.web.limits import Limits

GAUGE_SECONDS = 2.0
_LOG = logging.getLogger("commonweal.web")
_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics(Collector):
    """The figures of one app; routes are named by their pattern, so that their number stays small."""

    def __init__(self, host: Host, catalogue: Catalogue, limits: Limits) -> None:
        self._host = host
        self._catalogue = catalogue
        self._limits = limits
        self._messaging: Mapping[tuple[str, str], float] = {}
        self._gauges: Sequence[Metric] = ()
        self._registry = registry = CollectorRegistry()
        registry.register(self)
        labels = ["method", "route", "status"]
        requests = Counter("commonweal_requests", "Requests answered.", labels, registry=registry)
        seconds = Histogram(
            "commonweal_request_seconds", "Time to answer.", ["route"], buckets=_BUCKETS, registry=registry
        )

        @cache
        def series(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
            return requests.labels(method, route, status), seconds.labels(route)

        self._series = series

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        count, time = self._series(method, route, status)
        count.inc()
        time.observe(seconds)

    def collect(self) -> Iterator[Metric]:
        """Give the state of the parts at this moment."""
        running = GaugeMetricFamily(
            "commonweal_plugin_running", "1 while the plugin runs.", labels=["plugin", "state"]
        )
        for plugin in self._host.plugins.values():
            running.add_metric([plugin.id, plugin.state.value], self._host.is_enabled(plugin.id))
        yield running
        yield from self._hooks()
        lapses = GaugeMetricFamily(
            "commonweal_message_lapses",
            "Times a message was missing in a locale, or could not be filled.",
            labels=["locale", "lapse"],
        )
        totals = Counts(
            {(locale, lapse): 0 for locale in self._catalogue.locales for lapse in ("missing", "failed")}
        )
        for (lapse, _, locale), count in self._catalogue.lapses.items():
            totals[locale, lapse] += count
        for labels, total in totals.items():
            lapses.add_metric(labels, total)
        yield lapses
        yield GaugeMetricFamily(
            "commonweal_limit_store_failures",
            "Times the store of the rate limits did not answer.",
            value=self._limits.store_failures,
        )

        watched = GaugeMetricFamily(
            "commonweal_messaging",
            "How far subscriptions are behind, what tasks wait, and what holds the log up.",
            labels=["of", "figure"],
        )
        for named, value in self._messaging.items():
            watched.add_metric(named, value)
        yield watched
        yield from self._gauges

    def _hooks(self) -> Iterator[Metric]:
        """Give how plugins' code fares in this process, by plugin and hook."""
        labels = ["plugin", "hook"]
        calls = CounterMetricFamily(
            "commonweal_hook_calls", "Times a plugin's code was called.", labels=labels
        )
        failures = CounterMetricFamily("commonweal_hook_failures", "Times it failed.", labels=labels)
        seconds = GaugeMetricFamily("commonweal_hook_seconds", "Time it takes.", labels=[*labels, "quantile"])
        tripped = GaugeMetricFamily(
            "commonweal_hook_tripped", "1 while it is left out, because it kept failing.", labels=labels
        )
        for each in self._host.figures():
            of = (each.plugin_id, each.hook)
            calls.add_metric(of, each.calls)
            failures.add_metric(of, each.failures)
            tripped.add_metric(of, each.tripped)
            for share in (0.5, 0.95):
                seconds.add_metric((*of, str(share)), each.quantile(share))
        yield from (calls, failures, seconds, tripped)

    def write(self, messaging: Mapping[tuple[str, str], float], gauges: Sequence[Metric]) -> bytes:
        """Return all figures, those of messaging and plugins as just read, in the format of Prometheus."""
        self._messaging, self._gauges = messaging, gauges
        return generate_latest(self._registry)


class Gauges:
    """The figures that plugins add."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._known = [(plugin.id, gauge) for plugin, gauge in host.collect_each("commonweal_gauges", Gauge)]

    async def read(self) -> list[Metric]:
        """Read those of what is switched on, at the same time; what fails is left out."""
        asked = [one for one in self._known if self._host.is_enabled(one[0])]
        answers = await settle([as_plugin(owner, gauge.read) for owner, gauge in asked], GAUGE_SECONDS)
        found: list[Metric] = []
        for (owner, gauge), answer in zip(asked, answers, strict=True):
            if answer.error:
                _LOG.warning("plugin %s could not read its figure %s: %r", owner, gauge.name, answer.error)
                continue
            name = f"commonweal_{owner.replace('-', '_')}_{gauge.name}"
            family = GaugeMetricFamily(name, gauge.about, labels=gauge.labels)
            for labels, value in answer.value:
                family.add_metric(labels, value)
            found.append(family)
        return found
