"""What Markdown becomes: what may be written, and that nothing else ever comes out."""

import re
from html.parser import HTMLParser
from uuid import UUID

import pytest
from commonweal_circles.words.addresses import Linked
from commonweal_circles.words.markdown import _CLEANER, inlines, outlined, parse, to_html
from commonweal_circles.words.understanding import _Links, _with_pages, _without_pictures
from hypothesis import example, given, settings
from hypothesis import strategies as st

ALLOWED = {
    "a": {"href", "class", "rel"},
    "bdi": {"data-account"},
    "pre": {"tabindex"},
    "ol": {"start"},
    "span": {"class"},
    "small": {"class"},
    **{
        name: set()
        for name in ["p", "br", "hr", "strong", "em", "s", "h2", "h3", "h4", "ul", "li", "blockquote", "code"]
    },
}
ID = UUID("01890000-0000-7000-8000-000000000001")
SITE = "https://commonweal.example"


def render(text, public_url=SITE):
    """Render without names, which need a circle; return the HTML and what was linked."""
    tokens, links = parse(text), _Links(public_url)
    outlined(tokens)
    for token in inlines(tokens):
        token.children = links.follow(_with_pages(_without_pictures(token.children)))
    return to_html(tokens), links


def html_of(text):
    return render(text)[0].strip()


class Strict(HTMLParser):
    """Raises for every element, attribute and address that must not come out."""

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            if name == "href":
                assert re.match(r"https?://[^/]|mailto:|/(?![/\\])|/$", value), value
            if name == "class":
                assert value in {"mention", "link-host"}
        if tag == "a":
            assert dict(attrs)["rel"] == "nofollow ugc noopener"

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def check(html):
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


PIECES = st.sampled_from(
    [
        *"*_`~[]()<>!#-+=|\\&;:/@\"' \n\t",
        *(
            "<script>",
            "</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<style>",
            "<iframe",
        ),
        *(
            "javascript:",
            "JaVaScRiPt&#58;",
            "&#x6A;avascript:",
            "data:text/html,",
            "vbscript:",
            "//evil.example",
        ),
        *(
            "https://a.example/",
            "http://",
            "mailto:",
            "](",
            "![",
            "```",
            "~~",
            "onclick=",
            "style=",
            "&lt;",
            "\x00",
        ),
        *(
            "\u202e",
            "\u200b",
            "\u2066",
            "@ana",
            "王伟",
            "。",
            "é",
            "😀",
            "\\\\evil",
            "/\\evil",
            "\x01",
            "\u2028",
        ),
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
@example("[a](<javascript:alert(1)>)")
@example("[a](java\nscript:alert(1))")
@example("<javascript:alert(1)>")
@example("![a](javascript:alert(1))")
@example('[a](https://b.example"onmouseover="alert(1))')
@example('[a](https://b.example "x\\" onclick=alert(1)")')
@example("```<script>alert(1)</script>\n</code><script>\n```")
@example('``` "><script>\nx\n```')
@example("&lt;script&gt;alert(1)&lt;/script&gt;")
@example("<a href='&#1;javascript:alert(1)'>b</a>")
@example("[a](\\\\evil.example)")
@example("[a](/\\evil.example)")
@example("[a](//evil.example)")
@example("[a](data:text/html;base64,PHNjcmlwdD4=)")
def test_whatever_is_written_only_harmless_elements_come_out(text):
    html, _ = render(text)

    check(html)
    assert _CLEANER.clean(html) == html, "a browser would read it otherwise than it was written"


def test_headings_stand_below_that_of_the_page_and_skip_no_level():
    html = html_of("# a\n\n## b\n\n### c\n\n###### d\n\ne\n===\n\n##### f\n\n## g")

    assert html.replace("\n", "") == (
        "<h2>a</h2><h3>b</h3><h4>c</h4><h4>d</h4><h2>e</h2><h3>f</h3><h3>g</h3>"
    )
    assert html_of("### a") == "<h2>a</h2>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb", "<p>a<br>\nb</p>"),
        ("**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```python\nx < 1\n```", '<pre tabindex="0"><code>x &lt; 1\n</code></pre>'),
        ("| a |\n|---|\n| b |", "<p>| a |<br>\n|---|<br>\n| b |</p>"),
        ("<b>a</b> <!-- c -->", "<p>&lt;b&gt;a&lt;/b&gt; &lt;!-- c --&gt;</p>"),
        (r"\*a\* &amp; \@b", "<p>*a* &amp; @b</p>"),
        ("[a]: https://b.example\n\n[a]", None),
    ],
)
def test_what_may_be_written(text, html):
    assert html_of(text) == html or (html is None and "<p>[a]</p>" in html_of(text))


LINK = '<a href="{}" rel="nofollow ugc noopener">{}</a>'


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("[a](https://b.example/c?d=e#f)", "https://b.example/c?d=e#f", "a"),
        ('[a](https://b.example "title")', "https://b.example", "a"),
        ("https://b.example/c.", "https://b.example/c", "https://b.example/c"),
        ("看https://b.example/c\uff0c你好", "https://b.example/c", "https://b.example/c"),
        ("https://b.example/文章。", "https://b.example/%E6%96%87%E7%AB%A0", "https://b.example/文章"),
        ("(https://b.example/c_(d))", "https://b.example/c_(d)", "https://b.example/c_(d)"),
        ("**https://b.example/**", "https://b.example/", "https://b.example/"),
        ("<ana@b.example>", "mailto:ana@b.example", "ana@b.example"),
        ("[a](/people/1)", "/people/1", "a"),
        (f"[a]({SITE}/circles?x=1#y)", "/circles?x=1#y", "a"),
        (f"[a]({SITE})", "/", "a"),
        ("[](https://b.example/c)", "https://b.example/c", "b.example"),
        ("![a cat](https://b.example/cat.png)", "https://b.example/cat.png", "a cat"),
        ("![](https://b.example/cat.png)", "https://b.example/cat.png", "b.example"),
    ],
)
def test_links_lead_where_they_say(text, href, shown):
    assert LINK.format(href, shown) in html_of(text)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "file:///etc/passwd",
        "ftp://b.example",
        "//b.example",
        "\\\\b.example",
        "relative",
        "#fragment",
        "?query",
        "https:///path",
        "https://[b",
        "https://b..example",
        "https://-b.example",
        "https://b.example:port",
        "mailto:nobody",
        "https://b.example/" + "x" * 1_000,
        "intent://scan",
    ],
)
def test_an_address_nobody_should_follow_is_no_link(address):
    html, links = render(f"[a](<{address}>)")

    assert "<a" not in html
    assert links.external == 0


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("[https://bank.example](https://evil.example)", "evil.example"),
        ("[bank.example](https://evil.example/bank.example)", "evil.example"),
        ("[BANK.example/login now](http://evil.example:8080/)", "evil.example"),
        ("[bank\u3002example](https://evil.example)", "evil.example"),
        ("[ba\u200bnk.exa\u200dmple](https://evil.example)", "evil.example"),
        ("[\u202eelpmaxe.knab](https://evil.example)", "evil.example"),
        ("[\uff42ank\uff0eexample](https://evil.example)", "evil.example"),
        ("[https://bank.example@evil.example](https://bank.example@evil.example)", "evil.example"),
        ("[look](https://bank.example@evil.example)", "evil.example"),
        ("https://b\u0430nk.example", "xn--bnk-6cd.example"),  # its second letter is Cyrillic
        ("[b\u0430nk.example](https://bank.example)", "bank.example"),
        (f"[{'a' * 1_001}](https://evil.example)", "evil.example"),
        ("![bank.example](https://evil.example/a.png)", "evil.example"),
        ("[**bank**.example](https://evil.example)", "evil.example"),
    ],
)
def test_the_true_host_stands_beside_a_link_that_looks_like_another(text, host):
    html = html_of(text)

    assert f'<small class="link-host">({host})</small>' in html
    assert not re.search("[\u200b\u200d\u202e]", html)


@pytest.mark.parametrize(
    "text",
    [
        "https://b.example/c",
        "[b.example](https://b.example/c)",
        "[www.b.example](https://b.example/)",
        "[b.example](https://www.b.example/)",
        "[version 1.2](https://b.example)",
        "[a](https://b.example)",
        "[see ana@b.example](mailto:ana@b.example)",
        "[b.example](/missions)",
    ],
)
def test_an_honest_link_stands_alone(text):
    assert "link-host" not in html_of(text)


def test_what_turns_text_around_is_taken_out_everywhere():
    for text in ("a\u202eb", "`a\u202eb`", "```\na\u202eb\n```", "&#x202e;", "# \u2066a", "> \u202bb"):
        check(html_of(text))


def test_pages_of_ours_are_told_once_and_in_order():
    text = f"看/missions/{ID}\u3002 [a](/missions/{ID}) {SITE}/problems/{ID}#x [b](/solutions/{ID}/)"
    _, links = render(
        text
        + f" [c](/circles/{ID}?d=e) [d](/circles/{ID}/threads/{ID}) [e](/missions/{ID}) [f](/missions/new)"
    )

    assert list(dict.fromkeys(links.linked)) == [
        Linked(kind, ID) for kind in ("mission", "problem", "solution", "circle")
    ]
    assert links.external == 0


@pytest.mark.parametrize(
    ("text", "is_linked"),
    [
        (f"see /missions/{ID}.", True),
        (f"\u770b/missions/{ID}\u3002\u597d", True),
        (f"(/missions/{ID})", True),
        (f"**/missions/{ID}**", True),
        (f"/missions/{ID}/edit", False),
        (f"a/missions/{ID}", False),
        (f"`/missions/{ID}`", False),
        (f"https://other.example/missions/{ID}", False),
        ("/missions/new", False),
    ],
)
def test_a_path_of_ours_that_is_written_out_is_a_link(text, is_linked):
    html, links = render(text)

    assert (links.linked == [Linked("mission", ID)]) == is_linked
    assert (f'<a href="/missions/{ID}"' in html) == is_linked


def test_links_that_lead_away_are_counted_each_time():
    _, links = render(
        "https://b.example https://b.example [a](http://c.example) <d@e.example> [f](/missions)"
    )

    assert links.external == 4


def test_another_sites_pages_are_not_ours():
    for text in (
        f"https://commonweal.example.evil/missions/{ID}",
        f"http://commonweal.example/missions/{ID}",
    ):
        _, links = render(text)
        assert (links.linked, links.external) == ([], 1)


FLOODS = [
    *(
        "*",
        "_",
        "[",
        "![",
        ">",
        "> ",
        "`",
        "- ",
        "1. ",
        "[a](",
        "[a](b)",
        "<",
        "http://",
        "&",
        "\\",
        "**a ",
        "~~",
    ),
    *(
        "#",
        "\n",
        "]",
        "![a",
        "](b)",
        "://",
        "a://",
        "@",
        "@a.",
        "> - ",
        "\t",
        "**_",
        "~~*",
        "😀",
        "\u200b",
        "&#35;",
    ),
]


@pytest.mark.parametrize("flood", FLOODS)
def test_floods_of_signs_come_out_bounded(flood):
    text = (flood * 10_000)[:10_000]

    html, _ = render(text)

    check(html)
    assert len(html) < 100_000
    assert html.count("<blockquote>") <= 20
    assert html.count("<ul>") + html.count("<ol>") <= 5_000
