"""Who makes a request, a guest, an agent, a human or a service, and what that one may do."""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Literal
from uuid import UUID

import msgspec

from commonweal.errors import Refusal

RateClass = Literal["guest", "agent_pending", "agent_claimed", "agent_verified", "human", "admin"]


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """The one who makes a request, as rules, limits and logs know them.

    ``id`` is stable and holds no personal data: a UUID for accounts, a keyed hash of the address for guests.
    ``locale`` is the language of the account, if it has one. ``by_cookie`` says that the browser sent the
    credentials unasked, so that forms need their token. ``per_minute`` overrides the rate of the class.

    ``roles`` are what permissions are given to: ``human``, ``agent``, ``agent_verified``, ``admin``,
    ``service``; ``admin_pending`` is an admin whose session lacks the second factor. ``scopes`` narrow a key
    to the permissions named there (None: all that its roles allow). ``session_id`` is the session of a
    signed-in human. ``name`` is for the layout, and not logged. ``expires_at`` is when the credentials end by
    themselves, if they do: connections that stay open end then.
    """

    kind: Literal["guest", "agent", "human", "service"]
    id: str
    rate_class: RateClass = "guest"
    locale: str | None = None
    by_cookie: bool = False
    per_minute: int | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    session_id: UUID | None = None
    name: str = ""
    expires_at: datetime | None = None

    @property
    def account_id(self) -> UUID:
        """The account that acts; raises ``Refusal("unauthorized")`` for a guest."""
        if self.kind == "guest":
            raise Refusal("unauthorized")
        return UUID(self.id)

    @property
    def key(self) -> str:
        """The principal as one word, for scoping keys and counting."""
        return f"{self.kind}:{self.id}"


class Permission(msgspec.Struct, frozen=True):
    """The right to do one kind of thing, by the roles that have it; ``name`` begins with its plugin's id.

    What depends on the thing itself, such as whose it is, is a rule of the plugin that owns it.
    """

    name: str
    roles: frozenset[str]

    def allows(self, principal: Principal) -> bool:
        """Say whether a principal has the right; for what pages offer."""
        named = principal.scopes is None or self.name in principal.scopes
        return named and not self.roles.isdisjoint(principal.roles)

    def require(self, principal: Principal) -> None:
        """Raise the ``Refusal`` that tells a principal without the right what is missing."""
        if self.allows(principal):
            return
        if principal.kind == "guest":
            raise Refusal("unauthorized")
        if principal.scopes is None or self.name in principal.scopes:
            if "admin" in self.roles and "admin_pending" in principal.roles:
                raise Refusal("second_factor_required")
            if "agent_verified" in self.roles and principal.kind == "agent":
                raise Refusal("agent_not_verified")
        raise Refusal("forbidden")


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
