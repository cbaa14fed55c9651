"""The connections of one gateway: how many each principal has, and one wheel that turns for all of them."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from time import time
from typing import Protocol

from commonweal import Principal, Refusal

from commonweal_realtime.settings import RealtimeSettings

HEARTBEAT_SECONDS = 30  # DOMAIN §14
_SOONEST, _LATEST = 100, 2_000  # milliseconds after which whoever was sent away comes back
NEVER = float("inf")


class Member(Protocol):
    """A connection, as the crowd knows it; none of its methods waits or raises.

    ``ends`` is when its credentials end, in seconds since 1970.
    """

    principal: Principal
    ends: float

    def beat(self) -> None:
        """Tell that the connection lives, and up to where everything was sent."""

    def expire(self) -> None:
        """End, because the credentials have ended."""

    def send_away(self, after_ms: int) -> None:
        """End, and ask to come back after so many milliseconds."""


class Crowd:
    """All connections of one gateway process."""

    def __init__(self, settings: RealtimeSettings, clock: Callable[[], float] = time) -> None:
        self.clock = clock
        self.members: set[Member] = set()
        self._settings = settings
        self._counts: Counter[str] = Counter()
        self._notches: list[set[Member]] = [set() for _ in range(HEARTBEAT_SECONDS)]
        self._hand = 0

    def enter(self, member: Member) -> None:
        """Take a connection in; raises ``Refusal("too_many_connections")``."""
        self._count(member.principal)
        self.members.add(member)
        self._notch(member).add(member)
        member.ends = _end(member.principal)

    def leave(self, member: Member) -> None:
        """Forget a connection that has ended."""
        if member in self.members:
            self.members.discard(member)
            self._notch(member).discard(member)
            self._uncount(member.principal)

    def become(self, member: Member, principal: Principal) -> None:
        """Let a connection be another's, or the same one's for longer; raises as ``enter`` does."""
        if principal.key != member.principal.key:
            self._count(principal)
            self._uncount(member.principal)
        member.principal, member.ends = principal, _end(principal)

    async def turn(self) -> None:
        """Turn the wheel for ever, one notch a second."""
        while True:
            await asyncio.sleep(1)
            self.turn_once()

    def turn_once(self) -> None:
        """Let the next part of the connections beat, and end those whose time is over."""
        now = self.clock()
        for member in [each for each in self.members if each.ends <= now]:
            member.expire()
        self._hand = (self._hand + 1) % HEARTBEAT_SECONDS
        for member in tuple(self._notches[self._hand]):
            member.beat()

    async def disperse(self, seconds: float) -> None:
        """Send everybody away, spread over so many seconds, each with a moment of its own to come back."""
        left = list(self.members)
        random.shuffle(left)
        whole, loop = len(left), asyncio.get_running_loop()
        began = loop.time()
        while left:
            share = (loop.time() - began) / seconds if seconds else 1.0
            due = max(1, int(whole * share) - (whole - len(left)))
            for member in left[-due:]:
                member.send_away(moment())
            del left[-due:]
            if left:
                await asyncio.sleep(max(0.01, seconds / whole))

    def _notch(self, member: Member) -> set[Member]:
        return self._notches[hash(member) % HEARTBEAT_SECONDS]

    def _count(self, principal: Principal) -> None:
        is_guest = principal.kind == "guest"
        most = (
            self._settings.connections_per_network if is_guest else self._settings.connections_per_principal
        )
        if self._counts[principal.key] >= most:
            raise Refusal("too_many_connections", most=most)
        self._counts[principal.key] += 1

    def _uncount(self, principal: Principal) -> None:
        self._counts[principal.key] -= 1
        if not self._counts[principal.key]:
            del self._counts[principal.key]


def _end(principal: Principal) -> float:
    return principal.expires_at.timestamp() if principal.expires_at else NEVER


def moment() -> int:
    """Return after how many milliseconds somebody shall come back: not all at once."""
    return random.randint(_SOONEST, _LATEST)  # noqa: S311 - keeps no secret
