"""Words that have to say something: why a moderator does what they do, and what is answered."""

from typing import Final

from commonweal import FieldError, Refusal

LEAST_REASON: Final = 3
"""Characters of a reason that a moderator gives."""


def said(text: str, pointer: str, least: int) -> str:
    """Return words without blanks around them.

    Raises ``Refusal("validation_error")`` at the pointer when fewer than ``least`` characters are left.
    """
    if len(words := text.strip()) < least:
        raise Refusal("validation_error", fields=[FieldError(pointer, "too_short", {"minimum": least})])
    return words
