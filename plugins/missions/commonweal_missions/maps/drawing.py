"""The map of what is listed, drawn on the server: where it looks, and what it shows there."""

import math
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from commonweal_missions.filters import Near
from commonweal_missions.maps.circles import Circle, circles_of
from commonweal_missions.maps.labels import Dot, Label, place_labels
from commonweal_missions.maps.land import land_path
from commonweal_missions.maps.view import Pixel, View, extent
from commonweal_missions.queries.overview import Spot
from commonweal_missions.rules.geography import Point

WIDE, COMPACT = (960, 400), (400, 270)
INHABITED = (Point(-42.0, -132.0), Point(66.0, 158.0))
_CLOSE_KM = 60  # within it the picture shows the missions rather than the whole circle
_CLOSEST_DEGREES = 0.12
_LOCAL_DEGREES = 70.0  # farther apart than this, the whole world is shown
COAST_DEGREES = 6.0  # narrower pictures would show where the outlines of land are wrong
_LINES_MOST = 8
_LENGTHS_KM = (100, 50, 25, 10, 5, 2, 1)
_STEPS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the map.

    ``dots`` are places that no circle has room for; ``around`` is the searched circle in pixels: x, y and
    radius; ``grid`` holds lines of latitude and longitude; ``scale`` is a length in kilometres and in pixels.
    A picture of a small area has these in place of land, whose outlines are too coarse for it.
    """

    view: View
    land: str
    circles: list[Circle]
    dots: list[Pixel]
    labels: list[Label]
    around: tuple[float, float, float] | None
    grid: list[str]
    scale: tuple[int, float] | None


@lru_cache(maxsize=32)  # the same list is asked for again and again, in a few languages and two shapes
def draw(spots: tuple[Spot, ...], near: Near | None, shape: tuple[int, int]) -> Drawing:
    """Draw the spots in a picture of the given width and height; nobody changes what it gives."""
    view = _view(spots, near, shape)
    local = view.east - view.west < COAST_DEGREES
    circles, dots = circles_of(view, spots, by_city=not local)
    around = None
    if near is not None:
        x, y = view.place(near.point.longitude, near.point.latitude)
        around = x, y, view.pixels(near.radius_km, near.point.latitude)
    return Drawing(
        view=view,
        land="" if local else land_path(view),
        circles=circles,
        dots=dots,
        labels=place_labels([Dot(circle.x, circle.y, circle.size, circle.name) for circle in circles], shape),
        around=around,
        grid=grid_of(view) if local else [],
        scale=scale_of(view) if local else None,
    )


def _view(spots: Sequence[Spot], near: Near | None, shape: tuple[int, int]) -> View:
    """Look at the searched circle, at the spots when they are close together, or at the world."""
    width, height = shape
    if near is not None and near.radius_km > _CLOSE_KM:
        return View.around(near.point, near.radius_km, width, height)
    south, west, north, east = extent(Point(spot.latitude, spot.longitude) for spot in spots)
    corners = [Point(south, west), Point(north, east)]
    if near is not None:
        return View.fitting([near.point, *corners], width, height, margin=0.2, least=_CLOSEST_DEGREES)
    if east - west < _LOCAL_DEGREES:
        return View.fitting(corners, width, height, margin=0.15, least=0.4)
    return View.fitting([*INHABITED, *corners], width, height, margin=0.02)


def grid_of(view: View) -> list[str]:
    """Draw lines of longitude and latitude, about six across."""
    step = next((step for step in _STEPS if (view.east - view.west) / step <= _LINES_MOST), _STEPS[-1])
    meridians = range(math.ceil(view.west / step), math.floor(view.east / step) + 1)
    parallels = range(math.ceil(view.south / step), math.floor(view.north / step) + 1)
    return [
        *(f"M{view.place(line * step, view.south)[0]} 0v{view.height}" for line in meridians),
        *(f"M0 {view.place(view.west, line * step)[1]}h{view.width}" for line in parallels),
    ]


def scale_of(view: View) -> tuple[int, float] | None:
    """Choose a round length that takes at most a quarter of the picture."""
    latitude = (view.south + view.north) / 2
    lengths = ((km, view.pixels(km, latitude)) for km in _LENGTHS_KM)
    return next(((km, pixels) for km, pixels in lengths if pixels <= view.width / 4), None)
