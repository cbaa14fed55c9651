"""The part of the world that a map shows, in Web Mercator."""

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, Self

from commonweal_missions.rules.geography import METRES_PER_DEGREE, Box, Point

_MERCATOR_EDGE = 85.0
_LEAST_COSINE = 0.05  # keeps pictures of the poles finite
_LATITUDES = 18_001  # of the public grid, which is what maps show

Pixel = tuple[float, float]
"""x and y from the top left corner of a picture."""


class View(NamedTuple):
    """A window on the world: its edges in degrees, its size in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @classmethod
    def around(cls, center: Point, radius_km: float, width: int, height: int) -> Self:
        """Show a circle around a point with some room about it."""
        up = radius_km * 1000 / METRES_PER_DEGREE
        side = up / _cosine(center.latitude)
        corners = [
            Point(center.latitude - up, center.longitude - side),
            Point(center.latitude + up, center.longitude + side),
        ]
        return cls.fitting(corners, width, height, least=0.05)

    @classmethod
    def fitting(
        cls, points: Iterable[Point], width: int, height: int, margin: float = 0.08, least: float = 2.0
    ) -> Self:
        """Show all points, in the shape asked for, and at least ``least`` degrees of their surroundings."""
        south, west, north, east = extent(points)
        bottom, top = ordinate(south), ordinate(north)
        wide = max(east - west, least)
        high = max(top - bottom, least)
        scale = max(wide / width, high / height) * (1 + 2 * margin)
        half_wide, half_high = min(scale * width / 2, 180.0), scale * height / 2
        x = min(max((west + east) / 2, half_wide - 180.0), 180.0 - half_wide)
        y = (bottom + top) / 2
        south, north = _latitude(y - half_high), _latitude(y + half_high)
        return cls(x - half_wide, south, x + half_wide, north, width, height)

    @classmethod
    def over(cls, box: Box, width: int, height: int, margin: float) -> Self:
        """Show a box with so many times its size around, also beyond 180 degrees; at most the world."""
        bottom, top = ordinate(box.south), ordinate(box.north)
        scale = max((box.east - box.west) / width, (top - bottom) / height) * (1 + 2 * margin)
        half_wide, half_high = min(scale * width / 2, 180.0), min(scale * height / 2, _EDGE)
        x = (box.west + box.east) / 2
        y = min(max((bottom + top) / 2, half_high - _EDGE), _EDGE - half_high)
        south, north = _latitude(y - half_high), _latitude(y + half_high)
        return cls(x - half_wide, south, x + half_wide, north, width, height)

    def place(self, longitude: float, latitude: float) -> Pixel:
        """Return where a point lies in the picture."""
        return self.placing()(longitude, latitude)

    def placing(self) -> Callable[[float, float], Pixel]:
        """Return what places many points: a function of longitude and latitude."""
        west, top, across, down = self.scale()
        return lambda longitude, latitude: (
            round((longitude - west) * across, 1),
            round((top - ordinate(latitude)) * down, 1),
        )

    def at(self, x: float, y: float) -> Point:
        """Return the point that lies at a place in the picture; its longitude may lie beyond 180 degrees."""
        west, top, across, down = self.scale()
        return Point(_latitude(top - y / down), west + x / across)

    def scale(self) -> tuple[float, float, float, float]:
        """Return the top left corner as longitude and ordinate, and the pixels to a degree of each."""
        top = ordinate(self.north)
        across = self.width / (self.east - self.west)
        return self.west, top, across, self.height / (top - ordinate(self.south))

    def pixels(self, km: float, latitude: float) -> float:
        """Return how many pixels a distance takes at a latitude."""
        degrees = km * 1000 / (METRES_PER_DEGREE * _cosine(latitude))
        return round(degrees / (self.east - self.west) * self.width, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Say whether a point is in the picture."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


def _cosine(latitude: float) -> float:
    return max(_LEAST_COSINE, math.cos(math.radians(latitude)))


def extent(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all points."""
    latitudes, longitudes = zip(*points, strict=True)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


@lru_cache(maxsize=_LATITUDES)
def ordinate(latitude: float) -> float:
    """Return the Mercator ordinate of a latitude, in degrees like a longitude."""
    bounded = math.radians(max(-_MERCATOR_EDGE, min(_MERCATOR_EDGE, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


_EDGE = ordinate(_MERCATOR_EDGE)
