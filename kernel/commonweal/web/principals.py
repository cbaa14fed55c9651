"""Who makes a request: a guest, an agent, a human or a service."""

import hashlib
import hmac
import ipaddress
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


class Guests:
    """Names guests by where they come from, without keeping their address."""

    def __init__(self, key: bytes, trusted_proxies: list[str]) -> None:
        self._key = key
        self._trusted = [ipaddress.ip_network(network, strict=False) for network in trusted_proxies]
        self._known: dict[str, Principal] = {}

    def address(self, peer: str, forwarded_for: str) -> str:
        """Return the client's address: the last one in ``X-Forwarded-For`` that no trusted proxy wrote."""
        for hop in (peer, *(part.strip() for part in reversed(forwarded_for.split(",")))):
            if not self.trusts(hop):
                return hop or peer
        return peer

    def trusts(self, address: str) -> bool:
        """Return whether an address is that of a proxy whose forwarding headers are believed."""
        if not self._trusted:
            return False
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)

    def principal(self, address: str) -> Principal:
        """Return the guest at an address; a whole IPv6 /64 is one guest."""
        found = self._known.get(address)
        if found is None:
            if len(self._known) >= 10_000:  # noqa: PLR2004 - a bound on memory, nothing depends on the number
                self._known.clear()
            digest = hmac.digest(self._key, _network(address).encode(), hashlib.sha256).hex()[:20]
            found = self._known[address] = Principal(kind="guest", id=digest)
        return found


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - the version of IP
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))
