"""The score from its four parts, and how idle weeks wear it down (DOMAIN §9)."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from math import floor

import msgspec

LAST_MISSIONS, LAST_REVIEWS = 10, 50
FULL_STREAK_DAYS, FULL_ENDORSEMENTS = 30, 10
_QUALITY, _ACCURACY, _STREAK, _ENDORSEMENTS = (Fraction(tenths, 10) for tenths in (4, 3, 2, 1))
_WEEK = 7
_LONG_IDLE_DAYS = 90
_SLOW, _FAST = Fraction(98, 100), Fraction(95, 100)


class Points(msgspec.Struct, frozen=True):
    """The points of each part before idle time wears them down: at most 40, 30, 20 and 10."""

    quality: float = 0.0
    accuracy: float = 0.0
    streak: float = 0.0
    endorsements: float = 0.0


def score(
    qualities: Sequence[float],
    agreements: Sequence[bool],
    streak_days: int,
    endorsements: int,
    idle: timedelta = timedelta(),
) -> int:
    """Return the score, 0 to 100, rounded half up once.

    ``qualities`` are the final confidences of the last missions, ``agreements`` whether the last reviews
    agreed with the verdict; only the newest 10 and 50 may be given. A part without data is 0.
    """
    whole = sum(_parts(qualities, agreements, streak_days, endorsements))
    return floor(whole * kept(idle) + Fraction(1, 2))


def points(
    qualities: Sequence[float], agreements: Sequence[bool], streak_days: int, endorsements: int
) -> Points:
    """Return what each part adds to a score, to one decimal place."""
    return Points(
        *(round(float(part), 1) for part in _parts(qualities, agreements, streak_days, endorsements))
    )


def _parts(
    qualities: Sequence[float], agreements: Sequence[bool], streak_days: int, endorsements: int
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    quality = _mean([Fraction(round(quality * 1_000_000), 1_000_000) for quality in qualities])
    accuracy = _mean([Fraction(agreed) for agreed in agreements])
    streak = min(Fraction(streak_days, FULL_STREAK_DAYS), Fraction(1))
    endorsed = min(Fraction(endorsements, FULL_ENDORSEMENTS), Fraction(1))
    return (
        100 * _QUALITY * quality,
        100 * _ACCURACY * accuracy,
        100 * _STREAK * streak,
        100 * _ENDORSEMENTS * endorsed,
    )


def kept(idle: timedelta) -> Fraction:
    """Return what idle time leaves of a score: each whole week after the first 7 days takes its part.

    A week that ends within 90 idle days takes 2 % of what is left, a later one 5 %.
    """
    weeks = max(idle.days - _WEEK, 0) // _WEEK
    slow = min(weeks, (_LONG_IDLE_DAYS - _WEEK) // _WEEK)
    return _SLOW**slow * _FAST ** min(weeks - slow, 200)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values) if values else Fraction()
