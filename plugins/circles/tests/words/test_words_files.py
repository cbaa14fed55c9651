"""Files by posts, opened: what is taken, what it becomes, and what is refused."""

import io
import struct
import zlib

import pytest
from commonweal import Refusal
from commonweal_circles.words.files import open_file, safe_name
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(form="JPEG", size=(900, 600), mode="RGB", **given):
    image = Image.new(mode, size, (200, 30, 30, 90) if mode == "RGBA" else "red")
    written = io.BytesIO()
    image.save(written, form, **given)
    return written.getvalue()


def with_position():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N", 2: (19.0, 26.0, 0.0), 3: "W", 4: (99.0, 8.0, 0.0)}
    return picture(exif=exif)


def fault(content, name="a"):
    with pytest.raises(Refusal) as refused:
        open_file(content, name)
    return refused.value.fields[0].code


@pytest.mark.parametrize(
    ("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_picture_is_drawn_anew_with_a_small_copy(form, media_type):
    opened = open_file(picture(form, (3_000, 1_500)), "a.exe")

    assert (opened.media_type, opened.width, opened.height) == (media_type, 2_048, 1_024)
    drawn, small = Image.open(io.BytesIO(opened.content)), Image.open(io.BytesIO(opened.small))
    assert (drawn.format, drawn.size) == (form, (2_048, 1_024))
    assert (small.format, small.size) == ("JPEG", (480, 240))


def test_where_and_with_what_a_picture_was_taken_is_gone_and_it_stands_upright():
    given = with_position()
    assert Image.open(io.BytesIO(given)).getexif().get_ifd(0x8825)

    opened = open_file(given, "a.jpg")

    assert (opened.width, opened.height) == (600, 900)
    for copy in (opened.content, opened.small):
        image = Image.open(io.BytesIO(copy))
        assert not dict(image.getexif())
        assert b"Exif" not in copy
        assert b"A camera" not in copy


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_one_sees_through_stays_so_but_for_the_small_copy(form):
    opened = open_file(picture(form, mode="RGBA"), "a")

    assert Image.open(io.BytesIO(opened.content)).mode == "RGBA"
    assert Image.open(io.BytesIO(opened.small)).mode == "RGB"


def test_words_in_a_png_and_what_follows_its_end_are_gone():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", "my address")
    opened = open_file(picture("PNG", pnginfo=notes) + b"more", "a")

    assert b"my address" not in opened.content
    assert not opened.content.endswith(b"more")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "a.pdf", "application/pdf"),
        (b"water, level\n3, 4\n", "levels.CSV", "text/csv"),
        ("水位\n三\n".encode(), "a.txt", "text/plain"),
        (b"\xef\xbb\xbfmarked", "a", "text/plain"),
        (b"a < b and <3", "a.html", "text/plain"),
    ],
)
def test_documents_are_kept_as_they_are(content, name, media_type):
    opened = open_file(content, name)

    assert (opened.media_type, opened.content) == (media_type, content)
    assert (opened.width, opened.small) == (None, None)


def bomb():
    """Return a PNG of 900 million pixels in a few kilobytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "kind"),
        (b"MZ\x90\x00", "kind"),
        (b"GIF89a" + b"\x00" * 40, "kind"),
        (b"\xff\xfea\x00", "kind"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "kind"),
        (b"  <svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (b"<?xml version='1.0'?>", "kind"),
        (b"\x1b[31mred", "kind"),
        (bomb(), "pixels"),
        (picture()[:400], "broken"),
        (picture("PNG")[:-40], "broken"),
        (picture("WEBP")[:60], "broken"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "broken"),
        (PDF[:-8], "broken"),
        (picture() + b"PK\x05\x06" + b"\x00" * 18, "two_things"),
        (PDF + b"PK\x05\x06" + b"\x00" * 18, "two_things"),
        (picture() + b"<script>alert(1)</script>", "two_things"),
        (picture()[:20] + PDF, "two_things"),
    ],
    ids=range(19),
)
def test_what_is_refused_is_told_why(content, code):
    assert fault(content) == code


@pytest.mark.parametrize(
    ("name", "media_type", "kept"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\photos\\river.JPEG", "image/jpeg", "river.jpg"),
        ("river.png.exe", "image/png", "river.png.exe.png"),
        ("\u202egnp.exe", "image/png", "gnp.exe.png"),
        ("<a>\x00\n.pdf", "application/pdf", "a.pdf"),
        ("", "text/csv", "file.csv"),
        (".pdf", "application/pdf", "pdf.pdf"),
        ("...", "application/pdf", "file.pdf"),
        ("河流 照片.png", "image/png", "河流 照片.png"),
        ("x" * 500, "text/plain", "x" * 190 + ".txt"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_content_is(name, media_type, kept):
    assert safe_name(name, media_type) == kept
