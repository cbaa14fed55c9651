"""What a text says: as HTML that is safe to show, whom it names, and which of our pages it links to."""

from collections.abc import Callable
from html import escape
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork
from markdown_it.token import Token

from commonweal_circles.members.people import Person, people
from commonweal_circles.words.addresses import (
    Address,
    Linked,
    looks_like_another,
    pages_in,
    read_address,
    straight,
    visible,
)
from commonweal_circles.words.markdown import (
    HOST,
    MENTION,
    inlines,
    outlined,
    parse,
    plain,
    text_token,
    to_html,
)
from commonweal_circles.words.names import Named, find_named, handles, places

MOST_LETTERS = 10_000


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was read.

    ``links`` counts those that lead away, ``mentioned`` are the active members it names, without its author,
    and ``linked`` our own pages, each once and in order.
    """

    html: str
    links: int
    mentioned: tuple[UUID, ...]
    linked: tuple[Linked, ...]


async def understand(
    work: UnitOfWork,
    circle_id: UUID,
    text: str,
    *,
    author_id: UUID,
    mentions_most: int = 10,
    public_url: str = "",
) -> Understood:
    """Read what somebody writes in a circle; ``public_url`` is where readers reach the site, if it is set.

    Raises ``Refusal("validation_error")`` at ``/text``: for a text that is too long, names more than
    ``mentions_most`` members, or has a name that several of them bear.
    """
    if len(text) > MOST_LETTERS:
        raise Refusal("validation_error", fields=[FieldError("/text", "too_long", {"maximum": MOST_LETTERS})])
    tokens = parse(text)
    outlined(tokens)
    links = _Links(public_url)
    for token in inlines(tokens):
        token.children = links.follow(_with_pages(_without_pictures(token.children or [])))
    named = await find_named(work, circle_id, _asked(tokens))
    meant = _meant(tokens, named)
    if len(meant) > mentions_most:
        wrong = FieldError("/text", "too_many", {"most": mentions_most}, "circles-words-mentions-most")
        raise Refusal("validation_error", fields=[wrong])
    if meant:
        known = await people(work, meant)
        _each_text(tokens, lambda text: _with_names(text, named, known))
    return Understood(
        html=to_html(tokens),
        links=links.external,
        mentioned=tuple(each for each in meant if each != author_id),
        linked=tuple(dict.fromkeys(links.linked)),
    )


class _Links:
    """Goes through the links of a text, and counts them."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self.external = 0
        self.linked: list[Linked] = []

    def follow(self, tokens: list[Token]) -> list[Token]:
        """Return tokens with links that may be followed, and say beside them where doubtful ones lead."""
        kept: list[Token] = []
        inside: list[Token] = []
        opening: Token | None = None
        for token in tokens:
            if token.type == "link_open":
                opening, inside = token, []
            elif token.type == "link_close" and opening is not None:
                kept += self._link(opening, inside, token)
                opening = None
            elif opening is not None:
                inside.append(_unturned(token, visible))
            else:
                kept.append(_unturned(token, straight))
        return kept

    def _link(self, opening: Token, inside: list[Token], closing: Token) -> list[Token]:
        address = read_address(str(opening.attrs.get("href", "")), self._public_url)
        if address is None:
            return inside
        self.external += address.external
        if address.linked:
            self.linked.append(address.linked)
        opening.attrs = {"href": address.href}
        words = plain(inside)
        if not words.strip():
            inside = [text_token(address.host or address.href)]
        if address.host and (address.doubtful or looks_like_another(words, address)):
            return [opening, *inside, closing, _host(address)]
        return [opening, *inside, closing]


def _host(address: Address) -> Token:
    return Token("html_inline", "", 0, content=f' <small class="{HOST}">({escape(address.host)})</small>')


def _unturned(token: Token, shown: Callable[[str], str]) -> Token:
    token.content = shown(token.content)
    return token


def _without_pictures(tokens: list[Token]) -> list[Token]:
    """Return tokens with links, or within links only words, where pictures would stand."""
    kept, depth = list[Token](), 0
    for token in tokens:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type != "image":
            kept.append(token)
            continue
        words = text_token(plain(token.children or []))
        kept += [words] if depth else _link_to(str(token.attrs.get("src", "")), words)
    return kept


def _with_pages(tokens: list[Token]) -> list[Token]:
    """Return tokens with links where paths of our pages are written out."""
    kept, depth = list[Token](), 0
    for token in tokens:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type != "text" or depth:
            kept.append(token)
            continue
        done, text = 0, token.content
        for start, end in pages_in(text):
            kept += [text_token(text[done:start]), *_link_to(text[start:end], text_token(text[start:end]))]
            done = end
        kept.append(text_token(text[done:]))
    return kept


def _link_to(address: str, words: Token) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": address}), words, Token("link_close", "a", -1)]


def _each_text(tokens: list[Token], changed: Callable[[str], list[Token] | None]) -> None:
    """Put something else in the place of text that is neither code nor in a link."""
    for token in inlines(tokens):
        kept, depth = list[Token](), 0
        for child in token.children or []:
            depth += child.nesting if child.type in {"link_open", "link_close"} else 0
            other = changed(child.content) if child.type == "text" and not depth else None
            kept += other if other is not None else [child]
        token.children = kept


def _asked(tokens: list[Token]) -> set[str]:
    asked: set[str] = set()
    _each_text(tokens, lambda text: asked.update(handles(text)))
    return asked


def _meant(tokens: list[Token], named: Named) -> list[UUID]:
    """Return everybody a text names, each once and in order."""
    meant: dict[UUID, None] = {}

    def look(text: str) -> None:
        for place in places(text):
            for end in place.ends:
                if found := named.meant(text[place.start + 1 : end]):
                    meant[found] = None
                    break

    _each_text(tokens, look)
    return list(meant)


def _with_names(text: str, named: Named, known: dict[UUID, Person]) -> list[Token]:
    kept, done = list[Token](), 0
    for place in places(text):
        for end in place.ends:
            if found := named.meant(text[place.start + 1 : end]):
                kept += [text_token(text[done : place.start]), _name(text[place.start : end], known[found])]
                done = end
                break
    return [*kept, text_token(text[done:])]


def _name(written: str, person: Person) -> Token:
    shown = f'<bdi data-account="{person.id}">{escape(written)}</bdi>'
    if person.url:
        content = f'<a href="{escape(person.url)}" class="{MENTION}">{shown}</a>'
    else:
        content = f'<span class="{MENTION}">{shown}</span>'
    return Token("html_inline", "", 0, content=content)
