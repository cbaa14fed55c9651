"""What a caller got wrong, field by field: from the words of msgspec and Litestar to our own codes."""

import re
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import msgspec
from litestar.exceptions import ValidationException
from litestar.types import Scope

from commonweal.errors import FieldError

_PATTERNS = {
    r"(?i)missing required [^`'\"]*[`'\"](?P<name>[^`'\"]+)": "required",
    r"unknown field `(?P<name>.+?)`": "unknown_field",
    r"Expected `str` of length >= (?P<minimum>\d+)": "too_short",
    r"Expected `str` of length <= (?P<maximum>\d+)": "too_long",
    r"Expected `\w+` of length >= (?P<minimum>\d+)": "too_few",
    r"Expected `\w+` of length <= (?P<maximum>\d+)": "too_many",
    r"Expected `\w+` >=? (?P<minimum>-?[\d.]+)": "too_small",
    r"Expected `\w+` <=? (?P<maximum>-?[\d.]+)": "too_large",
    r"Invalid enum value": "not_a_choice",
    r"Invalid UUID": "not_an_id",
    r"Invalid RFC3339 encoded date$": "not_a_date",
    r"Invalid RFC3339 encoded datetime": "not_a_time",
    r"matching regex": "pattern",
    r"Expected `(?P<expected>[^`]+)`, got `": "wrong_type",
}


def field_errors(scope: Scope, failure: ValidationException) -> list[FieldError]:
    """Return the wrong fields that a validation failure of Litestar names."""
    entries = failure.extra if isinstance(failure.extra, list) else []
    found = [_field_error(scope, entry) for entry in entries if isinstance(entry, dict)]
    return found or [_field_error(scope, {"message": failure.detail})]


def _field_error(scope: Scope, entry: dict[str, Any]) -> FieldError:
    message, key = str(entry.get("message", "")), str(entry.get("key", ""))
    code, arguments = mistake(message)
    named = str(arguments.pop("name", ""))
    is_body = entry.get("source") == "body"
    if code == "not_a_choice":
        arguments["choices"] = ", ".join(_choices(scope, key, in_body=is_body)) or "…"
    return FieldError(
        _body_pointer(key, named) if is_body else _parameter(scope, key or named), code, arguments
    )


def mistake(message: str) -> tuple[str, dict[str, object]]:
    """Return the code that a message of msgspec or Litestar stands for, and what fills the words of it."""
    for pattern, code in _PATTERNS.items():
        if match := re.search(pattern, message):
            arguments: dict[str, object] = match.groupdict()
            for bound in arguments.keys() & {"minimum", "maximum"}:
                arguments[bound] = msgspec.json.decode(str(arguments[bound]))
            return code, arguments
    return "invalid", {}


def _parameter(scope: Scope, name: str) -> str:
    """Return the name that a parameter has in a request, where the handler calls it otherwise."""
    handler = scope.get("route_handler")
    field = handler.parsed_fn_signature.parameters.get(name) if handler else None
    return getattr(field.kwarg_definition, "name", None) or name if field else name


def _body_pointer(key: str, named: str = "") -> str:
    """Return a JSON Pointer into the body: ``a[0]`` is ``/a/0``, and ``data`` the whole."""
    steps = [*_steps(key), named]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps if step)


def _steps(key: str) -> list[str]:
    return [] if key == "data" else [step for step in re.split(r"[.\[\]]+", key) if step]


def _choices(scope: Scope, name: str, *, in_body: bool) -> list[str]:
    """List the values that a parameter, or a field of the body, may have where its type is a closed list."""
    handler = scope.get("route_handler")
    if handler is None:
        return []
    if not in_body:
        field = handler.parsed_fn_signature.parameters.get(name)
        return sorted(choices_of(field.annotation)) if field else []
    found = [handler.parsed_data_field.annotation] if handler.parsed_data_field else []
    for step in _steps(name):
        found = [inner for annotation in found for inner in _inside(annotation, step)]
    return sorted({choice for annotation in found for choice in choices_of(annotation)})


def _inside(annotation: Any, step: str) -> list[Any]:
    """Return the types that may stand at one step of a path into a value of a type."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return [field.type for field in msgspec.structs.fields(annotation) if field.encode_name == step]
    inner = [part for part in get_args(annotation) if not isinstance(part, msgspec.Meta)]
    if get_origin(annotation) in {list, tuple, dict, set, frozenset}:
        return inner[-1:]
    return [found for part in inner for found in _inside(part, step)]


def choices_of(annotation: Any) -> set[str]:
    """Return the values that a type allows where it is, or holds, a closed list; else nothing."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {str(member.value) for member in annotation}
    if get_origin(annotation) is Literal:
        return {str(value) for value in get_args(annotation)}
    return {value for part in get_args(annotation) for value in choices_of(part)}
