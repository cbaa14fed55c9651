"""Photos of evidence, opened by content: what they tell, and copies without metadata.

These functions take their time: call them in a worker thread.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import BoundedSemaphore
from typing import Any, Final

import msgspec
import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from commonweal_missions.evidence.refusing import refused

MOST_PIXELS: Final = 50_000_000
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIF"}
LONGEST_SIDE: Final = 2_048
THUMBNAIL_SIDE: Final = 480
_AT_ONCE = BoundedSemaphore(2)  # each holds up to 150 MB of pixels
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    ArithmeticError,
    EOFError,
    MemoryError,
    struct.error,
)

pillow_heif.register_heif_opener()


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """What a photo tells: its 64-bit perceptual hash, and when and where it was taken, if it says so."""

    perceptual_hash: int
    captured_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """JPEGs of a photo without metadata: one to look at, with its size, and a small one."""

    public: bytes
    width: int
    height: int
    thumbnail: bytes


def read_photo(content: bytes, media_type: str) -> Photo:
    """Open a photo wholly.

    Raises ``Refusal("unsupported_media_type")`` for anything that is not what ``media_type`` says, is cut
    off, or has more than 50 million pixels.
    """
    with _opened(content, FORMATS[media_type]) as image:
        captured_at, position = _taken(image)
        latitude, longitude = position or (None, None)
        return Photo(
            perceptual_hash=perceptual_hash(ImageOps.exif_transpose(image)),
            captured_at=captured_at,
            latitude=latitude,
            longitude=longitude,
        )


def make_copies(content: bytes, media_type: str) -> Copies:
    """Draw a photo anew, upright and at most 2,048 pixels long; raises as ``read_photo`` does."""
    with _opened(content, FORMATS[media_type]) as image:
        upright = _on_white(ImageOps.exif_transpose(image))
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        public = _without_metadata(upright, 85)
        width, height = upright.size
        upright.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return Copies(public=public, width=width, height=height, thumbnail=_without_metadata(upright, 80))


def perceptual_hash(image: Image.Image) -> int:
    """Return the 64-bit difference hash: whether each point of a grey 9 by 8 grid is darker than the next."""
    grey = _on_white(image).convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    darker = [grey[row * 9 + column] < grey[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return sum(bit << place for place, bit in enumerate(darker))


def hash_distance(one: int, other: int) -> int:
    """Count the bits in which two hashes differ, 0 to 64."""
    return (one ^ other).bit_count()


@contextmanager
def _opened(content: bytes, form: str) -> Iterator[Image.Image]:
    """Give an image with its pixels; only two at a time, and none of too many pixels."""
    try:
        with _AT_ONCE, Image.open(io.BytesIO(content), formats=[form]) as image:
            if image.width * image.height > MOST_PIXELS:  # known before any pixel is read
                raise refused("pixels", most=MOST_PIXELS // 1_000_000)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read at the size that is needed
            image.load()
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise refused("pixels", most=MOST_PIXELS // 1_000_000) from bomb
    except _BROKEN as broken:
        raise refused("broken") from broken


def _on_white(image: Image.Image) -> Image.Image:
    """Return an image without transparency."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear)
    return white


def _without_metadata(image: Image.Image, quality: int) -> bytes:
    bare = Image.frombytes("RGB", image.size, image.tobytes())  # only pixels come along
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=quality)
    return written.getvalue()


def _taken(image: Image.Image) -> tuple[datetime | None, tuple[float, float] | None]:
    """Return when and where a photo says it was taken; what cannot be read is not known."""
    try:
        exif = image.getexif()
        place: dict[int, Any] = dict(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return None, None
    return _satellite_time(place) or _camera_time(exif), _position(place)


def _satellite_time(place: dict[int, Any]) -> datetime | None:
    """Read the time of the position, which is UTC."""
    try:
        hours, minutes, seconds = (int(float(part)) for part in place[ExifTags.GPS.GPSTimeStamp])
        day = datetime.strptime(place[ExifTags.GPS.GPSDateStamp].strip("\0 "), "%Y:%m:%d").replace(tzinfo=UTC)
        return day.replace(hour=hours, minute=minutes, second=seconds)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError):
        return None


def _camera_time(exif: Image.Exif) -> datetime | None:
    """Read the camera's clock; without its offset from UTC, a time of day says little."""
    try:
        details = exif.get_ifd(ExifTags.IFD.Exif)
        text, offset = details[ExifTags.Base.DateTimeOriginal], details[ExifTags.Base.OffsetTimeOriginal]
        written = f"{text} {offset}".replace("\0", "")
        return datetime.strptime(written, "%Y:%m:%d %H:%M:%S %z").astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _position(place: dict[int, Any]) -> tuple[float, float] | None:
    try:
        latitude = _degrees(place[ExifTags.GPS.GPSLatitude], place.get(ExifTags.GPS.GPSLatitudeRef), "S")
        longitude = _degrees(place[ExifTags.GPS.GPSLongitude], place.get(ExifTags.GPS.GPSLongitudeRef), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    known = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)  # noqa: PLR2004
    return (latitude, longitude) if known else None


def _degrees(parts: Any, reference: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if reference == negative else value
