"""Tiers: gained at once, lost after seven days below the bar (DOMAIN §9)."""

from collections.abc import Iterable
from datetime import timedelta
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


def settle(scores: Iterable[int]) -> Tier:
    """Return the tier that holds after the scores of the last ``GRACE``: that of the highest.

    So each tier is gained at once, and lost when its bar was not reached for seven days, whatever became of
    the tiers above it meanwhile.
    """
    return tier_of(max(scores))
