"""What a circle achieved together: figures from the sums, never from rows (DOMAIN §12)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, Visit

from commonweal_circles.progress.tallying import week_of
from commonweal_circles.seeing import require_inside

WEEKS = 12
LEAST_PEOPLE = 3
"""From how many people on whoever may read a circle is told its reputation: fewer could be told apart."""
_WHOLE = """
SELECT c.members, c.verified, coalesce(a.minutes, 0) AS minutes, coalesce(a.earned_minor, 0) AS earned_minor,
    coalesce(a.people, 0) AS people, coalesce(a.weights, 0) AS weights, coalesce(a.points, 0) AS points
FROM circles.circle AS c LEFT JOIN circles.achievement AS a ON a.circle_id = c.id WHERE c.id = $1
"""
_DOMAINS = """
SELECT domain, missions FROM circles.domain_tally WHERE circle_id = $1 AND missions > 0
ORDER BY missions DESC, domain
"""
_WEEKS = "SELECT week, missions FROM circles.week_tally WHERE circle_id = $1 AND week >= $2"


class InDomain(msgspec.Struct, frozen=True):
    """How many missions of a circle were verified in a domain."""

    domain: str
    missions: int


class InWeek(msgspec.Struct, frozen=True):
    """How many missions of a circle were verified in the week that begins on a Monday, in UTC."""

    week: date
    missions: int


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """What a circle achieved; ``minutes`` are those its missions were estimated to take.

    ``reputation``, 0 to 100, is the mean of its active people's, each weighing 1 plus their verified missions
    here. It is None without any people, and for those who are no members while there are fewer than 3.
    ``weeks`` are the last twelve, the oldest first; the last one goes on.
    """

    members: int
    verified: int
    minutes: int
    earned_minor: int
    domains: list[InDomain]
    weeks: list[InWeek]
    reputation: int | None


async def read_statistics(visit: Visit, work: UnitOfWork, circle_id: UUID) -> Statistics:
    """Return the figures of a circle whose inside the reader sees; raises ``Refusal("not_found")``."""
    place = await require_inside(work, visit.principal, circle_id)
    whole: Any = await work.fetch_row(_WHOLE, circle_id)
    domains = await work.fetch(_DOMAINS, circle_id)
    first = week_of(datetime.now(UTC)) - timedelta(weeks=WEEKS - 1)
    weeks = {row["week"]: row["missions"] for row in await work.fetch(_WEEKS, circle_id, first)}
    days = [first + timedelta(weeks=number) for number in range(WEEKS)]
    is_told = place.is_member or whole["people"] >= LEAST_PEOPLE
    return Statistics(
        **{name: whole[name] for name in ("members", "verified", "minutes", "earned_minor")},
        domains=[InDomain(row["domain"], row["missions"]) for row in domains],
        weeks=[InWeek(day, weeks.get(day, 0)) for day in days],
        reputation=_mean(whole["points"], whole["weights"]) if is_told else None,
    )


def _mean(points: int, weights: int) -> int | None:
    """Divide, rounded half up."""
    return (2 * points + weights) // (2 * weights) if weights else None
