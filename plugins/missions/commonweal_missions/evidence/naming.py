"""What files of evidence are called: their kinds, their names, and the keys of their blobs."""

import re
from typing import Final, Literal
from uuid import UUID

MOST_BYTES: Final = 10_000_000
LONGEST_NAME: Final = 200
PHOTOS: Final = frozenset({"image/jpeg", "image/png", "image/heic"})
VIDEOS: Final = frozenset({"video/mp4", "video/quicktime"})
PDF: Final = "application/pdf"
ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    PDF: "pdf",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}
Moment = Literal["before", "after"]
FOLDER: Final = "missions/evidence"
_SIGN = 1 << 63
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf"{FOLDER}/(?:original|copy|thumbnail)/({_ID})\.[a-z0-9]+")


def safe_name(name: str) -> str:
    """Return what a file is called in lists: the last part of its name, without what is not printed."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    return " ".join(shown.split()).strip(". ")[:LONGEST_NAME] or "file"


def signed(value: int) -> int:
    """Return an unsigned 64-bit number as PostgreSQL keeps it."""
    return value - (1 << 64) if value >= _SIGN else value


def unsigned(value: int) -> int:
    """Return what ``signed`` was made from."""
    return value + (1 << 64) if value < 0 else value


def original_key(file_id: UUID, media_type: str) -> str:
    """Name where the original of a file lies; it is private."""
    return f"{FOLDER}/original/{file_id}.{ENDINGS[media_type]}"


def copy_key(file_id: UUID, media_type: str) -> str:
    """Name where the copy without metadata lies: pictures as JPEG, videos as what they were."""
    return f"{FOLDER}/copy/{file_id}.{'jpg' if media_type in PHOTOS else ENDINGS[media_type]}"


def thumbnail_key(file_id: UUID) -> str:
    """Name where the thumbnail of a photo lies."""
    return f"{FOLDER}/thumbnail/{file_id}.jpg"


def file_of(key: str) -> UUID | None:
    """Return the file that a blob is of; None for a blob that is of none."""
    found = _KEY.fullmatch(key)
    return UUID(found[1]) if found else None


def keys_of(file_id: UUID, media_type: str) -> list[str]:
    """Name every blob that a file may have."""
    return [original_key(file_id, media_type), copy_key(file_id, media_type), thumbnail_key(file_id)]
