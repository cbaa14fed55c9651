"""Filters over the fields of a collection, and what they mean.

A condition holds when at least one value of the field meets it; an item without a value meets none. ``Not``
is the plain complement, so it also holds for items without a value. An empty ``And`` holds for every item,
an empty ``Or`` for none.
"""

import math
from collections.abc import Sequence

import msgspec

from commonweal.vectors.collection import Collection, GeoPoint, Scalar

EARTH_RADIUS = 6_371_008.8  # metres, the mean radius of WGS 84; distances are haversines on this sphere
_ORDERED = ("integer", "number", "moment")
_COMPARED = ("keyword", "boolean", *_ORDERED)


class Equal(msgspec.Struct, frozen=True):
    """The field has this value."""

    field: str
    value: Scalar


class OneOf(msgspec.Struct, frozen=True):
    """The field has one of these values; with none given, no item does."""

    field: str
    values: Sequence[Scalar]


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """The field lies between the bounds given, each inclusive; for integers, numbers and moments."""

    field: str
    least: Scalar | None = None
    most: Scalar | None = None


class Near(msgspec.Struct, frozen=True):
    """The place lies within a radius, in metres along the great circle, inclusive."""

    field: str
    centre: GeoPoint
    metres: float


class And(msgspec.Struct, frozen=True):
    """All parts hold."""

    parts: Sequence["Filter"]


class Or(msgspec.Struct, frozen=True):
    """At least one part holds."""

    parts: Sequence["Filter"]


class Not(msgspec.Struct, frozen=True):
    """The part does not hold."""

    part: "Filter"


Filter = Equal | OneOf | Range | Near | And | Or | Not


def check_filter(collection: Collection, condition: Filter) -> None:
    """Raise ``vector_field_invalid`` unless every field is declared and every value fits its field."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                check_filter(collection, part)
        case Not(part):
            check_filter(collection, part)
        case Equal(field, value):
            _check_values(collection, field, [value])
        case OneOf(field, values):
            _check_values(collection, field, values)
        case Range(field=field, least=least, most=most):
            _check_kind(collection, field, _ORDERED, "range")
            _check_values(collection, field, [bound for bound in (least, most) if bound is not None])
        case Near(field, centre, metres):
            _check_kind(collection, field, ("point",), "radius")
            collection.check_value(field, centre)
            if not (math.isfinite(metres) and metres >= 0):
                collection.refuse("field_invalid", f"takes a radius in metres, not {metres!r}")


def _check_values(collection: Collection, field: str, values: Sequence[object]) -> None:
    _check_kind(collection, field, _COMPARED, "comparison")
    for value in values:
        collection.check_value(field, value)


def _check_kind(collection: Collection, field: str, kinds: tuple[str, ...], what: str) -> None:
    if (kind := collection.field_type(field)) not in kinds:
        collection.refuse("field_invalid", f"has {field} as a {kind}, which takes no {what}")
