"""Which words of a page come from messages: pages rendered with every message in brackets show the others.

Numbers, dates and names of languages are written by CLDR; what readers wrote is theirs, and says so by
``lang``, ``dir="auto"`` or ``translate="no"`` on an element around it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

from commonweal.i18n.formatting import Formats, babel_locale
from commonweal.i18n.translator import Translator

OPEN, CLOSE = "\u27e6", "\u27e7"
_WORD = re.compile(r"[^\W\d_]{2,}")
_IDENTIFIER = re.compile(r"[@_\d/]|\w\.\w")  # addresses and names of accounts are no words
_SHOWN = ("alt", "aria-label", "content", "placeholder", "title")
_SILENT = {"script", "style", "code", "template"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_META = {"description"}
_AROUND = " :;,.·"
_WRITERS: dict[type, tuple[str, ...]] = {
    Translator: ("text", "html"),
    Formats: ("number", "date", "time", "datetime", "time_ago", "distance"),
}


@contextmanager
def marked_messages() -> Iterator[None]:
    """Put every message, number and date that is written inside the block into brackets."""
    originals = [(kind, name, getattr(kind, name)) for kind, names in _WRITERS.items() for name in names]

    def marking(original: Callable[..., Any]) -> Callable[..., Any]:
        def write(*values: Any, **named: Any) -> Any:
            written = original(*values, **named)
            return type(written)(f"{OPEN}{written}{CLOSE}")

        return write

    for kind, name, original in originals:
        setattr(kind, name, marking(original))
    try:
        yield
    finally:
        for kind, name, original in originals:
            setattr(kind, name, original)


@cache
def cldr_names(tag: str) -> frozenset[str]:
    """Return what CLDR calls languages and territories in one, and the names of time zones."""
    locale = babel_locale(tag)
    zones = {zone.replace("_", " ") for zone in available_timezones()}
    return frozenset({*locale.languages.values(), *locale.territories.values(), *zones})


def unmarked(html: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Return the runs of words in a page that stand outside every bracket; ``known`` ones are names."""
    page = _Page()
    page.feed(html)
    page.close()
    return [text for text in page.found if not {text, text.strip(_AROUND)} & known]


class _Page(HTMLParser):
    """Goes through a page and keeps the words that no message brought."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0
        self._around: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that readers meet, and note whose words are inside."""
        given = {name: value or "" for name, value in attrs}
        silent = tag in _SILENT or given.get("translate") == "no" or given.get("dir") == "auto"
        silent = silent or ("lang" in given and tag != "html") or tag == "bdi"
        if not (silent or self._is_silent()):
            for name in _SHOWN:
                if name in given and (name != "content" or given.get("name") in _META):
                    self._take(given[name], 0)
        if tag not in _VOID:
            self._around.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those inside it that were never closed."""
        tags = [each for each, _ in self._around]
        if tag in tags:
            del self._around[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Look at a run of text; brackets may open in one run and close in another."""
        self._depth = self._take(data, self._depth, keep=not self._is_silent())

    def _is_silent(self) -> bool:
        return any(silent for _, silent in self._around)

    def _take(self, text: str, depth: int, *, keep: bool = True) -> int:
        outside = []
        for mark in text:
            depth += (mark == OPEN) - (mark == CLOSE)
            outside.append(" " if depth > 0 or mark in (OPEN, CLOSE) else mark)
        rest = " ".join("".join(outside).split())
        if keep and any(_WORD.search(each) and not _IDENTIFIER.search(each) for each in rest.split()):
            self.found.append(rest)
        return max(depth, 0)
