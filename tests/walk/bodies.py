"""Values for the structs that handlers take: good ones, and each with one thing wrong."""

import types
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import EnumMeta
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from walk.people import HUMAN

MARK = "<script>alert('walk')</script>"
"""HTML in every text; no page may hold it but as text."""
NUL = "a\0b"  # JSON can say it, and PostgreSQL cannot keep it
NOBODY = "0199c4f2-0000-7000-8000-000000000000"
_WORDS = (
    MARK,
    "es",
    "ES",
    "UTC",
    "a1b2c3",
    "somebody@example.org",
    "https://example.org/a",
    "Good-Word-2026",
    "0a1b2c3d4e5f60718293",
    "/missions",
    "123456",
)


_LISTS = (list, tuple, set, frozenset)
_PLAIN: dict[Any, Any] = {
    bool: True,
    dict: {},
    datetime: "2030-01-01T00:00:00Z",
    date: "2030-01-01",
    time: "10:00:00",
}
# Words for fields that only take some; all others hold HTML.
_NAMED = {
    "email": "somebody@example.org",
    "username": "walker_2026",
    "password": "Good-Word-2026",
    "link": "https://example.org/a",
    "links": "https://example.org/a",
    "slug": "walkers",
    "scopes": "identity.audit.read",
}


class Wrong(NamedTuple):
    """A body with one thing wrong, and where that is (a JSON Pointer)."""

    pointer: str
    body: Any
    by_type: bool
    """Whether its type forbids it, so that the pointer is told; what is left is seen later."""


class Maker:
    """Makes values; ``ids`` are those of things that exist, by the name of what they are.

    ``given`` are values for fields that nothing else makes good, by "Struct.field".
    """

    def __init__(self, ids: dict[str, list[str]], given: dict[str, Any] | None = None) -> None:
        self._ids, self._given = ids, given or {}

    def good(self, kind: Any, name: str = "") -> Any:
        """Return a value that a type takes, though the rules may not."""
        kind, bounds = plain(kind)
        if is_struct(kind):
            return {each: self.field(kind, each, of) for each, of in fields(kind)}
        if get_origin(kind) in _LISTS:
            return [self.good(get_args(kind)[0], name)] * max(1, bounds.get("min_length") or 1)
        if kind in (int, float):
            return next(bounds[key] for key in ("ge", "le", "default") if bounds.get(key) is not None)
        if kind in _PLAIN:
            return _PLAIN[kind]
        return self._text(bounds, name) if kind is str else self._word(kind, name)

    def field(self, struct: Any, name: str, kind: Any) -> Any:
        """Return a value for a field of a struct."""
        of = f"{struct.__name__}.{name}"
        return self._given[of] if of in self._given else self.good(kind, name)

    def _word(self, kind: Any, name: str) -> Any:
        if kind is UUID:
            return self.known(name)
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        return next(iter(kind)).value if isinstance(kind, EnumMeta) else NotImplemented

    def known(self, name: str) -> str:
        """Return the id of something that exists and is called like a field, or of nothing."""
        table = {"ids": "item"}.get(name, name.removesuffix("_id"))
        return next(iter(self._ids.get(table, ())), NOBODY)

    def _text(self, bounds: dict[str, Any], name: str) -> str:
        if name == "principal":
            return HUMAN.key
        named = _NAMED.get(name.rpartition("_")[2])
        shortest = bounds.get("min_length") or 0
        rule = msgspec.Meta(**{key: bounds.get(key) for key in ("min_length", "max_length", "pattern")})
        for word in (named, *_WORDS) if named else _WORDS:
            given = word if len(word) >= shortest else word + "a" * (shortest - len(word))
            try:
                return msgspec.convert(given, Annotated[str, rule])
            except msgspec.ValidationError:
                continue
        raise AssertionError(f"no word fits {bounds}: add one to walk/bodies.py")

    def wrong(self, kind: Any) -> Iterator[Wrong]:
        """Make bodies that are good but for one thing."""
        whole = self.good(kind)
        for body in ([], "text", 7, None):
            yield Wrong("", body, by_type=True)
        yield from self._wrong(kind, whole, [])

    def _wrong(self, kind: Any, whole: Any, path: list[str | int]) -> Iterator[Wrong]:
        kind, bounds = plain(kind)
        if is_struct(kind):
            yield changed(whole, [*path, "no_such_field"], 1)
            for name, of in fields(kind):
                yield from self._wrong(of, whole, [*path, name])
        elif get_origin(kind) in _LISTS:
            yield changed(whole, path, "text")
            if most := bounds.get("max_length"):
                item = self.good(get_args(kind)[0], str(path[-1]))
                yield changed(whole, path, [item] * (most + 1))
            yield from self._wrong(get_args(kind)[0], whole, [*path, 0])
        else:
            yield from (changed(whole, path, value) for value in _unfit(kind, bounds))


def _unfit(kind: Any, bounds: dict[str, Any]) -> Iterator[Any]:
    yield {"an": "object"}
    if kind is str:
        yield 7
        yield NUL
        if most := bounds.get("max_length"):
            yield "x" * (most + 1)
        if bounds.get("min_length"):
            yield ""
    elif kind in (int, float):
        yield "many"
        yield from (bounds[key] + beyond for key, beyond in _ENDS.items() if key in bounds)
    else:
        yield "no such choice, id or time"


_ENDS = {"ge": -1, "gt": 0, "le": 1, "lt": 0}
"""How far beyond each bound a number is wrong."""


def changed(whole: Any, path: list[str | int], value: Any) -> Wrong:
    """Return a copy of a body with another value in one place."""
    copy = msgspec.json.decode(msgspec.json.encode(whole))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return Wrong("".join(f"/{step}" for step in path), copy, by_type=value != NUL)


def plain(kind: Any) -> tuple[Any, dict[str, Any]]:
    """Return a type without None and without its bounds, and the bounds."""
    bounds: dict[str, Any] = {"default": 1}
    while True:
        if get_origin(kind) is Annotated:
            for meta in get_args(kind)[1:]:
                bounds |= {
                    key: value
                    for key in (*_ENDS, "min_length", "max_length", "pattern")
                    if (value := getattr(meta, key, None)) is not None
                }
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next(part for part in get_args(kind) if part not in (type(None), msgspec.UnsetType))
        else:
            return (dict if get_origin(kind) is dict else kind), bounds


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def fields(kind: Any) -> list[tuple[str, Any]]:
    """Return the fields of a struct by the names they have in JSON, with their types."""
    hints = get_type_hints(kind, include_extras=True)
    return [(field.encode_name, hints[field.name]) for field in msgspec.structs.fields(kind)]
