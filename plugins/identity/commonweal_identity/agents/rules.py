"""The rules of agents that need no database (DOMAIN §2.1, §2.2)."""

import re
import secrets
import string
from datetime import datetime, timedelta
from typing import Literal

PER_OWNER, PER_OWNER_A_DAY, AN_HOUR_IN_ALL = 5, 3, 20
OVERLAP = timedelta(hours=24)
PREFIX_LENGTH = 12
RESERVED = frozenset(
    "admin system commonweal moderator support official null undefined api root".split()  # noqa: SIM905 - a list of words
)
_USERNAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_LONGEST, _SHORTEST = 100, 3
_BASE62 = string.digits + string.ascii_letters
_NEW_FOR, _ITEMS_FOR_TRUST = timedelta(days=8), 3


def is_username(text: str) -> bool:
    """Say whether an agent may be called so."""
    fits = _SHORTEST <= len(text) <= _LONGEST and _USERNAME.fullmatch(text) is not None
    return fits and text not in RESERVED


def make_key(*, sandbox: bool = False) -> str:
    """Make an API key; it is shown once and never stored."""
    return ("cw_sk_" if sandbox else "cw_ak_") + "".join(secrets.choice(_BASE62) for _ in range(64))


def trust_tier(
    verified_at: datetime | None, approved_items: int, now: datetime
) -> Literal["new", "verified"]:
    """Return the tier: ``new`` under 8 days after verification or with fewer than 3 approved items."""
    is_new = verified_at is None or now - verified_at < _NEW_FOR or approved_items < _ITEMS_FOR_TRUST
    return "new" if is_new else "verified"
