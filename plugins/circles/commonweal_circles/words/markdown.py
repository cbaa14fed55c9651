"""From Markdown to tokens, and from tokens to HTML that is safe to show.

Members write CommonMark without HTML, reference links, titles and pictures from elsewhere. Whatever the
parser makes of it, only the elements and attributes that are named here come out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import nh3
from linkify_it import LinkifyIt  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

MENTION: Final = "mention"
HOST: Final = "link-host"
_HEADINGS: Final = {"h1": "h3", "h2": "h4"}
_DEEPEST_HEADING: Final = "h5"
_MOST_NESTED: Final = 20
# Where an address ends in Chinese text, which has no blanks.
_CJK_END = re.compile(
    "[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026]"
)
_ELEMENTS: Final = "p br hr strong em s h3 h4 h5 ul ol li blockquote pre code a small span bdi"
_CLEANER: Final = nh3.Cleaner(
    tags=set(_ELEMENTS.split()),
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}, "bdi": {"data-account"}, "ol": {"start"}},
    tag_attribute_values={name: {"class": {MENTION, HOST}} for name in ("a", "span", "small")},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener",
)


class _Linkify(LinkifyIt):  # type: ignore[misc]  # it ships no types
    """Finds addresses that are written out, up to where a Chinese sentence goes on."""

    def match_at_start(self, text: str) -> Any:
        cut = _CJK_END.search(text, 0, _LONGEST_SEEN)
        return super().match_at_start(text[: cut.start() if cut else _LONGEST_SEEN])


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
    """Put headings below those of the page, and take what would become classes from code."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _HEADINGS.get(token.tag, _DEEPEST_HEADING)
        elif token.type == "fence":
            token.info = ""  # it would become a class


def _escaped(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    return escapeHtml(tokens[place].content)


def _any_address(url: str) -> bool:
    """Let every address become a token: ``addresses`` says which may be linked."""
    return bool(url)


def _blank(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "xhtmlOut": False, "maxNesting": _MOST_NESTED}
    parser = MarkdownIt("commonmark", options).enable(["strikethrough", "linkify"])
    parser.disable(["html_block", "html_inline", "reference", "text_join"])
    parser.core.ruler.disable("linkify", ignoreInvalid=True)
    parser.linkify = _Linkify(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    parser.add_render_rule("text_special", _escaped)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


_PARSER: Final = _parser()
