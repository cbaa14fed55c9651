"""A value that must not be shown, and the section of the settings where plugins' secrets stand."""

from functools import cache
from typing import Annotated

import msgspec

HIDDEN = "•••"


class Secret:
    """A password, key or connection string that never shows itself by accident.

    Printing, formatting and representing it give ``•••``; only ``reveal()`` gives the text.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; call it where the value is used and nowhere else."""
        return self._text

    def __str__(self) -> str:
        return HIDDEN

    def __repr__(self) -> str:
        return HIDDEN

    def __format__(self, specification: str) -> str:
        return format(HIDDEN, specification)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)


@cache
def secrets_section(keys: tuple[str, ...]) -> type[msgspec.Struct]:
    """Return the settings section ``secrets`` that has these keys."""
    kind = Annotated[Secret | None, msgspec.Meta(description="a secret that the plugin's manifest names")]
    return msgspec.defstruct("SecretsSettings", [(key, kind, None) for key in keys], frozen=True)
