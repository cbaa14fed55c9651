"""The history of a collection as a line, drawn on the server."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

WIDTH, HEIGHT = 600, 140
_EDGE = 6
_FEWEST = 2


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A line in a box of ``WIDTH`` by ``HEIGHT``, from nought on; ``limit`` is where a threshold is drawn."""

    line: str
    area: str
    first: float
    last: float
    most: float
    begins: datetime
    ends: datetime
    limit: float | None = None


def draw_chart(points: Sequence[tuple[datetime, float]], threshold: float) -> Chart | None:
    """Return the line through points in order of time, or None when there are fewer than two.

    The threshold is drawn once the line comes half as high.
    """
    if len(points) < _FEWEST:
        return None
    begins, ends = points[0][0], points[-1][0]
    most = max(value for _, value in points)
    shows = most >= threshold / 2
    top = max(most, threshold if shows else 0) or 1
    spots = [(_across(at, begins, ends), _down(value, top)) for at, value in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    return Chart(
        line=line,
        area=f"{spots[0][0]:.1f},{HEIGHT} {line} {spots[-1][0]:.1f},{HEIGHT}",
        first=points[0][1],
        last=points[-1][1],
        most=most,
        begins=begins,
        ends=ends,
        limit=_down(threshold, top) if shows else None,
    )


def _across(at: datetime, begins: datetime, ends: datetime) -> float:
    return _EDGE + (WIDTH - 2 * _EDGE) * ((at - begins) / (ends - begins))


def _down(value: float, top: float) -> float:
    return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * value / top
