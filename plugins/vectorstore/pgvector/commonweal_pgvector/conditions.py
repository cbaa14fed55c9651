"""Filters as SQL: conditions that indexes can answer, with exactly the meaning of ``commonweal``'s filters.

A condition on an item without values may be null, which passes no filter; where that matters, under ``Not``,
null is taken for false. The values are parameters, numbered from $1 in the order of ``arguments``.
"""

import math
from collections.abc import Sequence
from typing import Any

import asyncpg
from commonweal import EARTH_RADIUS, And, Equal, Filter, GeoPoint, Near, Not, OneOf, Or, Range, check_filter

from commonweal_pgvector.fields import Listed, Ordered, Places, storable, stored
from commonweal_pgvector.layout import Layout

_MARGIN = 1e-6  # degrees, a decimetre: boxes only choose whose distance is worked out
EVERYTHING = "true"
_POLE, _HALF_WAY_ROUND = 90, 180


def conditions(layout: Layout, where: Filter | None) -> "Conditions":
    """Return a filter as SQL; raises ``vector_field_invalid`` unless it fits the collection."""
    if where is not None:
        check_filter(layout.collection, where)
    with storable(layout.collection):
        return Conditions(layout, where)


class Conditions:
    """A filter that fits its collection, as SQL; ``arguments`` are its parameters."""

    def __init__(self, layout: Layout, where: Filter | None) -> None:
        self.arguments: list[object] = []
        self._fields: dict[str, Any] = dict(layout.fields)
        self.sql = EVERYTHING if where is None else self._sql(where)

    def _sql(self, where: Filter) -> str:
        match where:
            case And(parts):
                return self._joined("AND", parts, EVERYTHING)
            case Or(parts):
                return self._joined("OR", parts, "false")
            case Not(part):
                return f"({self._sql(part)}) IS NOT TRUE"
            case _:
                return self._single(where)

    def _single(self, where: Equal | OneOf | Range | Near) -> str:
        field = self._fields[where.field]
        match where:
            case Equal(_, value):
                return self._one_of(field, [value])
            case OneOf(_, values):
                return self._one_of(field, values)
            case Range(least=least, most=most):
                return self._range(field, least, most)
            case Near(_, centre, metres):
                return self._near(field, centre, metres)

    def _joined(self, word: str, parts: Sequence[Filter], of_none: str) -> str:
        return f" {word} ".join(f"({self._sql(part)})" for part in parts) or of_none

    def _one_of(self, field: Listed | Ordered, values: Sequence[Any]) -> str:
        given = f"{self._parameter([stored(value) for value in values])}::{field.array}"
        if isinstance(field, Listed):
            return f"{field.column} && {given}"
        return f"{field.least} = ANY ({given}) OR (several AND {field.column} && {given})"

    def _range(self, field: Ordered, least: Any, most: Any) -> str:
        """Ask by the least value; in items with several, which are rare and indexed apart, by all of them."""
        element = field.array.removesuffix("[]")
        low = None if least is None else f"{self._parameter(stored(least))}::{element}"
        high = None if most is None else f"{self._parameter(stored(most))}::{element}"
        if low is None and high is None:
            return f"{field.least} IS NOT NULL"
        if low is None:
            return f"{field.least} <= {high}"
        several = f"several AND {field.most} >= {low}"
        if high is None:
            return f"{field.least} >= {low} OR ({several})"
        between = f"EXISTS (SELECT FROM unnest({field.column}) AS value WHERE value BETWEEN {low} AND {high})"
        return f"{field.least} BETWEEN {low} AND {high} OR ({several} AND {between})"

    def _near(self, field: Places, centre: GeoPoint, metres: float) -> str:
        boxes = [f"{field.box} && {self._parameter(box)}::box" for box in boxes_around(centre, metres)]
        latitude, longitude = (
            self._parameter(float(centre.latitude)),
            self._parameter(float(centre.longitude)),
        )
        half = f"""
            power(sin(radians(latitude - {latitude}::float8) / 2), 2) + cos(radians({latitude}::float8))
            * cos(radians(latitude)) * power(sin(radians(longitude - {longitude}::float8) / 2), 2)
        """
        distance = f"2 * {EARTH_RADIUS!r}::float8 * asin(least(1, sqrt({half})))"
        places = f"unnest({field.latitudes}, {field.longitudes}) AS place (latitude, longitude)"
        within = f"EXISTS (SELECT FROM {places} WHERE {distance} <= {self._parameter(float(metres))}::float8)"
        return f"({' OR '.join(boxes)}) AND {within}"

    def _parameter(self, value: object) -> str:
        self.arguments.append(value)
        return f"${len(self.arguments)}"


def boxes_around(centre: GeoPoint, metres: float) -> list[asyncpg.Box]:
    """Return boxes of degrees that hold every place within a distance: two where the date line is crossed."""
    angle = metres / EARTH_RADIUS
    height = math.degrees(angle) + _MARGIN
    south, north = centre.latitude - height, centre.latitude + height
    if north >= _POLE or south <= -_POLE:
        return [asyncpg.Box((_HALF_WAY_ROUND, north), (-_HALF_WAY_ROUND, south))]
    ratio = math.sin(angle) / math.cos(math.radians(centre.latitude))
    width = math.degrees(math.asin(min(1.0, ratio))) + _MARGIN
    west, east = centre.longitude - width, centre.longitude + width
    boxes = [asyncpg.Box((east, north), (west, south))]
    if east > _HALF_WAY_ROUND:
        boxes.append(asyncpg.Box((east - 360, north), (-_HALF_WAY_ROUND, south)))
    if west < -_HALF_WAY_ROUND:
        boxes.append(asyncpg.Box((_HALF_WAY_ROUND, north), (west + 360, south)))
    return boxes
