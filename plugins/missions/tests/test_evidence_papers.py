"""Documents: opened in a process of their own, and copied as pictures of their pages."""

import io

import pypdfium2
import pytest
from commonweal import Refusal
from commonweal_missions.evidence import papers
from commonweal_missions.evidence.papers import copy_paper, open_paper
from PIL import Image

from .zoo import PAGE, SECRET, paper

ACTIVE = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /O << /S /Launch /F (x.exe) >> >>"


def test_every_page_is_opened():
    assert open_paper(paper(7)) == 7


def test_the_copy_shows_the_pages_and_nothing_else_survives():
    content = paper(3, extra=f"/Metadata 1 0 R {ACTIVE} /Names << /EmbeddedFiles << /Names [(a) 1 0 R] >> >>")
    assert SECRET in content
    copied = copy_paper(content)
    for name in (
        SECRET,
        b"JavaScript",
        b"OpenAction",
        b"Launch",
        b"EmbeddedFiles",
        b"Metadata",
        b"Author",
        PAGE,
    ):
        assert name not in copied.public
    shown = pypdfium2.PdfDocument(copied.public)
    assert len(shown) == 3
    colours = [page.render().to_pil().convert("RGB").getpixel((50, 50)) for page in shown]
    assert [max(range(3), key=colour.__getitem__) for colour in colours] == [2, 0, 2]
    assert shown[0].get_size() == pytest.approx((200, 100), abs=1)
    shown.close()


def test_the_thumbnail_is_the_first_page():
    with Image.open(io.BytesIO(copy_paper(paper(2, size=(595, 842))).thumbnail)) as small:
        assert small.format == "JPEG"
        assert max(small.size) == 480
        assert small.getpixel((10, 10))[2] > 200


def test_at_most_thirty_pages_are_copied():
    copied = pypdfium2.PdfDocument(copy_paper(paper(33)).public)
    assert len(copied) == 30
    copied.close()


def test_a_page_as_large_as_a_wall_is_drawn_smaller():
    copied = copy_paper(paper(1, size=(14_400, 14_400)))
    shown = pypdfium2.PdfDocument(copied.public)
    [picture] = shown[0].get_objects()
    width, height = picture.get_px_size()
    assert width * height <= 6_100_000
    shown.close()


def test_a_document_that_never_ends_is_refused(monkeypatch):
    monkeypatch.setattr(papers, "_OPEN_SECONDS", 0.001)
    with pytest.raises(Refusal, match="unsupported_media_type"):
        open_paper(paper())


def test_a_document_that_ends_the_other_process_is_refused(monkeypatch, tmp_path):
    crash = tmp_path / "crash.py"
    crash.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(papers, "_PAGES", crash)
    with pytest.raises(Refusal, match="unsupported_media_type"):
        copy_paper(paper())
