"""The sums of a circle: kept with each outcome, so that no page adds up rows."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_circles.progress.outcome import Outcome

_WHOLE = """
INSERT INTO circles.achievement AS a (circle_id, minutes, earned_minor) VALUES ($1, $2, $3)
ON CONFLICT (circle_id) DO UPDATE SET
    minutes = a.minutes + excluded.minutes, earned_minor = a.earned_minor + excluded.earned_minor
"""
_DOMAIN = """
INSERT INTO circles.domain_tally AS t (circle_id, domain, missions) VALUES ($1, $2, $3)
ON CONFLICT (circle_id, domain) DO UPDATE SET missions = t.missions + excluded.missions
"""
_WEEK = """
INSERT INTO circles.week_tally AS t (circle_id, week, missions) VALUES ($1, $2, $3)
ON CONFLICT (circle_id, week) DO UPDATE SET missions = t.missions + excluded.missions
"""
_WHOLE_LESS = """
UPDATE circles.achievement SET minutes = minutes - $2, earned_minor = earned_minor - $3 WHERE circle_id = $1
"""
_DOMAIN_LESS = "UPDATE circles.domain_tally SET missions = missions - 1 WHERE circle_id = $1 AND domain = $2"
_WEEK_LESS = "UPDATE circles.week_tally SET missions = missions - 1 WHERE circle_id = $1 AND week = $2"


async def add(work: UnitOfWork, circle_id: UUID, outcome: Outcome, by: int) -> None:
    """Add an outcome to the sums of a locked circle (``by`` 1), or take it from them (-1)."""
    whole, week = (outcome.minutes, outcome.earned_minor), week_of(outcome.verified_at)
    if by > 0:
        await work.execute(_WHOLE, circle_id, *whole)
        await work.execute(_DOMAIN, circle_id, outcome.domain, 1)
        await work.execute(_WEEK, circle_id, week, 1)
    else:
        await work.execute(_WHOLE_LESS, circle_id, *whole)
        await work.execute(_DOMAIN_LESS, circle_id, outcome.domain)
        await work.execute(_WEEK_LESS, circle_id, week)


def week_of(at: datetime) -> date:
    """Return the Monday, in UTC, of the week of a moment."""
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())
