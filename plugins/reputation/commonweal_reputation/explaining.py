"""A human's standing with what it is made of, for their page and the API (DOMAIN §9)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_reputation import api
from commonweal_reputation.recomputing import Standing, read_made_of
from commonweal_reputation.rules.badges import Badge, Facts, badges
from commonweal_reputation.rules.score import Points, kept, points
from commonweal_reputation.rules.tier import BARS, TIERS, Tier

_FACTS = """
    SELECT s.active_at, s.longest_streak,
        (SELECT count(*) FROM reputation.review_outcome WHERE human_id = $1 AND agreed) AS agreeing_reviews,
        (SELECT coalesce(array_agg(DISTINCT domain), '{}') FROM reputation.mission_outcome
            WHERE human_id = $1 AND quality > 0 AND domain IS NOT NULL) AS domains
    FROM reputation.standing s WHERE s.human_id = $1
"""


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The points each part gives, how much data is behind it, and what idle time has taken, in percent."""

    points: Points = Points()
    missions: int = 0
    reviews: int = 0
    endorsements: int = 0
    worn_percent: int = 0


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A standing, its parts, the badges, and the next tier with the score it needs."""

    standing: Standing
    parts: Parts = Parts()
    longest_streak: int = 0
    badges: list[Badge] = []
    next_tier: Tier | None = "contributor"
    next_bar: int | None = BARS["contributor"]


async def explain(work: UnitOfWork, human_id: UUID) -> Explained:
    """Read what a human has reached and why."""
    standing = await api.standing(work, human_id)
    row = await work.fetch_row(_FACTS, human_id)
    if row is None:
        return Explained(standing=standing)
    made_of = await read_made_of(work, human_id)
    idle = datetime.now(UTC) - row["active_at"]
    parts = Parts(
        points=points(made_of.qualities, made_of.agreements, standing.streak_days, made_of.endorsements),
        missions=len(made_of.qualities),
        reviews=len(made_of.agreements),
        endorsements=made_of.endorsements,
        worn_percent=round(100 * (1 - kept(idle))),
    )
    next_tier, next_bar = _next(standing.tier)
    return Explained(
        standing=standing,
        parts=parts,
        longest_streak=max(row["longest_streak"], standing.streak_days),
        badges=badges(_facts(row, standing, made_of.endorsements)),
        next_tier=next_tier,
        next_bar=next_bar,
    )


def _facts(row: Any, standing: Standing, endorsements: int) -> Facts:
    return Facts(
        tier=standing.tier,
        longest_streak=max(row["longest_streak"], standing.streak_days),
        missions=standing.finished_missions,
        agreeing_reviews=row["agreeing_reviews"],
        endorsements=endorsements,
        domains=row["domains"],
    )


def _next(tier: Tier) -> tuple[Tier | None, int | None]:
    above = TIERS[TIERS.index(tier) + 1 :]
    return (above[0], BARS[above[0]]) if above else (None, None)
