"""The columns of a field: an array, for it may have none, one or several values, and what indexes need.

That is the least and the greatest of what can be ordered, and the box around all places. The columns are
named for the field with a prefix, which no two kinds of columns share. Each class says which ``columns``
there are and of what types, which of them go into the common index of words (``gin``), and which further
``indexes`` there are, as they stand behind ``ON table``.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import asyncpg
from commonweal import Collection, FieldType, GeoPoint

_LONGEST_WORD = 1_000  # bytes; an index entry may have 2,700
_MARK = "\x01"


class Listed:
    """Words and truth values, which are only compared."""

    indexes: Sequence[str] = ()

    def __init__(self, name: str, element: str) -> None:
        self.column = f"field_{name}"
        self.array = f"{element}[]"
        collation = ' COLLATE "C"' if element == "text" else ""
        self.columns = {self.column: f"{self.array}{collation} NOT NULL"}
        self.gin = [self.column]

    def row(self, values: Sequence[Any], long_words: dict[str, str]) -> list[object]:
        """Return the array; what is too long for an index stands for itself in ``long_words``."""
        short = [stored(value) for value in values]
        long_words.update((key, value) for key, value in zip(short, values, strict=True) if key != value)
        return [short]

    def values(self, row: Mapping[str, Any], long_words: Mapping[str, str]) -> list[Any]:
        """Return the words as they were given."""
        return [long_words.get(value, value) for value in row[self.column]]


class Ordered:
    """Numbers and moments. Nearly always there is one at most, and then it is the least."""

    gin: Sequence[str] = ()

    def __init__(self, name: str, element: str) -> None:
        self.column, self.least, self.most = f"field_{name}", f"least_{name}", f"most_{name}"
        self.array = f"{element}[]"
        self.columns = {self.column: f"{self.array} NOT NULL", self.least: element, self.most: element}
        self.indexes = (f"({self.least})",)

    def row(self, values: Sequence[Any], long_words: dict[str, str]) -> list[object]:
        """Return the values, the least and the greatest."""
        del long_words
        kept = [stored(value) for value in values]
        return [kept, min(kept, default=None), max(kept, default=None)]

    def values(self, row: Mapping[str, Any], long_words: Mapping[str, str]) -> list[Any]:
        """Return the values; asyncpg keeps the last moment there is as infinity, and reads that as naive."""
        del long_words
        return [
            value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) else value
            for value in row[self.column]
        ]


class Places:
    """Places, as two arrays of degrees and the box around them."""

    gin: Sequence[str] = ()

    def __init__(self, name: str) -> None:
        self.latitudes, self.longitudes, self.box = f"latitudes_{name}", f"longitudes_{name}", f"box_{name}"
        degrees = "float8[] NOT NULL"
        self.columns = {self.latitudes: degrees, self.longitudes: degrees, self.box: "box"}
        self.indexes = (f"USING gist ({self.box})",)

    def row(self, values: Sequence[Any], long_words: dict[str, str]) -> list[object]:
        """Return the degrees, and the box with longitudes before latitudes, as x and y."""
        del long_words
        latitudes, longitudes = [place.latitude for place in values], [place.longitude for place in values]
        if not values:
            return [latitudes, longitudes, None]
        box = asyncpg.Box((max(longitudes), max(latitudes)), (min(longitudes), min(latitudes)))
        return [latitudes, longitudes, box]

    def values(self, row: Mapping[str, Any], long_words: Mapping[str, str]) -> list[Any]:
        """Return the places."""
        del long_words
        return [GeoPoint(*place) for place in zip(row[self.latitudes], row[self.longitudes], strict=True)]


_ELEMENTS: Mapping[FieldType, str] = {
    "keyword": "text",
    "boolean": "boolean",
    "integer": "bigint",
    "number": "float8",
    "moment": "timestamptz",
}


Field = Listed | Ordered | Places


def field(name: str, kind: FieldType) -> Field:
    """Return how a field lies in the table."""
    if kind == "point":
        return Places(name)
    return (Listed if kind in {"keyword", "boolean"} else Ordered)(name, _ELEMENTS[kind])


def stored(value: Any) -> Any:
    """Return a value as the table holds it: hashed if it is too long, or looks like something hashed."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC)
    if not isinstance(value, str) or (len(value.encode()) <= _LONGEST_WORD and value[:1] != _MARK):
        return value
    return _MARK + hashlib.sha256(value.encode()).hexdigest()


@contextmanager
def storable(collection: Collection) -> Iterator[None]:
    """Refuse words that are no Unicode text, and moments before the year 1 or after 9999 in UTC."""
    try:
        yield
    except (UnicodeEncodeError, OverflowError) as error:
        collection.refuse("field_invalid", f"cannot keep a value: {error}")
