"""What a caller got wrong, field by field: from the words of msgspec and Litestar to our own codes."""

import re
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from litestar.exceptions import ValidationException
from litestar.types import Scope

from commonweal.errors import FieldError

_PATTERNS: list[tuple[re.Pattern[str], str]] = [
    (
        re.compile(
            r"missing required (?:field|query|header|cookie|path|parameter)[^`'\"]*[`'\"](?P<name>[^`'\"]+)",
            re.IGNORECASE,
        ),
        "required",
    ),
    (re.compile(r"unknown field `(?P<name>.+?)`"), "unknown_field"),
    (re.compile(r"Expected `str` of length >= (?P<minimum>\d+)"), "too_short"),
    (re.compile(r"Expected `str` of length <= (?P<maximum>\d+)"), "too_long"),
    (re.compile(r"Expected `\w+` of length >= (?P<minimum>\d+)"), "too_few"),
    (re.compile(r"Expected `\w+` of length <= (?P<maximum>\d+)"), "too_many"),
    (re.compile(r"Expected `\w+` >= (?P<minimum>-?[\d.]+)"), "too_small"),
    (re.compile(r"Expected `\w+` <= (?P<maximum>-?[\d.]+)"), "too_large"),
    (re.compile(r"Expected `\w+` > (?P<minimum>-?[\d.]+)"), "too_small"),
    (re.compile(r"Expected `\w+` < (?P<maximum>-?[\d.]+)"), "too_large"),
    (re.compile(r"Invalid enum value"), "not_a_choice"),
    (re.compile(r"Invalid UUID"), "not_an_id"),
    (re.compile(r"Invalid RFC3339 encoded date$"), "not_a_date"),
    (re.compile(r"Invalid RFC3339 encoded datetime"), "not_a_time"),
    (re.compile(r"matching regex"), "pattern"),
    (re.compile(r"Expected `(?P<expected>[^`]+)`, got `"), "wrong_type"),
]


def field_errors(scope: Scope, failure: ValidationException) -> list[FieldError]:
    """Return the wrong fields that a validation failure of Litestar names."""
    entries = failure.extra if isinstance(failure.extra, list) else []
    found = [_field_error(scope, entry) for entry in entries if isinstance(entry, dict)]
    return found or [_field_error(scope, {"message": failure.detail})]


def _field_error(scope: Scope, entry: dict[str, Any]) -> FieldError:
    message, key = str(entry.get("message", "")), str(entry.get("key", ""))
    in_body = entry.get("source") == "body"
    for pattern, code in _PATTERNS:
        if match := pattern.search(message):
            arguments: dict[str, object] = dict(match.groupdict())
            named = str(arguments.pop("name", ""))
            pointer = _pointer([key, named] if in_body else [key or named], in_body=in_body)
            for bound in arguments.keys() & {"minimum", "maximum"}:
                arguments[bound] = (
                    float(str(arguments[bound]))
                    if "." in str(arguments[bound])
                    else int(str(arguments[bound]))
                )
            if code == "not_a_choice":
                arguments["choices"] = ", ".join(_choices(scope, key)) or "…"
            return FieldError(pointer, code, arguments)
    return FieldError(_pointer([key], in_body=in_body), "invalid")


def _pointer(parts: list[str], *, in_body: bool) -> str:
    """Return a JSON Pointer into the body, or the name of a parameter (``data.a[0]`` is ``/a/0``)."""
    if not in_body:
        return ".".join(filter(None, parts))
    path = ".".join(part for part in parts if part not in {"", "data"})
    steps = [step for step in re.split(r"[.\[\]]+", path) if step]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _choices(scope: Scope, name: str) -> list[str]:
    """List the values a parameter may have, where its type is a closed list."""
    handler = scope.get("route_handler")
    field = handler.parsed_fn_signature.parameters.get(name) if handler else None
    return sorted(_values(field.annotation)) if field else []


def _values(annotation: Any) -> set[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {str(member.value) for member in annotation}
    if get_origin(annotation) is Literal:
        return {str(value) for value in get_args(annotation)}
    return {value for part in get_args(annotation) for value in _values(part)}
