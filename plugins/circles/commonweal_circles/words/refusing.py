"""Why a file is refused, in words that say what to do."""

from typing import Final, Literal

from commonweal import FieldError, Refusal

Fault = Literal["kind", "broken", "pixels", "two-things", "large", "empty", "waiting"]
_CODES: Final[dict[Fault, str]] = {
    "large": "file_too_large",
    "empty": "validation_error",
    "waiting": "validation_error",
}


def refused(fault: Fault, **arguments: object) -> Refusal:
    """Return the refusal of a file; its words are the message ``circles-words-file-<fault>``."""
    code = _CODES.get(fault, "unsupported_media_type")
    field = FieldError("/file", fault.replace("-", "_"), arguments, f"circles-words-file-{fault}")
    return Refusal(code, fields=[field], **arguments)
