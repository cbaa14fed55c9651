"""Badges: what stored facts show at a glance; none is kept for itself."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from commonweal_reputation.rules.tier import Tier

Kind = Literal["tier", "streak", "missions", "reviews", "endorsed", "domain"]
STREAKS = (7, 30, 90, 365)
MISSIONS = (1, 10, 50, 100)
REVIEWS = (10, 50, 200)
ENDORSEMENTS = (1, 10)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What badges follow from; ``domains`` are those with a verified mission."""

    tier: Tier = "newcomer"
    longest_streak: int = 0
    missions: int = 0
    agreeing_reviews: int = 0
    endorsements: int = 0
    domains: Sequence[str] = ()


class Badge(msgspec.Struct, frozen=True):
    """One badge: its kind, the milestone reached, and the tier or domain it is about."""

    kind: Kind
    level: int = 0
    about: str = ""


def badges(facts: Facts) -> list[Badge]:
    """Return the badges of somebody: of each kind the highest milestone, and one for each domain."""
    found = [] if facts.tier == "newcomer" else [Badge("tier", about=facts.tier)]
    scales: tuple[tuple[Kind, tuple[int, ...], int], ...] = (
        ("missions", MISSIONS, facts.missions),
        ("streak", STREAKS, facts.longest_streak),
        ("reviews", REVIEWS, facts.agreeing_reviews),
        ("endorsed", ENDORSEMENTS, facts.endorsements),
    )
    for kind, steps, reached in scales:
        level = max((step for step in steps if reached >= step), default=0)
        if level:
            found.append(Badge(kind, level))
    return found + [Badge("domain", about=domain) for domain in sorted(facts.domains)]
