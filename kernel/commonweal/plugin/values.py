"""Setting values: from text or TOML into their types, and back into something fit to print."""

import types
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from commonweal.plugin.secret import Secret

_SEQUENCES = (list, tuple, set, frozenset)
_WORDS: dict[object, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Secret: "text (a secret)",
    Path: "a path",
    type(None): "nothing",
}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def convert_value(value: object, kind: Any) -> object:
    """Convert a TOML value to type ``kind``; raises ``msgspec.ValidationError``."""
    return msgspec.convert(value, kind, dec_hook=_from_text)


def convert_text(text: str, kind: Any) -> object:
    """Convert the text of an environment variable: a list is ``a,b`` or JSON, a table is JSON."""
    origins = {get_origin(member) or member for member in _members(kind)}
    if text.lstrip().startswith(("[", "{")) and str not in origins and Secret not in origins:
        return msgspec.convert(msgspec.json.decode(text), kind, dec_hook=_from_text)
    if origins & set(_SEQUENCES):
        items = [item.strip() for item in text.split(",") if item.strip()]
        return msgspec.convert(items, kind, strict=False, dec_hook=_from_text)
    return msgspec.convert(text, kind, strict=False, dec_hook=_from_text)


def expected(kind: Any) -> str:
    """Say in words what a value of type ``kind`` looks like."""
    bounds = [
        f"{words} {getattr(meta, bound):g}"
        for meta in _metas(kind)
        for bound, words in _BOUNDS.items()
        if getattr(meta, bound) is not None
    ]
    words = [_word(member) for member in _members(kind) if member is not type(None)]
    return " ".join([" or ".join(words), *([", ".join(bounds)] if bounds else [])])


def description_of(kind: Any) -> str:
    """Return the description a field carries in ``Annotated[..., Meta(description=...)]``."""
    return next((meta.description for meta in _metas(kind) if meta.description), "")


def shown(value: object) -> str:
    """Return ``value`` as it may be printed; secrets stay hidden wherever they are nested."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, _SEQUENCES):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value)


def _from_text(kind: type, value: object) -> object:
    makers: dict[type, Callable[[str], object]] = {Secret: Secret, Path: lambda text: Path(text).expanduser()}
    if kind not in makers or not isinstance(value, str):
        raise ValueError(f"Expected `str`, got `{type(value).__name__}`")
    return makers[kind](value)


def _metas(kind: Any) -> list[msgspec.Meta]:
    """Return the ``Meta`` of a type, also where it stands on a member of a union."""
    if get_origin(kind) is Annotated:
        own = [extra for extra in kind.__metadata__ if isinstance(extra, msgspec.Meta)]
        return own + _metas(kind.__origin__)
    if get_origin(kind) in {Union, types.UnionType}:
        return [meta for member in get_args(kind) for meta in _metas(member)]
    return []


def _members(kind: Any) -> list[Any]:
    """Return the plain types a value may have: the members of a union, or the type itself."""
    if get_origin(kind) is Annotated:
        return _members(kind.__origin__)
    if get_origin(kind) in {Union, types.UnionType}:
        return [plain for member in get_args(kind) for plain in _members(member)]
    return [kind]


def _word(kind: Any) -> str:
    origin = get_origin(kind)
    if origin is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(kind))
    if (origin or kind) in _SEQUENCES:
        items = " or ".join(_word(member) for member in _members((get_args(kind) or (str,))[0]))
        return f"a list of {items}"
    if origin is dict or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return "a table"
    return _WORDS.get(kind, getattr(kind, "__name__", str(kind)))
