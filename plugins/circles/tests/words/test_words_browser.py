"""What members write, read by a real Chromium: no element, attribute or address that may do anything."""

import os

import pytest
from commonweal.testing.browser import CHROMIUM, chromium
from commonweal_circles.words.markdown import inlines, outlined, parse, to_html
from commonweal_circles.words.understanding import _Links, _with_pages, _without_pictures

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]

BITS = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<style>*{}</style>",
    ),
    *(
        "<iframe src=javascript:alert(1)>",
        "<math><mtext></p><style><img title='</style><img src onerror=alert(1)>'>",
    ),
    *(
        "<a href='javascript:alert(1)'>a</a>",
        "<form action=//evil.example>",
        "<base href=//evil.example>",
        "<!--",
    ),
    *(
        "[a](javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "</code></pre>",
    ),
    *(
        "![a](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](//evil.example)",
        '[a](<https://b.example/">)',
    ),
    *(
        "`",
        "```",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "# ",
        "**",
        "~~",
        "&lt;script&gt;",
        "\u2028",
        "]]>",
        "<?",
        "<![CDATA[",
    ),
    *(
        '" onmouseover="alert(1)',
        "' autofocus onfocus='alert(1)",
        '[a](https://b.example "x\' onclick=alert(1)")',
    ),
]
LOOK = """(pages) => pages.flatMap((html) => {
  const host = document.createElement("div");
  host.innerHTML = html;
  document.body.replaceChildren(host);
  const wrong = [];
  for (const element of host.querySelectorAll("*")) {
    if (!/^(P|BR|HR|STRONG|EM|S|H[234]|UL|OL|LI|BLOCKQUOTE|PRE|CODE|A|SMALL|SPAN|BDI)$/.test(element.tagName))
      wrong.push(element.tagName);
    for (const {name} of element.attributes)
      if (!/^(href|rel|class|start|data-account|tabindex)$/.test(name)) wrong.push(name);
    if (element.tagName === "A" && !/^(https?|mailto):$/.test(element.protocol)) wrong.push(element.href);
    if (element.tagName === "A" && element.host === "evil.example") wrong.push(element.href);
  }
  if (host.innerHTML !== html && !html.includes("\\u00a0")) wrong.push("otherwise: " + html);
  return wrong;
})"""


def render(text):
    tokens, links = parse(text), _Links("")
    outlined(tokens)
    for token in inlines(tokens):
        token.children = links.follow(_with_pages(_without_pictures(token.children)))
    return to_html(tokens)


async def test_a_browser_finds_nothing_in_it_that_may_do_anything():
    pages = [
        render(one + two + three) for one in BITS for two in BITS for three in ("", " a", "\n\n```", "](b)")
    ]
    async with chromium() as running:
        page = await running.new_page()
        alerts = []
        page.on("dialog", lambda dialog: alerts.append(dialog.message))
        await page.set_content("<!doctype html><base href='https://ours.example/'><body></body>")
        wrong = await page.evaluate(LOOK, pages)
        await page.wait_for_timeout(100)

    assert len(pages) > 4_000
    assert wrong == []
    assert alerts == []
