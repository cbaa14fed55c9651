"""Who did most in a circle: by verified missions, then by IT earned with them.

Active members take places, nobody else. Whoever reads a public circle without belonging to it sees those
alone whose portfolio is public, as everywhere.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, Visit

from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import reader_of, require_inside

Period = Literal["month", "all"]
MONTH = timedelta(days=30)
SHOWN = 10
DEEPEST = 1_000
_LOOKED_AT = 50
_EVER = """
SELECT human_id, missions, earned_minor FROM circles.contribution
WHERE circle_id = $1 AND missions > 0 AND weight > 0 AND $2::timestamptz IS NULL
"""
_MONTH = """
SELECT o.human_id, count(*)::integer AS missions, sum(o.earned_minor)::bigint AS earned_minor
FROM circles.outcome AS o JOIN circles.contribution AS k
    ON k.circle_id = o.circle_id AND k.human_id = o.human_id AND k.weight > 0
WHERE o.circle_id = $1 AND o.verified_at >= $2::timestamptz GROUP BY o.human_id
"""
_FACTS: dict[Period, str] = {"all": _EVER, "month": _MONTH}
_BEST = {
    period: f"SELECT * FROM ({facts}) AS f ORDER BY missions DESC, earned_minor DESC, human_id LIMIT $3"
    for period, facts in _FACTS.items()
}
_OWN = {
    period: f"""
WITH facts AS ({facts}), own AS (SELECT * FROM facts WHERE human_id = $3)
SELECT own.*, (SELECT count(*) FROM (
    SELECT FROM facts WHERE (facts.missions, facts.earned_minor) > (own.missions, own.earned_minor)
        OR (facts.missions, facts.earned_minor) = (own.missions, own.earned_minor)
            AND facts.human_id < own.human_id
    LIMIT $4) AS better) AS better
FROM own
"""
    for period, facts in _FACTS.items()
}


class Leader(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's place; ``rank`` is None beyond the first thousand."""

    rank: int | None
    person: Person
    missions: int
    earned_minor: int


class Leaderboard(msgspec.Struct, frozen=True, kw_only=True):
    """The first ten of a circle, and the reader's own place if they have one."""

    period: Period
    leaders: list[Leader]
    own: Leader | None


async def read_leaderboard(visit: Visit, work: UnitOfWork, circle_id: UUID, period: Period) -> Leaderboard:
    """Return the board of a circle whose inside the reader sees; raises ``Refusal("not_found")``."""
    place = await require_inside(work, visit.principal, circle_id)
    since = datetime.now(UTC) - MONTH if period == "month" else None
    reader = reader_of(visit.principal)
    rows = await work.fetch(_BEST[period], circle_id, since, _LOOKED_AT)
    own = await work.fetch_row(_OWN[period], circle_id, since, reader, DEEPEST)
    found = await people(work, {row["human_id"] for row in rows} | {reader}, circle_id)
    seen = [row for row in rows if place.is_member or found[row["human_id"]].url]
    leaders = [_leader(row, found, rank) for rank, row in enumerate(seen[:SHOWN], 1)]
    mine = None
    if own is not None:
        rank = int(own["better"]) + 1
        mine = _leader(own, found, rank if rank <= DEEPEST else None)
    return Leaderboard(period=period, leaders=leaders, own=mine)


def _leader(row: Any, found: dict[UUID, Person], rank: int | None) -> Leader:
    return Leader(
        rank=rank,
        person=found[row["human_id"]],
        missions=row["missions"],
        earned_minor=row["earned_minor"],
    )
