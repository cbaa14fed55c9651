"""The land of the world, as the path of an SVG picture.

``land.json`` holds it at 1:110 million from Natural Earth (public domain): rings, each a start and then
steps of longitude and latitude in hundredths of a degree, cut at 180°.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal_missions.maps.view import Pixel, View

_LAND = Path(__file__).parent / "land.json"
_BLEED = 8.0  # pixels beyond the picture, so that no cut is seen as a coast


@lru_cache(maxsize=128)
def land_path(view: View) -> str:
    """Return the land inside a view as the ``d`` of an SVG path."""
    box = _Box(-_BLEED, -_BLEED, view.width + _BLEED, view.height + _BLEED)
    parts = []
    for ring in _land():
        if max(x for x, _ in ring) < view.west or min(x for x, _ in ring) > view.east:
            continue
        drawn = _thin(box.clip([view.place(lon, lat) for lon, lat in ring]))
        if len(drawn) > 2:  # noqa: PLR2004 - fewer corners make no area
            parts.append(_relative(drawn))
    return "".join(parts)


class _Box(NamedTuple):
    """A rectangle that polygons are cut to (Sutherland and Hodgman, 1974)."""

    left: float
    top: float
    right: float
    bottom: float

    def clip(self, polygon: list[Pixel]) -> list[Pixel]:
        """Return the part of a polygon inside the rectangle."""
        polygon = _cut(polygon, lambda point: point[0] - self.left)
        polygon = _cut(polygon, lambda point: self.right - point[0])
        polygon = _cut(polygon, lambda point: point[1] - self.top)
        return _cut(polygon, lambda point: self.bottom - point[1])


def _cut(polygon: list[Pixel], inside: Callable[[Pixel], float]) -> list[Pixel]:
    """Keep the side of a line on which ``inside`` is not negative; it is linear along each edge."""
    kept: list[Pixel] = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        here, there = inside(start), inside(end)
        if here >= 0:
            kept.append(start)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept


def _thin(polygon: list[Pixel], step: float = 1.2) -> list[Pixel]:
    """Leave out corners nearer than ``step`` pixels to the last one kept."""
    kept: list[Pixel] = []
    for x, y in polygon:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((round(x), round(y)))
    return kept


def _relative(corners: list[Pixel]) -> str:
    """Write a polygon as relative steps, which take half the bytes of places."""
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(corners)]
    return f"M{corners[0][0]:g} {corners[0][1]:g}l" + " ".join(f"{x:g} {y:g}" for x, y in steps) + "z"


@cache
def _land() -> list[list[Pixel]]:
    rings = msgspec.json.decode(_LAND.read_bytes(), type=list[list[int]])
    return [_unfold(ring) for ring in rings]


def _unfold(steps: list[int]) -> list[Pixel]:
    x = y = 0
    ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / 100, y / 100))
    return ring
