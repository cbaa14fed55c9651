"""Files that may stand by posts, known by their content, whatever their name says.

Pictures are drawn anew and shown; PDF, plain text and CSV are kept as they came, and only ever downloaded.
"""

import re
from typing import Final

import msgspec

from commonweal_circles.words.images import FORMATS, draw
from commonweal_circles.words.refusing import refused

LONGEST_NAME: Final = 200
PDF: Final = "application/pdf"
CSV: Final = "text/csv"
TEXT: Final = "text/plain"
ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    PDF: "pdf",
    TEXT: "txt",
    CSV: "csv",
}
ACCEPTED: Final = "image/jpeg,image/png,image/webp,application/pdf,text/plain,text/csv,.txt,.csv"
_SIGNATURES: Final = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"%PDF-\d"), PDF),
)
# What makes a file a page, a program or an archive as well. An archive is known by its end. Each is long
# enough that it does not turn up by chance among pixels.
_HIDDEN: Final = re.compile(
    rb"<script[\s>]|<!doctype\s|<html[\s>]|<\?php\s|<svg\b[^>]{0,500}xmlns", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"\s*(?:<!doctype|<!--|<[?/]?[a-z][a-z0-9:-]*[\s>/])", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ARCHIVE_END: Final = 65_557
_PDF_BEGINNING: Final = 1_024
_PDF_END: Final = 2_048


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is kept; pictures have a size and a small copy."""

    media_type: str
    content: bytes
    width: int | None = None
    height: int | None = None
    small: bytes | None = None


def open_file(content: bytes, name: str) -> Opened:
    """Open a file; call it in a worker thread.

    Raises ``Refusal("unsupported_media_type")`` for what is not wholly and only a JPEG, PNG, WebP, PDF or
    text in UTF-8, ``Refusal("validation_error")`` for an empty one.
    """
    if not content:
        raise refused("empty")
    media_type = next((kind for begins, kind in _SIGNATURES if begins.match(content)), "")
    if not media_type:
        return Opened(media_type=_kind_of_text(content, name), content=content)
    if _is_two_things(content, media_type):
        raise refused("two-things")
    if media_type == PDF:
        if b"%%EOF" not in content[-_PDF_END:]:
            raise refused("broken")
        return Opened(media_type=PDF, content=content)
    drawn = draw(content, media_type)
    return Opened(
        media_type=media_type,
        content=drawn.content,
        width=drawn.width,
        height=drawn.height,
        small=drawn.small,
    )


def safe_name(name: str, media_type: str) -> str:
    """Return what a file is called: the last part of its name, what can be seen of it, with its ending."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    stem = " ".join(shown.split()).strip(". ")
    ending = ENDINGS[media_type]
    known = {ending, "jpeg"} if ending == "jpg" else {ending}
    before, dot, given = stem.rpartition(".")
    if dot and given.lower() in known:
        stem = before.strip(". ")
    return f"{stem[: LONGEST_NAME - 10] or 'file'}.{ending}"


def is_picture(media_type: str) -> bool:
    """Say whether a file can be shown."""
    return media_type in FORMATS


def _is_two_things(content: bytes, media_type: str) -> bool:
    """Say whether a file is made to be taken for something else as well: an archive, a page, a PDF."""
    if b"PK\x05\x06" in content[-_ARCHIVE_END:]:
        return True
    if media_type == PDF:
        return False
    return b"%PDF-" in content[:_PDF_BEGINNING] or bool(_HIDDEN.search(content))


def _kind_of_text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("kind") from error
    if _CONTROL.search(text) or _MARKUP.match(text):
        raise refused("kind")
    return CSV if name.lower().endswith(".csv") else TEXT
