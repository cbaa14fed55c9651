"""Files of evidence: known by their content, whatever their name says (DOMAIN §8.1)."""

import hashlib
import re
from datetime import datetime
from typing import Final

import filetype  # type: ignore[import-untyped]  # it ships no types
import msgspec
from commonweal import FieldError, Refusal

from commonweal_missions.evidence.images import Photo, read_photo
from commonweal_missions.evidence.naming import ENDINGS, MOST_BYTES, PDF, PHOTOS, VIDEOS, signed
from commonweal_missions.evidence.papers import open_paper
from commonweal_missions.evidence.refusing import refused
from commonweal_missions.evidence.videos import Video, read_video
from commonweal_missions.rules.vocabulary import EvidenceKind

SERVES: Final = {
    EvidenceKind.PHOTO: PHOTOS,
    EvidenceKind.VIDEO: VIDEOS,
    EvidenceKind.DOCUMENT: PHOTOS | {PDF},
    EvidenceKind.TEXT_REPORT: PHOTOS | {PDF},
}
"""What kinds of files may serve an item of each kind."""
# What makes a picture or video a page, a program or an archive as well. An archive is known by its end. Each
# is long enough that it does not turn up by chance in ten megabytes of pixels.
_HIDDEN = re.compile(rb"<script[\s>]|<!doctype\s|<html[\s>]|<\?php\s|<svg\b[^>]{0,500}xmlns", re.IGNORECASE)
_ARCHIVE, _ARCHIVE_END = b"PK\x05\x06", 65_557
_PDF_BEGINNING = 1_024


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was opened: what it is, and what it tells of when and where it was made."""

    media_type: str
    sha256: bytes
    perceptual_hash: int | None = None  # signed, as PostgreSQL keeps it
    captured_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def open_file(content: bytes) -> Opened:
    """Open a file by its content; call it in a worker thread.

    Raises ``Refusal("file_too_large")`` beyond 10 MB, ``Refusal("unsupported_media_type")`` for what is not
    wholly and only a JPEG, PNG, HEIC, PDF, MP4 or MOV.
    """
    if not content:
        raise refused("empty")
    if len(content) > MOST_BYTES:
        raise refused("large", most=MOST_BYTES // 1_000_000)
    kind = filetype.guess(content)
    media_type = str(kind.mime) if kind else ""
    if media_type not in ENDINGS:
        raise refused("kind")
    if is_two_things(content, media_type):
        raise refused("two-things")
    digest = hashlib.sha256(content).digest()
    if media_type == PDF:
        open_paper(content)
        return Opened(media_type=media_type, sha256=digest)
    told: Photo | Video = read_photo(content, media_type) if media_type in PHOTOS else read_video(content)
    return Opened(
        media_type=media_type,
        sha256=digest,
        perceptual_hash=signed(told.perceptual_hash) if isinstance(told, Photo) else None,
        captured_at=told.captured_at,
        latitude=told.latitude,
        longitude=told.longitude,
    )


def is_two_things(content: bytes, media_type: str) -> bool:
    """Say whether a file is made to be taken for something else as well: an archive, a page, a PDF."""
    if _ARCHIVE in content[-_ARCHIVE_END:]:
        return True
    if media_type == PDF:
        return not content.startswith(b"%PDF-")
    return b"%PDF-" in content[:_PDF_BEGINNING] or bool(_HIDDEN.search(content))


def require_serves(media_type: str, kind: EvidenceKind) -> None:
    """Raise ``Refusal("validation_error")`` when a file cannot serve an item of a kind."""
    if media_type not in SERVES[kind]:
        raise Refusal(
            "validation_error",
            fields=[FieldError("/file", "invalid", message=f"missions-file-serves-{kind.replace('_', '-')}")],
        )
