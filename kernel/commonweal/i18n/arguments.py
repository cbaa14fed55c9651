"""What messages are filled with, and how it gets into text or HTML.

Texts are held back while a pattern is filled and put in afterwards: so the 2,500 characters that
``fluent.runtime`` allows for a part do not cut them, and HTML always gets them escaped.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from babel import Locale
from fluent.runtime.types import FluentType
from markupsafe import Markup, escape

from commonweal.i18n.formatting import Formats

MARKUP = ("strong", "em", "code", "br")  # the inline elements a message may hold, without attributes
_ALLOWED = re.compile(f"&lt;(/?(?:{'|'.join(MARKUP)}))&gt;")
_MARK = re.compile("\ue000[0-9]+\ue001")


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
        self.values = {name: self._ready(value, formats) for name, value in given.items()}

    def _ready(self, value: object, formats: Formats) -> object:
        """Return a number or a held text; the library reports what is neither, such as ``None``."""
        plain = _plain(value, formats)
        if not isinstance(plain, str):
            return plain
        held = _Held(plain, f"\ue000{len(self._held)}\ue001")
        as_it_is = isinstance(plain, Markup) or not self._html
        self._held[held.mark] = plain if as_it_is else f"<bdi>{escape(plain)}</bdi>"
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
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return float(value)
        case dt.datetime():
            return formats.datetime(value)
        case dt.date():
            return formats.date(value)
        case UUID():
            return str(value)
    return value
