"""Who did most in a circle: by verified missions, then by IT earned with them.

Active members take places, nobody else; what is older than 30 days leaves those of the month within ten
minutes. Whoever reads a public circle without belonging to it sees those alone whose portfolio is public, as
everywhere.
"""

from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, Visit

from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import reader_of, require_inside

Period = Literal["month", "all"]
SHOWN = 10
DEEPEST = 1_000
_LOOKED_AT = 50
_COLUMNS: dict[Period, tuple[str, str]] = {
    "all": ("missions", "earned_minor"),
    "month": ("month_missions", "month_minor"),
}
_PLACES = "FROM circles.contribution AS k WHERE k.circle_id = $1 AND k.{0} > 0 AND k.weight > 0"
_BEST = f"""
SELECT k.human_id, k.{{0}} AS missions, k.{{1}} AS earned_minor {_PLACES}
ORDER BY k.{{0}} DESC, k.{{1}} DESC, k.human_id LIMIT $2
"""
_OWN = f"""
SELECT own.{{0}} AS missions, own.{{1}} AS earned_minor, own.human_id, (SELECT count(*) FROM (
    SELECT {_PLACES} AND ((k.{{0}}, k.{{1}}) > (own.{{0}}, own.{{1}})
        OR (k.{{0}}, k.{{1}}) = (own.{{0}}, own.{{1}}) AND k.human_id < own.human_id)
    LIMIT $3) AS better) AS better
FROM circles.contribution AS own
WHERE own.circle_id = $1 AND own.human_id = $2 AND own.{{0}} > 0 AND own.weight > 0
"""
_BEST_BY = {period: _BEST.format(*columns) for period, columns in _COLUMNS.items()}
_OWN_BY = {period: _OWN.format(*columns) for period, columns in _COLUMNS.items()}


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
    reader = reader_of(visit.principal)
    rows = await work.fetch(_BEST_BY[period], circle_id, _LOOKED_AT)
    own = await work.fetch_row(_OWN_BY[period], circle_id, reader, DEEPEST)
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
