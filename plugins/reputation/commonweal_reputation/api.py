"""What other plugins may ask about, and add to, the standing of humans (DOMAIN §9).

Everything happens in the caller's unit of work and locks the human's row, so that two updates of one human
never lose one.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_reputation.events import (
    Endorsed,
    EndorsementReviewed,
    EndorsementRevoked,
    ReputationChanged,
    StreakChanged,
    TierChanged,
)
from commonweal_reputation.recomputing import Standing, Touched, lock, recompute
from commonweal_reputation.rules.streak import (
    Streak,
    alive,
    days_now,
    local_day,
    local_time,
    multiplier_hundredths,
)
from commonweal_reputation.rules.tier import BARS, TIERS, Tier, at_least

__all__ = [
    "BARS",
    "TIERS",
    "Endorsed",
    "EndorsementReviewed",
    "EndorsementRevoked",
    "ReputationChanged",
    "Standing",
    "StreakAtRisk",
    "StreakChanged",
    "Tier",
    "TierChanged",
    "at_least",
    "endorsed_with",
    "humans_at_least",
    "record_activity",
    "record_mission",
    "record_review",
    "standing",
    "standings",
    "streaks_at_risk",
]

_READ = "SELECT * FROM reputation.standing WHERE human_id = ANY ($1)"
_CANDIDATES = """
    SELECT human_id FROM reputation.standing WHERE tier = ANY ($1) AND human_id <> ALL ($2)
    ORDER BY tier IN ('trusted', 'expert') DESC, random() LIMIT $3
"""
_MISSION = """
    INSERT INTO reputation.mission_outcome (claim_id, human_id, quality, finished_at, domain)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING true
"""
_REVIEW = """
    INSERT INTO reputation.review_outcome (review_id, human_id, agreed, decided_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (review_id) DO UPDATE SET agreed = excluded.agreed, decided_at = excluded.decided_at
    WHERE review_outcome.agreed <> excluded.agreed RETURNING true
"""
_STREAKS = """
    SELECT * FROM reputation.standing
    WHERE streak_days >= $1 AND streak_last_day BETWEEN $2::date - 3 AND $2::date + 1 AND human_id > $3
    ORDER BY human_id LIMIT $4
"""
_ENDORSED_WITH = """
    SELECT endorsed_id FROM reputation.endorsement WHERE endorser_id = ANY ($1) AND created_at >= $2
    UNION
    SELECT endorser_id FROM reputation.endorsement WHERE endorsed_id = ANY ($1) AND created_at >= $2
"""


class StreakAtRisk(msgspec.Struct, frozen=True):
    """A streak of so many days that ends with a local day."""

    human_id: UUID
    days: int
    day: date


async def standing(work: UnitOfWork, human_id: UUID) -> Standing:
    """Return what a human has reached; a newcomer's when nothing is known of them."""
    return (await standings(work, [human_id]))[human_id]


async def standings(work: UnitOfWork, human_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Return what each of several humans has reached."""
    asked = list(human_ids)
    known = {row["human_id"]: _standing(row) for row in await work.fetch(_READ, asked)}
    return {human_id: known.get(human_id) or Standing(human_id=human_id) for human_id in asked}


async def humans_at_least(
    work: UnitOfWork, tier: Tier, *, limit: int, exclude: Collection[UUID] = ()
) -> list[UUID]:
    """Return humans of a tier or above as candidates: Trusted and Expert first, else in no order."""
    tiers = [candidate for candidate in TIERS if at_least(candidate, tier)]
    return [row[0] for row in await work.fetch(_CANDIDATES, tiers, list(exclude), limit)]


async def record_mission(
    work: UnitOfWork,
    human_id: UUID,
    *,
    claim_id: UUID,
    quality: float,
    at: datetime,
    domain: str | None = None,
) -> None:
    """Count a finished mission by its final confidence, once per claim; 0.0 when given up late or missed.

    Only one with its ``domain`` (a slug of DOMAIN §4) counts in that domain's leaderboard and badge.
    """
    row = (await lock(work, [human_id]))[human_id]
    if await work.fetch_value(_MISSION, claim_id, human_id, quality, at, domain):
        active_at = at if quality > 0 else None
        await _recompute(work, row, Touched(reason="mission", reference=claim_id, active_at=active_at))


async def record_review(
    work: UnitOfWork, human_id: UUID, *, review_id: UUID, agreed: bool, at: datetime
) -> None:
    """Count whether a review agreed with the verdict, once per review; an overturned one counts instead."""
    row = (await lock(work, [human_id]))[human_id]
    if await work.fetch_value(_REVIEW, review_id, human_id, agreed, at):
        await _recompute(work, row, Touched(reason="review", reference=review_id))


async def record_activity(work: UnitOfWork, human_id: UUID, *, at: datetime, time_zone: str) -> Standing:
    """Count evidence submitted or a review given: its local day lengthens the streak."""
    row = (await lock(work, [human_id]))[human_id]
    touched = Touched(reason="activity", active_at=at, streak_at=at, time_zone=time_zone or "UTC")
    return await _recompute(work, row, touched)


async def streaks_at_risk(
    work: UnitOfWork, at: datetime, *, least_days: int, hours: range, after: UUID, limit: int = 500
) -> tuple[list[StreakAtRisk], UUID | None]:
    """Return whose streak ends unless they do something today, where it is one of these hours of the day.

    That is whoever did nothing yet today and would not be forgiven a miss. Only ``limit`` humans are looked
    at, in the order of their ids: the second value is the last of them, None at the end.
    """
    rows = await work.fetch(_STREAKS, least_days, at.date(), after, limit)
    found = []
    for row in rows:
        today, hour = local_day(at, row["time_zone"]), local_time(at, row["time_zone"]).hour
        streak = Streak(row["streak_days"], row["streak_last_day"], row["streak_forgiven_day"])
        is_open = streak.last_day is not None and streak.last_day < today and alive(streak, today)
        if hour in hours and is_open and not alive(streak, today + timedelta(days=1)):
            found.append(StreakAtRisk(row["human_id"], streak.days, today))
    return found, rows[-1]["human_id"] if len(rows) == limit else None


async def endorsed_with(work: UnitOfWork, human_ids: Collection[UUID], since: datetime) -> set[UUID]:
    """Return everybody who endorsed, or was endorsed by, one of these people since then; revoked ones too."""
    return {row[0] for row in await work.fetch(_ENDORSED_WITH, list(human_ids), since)}


async def _recompute(work: UnitOfWork, row: Any, touched: Touched) -> Standing:
    return await recompute(work, row, touched, datetime.now(UTC))


def _standing(row: Any) -> Standing:
    """Read a row as it stands today: a streak may have broken since it was kept."""
    streak = Streak(row["streak_days"], row["streak_last_day"], row["streak_forgiven_day"])
    days = days_now(streak, local_day(datetime.now(UTC), row["time_zone"]))
    return Standing(
        human_id=row["human_id"],
        score=row["score"],
        tier=row["tier"],
        streak_days=days,
        multiplier_hundredths=multiplier_hundredths(days),
        finished_missions=row["finished_missions"],
    )
