"""What messages are filled with, and how it gets into text or HTML.

Texts that are long, or meant for HTML, are held back while a pattern is filled and put in afterwards: so the
2,500 characters that ``fluent.runtime`` allows for a part do not cut them, and they are always escaped.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import UnionType
from typing import Any
from uuid import UUID

from babel import Locale
from fluent.runtime.types import FluentType
from markupsafe import Markup, escape

from commonweal.i18n.formatting import Formats

MARKUP = ("strong", "em", "code", "br")  # the inline elements a message may hold, without attributes
_ALLOWED = re.compile(f"&lt;(/?(?:{'|'.join(MARKUP)}))&gt;")
_MARK = re.compile("\ue000[0-9]+\ue001")
_LONGEST_PLAIN = 2_000  # characters


class _Held(FluentType):
    """A text that is put in after the pattern is filled; it still selects variants by its value."""

    def __init__(self, value: str, mark: str) -> None:
        self.value = value
        self.mark = mark

    def __eq__(self, other: object) -> bool:
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - the signature is the library's
        """Write the mark that stands for the text."""
        return self.mark


class Arguments:
    """The arguments of one call, ready for every bundle of a chain."""

    def __init__(self, given: Mapping[str, object], formats: Formats, *, html: bool) -> None:
        self._html = html
        self._held: dict[str, str] = {}
        self.values = {name: _plain(value, formats) for name, value in given.items()}
        if html or any(
            isinstance(value, str) and len(value) > _LONGEST_PLAIN for value in self.values.values()
        ):
            self.values = {name: self._hold(value) for name, value in self.values.items()}

    def _hold(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        held = _Held(value, f"\ue000{len(self._held)}\ue001")
        ready = isinstance(value, Markup) or not self._html
        self._held[held.mark] = value if ready else f"<bdi>{escape(value)}</bdi>"
        return held

    def finish(self, written: str) -> str:
        """Put the held texts in their places; for HTML, what surrounds them is escaped first."""
        if self._html:
            written = escape_message(written)
        return _MARK.sub(lambda mark: self._held.get(mark[0], ""), written) if self._held else written


def escape_message(written: str) -> str:
    """Escape a message for HTML, but for the few inline elements that messages may hold."""
    return _ALLOWED.sub(r"<\1>", str(escape(written)))


def _plain(value: object, formats: Formats) -> object:
    """Turn a Python value into a number or a text; the library reports what is neither, such as ``None``."""
    for kind, convert in _CONVERSIONS:
        if isinstance(value, kind):
            return convert(value, formats)
    return value


_CONVERSIONS: tuple[tuple[type | UnionType, Callable[[Any, Formats], object]], ...] = (
    (Markup, lambda value, _: value),
    (str, lambda value, _: str(value)),
    (bool, lambda value, _: "true" if value else "false"),
    (Decimal, lambda value, _: float(value)),
    (dt.datetime, lambda value, formats: formats.datetime(value)),
    (dt.date, lambda value, formats: formats.date(value)),
    (list | tuple, lambda value, formats: formats.list([str(item) for item in value])),
    (UUID, lambda value, _: str(value)),
)
