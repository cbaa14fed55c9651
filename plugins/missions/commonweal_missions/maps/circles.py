"""The circles of a map: missions near each other on the picture share one, and none hides another.

A circle never gathers places more than 200 km apart, so that one search around its middle finds them all.
"""

import math
from collections.abc import Sequence
from itertools import combinations

import msgspec

from commonweal_missions.filters import RADIUS_KM_HIGHEST
from commonweal_missions.maps.view import View
from commonweal_missions.queries.overview import Spot
from commonweal_missions.rules.geography import Point, distance_m

_GAP = 2.0  # pixels between circles
_TOUCHING = 0.2  # pixels that rounding may take from the gap
_ROUNDS = 40
_RADIUS_KM_LEAST = 5


class Circle(msgspec.Struct, kw_only=True):
    """A circle of the map: some listed missions, where they are, and the search that finds them."""

    x: float
    y: float
    missions: int
    name: str
    center: Point
    radius_km: int
    url: str = ""

    @property
    def size(self) -> float:
        """The radius in pixels: at least that of a target for fingers (WCAG 2.2, 2.5.8)."""
        return round(min(13.5 + 1.2 * math.log2(self.missions), 26), 1)


def circles_of(view: View, spots: Sequence[Spot], *, by_city: bool = False) -> list[Circle]:
    """Put the spots inside a view into circles, those with most missions first.

    A circle is named after the place, or ``by_city`` the city, where it has most missions.
    """
    circles = _gather(view, spots, by_city=by_city)
    _apart(circles, view.width, view.height)
    return circles


def _gather(view: View, spots: Sequence[Spot], *, by_city: bool) -> list[Circle]:
    """Put spots into circles, beginning with those that hold most missions."""
    circles: list[Circle] = []
    for spot in sorted(spots, key=lambda spot: (-spot.missions, spot.latitude, spot.longitude)):
        if not view.holds(spot.longitude, spot.latitude):
            continue
        x, y = view.place(spot.longitude, spot.latitude)
        point = Point(spot.latitude, spot.longitude)
        circle = next((circle for circle in circles if _takes(circle, x, y, point)), None)
        if circle is None:
            name = (spot.city if by_city else None) or spot.place or ""
            radius_km = _RADIUS_KM_LEAST
            circles.append(
                Circle(x=x, y=y, missions=spot.missions, name=name, center=point, radius_km=radius_km)
            )
        else:
            circle.missions += spot.missions
            circle.radius_km = max(circle.radius_km, math.ceil(distance_m(circle.center, point) / 1000))
    return circles


def _takes(circle: Circle, x: float, y: float, point: Point) -> bool:
    """Say whether a spot is drawn into a circle: close on the picture, and within one search."""
    if math.dist((circle.x, circle.y), (x, y)) > circle.size + _GAP:
        return False
    return distance_m(circle.center, point) <= RADIUS_KM_HIGHEST * 1000


def _apart(circles: list[Circle], width: int, height: int) -> None:
    """Push circles apart until each can be seen and tapped, and keep them in the picture."""
    for _ in range(_ROUNDS):
        moved = [_push(one, other) for one, other in combinations(circles, 2)]
        for circle in circles:
            circle.x = round(min(max(circle.x, circle.size + 1), width - circle.size - 1), 1)
            circle.y = round(min(max(circle.y, circle.size + 1), height - circle.size - 1), 1)
        if not any(moved):
            return


def _push(one: Circle, other: Circle) -> bool:
    """Move two circles that overlap half of the way each, and say whether they did."""
    x, y = other.x - one.x, other.y - one.y
    away = math.hypot(x, y)
    overlap = one.size + other.size + _GAP - away
    if overlap <= _TOUCHING:
        return False
    x, y = (x / away, y / away) if away else (1.0, 0.0)
    one.x, one.y = one.x - x * overlap / 2, one.y - y * overlap / 2
    other.x, other.y = other.x + x * overlap / 2, other.y + y * overlap / 2
    return True
