"""Rate limits: sliding windows per principal that all processes share (DOMAIN §2.6).

A window is cut into twelve slots; what fell into a slot is forgotten when the whole slot has left the window.
Writes are counted in the database before they are allowed. Reads are decided here, from what this process
counted and the last totals it heard of, and are exchanged with the others a few times a second. A minute in
which a principal was refused is one breach.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time
from typing import Any, NamedTuple, get_args

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from commonweal.errors import Refusal
from commonweal.web.limit_store import Key, Known, LimitStore, Use
from commonweal.web.principals import Principal, RateClass
from commonweal.web.settings import WebSettings
from commonweal.web.visit import arrival

SLOTS = 12
EXCHANGE_SECONDS = 0.25
PURGE_EVERY = 240  # exchanges: once a minute
STORE_SECONDS = 2.0  # how long a write waits for the store before it is refused
SUSPENDED_SECONDS = 3_600
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_LOG = logging.getLogger("commonweal.web.limits")


class RateLimit(msgspec.Struct, frozen=True):
    """At most ``count`` times in any ``seconds``; one window may go ``burst`` beyond it."""

    action: str
    count: int
    seconds: int
    burst: int = 0

    def slot(self, now: float) -> int:
        """Return the number of the slot a moment falls into."""
        return int(now * SLOTS / self.seconds)

    def leaves(self, slot: int) -> float:
        """Return the moment at which what fell into a slot is forgotten."""
        return (slot + SLOTS) * self.seconds / SLOTS

    def use(self, principal: str, slot: int, count: int) -> Use:
        """Return what the store is told of some uses in a slot."""
        return Use(principal, self.action, slot, count, datetime.fromtimestamp(self.leaves(slot), UTC))


class Allowance(NamedTuple):
    """What a principal may still do; told in the ``X-RateLimit`` headers of every answer."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers that tell the caller."""
        return [
            (b"x-ratelimit-limit", b"%d" % self.limit),
            (b"x-ratelimit-remaining", b"%d" % self.remaining),
            (b"x-ratelimit-reset", b"%d" % self.reset_seconds),
        ]


@dataclass(slots=True)
class Window:
    """What this process knows of one principal's use of one action."""

    limit: RateLimit
    kept: int = 100  # the percentage of the allowance that penalties leave
    uses: Counter[int] = field(default_factory=Counter)  # by slot
    untold: Counter[int] = field(default_factory=Counter)  # those the store has not heard of

    def used(self, slot: int) -> int:
        """Return the uses inside the window that ends with a slot."""
        for old in [each for each in self.uses if each <= slot - SLOTS]:
            del self.uses[old]
        return self.uses.total()

    def most(self, burst: int = 0) -> int:
        """Return how many uses are allowed."""
        return (self.limit.count + burst) * self.kept // 100

    def hear(self, known: Known) -> None:
        """Take over what the store knows."""
        self.kept, self.uses = known.kept, Counter(known.slots) + self.untold

    def allowance(self, now: float, *, allowed: bool) -> Allowance:
        """Return what is left."""
        most, used = self.most(), self.used(self.limit.slot(now))
        oldest = min(self.uses, default=self.limit.slot(now))
        reset = self.limit.leaves(oldest) - now if most else SUSPENDED_SECONDS
        return Allowance(allowed, most, max(0, most - used), max(1, int(reset) + 1))


class Limits:
    """Decides whether a principal may go on; one for each process."""

    def __init__(self, store: LimitStore, settings: WebSettings, clock: Callable[[], float] = time) -> None:
        self._store = store
        self._clock = clock
        self._classes = {
            name: RateLimit(
                "requests", getattr(settings, f"{name}_per_minute"), 60, getattr(settings, f"{name}_burst", 0)
            )
            for name in get_args(RateClass)
        }
        self._chosen = settings.limits
        self._windows: dict[Key, Window] = {}
        self._touched: set[Key] = set()
        self._breaches: set[str] = set()
        self.store_failures = 0

    def general(self, principal: Principal) -> RateLimit:
        """Return the limit on all requests of a principal together."""
        limit = self._classes[principal.rate_class]
        if principal.per_minute is None:
            return limit
        return msgspec.structs.replace(limit, count=principal.per_minute)

    def of_action(self, limit: RateLimit) -> RateLimit:
        """Return the limit on one action, with the count that the operator chose for it."""
        count = self._chosen.get(limit.action)
        return limit if count is None else msgspec.structs.replace(limit, count=count)

    def read(self, principal: Principal, limit: RateLimit) -> Allowance:
        """Count a read and say whether it may go on; never waits."""
        slot = limit.slot(self._clock())
        window = self._window(principal, limit)
        allowed = window.used(slot) < window.most(limit.burst)
        if allowed:
            window.uses[slot] += 1
            window.untold[slot] += 1
        return self._allowance(principal, window, allowed=allowed)

    async def write(self, principal: Principal, limit: RateLimit) -> Allowance:
        """Count a write in the shared store and say whether it may go on.

        Raises ``Refusal("service_unavailable")`` when the store does not answer: writes fail closed.
        """
        slot = limit.slot(self._clock())
        window = self._window(principal, limit)
        use = limit.use(principal.key, slot, 1)
        try:
            async with asyncio.timeout(STORE_SECONDS):
                allowed, known = await self._store.spend(use, limit.count + limit.burst, SLOTS)
        except Exception as error:
            self.store_failures += 1
            _LOG.exception("a write was refused because the store of the rate limits is down")
            raise Refusal("service_unavailable") from error
        window.hear(known)
        return self._allowance(principal, window, allowed=allowed)

    async def exchange(self) -> None:
        """Tell the store what was read here, and hear what was used elsewhere."""
        touched, self._touched = self._touched, set()
        breaches, self._breaches = self._breaches, set()
        if not touched:
            return
        told = {key: (self._windows[key], self._windows[key].untold.copy()) for key in touched}
        uses = [
            window.limit.use(key[0], slot, count)
            for key, (window, untold) in told.items()
            for slot, count in untold.items()
        ]
        try:
            found = await self._store.exchange(uses, touched, breaches)
        except BaseException:
            self._touched |= touched  # told again next time
            self._breaches |= breaches
            raise
        for key, known in found.items():
            window, untold = told[key]
            window.untold -= untold
            window.hear(known)

    async def keep_exchanging(self) -> None:
        """Exchange counts until cancelled; a store that is down is tried again."""
        rounds = 0
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            rounds += 1
            try:
                await self.exchange()
                if rounds % PURGE_EVERY == 0:
                    await self._store.purge()
                    self._forget()
            except Exception as error:  # noqa: BLE001 - whatever ails the store, the exchange goes on
                self.store_failures += 1
                _LOG.error("rate limits are not shared while their store is down: %s", error)
                await asyncio.sleep(1)

    def _window(self, principal: Principal, limit: RateLimit) -> Window:
        key = (principal.key, limit.action)
        self._touched.add(key)
        window = self._windows.get(key)
        if window is None or window.limit != limit:
            window = self._windows[key] = Window(limit)
        return window

    def _allowance(self, principal: Principal, window: Window, *, allowed: bool) -> Allowance:
        if not allowed:
            self._breaches.add(principal.key)
        return window.allowance(self._clock(), allowed=allowed)

    def _forget(self) -> None:
        """Drop windows in which nothing is left."""
        now = self._clock()
        for key, window in list(self._windows.items()):
            if key not in self._touched and not window.used(window.limit.slot(now)):
                del self._windows[key]


async def spend(scope: Scope, limit: RateLimit) -> None:
    """Count a request against a limit; raises ``Refusal("rate_limited")`` beyond it.

    What is left of the first limit is told in the answer, or of the one that was gone beyond.
    """
    here = arrival(scope)
    limits = here.web.limits
    if scope.get("method") in SAFE_METHODS:
        allowance = limits.read(here.principal, limit)
    else:
        allowance = await limits.write(here.principal, limit)
    if here.allowance is None or not allowance.allowed:
        here.allowance = allowance
    if not allowance.allowed:
        raise Refusal("rate_limited", seconds=allowance.reset_seconds)


def limited(
    action: str, count: int, seconds: int, *, parameter: str | None = None
) -> Callable[["ASGIConnection[Any, Any, Any, Any]", BaseRouteHandler], Awaitable[None]]:
    """Return a Litestar guard that lets each principal do ``action`` ``count`` times in ``seconds``.

    ``@post("/", guards=[limited("register", 5, 3_600)])`` answers the sixth within an hour with 429.
    With ``parameter``, only requests are counted that give this query parameter a value, such as a search.
    """
    limit = RateLimit(action, count, seconds)

    async def guard(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
        if parameter is None or connection.query_params.get(parameter):
            await spend(connection.scope, arrival(connection.scope).web.limits.of_action(limit))

    return guard
