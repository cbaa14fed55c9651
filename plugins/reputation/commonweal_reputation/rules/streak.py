"""Streaks: local days with evidence submitted or a review given (DOMAIN §9)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

FORGIVEN_EVERY_DAYS = 30
_MULTIPLIERS = ((365, 200), (90, 150), (30, 125), (7, 110), (0, 100))
_DAY = timedelta(days=1)


class Streak(msgspec.Struct, frozen=True):
    """How many days a streak counts, its last one, and the last missed day that was forgiven."""

    days: int = 0
    last_day: date | None = None
    forgiven_day: date | None = None


def local_time(moment: datetime, time_zone: str) -> datetime:
    """Return what the clock shows somewhere; in UTC when the zone is not known."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return moment.astimezone(zone)


def local_day(moment: datetime, time_zone: str) -> date:
    """Return the day it is somewhere."""
    return local_time(moment, time_zone).date()


def advance(streak: Streak, day: date) -> Streak:
    """Count a day with activity; a day counts once, and one before the last is too late to count."""
    if streak.last_day is not None and day <= streak.last_day:
        return streak
    if not alive(streak, day):
        return Streak(1, day, streak.forgiven_day)
    missed = day - _DAY if day - _DAY != streak.last_day else None
    return Streak(streak.days + 1, day, missed or streak.forgiven_day)


def alive(streak: Streak, today: date) -> bool:
    """Say whether activity today would lengthen the streak: no day was missed, or one that is forgiven."""
    if streak.last_day is None or streak.days == 0:
        return False
    missed = (today - streak.last_day).days - 1
    if missed != 1:
        return missed < 1
    since = None if streak.forgiven_day is None else today - _DAY - streak.forgiven_day
    return since is None or since.days >= FORGIVEN_EVERY_DAYS


def days_now(streak: Streak, today: date) -> int:
    """Return how many days the streak counts today; 0 once it is broken."""
    return streak.days if alive(streak, today) else 0


def multiplier_hundredths(days: int) -> int:
    """Return what a streak multiplies rewards by, in hundredths."""
    return next(hundredths for bar, hundredths in _MULTIPLIERS if days >= bar)
