"""Who makes a request: a guest, an agent, a human or a service."""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec

RateClass = Literal["guest", "agent_pending", "agent_claimed", "agent_verified", "human", "admin"]


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """The one who makes a request, as rules, limits and logs know them.

    ``id`` is stable and holds no personal data: a UUID for accounts, a keyed hash of the address for guests.
    ``locale`` is the language of the account, if it has one. ``by_cookie`` says that the browser sent the
    credentials unasked, so that forms need their token. ``per_minute`` overrides the rate of the class.
    """

    kind: Literal["guest", "agent", "human", "service"]
    id: str
    rate_class: RateClass = "guest"
    locale: str | None = None
    by_cookie: bool = False
    per_minute: int | None = None

    @property
    def key(self) -> str:
        """The principal as one word, for scoping keys and counting."""
        return f"{self.kind}:{self.id}"


def guest_names(key: bytes) -> Callable[[str], Principal]:
    """Return what names the guest at an address without keeping the address."""

    @lru_cache(maxsize=10_000)
    def guest(address: str) -> Principal:
        digest = hmac.digest(key, _network(address).encode(), hashlib.sha256)
        return Principal(kind="guest", id=digest.hex()[:20])

    return guest


def _network(address: str) -> str:
    """Return the address, or the /64 of an IPv6 address: whoever has one of them has all."""
    try:
        parsed = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(parsed.ipv4_mapped or ipaddress.IPv6Network((parsed, 64), strict=False))
