"""Operators see how each kind reads; the picture of a mail is whole, and nothing in it runs or loads."""

from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest
from commonweal_notifications.kinds.all_kinds import base_kinds
from commonweal_notifications.kinds.previewing.picture import as_xhtml, picture
from hypothesis import given
from hypothesis import strategies as st

from .scene import acting_as

PAGE = "/admin/notifications/preview"
KINDS = [kind.name for kind in base_kinds(None)]
MAIL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>
<style>.a > b { color: red }</style><script>alert(1)</script></head>
<body style="margin:0" onload="alert(2)"><p>One<br>two &amp; three</p><img src="https://elsewhere.example/p.png">
<a href="https://elsewhere.example" style="color:#123456">go</a><table><tr><td>cell</table></body></html>"""


async def test_every_kind_is_shown_in_every_language(site, principals):
    admin = (await principals.admin()).account_id
    async with site.browse(acting_as(admin, "human", "admin"), accept="text/html") as client:
        for kind in KINDS:
            for language in ("en", "es", "zh-Hans"):
                answer = await client.get(PAGE, params={"kind": kind, "language": language})
                assert answer.status_code == 200, (kind, language)
                assert "is-danger" not in answer.text, (kind, language)
                assert "⟦" not in answer.text, (kind, language)
                assert answer.text.count("data:image/svg+xml") >= 1


async def test_a_kind_that_there_is_not_is_not_found(site, principals):
    admin = (await principals.admin()).account_id
    async with site.browse(acting_as(admin, "human", "admin")) as client:
        assert (await client.get(PAGE, params={"kind": "notifications.nothing"})).status_code == 404


async def test_previews_are_for_operators(site, principals):
    async with site.browse(await principals.human()) as client:
        assert (await client.get(PAGE)).status_code == 403


def test_a_picture_keeps_the_styles_and_leaves_out_what_runs_or_loads():
    address = picture(MAIL, 640, 400)
    drawn = b64decode(address.partition(",")[2]).decode()

    ET.fromstring(drawn)
    assert "color:#123456" in drawn
    assert ".a &gt; b" in drawn
    assert "two &amp; three" in drawn
    assert not any(each in drawn for each in ("alert", "onload", "elsewhere"))


@pytest.mark.parametrize(
    "html", ["", "</p>", "<p", "<b><i></b></i>", "<p a=1 a=2>", "<x:y z>", "&#0;&#1;\x0b"]
)
def test_broken_html_is_whole_in_the_picture(html):
    ET.fromstring(as_xhtml(html))


@given(st.text(alphabet="<>/=\"' &;#x0ab!-[]?\x00\n", max_size=60))
def test_any_text_makes_a_whole_picture(html):
    ET.fromstring(as_xhtml(html))
