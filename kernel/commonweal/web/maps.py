"""Maps drawn on the server as SVG: land, and the points a plugin puts on it.

``land.json`` holds the land of the world at 1:110 million from Natural Earth (public domain): rings,
each a start and then steps of longitude and latitude in hundredths of a degree, cut at 180°.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

Point = tuple[float, float]
"""Longitude and latitude, or x and y."""

MERCATOR_EDGE = 85.0
KM_PER_DEGREE = 111.32
_LAND = Path(__file__).parent / "land.json"


class MapView(NamedTuple):
    """A window on the world in Web Mercator: its edges in degrees, its size in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @classmethod
    def world(cls, width: int = 960) -> Self:
        """Show the inhabited world."""
        return cls.fitting([(-169.0, -56.0), (179.0, 74.0)], width, round(width * 0.56))

    @classmethod
    def around(cls, center: Point, radius_km: float, width: int = 960, height: int = 540) -> Self:
        """Show a circle around a point with some room about it."""
        up = radius_km / KM_PER_DEGREE
        side = up / max(0.05, math.cos(math.radians(center[1])))
        corners = [(center[0] - side, center[1] - up), (center[0] + side, center[1] + up)]
        return cls.fitting(corners, width, height, least=0.05)

    @classmethod
    def fitting(
        cls,
        points: Iterable[Point],
        width: int = 960,
        height: int = 540,
        margin: float = 0.08,
        least: float = 2.0,
    ) -> Self:
        """Show all points, in the shape asked for, and at least ``least`` degrees of their surroundings."""
        xs, ys = zip(*((lon, _mercator(lat)) for lon, lat in points), strict=True)
        wide = max(max(xs) - min(xs), least)
        high = max(max(ys) - min(ys), least)
        scale = max(wide / width, high / height) * (1 + 2 * margin)
        half_wide, half_high = min(scale * width / 2, 180.0), scale * height / 2
        x = min(max((min(xs) + max(xs)) / 2, half_wide - 180.0), 180.0 - half_wide)
        y = (min(ys) + max(ys)) / 2
        return cls(
            x - half_wide,
            _latitude(y - half_high),
            x + half_wide,
            _latitude(y + half_high),
            width,
            height,
        )

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a point lies in the picture, in pixels from its top left corner."""
        top, bottom = _mercator(self.north), _mercator(self.south)
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (top - _mercator(latitude)) / (top - bottom) * self.height
        return round(x, 1), round(y, 1)

    def pixels(self, km: float, latitude: float) -> float:
        """Return how many pixels a distance takes at a latitude."""
        degrees = km / (KM_PER_DEGREE * max(0.05, math.cos(math.radians(latitude))))
        return round(degrees / (self.east - self.west) * self.width, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Say whether a point is in the picture."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class PointCluster(NamedTuple):
    """Points that lie too close together to be drawn apart: their middle in pixels, and which they are."""

    x: float
    y: float
    members: list[int]


def cluster_points(view: MapView, points: Sequence[Point], distance: float = 26.0) -> list[PointCluster]:
    """Gather points (longitude, latitude) nearer than ``distance`` pixels; others stay out."""
    groups: list[tuple[Point, list[tuple[Point, int]]]] = []
    for index, (longitude, latitude) in enumerate(points):
        if not view.holds(longitude, latitude):
            continue
        at = view.place(longitude, latitude)
        near = next((members for center, members in groups if math.dist(center, at) < distance), None)
        if near is None:
            groups.append((at, [(at, index)]))
        else:
            near.append((at, index))
    return [_middle([at for at, _ in members], [index for _, index in members]) for _, members in groups]


@lru_cache(maxsize=128)
def land_path(view: MapView) -> str:
    """Return the land inside a view as the ``d`` of an SVG path."""
    box = _Box(-8.0, -8.0, view.width + 8.0, view.height + 8.0)
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

    def clip(self, polygon: list[Point]) -> list[Point]:
        """Return the part of a polygon inside the rectangle."""
        polygon = _cut(polygon, lambda point: point[0] - self.left)
        polygon = _cut(polygon, lambda point: self.right - point[0])
        polygon = _cut(polygon, lambda point: point[1] - self.top)
        return _cut(polygon, lambda point: self.bottom - point[1])


def _cut(polygon: list[Point], inside: Callable[[Point], float]) -> list[Point]:
    """Keep the side of a line on which ``inside`` is not negative; it is linear along each edge."""
    kept: list[Point] = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        here, there = inside(start), inside(end)
        if here >= 0:
            kept.append(start)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept


def _thin(polygon: list[Point], step: float = 1.2) -> list[Point]:
    """Leave out corners nearer than ``step`` pixels to the last one kept."""
    kept: list[Point] = []
    for x, y in polygon:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((round(x), round(y)))
    return kept


def _relative(corners: list[Point]) -> str:
    """Write a polygon as relative steps, which take half the bytes of places."""
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(corners)]
    return f"M{corners[0][0]:g} {corners[0][1]:g}l" + " ".join(f"{x:g} {y:g}" for x, y in steps) + "z"


def _middle(places: list[Point], members: list[int]) -> PointCluster:
    count = len(places)
    return PointCluster(
        round(sum(x for x, _ in places) / count, 1), round(sum(y for _, y in places) / count, 1), members
    )


def _mercator(latitude: float) -> float:
    """Return the Mercator ordinate of a latitude, in degrees like a longitude."""
    bounded = math.radians(max(-MERCATOR_EDGE, min(MERCATOR_EDGE, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


@cache
def _land() -> list[list[Point]]:
    rings = msgspec.json.decode(_LAND.read_bytes(), type=list[list[int]])
    return [_unfold(ring) for ring in rings]


def _unfold(steps: list[int]) -> list[Point]:
    x = y = 0
    ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / 100, y / 100))
    return ring
