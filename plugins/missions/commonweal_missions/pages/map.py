"""The map of what is listed, drawn on the server: where it looks, and which circles it shows.

Missions near each other on the picture share a circle, as long as one search can find them all: a circle
never gathers places more than 200 km apart, and its link searches around its middle.
"""

import math
from collections.abc import Callable, Sequence

import msgspec
from commonweal import MapView, land_path

from commonweal_missions.filters import RADIUS_KM_HIGHEST, Near
from commonweal_missions.pages.labels import Dot, Label, place_labels
from commonweal_missions.queries.overview import Spot
from commonweal_missions.rules.geography import Point, distance_m

WIDE, COMPACT = (960, 400), (400, 270)
_WORLD = [(-132.0, -42.0), (158.0, 66.0)]
_CLOSE_KM = 60  # within it the picture shows the missions rather than the whole circle
_CLOSEST_DEGREES = 0.12
_LOCAL_DEGREES = 70.0  # farther apart than this, the whole world is shown
_GAP = 2.0  # pixels between circles
_ROUNDS = 40
_RADIUS_KM_LEAST = 5
_COAST_DEGREES = 6.0  # narrower pictures would show where the outlines of land are wrong
_LINES_MOST = 8
_LENGTHS_KM = (100, 50, 25, 10, 5, 2, 1)
_STEPS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)


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
        return round(min(12 + 2.4 * math.log2(self.missions), 28), 1)


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the map.

    ``around`` is the searched circle in pixels: x, y and radius; ``grid`` holds lines of latitude and
    longitude; ``scale`` is a length in kilometres and in pixels. A picture of a small area has these and
    names beside its circles in place of land, whose outlines are too coarse for it.
    """

    view: MapView
    land: str
    circles: list[Circle]
    around: tuple[float, float, float] | None
    grid: list[str]
    scale: tuple[int, float] | None
    labels: list[Label]


def draw(
    spots: Sequence[Spot], near: Near | None, shape: tuple[int, int], link: Callable[[Circle], str]
) -> Drawing:
    """Draw the spots in a picture of the given width and height."""
    view = _view(spots, near, shape)
    circles = _apart(_gather(view, spots), shape)
    for circle in circles:
        circle.url = link(circle)
    around = None
    if near is not None:
        x, y = view.place(near.point.longitude, near.point.latitude)
        around = x, y, view.pixels(near.radius_km, near.point.latitude)
    local = view.east - view.west < _COAST_DEGREES
    return Drawing(
        view=view,
        land="" if local else land_path(view),
        circles=circles,
        around=around,
        grid=_grid(view) if local else [],
        scale=_scale(view) if local else None,
        labels=_labels(circles, shape) if local else [],
    )


def _view(spots: Sequence[Spot], near: Near | None, shape: tuple[int, int]) -> MapView:
    """Look at the searched circle, at the spots when they are close together, or at the world."""
    width, height = shape
    places = [(spot.longitude, spot.latitude) for spot in spots]
    if near is not None:
        center = (near.point.longitude, near.point.latitude)
        if near.radius_km > _CLOSE_KM:
            return MapView.around(center, near.radius_km, width, height)
        return MapView.fitting([center, *places], width, height, margin=0.2, least=_CLOSEST_DEGREES)
    if places and max(x for x, _ in places) - min(x for x, _ in places) < _LOCAL_DEGREES:
        return MapView.fitting(places, width, height, margin=0.15, least=0.4)
    return MapView.fitting([*_WORLD, *places], width, height, margin=0.02)


def _gather(view: MapView, spots: Sequence[Spot]) -> list[Circle]:
    """Put spots into circles, beginning with those that hold most missions."""
    circles: list[Circle] = []
    for spot in sorted(spots, key=lambda spot: (-spot.missions, spot.latitude, spot.longitude)):
        if not view.holds(spot.longitude, spot.latitude):
            continue
        x, y = view.place(spot.longitude, spot.latitude)
        point = Point(spot.latitude, spot.longitude)
        circle = next((circle for circle in circles if _takes(circle, x, y, point)), None)
        if circle is None:
            name = spot.place or ""
            radius_km = _RADIUS_KM_LEAST
            circles.append(
                Circle(x=x, y=y, missions=spot.missions, name=name, center=point, radius_km=radius_km)
            )
        else:
            circle.missions += spot.missions
            circle.radius_km = max(circle.radius_km, math.ceil(distance_m(circle.center, point) / 1000))
            circle.name = spot.city if spot.city and circle.name != spot.place else circle.name
    return circles


def _takes(circle: Circle, x: float, y: float, point: Point) -> bool:
    """Say whether a spot is drawn into a circle: close on the picture, and within one search."""
    if math.dist((circle.x, circle.y), (x, y)) > circle.size + _GAP:
        return False
    return distance_m(circle.center, point) <= RADIUS_KM_HIGHEST * 1000


def _apart(circles: list[Circle], shape: tuple[int, int]) -> list[Circle]:
    """Push circles apart until each can be seen and tapped, and keep them in the picture."""
    width, height = shape
    for _ in range(_ROUNDS):
        for index, one in enumerate(circles):
            for other in circles[index + 1 :]:
                _push(one, other)
        for circle in circles:
            circle.x = round(min(max(circle.x, circle.size + 1), width - circle.size - 1), 1)
            circle.y = round(min(max(circle.y, circle.size + 1), height - circle.size - 1), 1)
    return circles


def _push(one: Circle, other: Circle) -> None:
    """Move two circles that overlap half of the way each."""
    x, y = other.x - one.x, other.y - one.y
    away = math.hypot(x, y) or 0.01
    overlap = one.size + other.size + _GAP - away
    if overlap > 0:
        x, y = (x or 0.01) / away * overlap / 2, y / away * overlap / 2
        one.x, one.y, other.x, other.y = one.x - x, one.y - y, other.x + x, other.y + y


def _grid(view: MapView) -> list[str]:
    """Draw lines of longitude and latitude, about six across."""
    step = next((step for step in _STEPS if (view.east - view.west) / step <= _LINES_MOST), _STEPS[-1])
    meridians = range(math.ceil(view.west / step), math.floor(view.east / step) + 1)
    parallels = range(math.ceil(view.south / step), math.floor(view.north / step) + 1)
    return [
        *(f"M{view.place(line * step, view.south)[0]} 0v{view.height}" for line in meridians),
        *(f"M0 {view.place(view.west, line * step)[1]}h{view.width}" for line in parallels),
    ]


def _scale(view: MapView) -> tuple[int, float] | None:
    """Choose a round length that takes at most a quarter of the picture."""
    latitude = (view.south + view.north) / 2
    lengths = ((km, view.pixels(km, latitude)) for km in _LENGTHS_KM)
    return next(((km, pixels) for km, pixels in lengths if pixels <= view.width / 4), None)


def _labels(circles: Sequence[Circle], shape: tuple[int, int]) -> list[Label]:
    return place_labels([Dot(circle.x, circle.y, circle.size, circle.name) for circle in circles], shape)
