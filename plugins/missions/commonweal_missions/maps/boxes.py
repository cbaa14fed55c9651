"""A picture of a box on the map and of its surroundings, also where it crosses the 180th meridian."""

from collections.abc import Sequence

import msgspec

from commonweal_missions.maps.circles import Circle, circles_of
from commonweal_missions.maps.drawing import COAST_DEGREES, grid_of, scale_of
from commonweal_missions.maps.labels import Dot, Label, place_labels
from commonweal_missions.maps.land import land_path
from commonweal_missions.maps.view import Pixel, View
from commonweal_missions.queries.overview import Spot
from commonweal_missions.queries.places import Named
from commonweal_missions.queries.shown import Bounds
from commonweal_missions.rules.geography import Box, Point

_TURN = 360.0
_DOT = 3.0  # the radius of a named place in pixels


class BoxDrawing(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a box: ``frame`` is its left, top, width and height in pixels, None without a box.

    ``places`` are the named places that are labelled; ``marks`` are further points. All else is as in a
    ``Drawing``. The view may go beyond 180 degrees.
    """

    view: View
    land: str
    frame: tuple[float, float, float, float] | None
    circles: list[Circle]
    dots: list[Pixel]
    marks: list[Pixel]
    places: list[Pixel]
    labels: list[Label]
    grid: list[str]
    scale: tuple[int, float] | None


def view_of(bounds: Bounds, shape: tuple[int, int], margin: float) -> View:
    """Return the view of a box with so many times its own size around, in a picture of a width and height."""
    east = bounds.west + _wide(bounds)
    return View.over(Box(bounds.south, bounds.west, bounds.north, east), *shape, margin=margin)


def draw_box(
    view: View,
    bounds: Bounds | None,
    *,
    spots: Sequence[Spot] = (),
    marks: Sequence[Point] = (),
    named: Sequence[Named] = (),
) -> BoxDrawing:
    """Draw a box in a view, the missions at some spots as circles, other points, and the names of places."""
    shape = view.width, view.height
    local = view.east - view.west < COAST_DEGREES
    there = [spot._replace(longitude=_seen(view, spot.longitude)) for spot in spots]
    circles, dots = circles_of(view, there, by_city=not local)
    towns = [
        Dot(*view.place(_seen(view, each.point.longitude), each.point.latitude), _DOT, each.name)
        for each in named
    ]
    labelled = [Dot(circle.x, circle.y, circle.size, circle.name) for circle in circles]
    return BoxDrawing(
        view=view,
        land="" if local else "".join(land_path(_shifted(view, turn)) for turn in (-_TURN, 0.0, _TURN)),
        frame=_frame(view, bounds) if bounds else None,
        circles=circles,
        dots=dots,
        marks=[view.place(_seen(view, each.longitude), each.latitude) for each in marks],
        places=[(dot.x, dot.y) for dot in towns],
        labels=place_labels([*labelled, *towns], shape),
        grid=grid_of(view) if local else [],
        scale=scale_of(view) if local else None,
    )


def _seen(view: View, longitude: float) -> float:
    """Return a longitude, turned once around the globe if that brings it into the view."""
    return view.west + (longitude - view.west) % _TURN


def _shifted(view: View, turn: float) -> View:
    return view._replace(west=view.west + turn, east=view.east + turn)


def _frame(view: View, bounds: Bounds) -> tuple[float, float, float, float]:
    wide = _wide(bounds)
    turns = round(((view.west + view.east) / 2 - (bounds.west + wide / 2)) / _TURN)
    west = bounds.west + turns * _TURN
    left, top = view.place(west, bounds.north)
    right, bottom = view.place(west + wide, bounds.south)
    return left, top, round(right - left, 1), round(bottom - top, 1)


def _wide(bounds: Bounds) -> float:
    return bounds.east - bounds.west + (_TURN if bounds.west > bounds.east else 0.0)
