"""From Markdown to tokens, and from tokens to HTML that is safe to show.

Members write CommonMark without HTML, reference links, titles and pictures from elsewhere. Whatever the
parser makes of it, only the elements and attributes that are named here come out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import nh3
from linkify_it import LinkifyIt  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from commonweal_circles.words.addresses import straight

MENTION: Final = "mention"
HOST: Final = "link-host"
_HEADINGS: Final = (2, 4)
"""Below the page's own first heading, and no deeper than it makes sense to go in a post."""
_MOST_NESTED: Final = 20
# Where an address ends in Chinese text, which has no blanks.
_CJK_END = re.compile(
    "[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026]"
)
_ELEMENTS: Final = "p br hr strong em s h2 h3 h4 ul ol li blockquote pre code a small span bdi"
_CLEANER: Final = nh3.Cleaner(
    tags=set(_ELEMENTS.split()),
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}, "bdi": {"data-account"}, "ol": {"start"}},
    tag_attribute_values={name: {"class": {MENTION, HOST}} for name in ("a", "span", "small")},
    set_tag_attribute_values={"pre": {"tabindex": "0"}},  # whoever has no mouse scrolls it, too
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener",
)


_SCHEME: Final = re.compile(r"(?<![a-z0-9.+-])https?\Z", re.IGNORECASE)
_LONGEST_SCHEME: Final = 6  # with what stands before it
_LONGEST_SEEN: Final = 2_000


def parse(text: str) -> list[Token]:
    """Return the tokens of a text; those of escaped characters are still their own."""
    return _PARSER.parse(text)


def to_html(tokens: Sequence[Token]) -> str:
    """Return tokens as HTML that is safe to show."""
    cleaned: str = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    return cleaned


def inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    """Go through the tokens that hold running text; their ``children`` may be set anew."""
    return (token for token in tokens if token.type == "inline" and token.children)


def plain(tokens: Sequence[Token]) -> str:
    """Return the words of tokens, and of what stands in for pictures among them."""
    return "".join(
        plain(token.children or []) if token.type == "image" else token.content or _blank(token)
        for token in tokens
    )


def text_token(content: str) -> Token:
    """Make a token of text."""
    return Token("text", "", 0, content=content)


def outlined(tokens: Sequence[Token]) -> None:
    """Put headings below that of the page, each at most one level deeper than the one before it.

    It also takes from code what would become a class.
    """
    least, most = _HEADINGS
    level = least - 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1:]) + least - 1, level + 1, most)
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
        elif token.type in {"fence", "code_block"}:
            token.info = ""
            token.content = straight(token.content)


def _escaped(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    return escapeHtml(tokens[place].content)


def _written_out(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls its rules
    """Take an address that is written out as a link, up to where a Chinese sentence goes on."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME:])
    if scheme is None:
        return False
    begins = state.pos - len(scheme[0])
    rest = state.src[begins : begins + _LONGEST_SEEN]
    cut = _CJK_END.search(rest)
    found = _LINKIFY.match_at_start(rest[: cut.start()] if cut else rest)
    if found is None:
        return False
    url = str(found.url).rstrip("*")  # what follows may be emphasis
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(url)}
        state.push("text", "", 0).content = state.md.normalizeLinkText(url)
        state.push("link_close", "a", -1)
    state.pos += len(url) - len(scheme[0])
    return True


def _any_address(url: str) -> bool:
    """Let every address become a token: ``addresses`` says which may be linked."""
    return bool(url)


def _blank(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _parser() -> MarkdownIt:
    options = {"html": False, "breaks": True, "xhtmlOut": False, "maxNesting": _MOST_NESTED}
    parser = MarkdownIt("commonmark", options).enable("strikethrough")
    parser.disable(["html_block", "html_inline", "reference", "text_join"])
    parser.inline.ruler.after("text", "written_out", _written_out)
    parser.add_render_rule("text_special", _escaped)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


_LINKIFY: Final = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
_PARSER: Final = _parser()
