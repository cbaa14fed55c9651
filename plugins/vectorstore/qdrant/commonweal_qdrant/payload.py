"""Items as points, and back.

What Qdrant alone would change is kept beside: the length of a vector, since cosine collections keep unit
vectors only; integers from 2^53 on in two halves, since its ranges are of 64-bit floats. Booleans are the
words true and false, since the bindings of the engine match booleans as if they were integers. A pole lies
a hundredth of a millimetre beside itself, since the geo index of Qdrant loses points that lie on one.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

from commonweal import Collection, GeoPoint, Item, Value

from commonweal_qdrant.indexes import halves
from commonweal_qdrant.points import Point, packed, unpacked

LENGTH = "_length"
WIDE = 2**53
_POLE = 90 - 1e-10
_HALF = 32


def halved(value: int) -> dict[str, int]:
    """Cut an integer into halves that order like it, the high one first."""
    return {"high": value >> _HALF, "low": value & (2**_HALF - 1)}


def to_point(collection: Collection, item: Item) -> Point:
    """Return an item that has been checked as a point."""
    payload: dict[str, Any] = {}
    for name, value in item.fields.items():
        kind = collection.field_type(name)
        several = isinstance(value, list | tuple)
        values = [written(collection, name, each) for each in (value if several else [value])]  # type: ignore[union-attr]  # checked before
        if values and value is not None:
            payload[name] = values if several else values[0]
        if kind == "integer" and (wide := [halved(each) for each in values if each and abs(each) >= WIDE]):
            payload[halves(name)] = wide
    if collection.metric == "cosine":
        payload[LENGTH] = math.hypot(*item.vector)
    return Point(item.id, query_vector(collection, item.vector), payload)


def query_vector(collection: Collection, vector: Any) -> bytes:
    """Return a vector as it is kept and asked for: one of a cosine collection has the length 1."""
    if collection.metric != "cosine":
        return packed(vector)
    length = math.hypot(*vector)
    return packed([part / length for part in vector])


def to_item(collection: Collection, point: Point) -> Item:
    """Return a point as the item it was made from."""
    vector, length = unpacked(point.vector), point.payload.get(LENGTH, 1.0)
    fields: dict[str, Value] = {}
    for name, kind in collection.fields.items():
        kept = point.payload.get(name)
        if kept is not None:
            read = _READ[kind]
            fields[name] = [read(each) for each in kept] if isinstance(kept, list) else read(kept)
    return Item(point.id, [part * length for part in vector] if length != 1 else vector, fields)


def written(collection: Collection, field: str, value: Any) -> Any:
    """Return a value, which fits its field, as it stands in a payload; None stays None."""
    kind = collection.field_type(field)
    if kind == "keyword" and value is not None:
        _check_text(collection, field, value)
    return None if value is None else _WRITE[kind](value)


def _check_text(collection: Collection, field: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        collection.refuse("field_invalid", f"takes text as {field}; {text!r:.100} holds half a character")


def _write_moment(value: dt.datetime) -> str:
    """Write a moment in RFC 3339, whose offsets are of whole minutes."""
    offset = value.utcoffset() or dt.timedelta()
    whole = dt.timedelta(minutes=offset // dt.timedelta(minutes=1))
    return (value if offset == whole else value.astimezone(dt.timezone(whole))).isoformat()


def _write_point(value: GeoPoint) -> dict[str, float]:
    return {"lon": float(value.longitude), "lat": max(-_POLE, min(_POLE, float(value.latitude)))}


def _read_point(kept: dict[str, float]) -> GeoPoint:
    latitude = kept["lat"]
    return GeoPoint(math.copysign(90, latitude) if abs(latitude) >= _POLE else latitude, kept["lon"])


_WRITE: Mapping[str, Callable[[Any], Any]] = {
    "keyword": str,
    "boolean": lambda value: "true" if value else "false",
    "integer": int,
    "number": float,
    "moment": _write_moment,
    "point": _write_point,
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "keyword": str,
    "boolean": lambda kept: kept == "true",
    "integer": int,
    "number": float,
    "moment": dt.datetime.fromisoformat,
    "point": _read_point,
}
