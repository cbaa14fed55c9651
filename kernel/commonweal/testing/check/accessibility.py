"""CWA: what can be said of a page before anybody opens it; axe in a browser says more."""

import re
from collections.abc import Iterator

from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.subject import Subject
from commonweal.testing.check.template import Element, Template, has_value, is_written, stand_in

_UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
_FIELDS = frozenset({"input", "select", "textarea"})
_NAMES = ("aria-label", "aria-labelledby", "title")


@rule(
    "CWA001",
    Grade.GOLD,
    "Pictures have a text",
    fix='give alt="{{ text(…) }}", or alt="" to a picture that only decorates',
)
def pictures(subject: Subject) -> Iterator[Place]:
    """Find pictures of which nothing is read out."""
    for template, element in _elements(subject):
        if element.tag == "img" and "alt" not in element.attributes and not _is_hidden(element):
            yield Place(template.path, element.line, "<img> has no alt")
        is_drawn = element.tag == "svg" and element.attributes.get("role") == "img"
        if is_drawn and not any(element.attributes.get(name) for name in _NAMES):
            yield Place(template.path, element.line, '<svg role="img"> has no aria-label')


@rule(
    "CWA002",
    Grade.GOLD,
    "Fields have a label",
    fix='write <label for="the id of the field">, or use the macros of kernel/forms.html',
)
def labels(subject: Subject) -> Iterator[Place]:
    """Find fields of forms of which a reader does not hear what they are for."""
    for template in subject.templates:
        labelled = {each.attributes.get("for", "") for each in template.elements if each.tag == "label"}
        for element in template.elements:
            if element.tag not in _FIELDS or element.attributes.get("type") in _UNLABELLED:
                continue
            named = any(element.attributes.get(name) for name in _NAMES)
            inside = any(each.tag == "label" for each in element.above)
            if not named and not inside and element.attributes.get("id") not in labelled - {""}:
                name = is_written(element.attributes.get("name", "")).strip()
                yield Place(
                    template.path, element.line, " ".join(f"<{element.tag}> {name} has no label".split())
                )


@rule(
    "CWA003",
    Grade.GOLD,
    "Headings follow each other without a gap",
    fix="use the next level: h2 below h1, h3 below h2; size is a matter of the style sheet",
)
def headings(subject: Subject) -> Iterator[Place]:
    """Find headings that leave out a level; whoever listens to a page moves by them."""
    for template in subject.templates:
        before = 0
        for element in template.elements:
            if re.fullmatch("h[1-6]", element.tag):
                level = int(element.tag[1])
                if before and level > before + 1:
                    yield Place(template.path, element.line, f"h{level} follows h{before}")
                before = level


@rule(
    "CWA004",
    Grade.GOLD,
    "A page says its language",
    fix='extend kernel/base.html, or write <html lang="{{ words.locale }}">',
)
def languages(subject: Subject) -> Iterator[Place]:
    """Find whole pages without a language: they are read out with the wrong voice."""
    for template, element in _elements(subject):
        if element.tag == "html" and not element.attributes.get("lang"):
            yield Place(template.path, element.line, "<html> has no lang")


@rule(
    "CWA005",
    Grade.GOLD,
    "Buttons and links have words",
    fix='put words inside, or give aria-label="{{ text(…) }}" to one that shows an icon only',
)
def buttons(subject: Subject) -> Iterator[Place]:
    """Find what can be pressed and says nothing."""
    for template, element in _elements(subject):
        is_link = element.tag == "a" and "href" in element.attributes
        is_input = element.tag == "input" and element.attributes.get("type") in {"submit", "button", "image"}
        if not (element.tag == "button" or is_link or is_input) or _is_hidden(element):
            continue
        named = any(element.attributes.get(name) for name in (*_NAMES, "alt", "value" if is_input else "alt"))
        if not named and not element.words:
            yield Place(template.path, element.line, f"<{element.tag}> has no words")
        elif not named and _shows_icons_only(template, element):
            yield Place(template.path, element.line, f"<{element.tag}> shows an icon only")


def _shows_icons_only(template: Template, element: Element) -> bool:
    """Say whether all that stands inside are icons, which are hidden from whoever listens."""
    icons = {stand_in(code) for _, code in template.find(r"\{\{-?\s*ui\.icon\([^,{}]*\)\s*-?\}\}")}
    words = element.words.split()
    return bool(words) and all(word in icons for word in words)


@rule(
    "CWA006",
    Grade.GOLD,
    "Tables have headings",
    fix='mark the cells that name a column or a row with <th scope="col"> or <th scope="row">',
)
def tables(subject: Subject) -> Iterator[Place]:
    """Find tables whose cells nobody can tell apart by ear."""
    for template in subject.templates:
        for element in template.elements:
            if element.tag != "table" or element.attributes.get("role") in {"presentation", "none"}:
                continue
            inside = [each for each in template.elements if element in each.above]
            calls = any(has_value(word) for word in element.words.split())
            if not any(each.tag == "th" for each in inside) and not (calls and len(inside) == 0):
                yield Place(template.path, element.line, "<table> has no <th>")


@rule(
    "CWA007",
    Grade.GOLD,
    "The order of the keyboard is that of the page",
    fix="take tabindex out, and put the elements into the order in which they are used",
)
def order(subject: Subject) -> Iterator[Place]:
    """Find a tabindex above 0, and frames without a title."""
    for template, element in _elements(subject):
        index = element.attributes.get("tabindex", "")
        if index.isdigit() and int(index) > 0:
            yield Place(template.path, element.line, f"tabindex={index} jumps the order of the page")
        if element.tag == "iframe" and not element.attributes.get("title"):
            yield Place(template.path, element.line, "<iframe> has no title")


def _is_hidden(element: Element) -> bool:
    around = (element, *element.above)
    return any(each.attributes.get("aria-hidden") == "true" or "hidden" in each.attributes for each in around)


def _elements(subject: Subject) -> Iterator[tuple[Template, Element]]:
    for template in subject.templates:
        for element in template.elements:
            yield template, element
