"""Items as points, and back.

What Qdrant alone would change is kept beside. Cosine collections keep unit vectors only, so the length of a
vector is in the payload. Of numbers and places see ``exactness``. Booleans are the words true and false,
since the bindings of the engine match booleans as if they were integers. A pole lies a hundredth of a
millimetre beside itself, since the geo index of Qdrant loses points that lie on one.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commonweal import Collection, GeoPoint, Item, Value

from commonweal_qdrant.exactness import WIDE, halved, is_plain, key_of
from commonweal_qdrant.indexes import given, halves
from commonweal_qdrant.points import Point, packed, unpacked

LENGTH = "_length"
_POLE = 90 - 1e-10
_MINUTE = dt.timedelta(minutes=1)


def to_point(collection: Collection, item: Item) -> Point:
    """Return an item that has been checked as a point."""
    payload: dict[str, Any] = {}
    for name, value in item.fields.items():
        if isinstance(value, list | tuple):
            payload |= _parts(collection, name, value, lambda parts: parts)
        elif value is not None:
            payload |= _parts(collection, name, [value], lambda parts: parts[0] if parts else [])
    if collection.metric == "cosine":
        payload[LENGTH] = math.hypot(*item.vector)
    return Point(item.id, query_vector(collection, item.vector), payload)


def _parts(
    collection: Collection, field: str, values: Sequence[Any], form: Callable[[list[Any]], Any]
) -> dict[str, Any]:
    """Return what stands in the payload for one field; ``form`` makes one value, or the list, of a list."""
    kind = collection.field_type(field)
    texts = [written(collection, field, value) for value in values]
    wide: list[int] = []
    if kind == "integer":
        wide = [value for value in texts if abs(value) >= WIDE]
    elif kind == "number":
        wide = [key_of(value) for value in texts if not is_plain(value)]
    exact = all(_is_exact(kind, value) for value in values)
    parts = {
        field: form([value for value in texts if kind != "number" or is_plain(value)]),
        halves(field): [halved(key) for key in wide],
        given(field): [] if exact else form([_GIVEN[kind](value) for value in values]),
    }
    return {name: part for name, part in parts.items() if part != []}


def _is_exact(kind: str, value: Any) -> bool:
    """Tell whether Qdrant gives back the value itself for what is written of it."""
    if kind == "number":
        return is_plain(value)
    return kind != "point" or (
        is_plain(value.latitude) and is_plain(value.longitude) and abs(value.latitude) < _POLE
    )


def query_vector(collection: Collection, vector: Sequence[float]) -> bytes:
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
        kept, read = point.payload.get(given(name)), _READ_GIVEN.get(kind)
        if kept is None or read is None:
            kept, read = point.payload.get(name), _READ[kind]
        if kept is not None:
            fields[name] = [read(each) for each in kept] if isinstance(kept, list) else read(kept)
    return Item(point.id, [part * length for part in vector] if length != 1 else vector, fields)


def written(collection: Collection, field: str, value: Any) -> Any:
    """Return a value that fits its field as it stands in a payload and in filters."""
    kind = collection.field_type(field)
    if kind == "keyword":
        _check_text(collection, field, value)
    return _WRITE[kind](value)


def _check_text(collection: Collection, field: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        collection.refuse("field_invalid", f"takes text as {field}; {text!r:.100} holds half a character")


def _write_moment(value: dt.datetime) -> str:
    """Write a moment in RFC 3339, whose offsets are of whole minutes; no year is left at either end."""
    offset = value.utcoffset() or dt.timedelta()
    minutes = offset // _MINUTE if value.year > dt.MINYEAR else -(-offset // _MINUTE)
    whole = dt.timedelta(minutes=minutes)
    return (value.replace(tzinfo=dt.timezone(whole)) + (whole - offset)).isoformat()


def _write_point(value: GeoPoint) -> dict[str, float]:
    return {"lon": float(value.longitude), "lat": max(-_POLE, min(_POLE, float(value.latitude)))}


def _read_given_point(kept: str) -> GeoPoint:
    latitude, longitude = map(float, kept.split())
    return GeoPoint(latitude, longitude)


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
    "point": lambda kept: GeoPoint(kept["lat"], kept["lon"]),
}
_GIVEN: Mapping[str, Callable[[Any], str]] = {
    "number": lambda value: repr(float(value)),
    "point": lambda value: f"{float(value.latitude)!r} {float(value.longitude)!r}",
}
_READ_GIVEN: Mapping[str, Callable[[str], Any]] = {"number": float, "point": _read_given_point}
