"""Choosing a box on the map, step by step: each is a form that is sent, and a page with a new map."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from commonweal import UnitOfWork, Visit
from commonweal_missions import api as missions

from commonweal_circles.opening.entries import SettingsEntries
from commonweal_circles.rules.place import (
    Box,
    Point,
    area,
    around,
    moved,
    normalise,
    scaled,
    sides,
)

COLUMNS, ROWS = 12, 8
SHAPE = (480, 320)
WORLD = missions.Bounds(-180.0, -56.0, 180.0, 72.0)
MARGIN = 0.9  # how much around the box is shown, in its own size
NAMED_KM = 10
NAMES_MOST = 14
_GROW, _STEP = 1.6, 0.5

STEPS: dict[str, Callable[[Box], Box]] = {
    "north": lambda box: moved(box, 0, _STEP),
    "south": lambda box: moved(box, 0, -_STEP),
    "west": lambda box: moved(box, -_STEP, 0),
    "east": lambda box: moved(box, _STEP, 0),
    "larger": lambda box: scaled(box, _GROW, _GROW),
    "smaller": lambda box: scaled(box, 1 / _GROW, 1 / _GROW),
    "wider": lambda box: scaled(box, _GROW, 1),
    "narrower": lambda box: scaled(box, 1 / _GROW, 1),
    "taller": lambda box: scaled(box, 1, _GROW),
    "flatter": lambda box: scaled(box, 1, 1 / _GROW),
}


class PlaceEntries(msgspec.Struct):
    """What the page of the map understands: the box as it is, and what to ``do`` with it.

    ``do`` is one of the steps, ``find`` for the place named in ``sought``, ``clear``, ``use``, or the number
    of a square of the map. ``back`` is the circle whose settings it is for; without one it is a new circle.
    """

    west: str = ""
    south: str = ""
    east: str = ""
    north: str = ""
    sought: str = ""
    do: str = ""
    back: str = ""


class Picture(NamedTuple):
    """The map of a chosen box, or of the world, and how large the box is in kilometres."""

    drawing: missions.BoxDrawing
    wide_km: float
    high_km: float
    area_km2: float


def box_in(entries: PlaceEntries) -> Box | None:
    """Return the box that was entered, or None; raises ``ValueError`` for one that is none."""
    sides_given = (entries.west, entries.south, entries.east, entries.north)
    if not any(sides_given):
        return None
    return normalise(*(float(each.replace("\u2212", "-").replace(",", ".")) for each in sides_given))


def stepped(box: Box | None, do: str) -> Box | None:
    """Return the box after a step, or the square that was chosen; what is no step changes nothing."""
    if do == "clear":
        return None
    if do.isascii() and do.isdigit() and int(do) < COLUMNS * ROWS:
        return square(box, int(do))
    return STEPS[do](box) if box is not None and do in STEPS else box


def square(box: Box | None, number: int) -> Box:
    """Return the part of the globe under a square of the map, counted by rows from the top left."""
    row, column = divmod(number, COLUMNS)
    view, (width, height) = _view(box), SHAPE
    top_left = view.at(column * width / COLUMNS, row * height / ROWS)
    below_right = view.at((column + 1) * width / COLUMNS, (row + 1) * height / ROWS)
    return normalise(top_left.longitude, below_right.latitude, below_right.longitude, top_left.latitude)


async def named(work: UnitOfWork, name: str) -> Box | None:
    """Return the surroundings of a place that is known by a name, in whatever language."""
    found = await missions.find_place(work, name)
    return around(Point(*found), NAMED_KM) if found else None


async def picture(work: UnitOfWork, visit: Visit, box: Box | None) -> Picture:
    """Draw the map of a box with the places around it, or of the world."""
    view, bounds = _view(box), missions.Bounds(*box) if box else None
    names = await missions.places_inside(work, _shown(view), visit.locale, NAMES_MOST)
    drawing = missions.draw_box(view, bounds, named=names)
    if box is None:
        return Picture(drawing, 0, 0, 0)
    return Picture(drawing, *sides(box), area(box))


def entered(box: Box) -> dict[str, str]:
    """Write a box as the four entries of a form."""
    return {name: f"{value:.4f}".rstrip("0").rstrip(".") for name, value in box._asdict().items()}


def kept(entries: dict[str, list[str]]) -> dict[str, Any]:
    """Return what else was entered into the form that the map was called from, to be sent along."""
    known = set(SettingsEntries.__struct_fields__).difference(PlaceEntries.__struct_fields__)
    return {name: values for name, values in entries.items() if name in known}


def _view(box: Box | None) -> missions.View:
    return missions.view_of(missions.Bounds(*box), SHAPE, MARGIN) if box else _WORLD


def _shown(view: missions.View) -> missions.Bounds:
    """Return what a view shows as a box on the globe."""
    whole = view.east - view.west >= WORLD.east - WORLD.west
    if whole:
        return missions.Bounds(WORLD.west, view.south, WORLD.east, view.north)
    box = normalise(view.west, view.south, view.east, view.north)
    return missions.Bounds(*box)


_WORLD = missions.view_of(WORLD, SHAPE, 0.0)
