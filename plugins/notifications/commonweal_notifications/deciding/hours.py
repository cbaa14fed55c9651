"""When mail may ring: quiet hours and the times of digests, by the clock on the reader's wall.

Pure. A wall time that a change of clocks leaves out comes later by as much; of one that comes twice, quiet
hours begin at the first and end at the second, so that every night is quiet once.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

Frequency = Literal["daily", "weekly"]
_MONDAY = 0
_DAY = timedelta(days=1)


@lru_cache(maxsize=1_000)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its name; UTC for one that is empty or unknown."""
    try:
        return ZoneInfo(name or "UTC")
    except (LookupError, OSError, ValueError):  # what zoneinfo raises for names that are no zones
        return ZoneInfo("UTC")


def quiet_until(now: datetime, zone: tzinfo, begin: time, end: time) -> datetime | None:
    """Return when the quiet hours that ``now`` lies in end, in UTC; None outside of them."""
    if begin == end:
        return None
    today = now.astimezone(zone).date()
    for days in (-2, -1, 0):  # the night before last, for where a day was left out
        day = today + days * _DAY
        last = day + _DAY if end < begin else day
        if _first(day, begin, zone) <= now < (over := _last(last, end, zone)):
            return over
    return None


def next_digest(now: datetime, zone: tzinfo, frequency: Frequency, hour: int) -> datetime:
    """Return when the next digest after ``now`` is composed, in UTC: each day, or each Monday."""
    day = now.astimezone(zone).date()
    while True:
        at = _first(day, time(hour), zone)
        if at > now and (frequency == "daily" or day.weekday() == _MONDAY):
            return at
        day += _DAY


def _first(day: date, wall: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(UTC)


def _last(day: date, wall: time, zone: tzinfo) -> datetime:
    second = datetime.combine(day, wall.replace(fold=1), zone).astimezone(UTC)
    return max(_first(day, wall, zone), second)
