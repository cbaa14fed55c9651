"""How plugins' code fares while the app runs: calls, failures, times, and a breaker for what keeps failing.

Times are counted in steps, so that the counts of several processes, or of a while, add up and subtract.
"""

import logging
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from commonweal.errors import CommonwealError

_log = logging.getLogger("commonweal.plugins")

STEPS = tuple(0.0001 * 2 ** (step / 2) for step in range(34))
"""The upper bounds of the steps in seconds: from 0.1 ms, each √2 of the one before, to about 9 s."""

TRIPS_AFTER = 5
"""So many failures in a row trip the breaker of an implementation that the app can do without."""
PAUSE_SECONDS = 30.0
"""So long it is left out then; after that, one call shows whether it is well again."""


class HookTripped(CommonwealError):
    """An implementation was left out, because it failed time after time."""

    code = "hook_tripped"


class HookFigures(msgspec.Struct):
    """How one plugin's implementation of one hook fared: counts, the seconds in all, and times by step.

    ``hook`` is also ``routes``, ``pages``, ``slots``, ``handlers`` or ``tasks``: what hooks contributed, and
    is called again and again. It is ``tripped`` once it failed too often in a row, until it works again.
    """

    plugin_id: str
    hook: str
    calls: int = 0
    failures: int = 0
    seconds: float = 0.0
    tripped: bool = False
    steps: dict[int, int] = {}

    def quantile(self, share: float) -> float:
        """Return the time (s) within which a share of the calls ended, as the upper bound of its step."""
        wanted, seen = share * sum(self.steps.values()), 0
        for step in sorted(self.steps):
            seen += self.steps[step]
            if seen >= wanted:
                return STEPS[min(step, len(STEPS) - 1)]
        return 0.0


class HookUse(HookFigures, eq=False):
    """Counts the calls of one implementation in this process, and leaves it out while it keeps failing."""

    may_trip: bool = False
    _in_a_row: int = 0
    _until: float = 0.0
    _now: Callable[[], float] = time.monotonic

    def count(self, seconds: float, *, failed: bool) -> None:
        """Count one more call; trips after too many failures, and recovers with the first success."""
        self.calls += 1
        self.failures += failed
        self.seconds += seconds
        step = bisect_left(STEPS, seconds)
        self.steps[step] = self.steps.get(step, 0) + 1
        if not failed:
            if self.tripped:
                _log.warning("plugin %s: %s works again and is called as before", self.plugin_id, self.hook)
            self._in_a_row, self._until, self.tripped = 0, 0.0, False
            return
        self._in_a_row += 1
        if self.may_trip and self._in_a_row >= TRIPS_AFTER:
            self._until, self.tripped = self._now() + PAUSE_SECONDS, True
            _log.error(
                "plugin %s: %s failed %d times in a row and is left out for %d s",
                *(self.plugin_id, self.hook, self._in_a_row, PAUSE_SECONDS),
            )

    def admit(self) -> bool:
        """Say whether to call it now: while it is tripped, one call at the end of each pause."""
        if self._until and (now := self._now()) < self._until:
            return False
        if self._until:
            self._until = now + PAUSE_SECONDS
        return True

    def figures(self) -> HookFigures:
        """Return the counts as of now."""
        return HookFigures(
            plugin_id=self.plugin_id,
            hook=self.hook,
            calls=self.calls,
            failures=self.failures,
            seconds=self.seconds,
            tripped=self.tripped,
            steps=dict(self.steps),
        )


class Uses:
    """All that plugins' code is called for in this process, beside the implementations of hooks."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str], HookUse] = {}

    def of(self, plugin_id: str, hook: str, *, may_trip: bool = False) -> HookUse:
        """Return the counts of what a plugin contributed, such as its ``routes`` or its ``slots``."""
        key = (plugin_id, hook)
        if key not in self._uses:
            self._uses[key] = HookUse(plugin_id, hook, may_trip=may_trip)
        return self._uses[key]

    @contextmanager
    def counted(self, plugin_id: str, hook: str) -> Iterator[None]:
        """Count the block as one call; whatever it raises is a failure."""
        began, failed = time.perf_counter(), True
        try:
            yield
            failed = False
        finally:
            self.of(plugin_id, hook).count(time.perf_counter() - began, failed=failed)

    def all(self) -> list[HookUse]:
        """Return all counts."""
        return list(self._uses.values())


def summed(figures: Iterable[HookFigures]) -> list[HookFigures]:
    """Add up the figures of several processes, by plugin and hook."""
    sums: dict[tuple[str, str], HookFigures] = {}
    for each in figures:
        known = sums.setdefault((each.plugin_id, each.hook), HookFigures(each.plugin_id, each.hook))
        known.calls += each.calls
        known.failures += each.failures
        known.seconds += each.seconds
        known.tripped = known.tripped or each.tripped
        known.steps = dict(Counter(known.steps) + Counter(each.steps))
    return [sums[key] for key in sorted(sums)]


def since(now: Iterable[HookFigures], before: Iterable[HookFigures]) -> list[HookFigures]:
    """Return what was counted between two looks; a process that started anew counts from its start."""
    known = {(each.plugin_id, each.hook): each for each in before}
    return [_less(each, known.get((each.plugin_id, each.hook))) for each in now]


def _less(now: HookFigures, before: HookFigures | None) -> HookFigures:
    if before is None or before.calls > now.calls:
        return now
    return HookFigures(
        now.plugin_id,
        now.hook,
        now.calls - before.calls,
        now.failures - before.failures,
        now.seconds - before.seconds,
        now.tripped,
        dict(Counter(now.steps) - Counter(before.steps)),
    )
