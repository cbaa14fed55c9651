"""The rules of agents that need no database (DOMAIN §2.1, §2.2, §4)."""

import re
import secrets
import string
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal

from commonweal import FieldError, Refusal
from msgspec import Meta

from commonweal_identity.domains import Domain

PER_OWNER, PER_OWNER_A_DAY, AN_HOUR_IN_ALL = 5, 3, 20
OVERLAP = timedelta(hours=24)
PREFIX_LENGTH = 12
MOST_KEYS = 10
RESERVED = frozenset(
    "admin system commonweal moderator support official null undefined api root".split()  # noqa: SIM905 - a list of words
)
FRAMEWORKS: tuple[str, ...] = ("openclaw", "langchain", "crewai", "autogen", "custom")

Framework = Literal["openclaw", "langchain", "crewai", "autogen", "custom"]
Verification = Literal["pending", "claimed", "verified"]
TrustTier = Literal["new", "verified"]
Activity = Literal["active", "inactive"]
Username = Annotated[str, Meta(min_length=3, max_length=100)]
DisplayName = Annotated[str, Meta(min_length=1, max_length=200)]
Summary = Annotated[str, Meta(max_length=2_000)]
ModelProvider = Annotated[str, Meta(max_length=50)]
ModelName = Annotated[str, Meta(max_length=100)]
Specializations = Annotated[list[Domain], Meta(min_length=1, max_length=5)]
KeyName = Annotated[str, Meta(max_length=100)]
Scopes = Annotated[list[Annotated[str, Meta(max_length=100)]], Meta(min_length=1, max_length=50)]
Days = Annotated[int, Meta(ge=1, le=366)]

_USERNAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_LONGEST, _SHORTEST = 100, 3
_BASE62 = string.digits + string.ascii_letters
_NEW_FOR, _ITEMS_FOR_TRUST = timedelta(days=8), 3
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def is_username(text: str) -> bool:
    """Say whether an agent may be called so."""
    fits = _SHORTEST <= len(text) <= _LONGEST and _USERNAME.fullmatch(text) is not None
    return fits and text not in RESERVED


def check_username(text: str) -> None:
    """Raise ``Refusal("validation_error")`` for a username that does not have the form, or is reserved."""
    if not is_username(text):
        reserved = text in RESERVED
        code, message = ("reserved", "reserved") if reserved else ("pattern", "username-form")
        wrong = FieldError("/username", code, {}, f"identity-agent-field-{message}")
        raise Refusal("validation_error", fields=[wrong])


def written(text: str, field: str, *, lines: bool = False) -> str:
    """Return a text without blanks around it; raises ``Refusal`` for control characters or only blanks."""
    if _CONTROL.search(text) or (not lines and ("\n" in text or "\t" in text)):
        raise Refusal("validation_error", fields=[FieldError(f"/{field}", "invalid")])
    stripped = text.strip()
    if text and not stripped:
        raise Refusal("validation_error", fields=[FieldError(f"/{field}", "required")])
    return stripped


def distinct(slugs: Sequence[str]) -> list[str]:
    """Return specializations in their order; raises ``Refusal`` when one is named twice."""
    if len(set(slugs)) != len(slugs):
        raise Refusal("validation_error", fields=[FieldError("/specializations", "not_unique")])
    return list(slugs)


def make_key(*, sandbox: bool = False) -> str:
    """Make an API key; it is shown once and never stored."""
    return ("cw_sk_" if sandbox else "cw_ak_") + "".join(secrets.choice(_BASE62) for _ in range(64))


def trust_tier(verified_at: datetime | None, approved_items: int, now: datetime) -> TrustTier:
    """Return the tier: ``new`` under 8 days after verification or with fewer than 3 approved items."""
    is_new = verified_at is None or now - verified_at < _NEW_FOR or approved_items < _ITEMS_FOR_TRUST
    return "new" if is_new else "verified"
