"""What plugins declare: collections, the fields to filter by, and the values that fit them."""

import datetime as dt
import math
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from sys import float_info
from typing import Annotated, Any, Literal, NoReturn, cast, get_args
from uuid import UUID

import msgspec
from msgspec import Meta

from commonweal.errors import CommonwealError
from commonweal.storage.work import UnitOfWork

DIMENSIONS = 1_024  # DOMAIN §19
MAX_DIMENSIONS = 4_000
MAX_LIMIT = 1_000
_SHORTEST, _LONGEST = 1e-12, 1e12  # beyond these, squares leave the range of 32-bit floats
Metric = Literal["cosine", "dot", "euclidean"]
FieldType = Literal["keyword", "integer", "number", "boolean", "moment", "point"]
_NAME = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9_]{0,59}")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class VectorError(CommonwealError):
    """A store refuses what it was asked, and changed nothing; the message says what to do instead.

    Codes: ``vector_collection_invalid``, ``vector_collection_unknown``, ``vector_unusable``,
    ``vector_field_invalid``, ``vector_limit_invalid``, ``vector_item_unknown``, ``vector_store_unfit``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class VectorsUnavailable(CommonwealError):
    """A store or an embedder does not answer, or has no room left; nothing was changed, so try again."""

    code = "service_unavailable"


class GeoPoint(msgspec.Struct, frozen=True):
    """A place in degrees, WGS 84; raises ``vector_field_invalid`` for one that is not on the globe."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):  # noqa: PLR2004 - degrees
            text = f"latitudes go from -90 to 90, longitudes from -180 to 180, not {self}"
            raise VectorError("vector_field_invalid", text)


Scalar = str | int | float | bool | dt.datetime | GeoPoint
Value = Scalar | Sequence[Scalar] | None
_TYPES: dict[FieldType, Any] = {
    "keyword": Annotated[str, Meta(max_length=1_000, pattern=r"^[^\0\ud800-\udfff]*\Z")],
    "integer": Annotated[int, Meta(ge=-(2**63) + 1, le=2**63 - 1)],
    "number": Annotated[float, Meta(ge=-float_info.max, le=float_info.max)],
    "boolean": bool,
    "moment": Annotated[dt.datetime, Meta(tz=True)],
    "point": GeoPoint,
}


class Document(msgspec.Struct, frozen=True):
    """What a plugin knows of one thing: the text to embed and the values to filter by.

    A thing with several texts, such as one in several languages, is as many documents of one ``id``, each
    with a ``part`` of its own; a search finds it once, by the text that is most alike.
    """

    id: UUID
    text: str
    fields: Mapping[str, Value]
    part: str = ""


class Item(msgspec.Struct, frozen=True):
    """One entry of a collection. A field may be left out or None; it may hold several values, as a list."""

    id: UUID
    vector: Sequence[float]
    fields: Mapping[str, Value] = {}


Documents = Callable[[UnitOfWork, Sequence[UUID]], Awaitable[list[Document]]]
"""Reads the given things from the system of record; those it leaves out no longer exist."""

ListIds = Callable[[UnitOfWork, UUID | None, int], Awaitable[list[UUID]]]
"""Returns the ids of what there is, in order, those behind the given one only, at most so many."""


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """A set of items that are searched together, declared through ``commonweal_vector_collections``.

    ``name`` is ``<plugin id>.<what it holds>``. Scores: ``cosine`` from -1 to 1, ``dot`` the inner product,
    ``euclidean`` 1 / (1 + distance); higher is always more alike. Raises ``vector_collection_invalid``.

    A plugin also says where the items come from, for PostgreSQL is the system of record and an index can be
    built anew at any time: ``documents`` reads some, ``list_ids`` goes through all, and ``changed_by`` names
    the events after which one is read again, each with the attribute that holds its id. ``dimensions`` are
    what an embedder is asked for; one that has a number of its own gives that.
    """

    name: str
    fields: Mapping[str, FieldType]
    dimensions: int = DIMENSIONS
    metric: Metric = "cosine"
    documents: Documents | None = None
    list_ids: ListIds | None = None
    changed_by: Mapping[type[Any], str] = {}

    def __post_init__(self) -> None:
        refuse = partial(self.refuse, "collection_invalid")
        if not _NAME.fullmatch(self.name):
            refuse("is no collection name; write <plugin id>.<name>")
        if not 1 <= self.dimensions <= MAX_DIMENSIONS:
            refuse(f"has {self.dimensions} dimensions; choose 1 to {MAX_DIMENSIONS}")
        if self.metric not in get_args(Metric):
            refuse(f"has metric {self.metric!r}; choose {', '.join(get_args(Metric))}")
        for name, kind in self.fields.items():
            if not _FIELD_NAME.fullmatch(name):
                refuse(f"has the field {name!r}; use a-z, 0-9 and _ in names")
            if kind not in _TYPES:
                refuse(f"has {name} as {kind!r}; choose {', '.join(_TYPES)}")

    def refuse(self, code: str, text: str) -> NoReturn:
        """Raise a ``VectorError`` about this collection."""
        raise VectorError(f"vector_{code}", f"{self.name} {text}")

    def check_vector(self, vector: Sequence[float]) -> None:
        """Raise ``vector_unusable`` unless the vector has the right dimensions, is finite and not zero."""
        if len(vector) != self.dimensions:
            self.refuse("unusable", f"takes {self.dimensions} dimensions, not {len(vector)}")
        if not all(map(math.isfinite, vector)):
            self.refuse("unusable", "takes finite numbers; this vector holds NaN or infinity")
        if not _SHORTEST <= math.hypot(*vector) <= _LONGEST:
            self.refuse("unusable", f"takes lengths of {_SHORTEST} to {_LONGEST}, not {math.hypot(*vector)}")

    def check_item(self, item: Item) -> None:
        """Raise ``vector_unusable`` or ``vector_field_invalid`` unless the item can be stored."""
        self.check_vector(item.vector)
        for name in item.fields:
            self.field_type(name)
            for value in values_of(item, name):
                self.check_value(name, value)

    def check_value(self, name: str, value: object) -> None:
        """Raise ``vector_field_invalid`` unless a field of that name takes the value."""
        kind = self.field_type(name)
        try:
            fits = msgspec.convert(value, _TYPES[kind]) == value
        except msgspec.ValidationError:
            fits = False
        if not fits:
            self.refuse("field_invalid", f"takes a {kind} as {name}, not {value!r:.100}")

    def field_type(self, name: str) -> FieldType:
        """Return the type of a field, or raise ``vector_field_invalid`` when it is not declared."""
        if name not in self.fields:
            known = ", ".join(sorted(self.fields)) or "none"
            self.refuse("field_invalid", f"has no field {name!r}; its fields: {known}")
        return self.fields[name]


def values_of(item: Item, name: str) -> list[Scalar]:
    """Return the values an item has in a field: none, one or several."""
    value = item.fields.get(name)
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [cast("Scalar", value)]


def check_limit(limit: int) -> None:
    """Raise ``vector_limit_invalid`` unless 1 to 1,000 results are asked for."""
    if not 1 <= limit <= MAX_LIMIT:
        raise VectorError("vector_limit_invalid", f"ask for 1 to {MAX_LIMIT} results, not {limit}")
