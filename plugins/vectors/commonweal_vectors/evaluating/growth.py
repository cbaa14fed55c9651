"""How fast a collection grows, by its earlier evaluations."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from commonweal_vectors.evaluating.figures import Growth

WINDOW = timedelta(days=30)
SHORTEST = timedelta(hours=20)
"""Over less, one import looks like a flood."""

_FARTHEST = timedelta(days=3_650)


def growth(earlier: Sequence[tuple[datetime, int]], now: datetime, items: int, limit: float) -> Growth | None:
    """Return the growth since the earliest evaluation of the last 30 days; None when it is too recent.

    ``earlier`` are moments and numbers of items. ``limit`` is at how many items the date is wanted; there is
    none when it is passed, not getting nearer, or more than ten years away.
    """
    within = [each for each in earlier if now - WINDOW <= each[0] <= now - SHORTEST]
    if not within:
        return None
    then, before = min(within)
    per_day = (items - before) / ((now - then) / timedelta(days=1))
    limit_on = None
    if per_day > 0 and items <= limit and (days := (limit - items) / per_day) < _FARTHEST.days:
        limit_on = (now + timedelta(days=days)).date()
    return Growth(per_day, per_day * 30, limit_on)
