"""How much was credited to humans in an ISO week, beside the soft cap (DOMAIN §10.5)."""

from datetime import date

import msgspec
from commonweal import Event, UnitOfWork, event_type

ALERTS = (80, 100)  # percent of the cap

_WEEKS = """
    SELECT date_trunc('week', t.posted_at AT TIME ZONE 'UTC')::date AS week,
        sum(p.amount_minor)::bigint AS credited
    FROM ledger.transaction t JOIN ledger.posting p ON p.transaction_id = t.id
        JOIN ledger.account a ON a.id = p.account_id
    WHERE a.kind = 'human' AND p.amount_minor > 0 AND t.type LIKE 'earn_%'
        AND t.posted_at >= (date_trunc('week', now() AT TIME ZONE 'UTC') - make_interval(weeks => $1))
            AT TIME ZONE 'UTC'
    GROUP BY week ORDER BY week DESC
"""
_TOLD = """
    INSERT INTO ledger.issuance_alert (week, percent) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true
"""


@event_type("ledger.issuance_reached")
class IssuanceReached(Event, frozen=True):
    """What was credited to humans this week reached a part of the soft cap."""

    week: date
    percent: int
    credited_minor: int
    cap_minor: int


class WeekOfIssuance(msgspec.Struct, frozen=True):
    """An ISO week, by its Monday, and what was credited to humans in it, in minor units."""

    week: date
    credited_minor: int


async def issuance(work: UnitOfWork, *, weeks: int = 8) -> list[WeekOfIssuance]:
    """Return the present week and the ones before in which something was credited, newest first."""
    return [WeekOfIssuance(*row) for row in await work.fetch(_WEEKS, weeks)]


async def reached(work: UnitOfWork, week: WeekOfIssuance, cap_minor: int) -> list[IssuanceReached]:
    """Note which parts of the cap the week has reached, and return those nobody was told of."""
    parts = [percent for percent in ALERTS if week.credited_minor * 100 >= cap_minor * percent]
    return [
        IssuanceReached(
            week=week.week, percent=percent, credited_minor=week.credited_minor, cap_minor=cap_minor
        )
        for percent in parts
        if await work.fetch_value(_TOLD, week.week, percent)
    ]
