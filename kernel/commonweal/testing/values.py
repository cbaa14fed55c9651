"""Values made up by Hypothesis for the types that signatures and structs name, rules of msgspec included."""

import types
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

_MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - zoned below
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
)
_FEW = 4


def values_for(kind: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one answer for each kind of type
    """Return a strategy for values of a type: structs, lists, unions, rules in ``Annotated``, plain types."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _within(kind).filter(lambda value: is_valid(value, kind))
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values_for, inner))
    if origin in (list, Sequence):
        return st.lists(values_for(inner[0]), max_size=_FEW)
    if origin in (dict, Mapping):
        return st.dictionaries(values_for(inner[0]), values_for(inner[1]), max_size=_FEW)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return structs_of(kind)
    if kind is datetime:
        return _MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC))
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    return st.from_type(kind)


def _within(kind: Any) -> st.SearchStrategy[Any]:
    """Return values that keep most rules of an annotated type, so that few must be thrown away."""
    plain, *notes = get_args(kind)
    rules = next((note for note in notes if isinstance(note, msgspec.Meta)), msgspec.Meta())
    if plain is int:
        return st.integers(*(None if bound is None else int(bound) for bound in (rules.ge, rules.le)))
    if plain is float:
        return st.floats(rules.ge, rules.le, allow_nan=False, allow_infinity=False)
    if plain is str and rules.pattern is None:
        return st.text(min_size=rules.min_length or 0, max_size=rules.max_length)
    return values_for(plain)


def structs_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for structs of one type, whose fields hold whatever their types allow."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {field.name: values_for(hints[field.name]) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)


def is_valid(value: Any, kind: Any) -> bool:
    """Say whether a value keeps the rules of its type, and comes back from JSON as it was."""
    try:
        return bool(msgspec.json.decode(msgspec.json.encode(value), type=kind) == value)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
        return False
