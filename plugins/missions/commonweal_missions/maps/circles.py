"""The circles of a map: missions near each other on the picture share one, and none hides another.

A circle never gathers places more than 200 km apart, so that one search around its middle finds them all.
There are as many circles as the picture has room for; missions beyond them are dots. Drawing is work on the
event loop: it must stay small however many spots there are and wherever they lie.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from commonweal_missions.filters import RADIUS_KM_HIGHEST
from commonweal_missions.maps.view import Pixel, View
from commonweal_missions.queries.overview import Spot
from commonweal_missions.rules.geography import Point, chord_square, sphere, surface_metres

_GAP = 2.0  # pixels between circles
_TOUCHING = 0.2  # pixels that rounding may take from the gap
_ROUNDS = 40
_RADIUS_KM_LEAST = 5
_SMALLEST, _LARGEST = 13.5, 26.0  # the radius of a circle in pixels
_CELL = _LARGEST + _GAP  # pixels: as far as a circle takes spots
_STRAY = 6.0  # pixels a circle may move before neighbours are sought anew
_FARTHEST = 2 * _LARGEST + _GAP + 2 * _STRAY  # pixels between the middles of two that may come to overlap
_FILLED = 0.15  # how much of the picture small circles may cover
_WIDEST = chord_square(RADIUS_KM_HIGHEST * 1000)

Vector = tuple[float, float, float]


class Circle(msgspec.Struct, kw_only=True):
    """A circle of the map: some listed missions, where they are, and the search that finds them."""

    x: float
    y: float
    missions: int
    size: float  # the radius in pixels: at least that of a target for fingers (WCAG 2.2, 2.5.8)
    name: str
    center: Point
    radius_km: int = _RADIUS_KM_LEAST


@cache
def _size(missions: int) -> float:
    return round(min(_SMALLEST + 1.2 * math.log2(missions), _LARGEST), 1)


def circles_of(
    view: View, spots: Sequence[Spot], *, by_city: bool = False
) -> tuple[list[Circle], list[Pixel]]:
    """Put the spots inside a view into circles, those with most missions first, and the others into dots.

    A circle is named after the place, or ``by_city`` the city, where it has most missions.
    """
    circles, dots = _gather(view, spots, by_city=by_city)
    _apart(circles, view.width, view.height)
    return circles, dots


def room_for(view: View) -> int:
    """Say how many circles a picture has room for."""
    return max(1, int(view.width * view.height * _FILLED / (2 * _SMALLEST + _GAP) ** 2))


class _Gathering(msgspec.Struct):
    """A circle that still grows, with its middle on the unit sphere and the square of its widest chord."""

    circle: Circle
    middle: Vector
    widest: float = 0.0

    def take(self, x: float, y: float, vector: Vector, missions: int) -> bool:
        """Take a spot into the circle, unless it is too far to share it."""
        circle = self.circle
        reach = circle.size + _GAP
        across, down = circle.x - x, circle.y - y
        if abs(across) > reach or across * across + down * down > reach * reach:
            return False
        one, two, three = self.middle
        square = (one - vector[0]) ** 2 + (two - vector[1]) ** 2 + (three - vector[2]) ** 2
        if square > _WIDEST:
            return False
        circle.missions += missions
        circle.size = _size(circle.missions)
        self.widest = max(self.widest, square)
        return True


def _gather(view: View, spots: Sequence[Spot], *, by_city: bool) -> tuple[list[Circle], list[Pixel]]:
    """Put spots into circles, beginning with those that hold most missions."""
    gathered: list[_Gathering] = []
    reaching: dict[tuple[int, int], list[_Gathering]] = {}  # which circles reach into a cell of the picture
    dots: list[Pixel] = []
    most, place = room_for(view), view.placing()
    for spot in sorted(spots, key=lambda spot: (-spot.missions, spot.latitude, spot.longitude)):
        if not view.holds(spot.longitude, spot.latitude):
            continue
        x, y = place(spot.longitude, spot.latitude)
        point = Point(spot.latitude, spot.longitude)
        vector = sphere(point)
        column, row = int(x / _CELL), int(y / _CELL)
        if any(each.take(x, y, vector, spot.missions) for each in reaching.get((column, row), ())):
            continue
        if len(gathered) == most:
            dots.append((x, y))
            continue
        name = (spot.city if by_city else None) or spot.place or ""
        size = _size(spot.missions)
        circle = Circle(x=x, y=y, missions=spot.missions, size=size, name=name, center=point)
        gathered.append(_Gathering(circle, vector))
        for cell in _around(column, row):
            reaching.setdefault(cell, []).append(gathered[-1])
    for each in gathered:
        reaches = math.ceil(surface_metres(each.widest) / 1000)
        each.circle.radius_km = min(max(reaches, _RADIUS_KM_LEAST), RADIUS_KM_HIGHEST)
    return [each.circle for each in gathered], dots


def _around(column: int, row: int) -> Iterator[tuple[int, int]]:
    """Name a cell and its neighbours: beyond them no circle reaches."""
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            yield across, down


def _apart(circles: list[Circle], width: int, height: int) -> None:
    """Push circles apart until each can be seen and tapped, and keep them in the picture."""
    moved, beside = [True] * len(circles), _neighbours(circles)
    places = [(circle.x, circle.y) for circle in circles]  # where they were when neighbours were sought
    for _ in range(_ROUNDS):
        pushed = _push_all(circles, beside, moved)
        strayed = False
        for number, circle in enumerate(circles):
            if not (pushed[number] or moved[number]):
                continue
            x = round(min(max(circle.x, circle.size + 1), width - circle.size - 1), 1)
            y = round(min(max(circle.y, circle.size + 1), height - circle.size - 1), 1)
            moved[number] = pushed[number] or x != circle.x or y != circle.y
            circle.x, circle.y = x, y
            if moved[number]:
                strayed = strayed or math.dist((x, y), places[number]) > _STRAY
        if not any(pushed):
            return
        if strayed:
            beside = _neighbours(circles)
            places = [(circle.x, circle.y) for circle in circles]


def _neighbours(circles: list[Circle]) -> list[tuple[int, int]]:
    """List every two that overlap or could once each has strayed, from left to right."""
    ordered = sorted(range(len(circles)), key=lambda number: circles[number].x)
    found = []
    for place, first in enumerate(ordered, start=1):
        one = circles[first]
        rim, right = one.size + _GAP + 2 * _STRAY, one.x + _FARTHEST
        for second in ordered[place:]:
            other = circles[second]
            if other.x > right:
                break
            if abs(other.y - one.y) < rim + other.size and other.x - one.x < rim + other.size:
                found.append((first, second))
    return found


def _push_all(circles: list[Circle], beside: list[tuple[int, int]], moved: list[bool]) -> list[bool]:
    """Push every two neighbours that overlap, and say which were pushed.

    Two that did not move in the last round do not overlap in this one until another pushes them.
    """
    pushed = [False] * len(circles)
    for first, second in beside:
        fresh = moved[first] or moved[second] or pushed[first] or pushed[second]
        if fresh and _push(circles[first], circles[second]):
            pushed[first] = pushed[second] = True
    return pushed


def _push(one: Circle, other: Circle) -> bool:
    """Move two circles that overlap half of the way each, and say whether they did."""
    x, y = other.x - one.x, other.y - one.y
    apart = one.size + other.size + _GAP
    if x * x + y * y >= (apart - _TOUCHING) ** 2:
        return False
    away = math.hypot(x, y)
    overlap = apart - away
    x, y = (x / away, y / away) if away else (1.0, 0.0)
    one.x, one.y = one.x - x * overlap / 2, one.y - y * overlap / 2
    other.x, other.y = other.x + x * overlap / 2, other.y + y * overlap / 2
    return True
