"""Points on the earth: the public grid of 0.01 degree, distances on the sphere, and boxes to search in.

Whoever may not see the exact place of a mission meets the snapped one everywhere: in filters, sorts,
distances and on the map (DOMAIN §7.3). Distances are compared as chords of the unit sphere, which grow with
them.
"""

import math
from typing import NamedTuple

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = EARTH_RADIUS_M * math.pi / 180


class Point(NamedTuple):
    """A position in degrees: latitude -90 to 90, longitude -180 to 180."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """A rectangle of degrees that does not cross the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


def snap_latitude(degrees: float) -> float:
    """Move a latitude to the grid of 0.01 degree, halves upwards."""
    return math.floor(degrees * 100 + 0.5) / 100


def snap_longitude(degrees: float) -> float:
    """Move a longitude to the grid of 0.01 degree, halves upwards; 180 becomes -180, the same meridian."""
    snapped = math.floor(degrees * 100 + 0.5) / 100
    return -180.0 if snapped >= 180 else snapped  # noqa: PLR2004 - half a turn


def snap(point: Point) -> Point:
    """Move a point to the public grid."""
    return Point(snap_latitude(point.latitude), snap_longitude(point.longitude))


def sphere(point: Point) -> tuple[float, float, float]:
    """Place a point on the unit sphere."""
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def chord_square(distance_m: float) -> float:
    """Give the square of the chord on the unit sphere that a distance along its surface spans."""
    return (2 * math.sin(min(distance_m / (2 * EARTH_RADIUS_M), math.pi / 2))) ** 2


def surface_metres(square: float) -> int:
    """Give the distance along the surface, in whole metres, from the square of its chord."""
    return round(2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(square) / 2)))


def distance_m(one: Point, other: Point) -> int:
    """Measure the way between two points along the surface, in whole metres."""
    return surface_metres(math.dist(sphere(one), sphere(other)) ** 2)


def boxes_around(point: Point, radius_m: float) -> list[Box]:
    """Give the one or two boxes that hold every point within the radius.

    Two where the circle crosses the 180th meridian; a whole band of longitudes where it holds a pole.
    """
    margin = 1e-9  # rounding must never leave out a point on the rim
    angle = radius_m / METRES_PER_DEGREE + margin
    south, north = point.latitude - angle, point.latitude + angle
    if south <= -90 or north >= 90:  # noqa: PLR2004 - the poles
        return [Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)]
    ratio = math.sin(math.radians(angle)) / math.cos(math.radians(point.latitude))
    width = math.degrees(math.asin(min(1.0, ratio))) + margin
    west, east = point.longitude - width, point.longitude + width
    if west < -180:  # noqa: PLR2004 - half a turn
        return [Box(south, west + 360, north, 180.0), Box(south, -180.0, north, east)]
    if east > 180:  # noqa: PLR2004 - half a turn
        return [Box(south, west, north, 180.0), Box(south, -180.0, north, east - 360)]
    return [Box(south, west, north, east)]
