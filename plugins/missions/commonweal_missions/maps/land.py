"""The land of the world, as the path of an SVG picture.

``land.json`` holds it at 1:110 million from Natural Earth (public domain): rings, each a start and then
steps of longitude and latitude in hundredths of a degree, cut at 180°.
"""

from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal_missions.maps.view import Pixel, View, extent, ordinate
from commonweal_missions.rules.geography import Box, Point

_LAND = Path(__file__).parent / "land.json"
_BLEED = 8.0  # pixels beyond the picture, so that no cut is seen as a coast


@lru_cache(maxsize=128)
def land_path(view: View) -> str:
    """Return the land inside a view as the ``d`` of an SVG path."""
    frame = _Frame(-_BLEED, -_BLEED, view.width + _BLEED, view.height + _BLEED)
    west, north, across, down = view.scale()
    parts = []
    for ring, around in _land():
        left, right = (around.west - west) * across, (around.east - west) * across
        top, bottom = (north - around.north) * down, (north - around.south) * down
        if left > frame.right or right < frame.left or top > frame.bottom or bottom < frame.top:
            continue
        placed = [((x - west) * across, (north - y) * down) for x, y in ring]
        drawn = _thin(frame.clip(placed))
        if len(drawn) > 2:  # noqa: PLR2004 - fewer corners make no area
            parts.append(_relative(drawn))
    return "".join(parts)


class _Frame(NamedTuple):
    """A rectangle that polygons are cut to (Sutherland and Hodgman, 1974)."""

    left: float
    top: float
    right: float
    bottom: float

    def clip(self, polygon: list[Pixel]) -> list[Pixel]:
        """Return the part of a polygon inside the rectangle."""
        polygon = _cut(polygon, [x - self.left for x, _ in polygon])
        polygon = _cut(polygon, [self.right - x for x, _ in polygon])
        polygon = _cut(polygon, [y - self.top for _, y in polygon])
        return _cut(polygon, [self.bottom - y for _, y in polygon])


def _cut(polygon: list[Pixel], inside: list[float]) -> list[Pixel]:
    """Keep the side of a line on which corners are not negatively far ``inside``."""
    if min(inside, default=0.0) >= 0:
        return polygon
    kept: list[Pixel] = []
    ends = zip(polygon[1:] + polygon[:1], inside[1:] + inside[:1], strict=True)
    for start, here, (end, there) in zip(polygon, inside, ends, strict=True):
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
def _land() -> list[tuple[list[tuple[float, float]], Box]]:
    """Return the rings as longitudes and ordinates, each with its extent in these."""
    rings = msgspec.json.decode(_LAND.read_bytes(), type=list[list[int]])
    flat = [[(x, ordinate(y)) for x, y in _unfold(ring)] for ring in rings]
    return [(ring, extent(Point(y, x) for x, y in ring)) for ring in flat]


def _unfold(steps: list[int]) -> list[Pixel]:
    x = y = 0
    ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / 100, y / 100))
    return ring
