"""Boxes on the globe: what is inside, how large they are, and how they are moved (DOMAIN §12).

A box whose west is greater than its east crosses the 180th meridian. Latitudes and longitudes are degrees.
"""

import math
from typing import NamedTuple

EARTH_RADIUS_KM = 6_371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180
HALF_TURN, TURN, POLE = 180.0, 360.0, 90.0
LEAST_DEGREES = 0.01
"""About a kilometre: a smaller box would be about a few houses."""

_DIGITS = 4  # of a degree: about 11 metres


class Point(NamedTuple):
    """A position in degrees."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """A part of the globe between two meridians and two parallels."""

    west: float
    south: float
    east: float
    north: float

    @property
    def crosses(self) -> bool:
        """Whether it goes over the 180th meridian."""
        return self.west > self.east

    @property
    def width(self) -> float:
        """How many degrees it is wide, more than none and at most 360."""
        return self.east - self.west + (TURN if self.crosses else 0.0)

    @property
    def height(self) -> float:
        """How many degrees it is high."""
        return self.north - self.south


def normalise(west: float, south: float, east: float, north: float) -> Box:
    """Return the box that somebody means: one upside down is turned, and longitudes come onto the globe.

    Raises ``ValueError`` for one that has no area, or is no numbers.
    """
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError("write four numbers")
    south, north = sorted((max(-POLE, min(POLE, south)), max(-POLE, min(POLE, north))))
    if east - west >= TURN:
        west, east = -HALF_TURN, HALF_TURN
    west, east = _longitude(west), _longitude(east)
    if west == HALF_TURN:
        west = -HALF_TURN
    if east == -HALF_TURN and west != -HALF_TURN:
        east = HALF_TURN
    box = Box(*(round(each, _DIGITS) for each in (west, south, east, north)))
    if box.south == box.north or box.west == box.east:
        raise ValueError("choose edges that lie apart")
    return box


def contains(box: Box, point: Point) -> bool:
    """Say whether a point is in a box or on its edge; the meridians of 180 and -180 are the same."""
    if not box.south <= point.latitude <= box.north:
        return False
    same = (HALF_TURN, -HALF_TURN) if abs(point.longitude) == HALF_TURN else (point.longitude,)
    if box.crosses:
        return any(each >= box.west or each <= box.east for each in same)
    return any(box.west <= each <= box.east for each in same)


def parts(box: Box) -> list[Box]:
    """Return the one or two boxes it is made of, none of which crosses the 180th meridian."""
    if not box.crosses:
        return [box]
    return [box._replace(east=HALF_TURN), box._replace(west=-HALF_TURN)]


def meets(one: Box, other: Box) -> bool:
    """Say whether two boxes have a point in common."""
    return any(
        a.west <= b.east and b.west <= a.east and a.south <= b.north and b.south <= a.north
        for a in parts(one)
        for b in parts(other)
    )


def area(box: Box) -> float:
    """Return how many square kilometres a box covers on the sphere."""
    high = math.sin(math.radians(box.north)) - math.sin(math.radians(box.south))
    return EARTH_RADIUS_KM**2 * math.radians(box.width) * high


def centre(box: Box) -> Point:
    """Return the point half way between its edges."""
    return Point((box.south + box.north) / 2, _longitude(box.west + box.width / 2))


def sides(box: Box) -> tuple[float, float]:
    """Return how many kilometres a box is wide, at its middle, and high."""
    across = math.cos(math.radians((box.south + box.north) / 2))
    return box.width * KM_PER_DEGREE * across, box.height * KM_PER_DEGREE


def around(point: Point, km: float) -> Box:
    """Return the box that holds every point within so many kilometres; near the poles all longitudes."""
    high = km / KM_PER_DEGREE
    south, north = max(point.latitude - high, -POLE), min(point.latitude + high, POLE)
    wide = HALF_TURN
    if south > -POLE and north < POLE:
        ratio = math.sin(math.radians(high)) / math.cos(math.radians(point.latitude))
        wide = math.degrees(math.asin(min(1.0, ratio)))
    return spanning(point, max(wide * 2, LEAST_DEGREES), north - south)._replace(
        south=round(south, _DIGITS), north=round(north, _DIGITS)
    )


def spanning(middle: Point, width: float, height: float) -> Box:
    """Return the box of a size around a point; it ends at the poles, and is never smaller than the least."""
    width = min(max(width, LEAST_DEGREES), TURN)
    height = min(max(height, LEAST_DEGREES), 2 * POLE)
    latitude = min(max(middle.latitude, height / 2 - POLE), POLE - height / 2)
    west = middle.longitude - width / 2
    return normalise(west, latitude - height / 2, west + width, latitude + height / 2)


def moved(box: Box, across: float, up: float) -> Box:
    """Move a box by so many times its own width to the east, and its own height to the north."""
    middle = centre(box)
    to = Point(middle.latitude + up * box.height, _longitude(middle.longitude + across * box.width))
    return spanning(to, box.width, box.height)


def scaled(box: Box, across: float, up: float) -> Box:
    """Make a box so many times as wide and as high, around the same middle."""
    return spanning(centre(box), box.width * across, box.height * up)


def _longitude(degrees: float) -> float:
    """Bring a longitude onto the globe; what is there already stays as it is."""
    if -HALF_TURN <= degrees <= HALF_TURN:
        return degrees
    return (degrees + HALF_TURN) % TURN - HALF_TURN
