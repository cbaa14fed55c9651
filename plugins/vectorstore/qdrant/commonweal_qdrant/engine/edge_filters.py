"""Filters as the REST API writes them, as objects of the engine's bindings."""

from typing import Any
from uuid import UUID

import qdrant_edge as edge

from commonweal_qdrant.points import Condition


def to_edge(where: Condition | None) -> edge.Filter | None:
    """Return a filter for the engine."""
    return None if where is None else _filter(where)


def _filter(where: Condition) -> edge.Filter:
    parts = {name: [_condition(part) for part in where[name]] for name in where}
    return edge.Filter(must=parts.get("must"), should=parts.get("should"), must_not=parts.get("must_not"))


def _condition(part: Condition) -> "edge.ConditionType":  # noqa: PLR0911 - one line a form
    match part:
        case {"has_id": ids}:
            return edge.HasIdCondition({UUID(each) for each in ids})
        case {"is_empty": {"key": key}}:
            return edge.IsEmptyCondition(key)
        case {"nested": {"key": key, "filter": where}}:
            return edge.NestedCondition(key, _filter(where))
        case {"key": key, "match": {"any": values}}:
            return edge.FieldCondition(key, match=edge.MatchAny(values))
        case {"key": key, "range": bounds}:
            return edge.FieldCondition(key, range=_range(bounds))
        case {"key": key, "geo_radius": {"center": centre, "radius": radius}}:
            place = edge.GeoPoint(lon=centre["lon"], lat=centre["lat"])
            return edge.FieldCondition(key, geo_radius=edge.GeoRadius(place, radius))
    return _filter(part)


def _range(bounds: dict[str, Any]) -> edge.RangeFloat | edge.RangeDateTime:
    if any(isinstance(bound, str) for bound in bounds.values()):
        return edge.RangeDateTime(**bounds)
    return edge.RangeFloat(**{name: float(bound) for name, bound in bounds.items()})
