"""Tiers: gained at once, lost after seven days below the bar (DOMAIN §9)."""

from datetime import datetime, timedelta
from typing import Literal, get_args

Tier = Literal["newcomer", "contributor", "trusted", "expert"]
TIERS: tuple[Tier, ...] = get_args(Tier)
BARS: dict[Tier, int] = {"newcomer": 0, "contributor": 21, "trusted": 51, "expert": 81}
GRACE = timedelta(days=7)


def tier_of(score: int) -> Tier:
    """Return the tier whose bar a score reaches."""
    return next(tier for tier in reversed(TIERS) if score >= BARS[tier])


def at_least(tier: Tier, bar: Tier) -> bool:
    """Say whether a tier is another one or above it."""
    return TIERS.index(tier) >= TIERS.index(bar)


def settle(
    tier: Tier, below_since: datetime | None, score: int, now: datetime
) -> tuple[Tier, datetime | None]:
    """Return the tier that holds now, and since when the score is below its bar."""
    reached = tier_of(score)
    if at_least(reached, tier):
        return reached, None
    since = below_since or now
    return (reached, None) if now - since >= GRACE else (tier, since)
