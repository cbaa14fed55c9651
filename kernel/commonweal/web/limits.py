"""Rate limits: sliding windows per principal that all processes share (DOMAIN §2.6).

A window is cut into twelve slots; what fell into a slot is forgotten when the whole slot has left the window.
Writes are counted in the database before they are allowed. Reads are decided here, from what this process
counted and the last totals it heard of, and are exchanged with the others a few times a second. A minute in
which a principal was refused is one breach.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import time
from typing import Any, NamedTuple

import msgspec
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler

from commonweal.errors import CommonwealError, Refusal
from commonweal.web.limit_store import Key, LimitStore, Use
from commonweal.web.principals import Principal
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


class Window:
    """What this process knows of one principal's use of one action."""

    __slots__ = ("limit", "pending", "slots")

    def __init__(self, limit: RateLimit) -> None:
        self.limit = limit
        self.slots: dict[int, int] = {}  # as last heard from the store
        self.pending: dict[int, int] = {}  # counted here since

    def used(self, slot: int) -> int:
        """Return the uses inside the window that ends with a slot."""
        for counts in (self.slots, self.pending):
            for old in [each for each in counts if each <= slot - SLOTS]:
                del counts[old]
        return sum(self.slots.values()) + sum(self.pending.values())

    def oldest(self, slot: int) -> int:
        """Return the oldest slot in use, or the present one."""
        return min([*self.slots, *self.pending], default=slot)


class Limits:
    """Decides whether a principal may go on; one for each process."""

    def __init__(self, store: LimitStore, settings: WebSettings, clock: Callable[[], float] = time) -> None:
        self._store = store
        self._clock = clock
        self._classes = {
            name: RateLimit(
                "requests", getattr(settings, f"{name}_per_minute"), 60, getattr(settings, f"{name}_burst", 0)
            )
            for name in ("guest", "agent_pending", "agent_claimed", "agent_verified", "human", "admin")
        }
        self._windows: dict[Key, Window] = {}
        self._touched: set[Key] = set()
        self._breaches: set[str] = set()
        self._kept: dict[str, int] = {}
        self.store_failures = 0

    def general(self, principal: Principal) -> RateLimit:
        """Return the limit on all requests of a principal together."""
        limit = self._classes[principal.rate_class]
        if principal.per_minute is None:
            return limit
        return RateLimit(limit.action, principal.per_minute, limit.seconds, limit.burst)

    def read(self, principal: Principal, limit: RateLimit) -> Allowance:
        """Count a read and say whether it may go on; never waits."""
        slot = limit.slot(self._clock())
        window = self._window(principal.key, limit)
        allowed = window.used(slot) < self._most(principal.key, limit, burst=True)
        if allowed:
            window.pending[slot] = window.pending.get(slot, 0) + 1
        return self._allowance(principal.key, window, slot, allowed=allowed)

    async def write(self, principal: Principal, limit: RateLimit) -> Allowance:
        """Count a write in the shared store and say whether it may go on.

        Raises ``Refusal("service_unavailable")`` when the store does not answer: writes fail closed.
        """
        slot = limit.slot(self._clock())
        window = self._window(principal.key, limit)
        use = Use(principal.key, limit.action, slot, 1, limit.leaves(slot))
        try:
            async with asyncio.timeout(STORE_SECONDS):
                allowed, known = await self._store.spend(use, limit.count + limit.burst, SLOTS)
        except (CommonwealError, TimeoutError, OSError) as error:
            self.store_failures += 1
            _LOG.exception("a write was refused because the store of the rate limits is down")
            raise Refusal("service_unavailable") from error
        window.slots = known.slots.get((principal.key, limit.action), {})
        self._keep([principal.key], known.kept)
        return self._allowance(principal.key, window, slot, allowed=allowed)

    async def exchange(self) -> None:
        """Tell the store what was read here, and hear what was used elsewhere."""
        touched, self._touched = self._touched, set()
        breaches, self._breaches = self._breaches, set()
        if not touched:
            return
        windows = {key: self._windows[key] for key in touched}
        told = {key: dict(window.pending) for key, window in windows.items()}
        uses = [
            Use(*key, slot, count, windows[key].limit.leaves(slot))
            for key, counts in told.items()
            for slot, count in counts.items()
        ]
        try:
            known = await self._store.exchange(uses, list(windows), breaches)
        except BaseException:
            self._touched |= touched
            self._breaches |= breaches
            raise
        for key, window in windows.items():
            window.slots = known.slots.get(key, {})
            for slot, count in told[key].items():
                window.pending[slot] = window.pending.get(slot, count) - count
        self._keep([key[0] for key in windows], known.kept)

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
            except (CommonwealError, OSError) as error:
                self.store_failures += 1
                _LOG.error("rate limits are not shared while their store is down: %s", error)
                await asyncio.sleep(1)

    def _window(self, principal: str, limit: RateLimit) -> Window:
        key = (principal, limit.action)
        self._touched.add(key)
        window = self._windows.get(key)
        if window is None or window.limit != limit:
            window = self._windows[key] = Window(limit)
        return window

    def _most(self, principal: str, limit: RateLimit, *, burst: bool) -> int:
        return (limit.count + limit.burst * burst) * self._kept.get(principal, 100) // 100

    def _allowance(self, principal: str, window: Window, slot: int, *, allowed: bool) -> Allowance:
        limit = window.limit
        most = self._most(principal, limit, burst=False)
        if not allowed:
            self._breaches.add(principal)
        reset = limit.leaves(window.oldest(slot)) - self._clock() if most else SUSPENDED_SECONDS
        return Allowance(allowed, most, max(0, most - window.used(slot)), max(1, int(reset) + 1))

    def _keep(self, principals: list[str], kept: dict[str, int]) -> None:
        for principal in principals:
            if principal in kept:
                self._kept[principal] = kept[principal]
            else:
                self._kept.pop(principal, None)

    def _forget(self) -> None:
        """Drop windows in which nothing is left."""
        now = self._clock()
        for key in [key for key, window in self._windows.items() if not window.used(window.limit.slot(now))]:
            if key not in self._touched:
                del self._windows[key]


async def limit_request(limits: Limits, principal: Principal, method: str) -> Allowance:
    """Count a request against the principal's general limit."""
    limit = limits.general(principal)
    return limits.read(principal, limit) if method in SAFE_METHODS else await limits.write(principal, limit)


def refuse(allowance: Allowance) -> Refusal:
    """Return the refusal of a request that goes beyond its allowance."""
    return Refusal("rate_limited", seconds=allowance.reset_seconds)


def limited(
    action: str, count: int, seconds: int
) -> Callable[["ASGIConnection[Any, Any, Any, Any]", BaseRouteHandler], Awaitable[None]]:
    """Return a Litestar guard that lets each principal do ``action`` ``count`` times in ``seconds``.

    ``@post("/", guards=[limited("register", 5, 3_600)])`` answers the sixth within an hour with 429.
    """
    limit = RateLimit(action, count, seconds)

    async def guard(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
        here = arrival(connection.scope)
        scope = connection.scope
        safe = scope["type"] == ScopeType.HTTP and scope["method"] in SAFE_METHODS
        limits = here.web.limits
        allowance = limits.read(here.principal, limit) if safe else await limits.write(here.principal, limit)
        if not allowance.allowed:
            here.allowance = allowance
            raise refuse(allowance)

    return guard


async def end(task: "asyncio.Task[None]") -> None:
    """Cancel a background task and wait until it is gone."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
