"""Photos of evidence, opened by content: what they tell, and public copies without metadata.

These functions take their time: call them in a worker thread.
"""

import io
from typing import Final

import filetype  # type: ignore[import-untyped]  # it ships no types
import msgspec
import pillow_heif
from commonweal import Refusal
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 10_000_000
MOST_PIXELS: Final = 50_000_000
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIF"}
LONGEST_SIDE: Final = 2_048

pillow_heif.register_heif_opener()


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A photo that was opened: its media type, its 64-bit perceptual hash, and a JPEG without metadata."""

    media_type: str
    perceptual_hash: int
    public: bytes


def read_photo(content: bytes) -> Photo:
    """Open a photo, upright, and make its public copy.

    Raises ``Refusal("file_too_large")`` or ``Refusal("unsupported_media_type")`` for anything that is not
    wholly a JPEG, PNG or HEIC of at most 50 million pixels, whatever its name says.
    """
    if len(content) > MOST_BYTES:
        raise Refusal("file_too_large")
    kind = filetype.guess(content)
    if kind is None or kind.mime not in FORMATS:
        raise Refusal("unsupported_media_type")
    upright = _open(content, FORMATS[kind.mime])
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Photo(
        media_type=kind.mime, perceptual_hash=perceptual_hash(upright), public=_without_metadata(upright)
    )


def perceptual_hash(image: Image.Image) -> int:
    """Return the 64-bit difference hash: whether each point of a grey 9 by 8 grid is darker than the next."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    darker = [grey[row * 9 + column] < grey[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return sum(bit << place for place, bit in enumerate(darker))


def hash_distance(one: int, other: int) -> int:
    """Count the bits in which two hashes differ, 0 to 64."""
    return (one ^ other).bit_count()


def _open(content: bytes, form: str) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as image:
            if image.width * image.height > MOST_PIXELS:  # known before any pixel is read
                raise Refusal("unsupported_media_type")
            return ImageOps.exif_transpose(image).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as broken:
        raise Refusal("unsupported_media_type") from broken


def _without_metadata(image: Image.Image) -> bytes:
    bare = Image.frombytes("RGB", image.size, image.tobytes())  # only pixels come along
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=85)
    return written.getvalue()
