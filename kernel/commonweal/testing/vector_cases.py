"""What the kit of vector stores puts to them: items and filters with values that stores get wrong.

There are big integers that a float cannot tell apart, fractions that 32 bits cannot hold, moments in other
zones and at the ends of the calendar, words that differ by case, quotes, and places on both sides of the
date line and around the poles.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from hypothesis import strategies as st

from commonweal.testing.vectors import great_circle
from commonweal.vectors.collection import Collection, FieldType, GeoPoint, Item, Metric, Scalar, Value
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range

DIMENSIONS = 4
ORGANISATIONS = ("0198b1c0-8a52-7d3e-9f4b-0b6f3a1c2d4e", "0198b1c0-8a52-7d3e-9f4b-0b6f3a1c2d4f")
FIELDS: Mapping[str, FieldType] = {
    "organisation": "keyword",
    "domain": "keyword",
    "slots": "integer",
    "reward": "number",
    "urgent": "boolean",
    "expires": "moment",
    "place": "point",
}
IDS = [UUID(int=number) for number in (*range(1, 16), 2**64, 2**64 + 1, 2**127, 2**128 - 1)]
METRICS: st.SearchStrategy[Metric] = st.sampled_from(["cosine", "dot", "euclidean"])
_NUMBERS = itertools.count()
_INDIA = dt.timezone(dt.timedelta(hours=5, minutes=30))
_DEGREES = [
    (-12.05, -77.04),
    (-12.06, -77.05),
    (19.43, -99.13),
    (64.5, 179.9),
    (64.5, -179.9),
    (90, 0),
    (-90, 5),
]
_PLACES = [GeoPoint(*place) for place in _DEGREES]
_RADII = [900.0, 5e4, 4e6, 1.5e7]
_VALUES: Mapping[str, Sequence[Scalar]] = {
    "organisation": ORGANISATIONS,
    "domain": ["care", "Care", "care%", "O'Hara; --", '"\\', "数字包容", "", " care", "数" * 1_000],
    "slots": [-2, 0, 1, 2, 3, 2**53, 2**53 + 1, 2**63 - 1, -(2**63) + 1],
    "reward": [-0.5, 0, 0.1, 0.1 + 2**-40, 10, 67.5, 1e300],
    "urgent": [False, True],
    "expires": [
        dt.datetime(1, 1, 1, tzinfo=dt.UTC),
        dt.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, 5, 30, tzinfo=_INDIA),
        dt.datetime(2026, 7, 1, 0, 0, 0, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, 2, tzinfo=_INDIA),
        dt.datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    ],
    "place": _PLACES,
}


def _items(how_many: int) -> list[Item]:
    """Make items of few ids, the same each time; Hypothesis draws from them faster than it makes any."""
    chance = random.Random(20260701)  # noqa: S311 - test data
    made = []
    for number in range(how_many):
        vector = [float(chance.randint(-4, 4)) for _ in range(DIMENSIONS - 1)] + [float(number % 4 + 1)]
        fields: dict[str, Value] = {}
        for name, values in _VALUES.items():
            kinds: list[Value] = [chance.choice(values), chance.choices(values, k=2), [], None]
            if chance.random() < 0.7:  # noqa: PLR2004 - the others lack the field
                [fields[name]] = chance.choices(kinds, [6, 3, 1, 1])
        made.append(Item(chance.choice(IDS), vector, fields))
    return made


ITEMS = st.sampled_from(_items(400))
VECTORS = st.lists(st.integers(-4, 4).map(float), min_size=DIMENSIONS, max_size=DIMENSIONS).filter(any)


def one_of_each() -> list[Item]:
    """Return items that have one value each, in one field; one has none, and some have several."""
    alone: list[dict[str, Value]] = [{name: value} for name, values in _VALUES.items() for value in values]
    several: list[dict[str, Value]] = [{name: list(values[:2])} for name, values in _VALUES.items()]
    return [item(number, 1, 0, 0, 0, **fields) for number, fields in enumerate([{}, *alone, *several], 1)]


def conditions() -> Iterator[Filter]:
    """Return conditions of every kind for every field, with every value."""
    for name, values in _VALUES.items():
        if name == "place":
            yield from (Near(name, GeoPoint(*place), metres) for place in _DEGREES for metres in _RADII)
            continue
        yield from (Equal(name, value) for value in values)
        yield from (OneOf(name, some) for some in ([], values, values[::2], [values[0], values[0]]))
        if FIELDS[name] in {"integer", "number", "moment"}:
            yield Range(field=name)
            for value in values:
                yield from (Range(field=name, least=value), Range(field=name, most=value))
                yield Range(field=name, least=values[0], most=value)


def is_decided(where: Filter) -> bool:
    """Tell whether no place lies so near to the edge of a radius that rounding decides."""
    if not isinstance(where, Near):
        return True
    return all(abs(great_circle(where.centre, place) - where.metres) > 1 for place in _PLACES)


_PASSED_BY_MANY: list[Filter] = [
    Equal("organisation", ORGANISATIONS[0]),
    Equal("urgent", value=False),
    Range(field="slots", least=0, most=3),
    Near("place", GeoPoint(0, -90), 1e7),
]
FILTERS: st.SearchStrategy[Filter] = st.recursive(
    st.sampled_from(_PASSED_BY_MANY) | st.sampled_from([each for each in conditions() if is_decided(each)]),
    lambda parts: (
        st.builds(And, st.lists(parts, max_size=3))
        | st.builds(Or, st.lists(parts, max_size=3))
        | st.builds(Not, parts)
    ),
    max_leaves=5,
)


def collection(metric: Metric = "cosine", dimensions: int = DIMENSIONS) -> Collection:
    """Declare a collection that no other test uses."""
    name = f"kit.collection_{next(_NUMBERS)}"
    return Collection(name=name, dimensions=dimensions, fields=FIELDS, metric=metric)


def item(number: int, *vector: float, **fields: Value) -> Item:
    """Make an item whose id orders by its number."""
    return Item(UUID(int=number), vector, fields)
