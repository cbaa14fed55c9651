"""Setting values: from text or TOML into their types, and back into something fit to print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from commonweal.plugin.secret import Secret

_WORDS: dict[type, str] = {
    inspect.StrType: "text",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.DictType: "a table",
    inspect.StructType: "a table",
}
_WORDS_FOR_OURS = {Secret: "text (a secret)", Path: "a path"}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def convert_value(value: object, kind: Any) -> object:
    """Convert a TOML value to type ``kind``; raises ``msgspec.ValidationError``."""
    return msgspec.convert(value, kind, dec_hook=_from_text)


def convert_text(text: str, kind: Any) -> object:
    """Convert the text of an environment variable: a list is ``a,b`` or JSON, a table is JSON."""
    value: object = text
    shapes = tuple(map(type, _members(inspect.type_info(kind))))
    is_list = any(issubclass(shape, inspect.CollectionType) for shape in shapes)
    if text.lstrip().startswith(("[", "{")) and (is_list or inspect.DictType in shapes):
        value = msgspec.json.decode(text)
    elif is_list:
        value = [item.strip() for item in text.split(",") if item.strip()]
    return msgspec.convert(value, kind, strict=False, dec_hook=_from_text)


def expected(kind: Any) -> str:
    """Say in words what a value of type ``kind`` looks like."""
    return _in_words(inspect.type_info(kind))


def description_of(kind: Any) -> str:
    """Return the description a field carries in ``Annotated[..., Meta(description=...)]``."""
    info = inspect.type_info(kind)
    for part in (info, *getattr(info, "types", ())):
        if isinstance(part, inspect.Metadata):
            return str((part.extra_json_schema or {}).get("description", ""))
    return ""


def shown(value: object) -> str:
    """Return ``value`` as it may be printed; secrets stay hidden wherever they are nested."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value)


def path_of(text: str) -> Path:
    """Return ``text`` as a path, with ``~`` spelled out; raises ``ValueError`` for a home that nobody has."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError(f"nobody has the home directory of {text!r}") from error


def _from_text(kind: type, value: object) -> object:
    makers: dict[type, Callable[[str], object]] = {Secret: Secret, Path: path_of}
    if kind not in makers or not isinstance(value, str):
        raise ValueError(f"Expected `str`, got `{type(value).__name__}`")
    return makers[kind](value)


def _members(info: inspect.Type) -> list[inspect.Type]:
    """Return the plain types a value may have, but for None: those of a union, or the type itself."""
    if isinstance(info, inspect.Metadata):
        return _members(info.type)
    if isinstance(info, inspect.UnionType):
        return [plain for member in info.types for plain in _members(member)]
    return [] if isinstance(info, inspect.NoneType) else [info]


def _in_words(info: inspect.Type) -> str:
    return " or ".join(map(_word, _members(info)))


def _word(info: inspect.Type) -> str:
    if isinstance(info, inspect.LiteralType):
        return "one of " + ", ".join(f'"{choice}"' for choice in info.values)
    if isinstance(info, inspect.EnumType):
        return "one of " + ", ".join(f'"{choice.value}"' for choice in info.cls)
    if isinstance(info, inspect.CollectionType):
        return f"a list of {_in_words(info.item_type)}"
    if isinstance(info, inspect.CustomType):
        return _WORDS_FOR_OURS.get(info.cls, info.cls.__name__)
    limits = {words: getattr(info, bound, None) for bound, words in _BOUNDS.items()}
    bounds = ", ".join(f"{words} {limit:g}" for words, limit in limits.items() if limit is not None)
    # What has no words of its own is called as Python calls it: timedelta, uuid, decimal, any.
    words = _WORDS.get(type(info)) or type(info).__name__.removesuffix("Type").lower()
    return f"{words} {bounds}".rstrip()
