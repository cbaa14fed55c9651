"""Which digest is due: one for each day or week of the reader's own calendar. Pure."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from commonweal_notifications.deciding.hours import Frequency, quiet_until
from commonweal_notifications.deciding.rules import Hours


def period_of(now: datetime, zone: tzinfo, frequency: Frequency, hour: int) -> str:
    """Return the period whose digest came due last: ``daily:2026-11-29``, or ``weekly:2026-W48``.

    A digest that is late, after hours or days without a worker, belongs to the day it was due, so that the
    next one still comes at its time.
    """
    day = now.astimezone(zone).date()
    if datetime.combine(day, time(hour), zone).astimezone(UTC) > now:
        day -= timedelta(days=1)
    if frequency == "daily":
        return f"daily:{day}"
    year, week, _ = day.isocalendar()
    return f"weekly:{year}-W{week:02}"


def held_until(now: datetime, zone: tzinfo, hours: Hours, *, is_digest: bool) -> datetime | None:
    """Return until when mail that is due has to wait because it came due late, and it is night by now.

    Whoever chose to have the digest at an hour of the night has it then.
    """
    until = quiet_until(now, zone, hours.quiet_from, hours.quiet_to)
    if until and is_digest:
        day = now.astimezone(zone).date()
        chosen = datetime.combine(day, time(hours.digest_hour), zone).astimezone(UTC)
        if quiet_until(chosen, zone, hours.quiet_from, hours.quiet_to):
            return None
    return until
