"""Filters in the form that Qdrant's REST API gives them, meaning exactly what ours mean."""

from collections.abc import Sequence
from typing import Any

from commonweal import And, Collection, Equal, Filter, Near, Not, OneOf, Or, Range

from commonweal_qdrant.exactness import WIDE, halved, key_of, plain_ceiling, plain_floor
from commonweal_qdrant.indexes import halves
from commonweal_qdrant.payload import written
from commonweal_qdrant.points import Condition

NONE: Condition = {"has_id": []}
ALL: Condition = {"must_not": [NONE]}
_MARGIN, _MARGIN_METRES = 1e-9, 1e-4  # Qdrant's radius excludes its edge; see also poles in payload.py
_FARTHEST = 3e7  # metres; no place is farther from another


def to_filter(collection: Collection, where: Filter | None, but: Sequence[str] = ()) -> Condition | None:
    """Return a filter that fits the collection as a whole one of Qdrant's, less the points ``but``."""
    found = [] if where is None else [_condition(collection, where)]
    excluded: Condition = {"must_not": [{"has_id": list(but)}]} if but else {}
    return {"must": found} | excluded if found or excluded else None


def _condition(collection: Collection, where: Filter) -> Condition:  # noqa: PLR0911 - one line a form
    match where:
        case And(parts):
            return {"must": [_condition(collection, part) for part in parts]} if parts else ALL
        case Or(parts):
            return _any([_condition(collection, part) for part in parts])
        case Not(part):
            return {"must_not": [_condition(collection, part)]}
        case Equal(field, value):
            return _one_of(collection, field, [value])
        case OneOf(field, values):
            return _one_of(collection, field, values)
        case Near(field, centre, metres):
            radius = min(metres * (1 + _MARGIN) + _MARGIN_METRES, _FARTHEST)
            place = {"lon": float(centre.longitude), "lat": float(centre.latitude)}
            return {"key": field, "geo_radius": {"center": place, "radius": radius}}
        case Range(field=field, least=least, most=most):
            return _range(collection, field, least, most)


def _any(conditions: Sequence[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    return {"should": list(conditions)} if conditions else NONE


def _one_of(collection: Collection, field: str, values: Sequence[object]) -> Condition:
    texts = [written(collection, field, value) for value in values]
    match collection.field_type(field):
        case "number":
            return _any([_number_range(field, text, text) for text in texts])
        case "moment":
            return _any([_bounds(field, text, text) for text in texts])
    return {"key": field, "match": {"any": texts}} if texts else NONE


def _range(collection: Collection, field: str, least: object, most: object) -> Condition:
    bounds = [None if bound is None else written(collection, field, bound) for bound in (least, most)]
    match collection.field_type(field):
        case _ if bounds == [None, None]:
            return _any([{"must_not": [{"is_empty": {"key": key}}]} for key in (field, halves(field))])
        case "integer":
            return _integer_range(field, *bounds)
        case "number":
            return _number_range(field, *bounds)
    return _bounds(field, *bounds)


def _bounds(field: str, least: Any, most: Any) -> Condition:
    bounds = {"gte": least, "lte": most}
    return {"key": field, "range": {name: bound for name, bound in bounds.items() if bound is not None}}


def _number_range(field: str, least: float | None, most: float | None) -> Condition:
    """Compare plain numbers as such, and the others by their keys."""
    plain = _bounds(
        field,
        None if least is None else plain_ceiling(least),
        None if most is None else plain_floor(most),
    )
    keys = [None if bound is None else key_of(bound) for bound in (least, most)]
    return _any([plain, _key_range(field, *keys)])


def _integer_range(field: str, least: int | None, most: int | None) -> Condition:
    """Compare integers that a 64-bit float holds as such; if a bound lies beyond, the others by halves."""
    if all(bound is None or abs(bound) < WIDE for bound in (least, most)):
        return _bounds(field, least, most)
    inner = (
        1 - WIDE if least is None else max(least, 1 - WIDE),
        WIDE - 1 if most is None else min(most, WIDE - 1),
    )
    wide = _key_range(field, least, most)
    return _any([_bounds(field, *inner), wide] if inner[0] <= inner[1] else [wide])


def _key_range(field: str, least: int | None, most: int | None) -> Condition:
    """Compare what stands in halves; both bounds hold for the same value."""
    sides = [] if least is None else [_side(least, "gt", "gte")]
    sides += [] if most is None else [_side(most, "lt", "lte")]
    return {"nested": {"key": halves(field), "filter": {"must": sides}}}


def _side(bound: int, beyond: str, up_to: str) -> Condition:
    half = halved(bound)
    same: Condition = {"key": "high", "match": {"any": [half["high"]]}}
    low: Condition = {"key": "low", "range": {up_to: half["low"]}}
    return {"should": [{"key": "high", "range": {beyond: half["high"]}}, {"must": [same, low]}]}
