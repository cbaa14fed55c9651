"""A mail as a picture: its HTML in an SVG image, in which no script runs and nothing is loaded.

Mail carries its styles inline, which our pages' content security policy forbids; an image has its own.
"""

import re
from base64 import b64encode
from html.parser import HTMLParser
from xml.sax.saxutils import escape, quoteattr

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_LEFT_OUT = frozenset({"script", "title", "link", "meta", "base"})
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_XHTML = "http://www.w3.org/1999/xhtml"
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def picture(html: str, width: int, height: int) -> str:
    """Return the address of a picture of a mail, which holds the picture itself."""
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<foreignObject width="100%" height="100%">{as_xhtml(html)}</foreignObject></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def as_xhtml(html: str) -> str:
    """Return HTML as well-formed XHTML, without what runs or loads anything."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.finish()


class _Writer(HTMLParser):
    """Writes the elements of a document anew, each closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []

    def finish(self) -> str:
        """Close what is open, and return all of it."""
        while self._open:
            self._end(self._open[-1])
        return f'<div xmlns="{_XHTML}">{"".join(self._parts)}</div>'

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the beginning of an element; the document's own become plain ones."""
        safe = {
            name: value or ""
            for name, value in attrs
            if _NAME.fullmatch(name) and not name.startswith(("on", "xmlns")) and name != "href"
        }
        if (
            tag in _LEFT_OUT
            or not _NAME.fullmatch(tag)
            or (tag == "img" and not safe.get("src", "").startswith("data:"))
        ):
            self._open += [] if tag in _VOID else [f"!{tag}"]
            return
        written = "".join(f" {name}={quoteattr(value.translate(_CONTROL))}" for name, value in safe.items())
        name = "div" if tag in {"html", "head", "body"} else tag
        self._parts.append(f"<{name}{written}/>" if tag in _VOID else f"<{name}{written}>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that were left open."""
        names = [each.lstrip("!") for each in self._open]
        if tag in names:
            for _ in range(len(names) - (len(names) - 1 - names[::-1].index(tag))):
                self._end(self._open[-1])

    def handle_data(self, data: str) -> None:
        """Write text, unless it is in what is left out."""
        if not any(each.startswith("!") for each in self._open):
            self._parts.append(escape(data.translate(_CONTROL)))

    def _end(self, tag: str) -> None:
        self._open.pop()
        if not tag.startswith("!"):
            self._parts.append(f"</{'div' if tag in {'html', 'head', 'body'} else tag}>")
