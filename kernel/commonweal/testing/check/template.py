"""A Jinja template as HTML: a word stands for what an expression writes, so that the rest can be read."""

import re
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_VALUE = re.compile(r"jinja-[0-9a-f]{8}")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


class Element(NamedTuple):
    """One start tag: its line, its attributes, and what it stands in, from the outside in.

    ``text`` grows while the element is open; what an expression writes counts as text.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    above: tuple["Element", ...]
    text: list[str]

    @property
    def words(self) -> str:
        """Return the text inside."""
        return " ".join("".join(self.text).split())


class Words(NamedTuple):
    """Words that are written into the template: as text, or as a value of ``attribute``."""

    text: str
    line: int
    attribute: str
    above: tuple[Element, ...]


class Template:
    """A template that is read and not rendered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source = path.read_text("utf-8", errors="replace")

    @cached_property
    def html(self) -> str:
        """Return the template with a word for each expression and nothing for statements and comments.

        Equal expressions have equal words, and every line stays where it is.
        """
        return _JINJA.sub(_replaced, self.source)

    @cached_property
    def elements(self) -> list[Element]:
        """Return all elements in order."""
        return self._parsed.elements

    @cached_property
    def words(self) -> list[Words]:
        """Return the text between the elements, without what expressions write."""
        return self._parsed.words

    @cached_property
    def _parsed(self) -> "_Parser":
        parser = _Parser()
        parser.feed(self.html)
        parser.close()
        return parser

    def find(self, pattern: str) -> list[tuple[int, str]]:
        """Return the lines on which a pattern begins in the source, with what it matches."""
        return [
            (self.source.count("\n", 0, match.start()) + 1, match[0])
            for match in re.finditer(pattern, self.source, re.DOTALL)
        ]


def is_written(text: str) -> str:
    """Return a text without what expressions write into it."""
    return _VALUE.sub(" ", text)


def has_value(text: str) -> bool:
    """Say whether an expression writes a part of a text."""
    return bool(_VALUE.search(text))


def stand_in(code: str) -> str:
    """Return the word that stands for an expression; equal expressions have equal words."""
    meaning = "".join(code.strip("{}-+ \n").split()).replace('"', "'")
    return f"jinja-{crc32(meaning.encode()):08x}"


def _replaced(match: re.Match[str]) -> str:
    lines = "\n" * match[0].count("\n")
    return stand_in(match[0]) + lines if match[0].startswith("{{") else lines


class _Parser(HTMLParser):
    """Notes elements with what they stand in; forgives end tags that branches of a template repeat."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.words: list[Words] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and step into it."""
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given, self.getpos()[0], tuple(self._open), [])
        self.elements.append(element)
        for name, value in given.items():
            self.words.append(Words(is_written(value), element.line, name, (*self._open, element)))
        for outer in self._open:
            outer.text.append(f" {given.get('aria-label', '')}{given.get('alt', '')} ")
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that holds nothing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Step out of the innermost open element of this name."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Note text for whatever it stands in."""
        for element in self._open:
            element.text.append(data)
        start, _ = self.getpos()
        for offset, line in enumerate(data.split("\n")):
            if is_written(line).strip():
                self.words.append(Words(is_written(line).strip(), start + offset, "", tuple(self._open)))
