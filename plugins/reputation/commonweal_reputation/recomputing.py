"""Recomputes one human's standing from what is stored, with the row locked (DOMAIN §9)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, emit, new_id

from commonweal_reputation.events import ReputationChanged, StreakChanged, TierChanged
from commonweal_reputation.rules.score import score
from commonweal_reputation.rules.streak import (
    Streak,
    advance,
    days_now,
    local_day,
    multiplier_hundredths,
)
from commonweal_reputation.rules.tier import GRACE, Tier, settle

Reason = Literal[
    "mission", "review", "activity", "endorsed", "endorsement_reviewed", "endorsement_revoked", "idle"
]

_OPEN = """
    INSERT INTO reputation.standing (human_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING
"""
_LOCK = "SELECT * FROM reputation.standing WHERE human_id = ANY ($1) ORDER BY human_id FOR NO KEY UPDATE"
_MADE_OF = """
    SELECT
        (SELECT coalesce(array_agg(quality), '{}') FROM (
            SELECT quality FROM reputation.mission_outcome WHERE human_id = $1
            ORDER BY finished_at DESC, claim_id DESC LIMIT 10) AS missions),
        (SELECT coalesce(array_agg(agreed), '{}') FROM (
            SELECT agreed FROM reputation.review_outcome WHERE human_id = $1
            ORDER BY decided_at DESC, review_id DESC LIMIT 50) AS reviews),
        (SELECT count(*) FROM reputation.endorsement
            WHERE endorsed_id = $1 AND revoked_at IS NULL AND review_status = 'approved'),
        (SELECT count(*) FROM reputation.mission_outcome WHERE human_id = $1 AND quality > 0)
"""
_KEEP = """
    UPDATE reputation.standing SET score = $2, tier = $3, finished_missions = $4,
        streak_days = $5, streak_last_day = $6, streak_forgiven_day = $7, time_zone = $8,
        active_at = $9, looked_at = now(), longest_streak = greatest(longest_streak, $5)
    WHERE human_id = $1
"""
_CHANGE = """
    INSERT INTO reputation.change (id, human_id, changed_at, before, after, reason, reference)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
_HIGHEST = "SELECT max(before) FROM reputation.change WHERE human_id = $1 AND changed_at > $2"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a human has reached; the streak is as it was last looked at."""

    human_id: UUID
    score: int = 0
    tier: Tier = "newcomer"
    streak_days: int = 0
    multiplier_hundredths: int = 100
    finished_missions: int = 0


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """Why a standing is recomputed: the reason, what it refers to, and the activity it shows, if any."""

    reason: Reason
    reference: UUID | None = None
    active_at: datetime | None = None
    streak_at: datetime | None = None
    time_zone: str | None = None


class MadeOf(msgspec.Struct, frozen=True):
    """What a score is made of, but for the streak and idle time: the newest outcomes and counts."""

    qualities: list[float]
    agreements: list[bool]
    endorsements: int
    finished_missions: int


async def read_made_of(work: UnitOfWork, human_id: UUID) -> MadeOf:
    """Read what a human's score is made of."""
    return MadeOf(*await work.fetch_row(_MADE_OF, human_id))


async def lock(work: UnitOfWork, human_ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Lock the rows of humans, in the order of their ids, after making those that are not there."""
    ordered = sorted(set(human_ids))
    # Inserted in one order too: a new key waits for whoever else is inserting it.
    await work.execute(_OPEN, ordered)
    return {row["human_id"]: row for row in await work.fetch(_LOCK, ordered)}


async def recompute(work: UnitOfWork, row: Any, touched: Touched, now: datetime) -> Standing:
    """Recompute a locked row, keep what changed with its history, and tell it."""
    human_id, zone = row["human_id"], touched.time_zone or row["time_zone"]
    streak = Streak(row["streak_days"], row["streak_last_day"], row["streak_forgiven_day"])
    shown = days_now(streak, local_day(now, row["time_zone"]))
    if touched.streak_at is not None:
        streak = advance(streak, local_day(touched.streak_at, zone))
    days = days_now(streak, max(local_day(now, zone), streak.last_day or local_day(now, zone)))
    active_at = max(row["active_at"], touched.active_at or row["active_at"])
    made_of = await read_made_of(work, human_id)
    after = score(made_of.qualities, made_of.agreements, days, made_of.endorsements, now - active_at)
    earlier = await work.fetch_value(_HIGHEST, human_id, now - GRACE)
    tier = settle([after, row["score"], earlier or 0])
    await work.execute(
        _KEEP,
        human_id,
        after,
        tier,
        made_of.finished_missions,
        days,
        streak.last_day,
        streak.forgiven_day,
        zone,
        active_at,
    )
    reached = Standing(
        human_id=human_id,
        score=after,
        tier=tier,
        streak_days=days,
        multiplier_hundredths=multiplier_hundredths(days),
        finished_missions=made_of.finished_missions,
    )
    await _tell(work, row, shown, reached, touched, now)
    return reached


async def _tell(
    work: UnitOfWork, row: Any, shown: int, reached: Standing, touched: Touched, now: datetime
) -> None:
    """Write the history and emit one event for each thing that changed.

    ``shown`` is what readers saw of the streak: one that broke since it was kept may begin anew at the very
    number that was kept.
    """
    human_id = reached.human_id
    if row["score"] != reached.score:
        arguments = (row["score"], reached.score, touched.reason)
        await work.execute(_CHANGE, new_id(), human_id, now, *arguments, touched.reference)
        before, after, reason = arguments
        await emit(work, ReputationChanged(before=before, after=after, reason=reason), subject=human_id)
    if row["tier"] != reached.tier:
        await emit(work, TierChanged(before=row["tier"], after=reached.tier), subject=human_id)
    days = reached.streak_days
    if {row["streak_days"], shown} != {days}:
        before = row["streak_days"] if row["streak_days"] != days else shown
        await emit(work, StreakChanged(before=before, after=days), subject=human_id)
