"""Why a file is refused, in words that say what to do."""

from typing import Literal

from commonweal import FieldError, Refusal

Fault = Literal[
    "kind", "broken", "pixels", "two-things", "locked", "pages", "large", "empty", "count", "volume"
]
_CODES: dict[Fault, str] = {
    "large": "file_too_large",
    "empty": "validation_error",
    "count": "validation_error",
    "volume": "rate_limited",
}


def refused(fault: Fault, **arguments: object) -> Refusal:
    """Return the refusal of a file; its words are the message ``missions-file-<fault>``."""
    code = _CODES.get(fault, "unsupported_media_type")
    field = FieldError("/file", fault.replace("-", "_"), arguments, f"missions-file-{fault}")
    return Refusal(code, fields=[field], **arguments)
