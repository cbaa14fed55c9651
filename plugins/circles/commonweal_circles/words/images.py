"""Pictures that stand by posts, drawn anew: upright, of a bounded size, and without what a camera notes.

This takes its time: call it in a worker thread.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from commonweal_circles.words.refusing import refused

MOST_PIXELS: Final = 50_000_000
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
LONGEST_SIDE: Final = 2_048
SMALL_SIDE: Final = 480
_AT_ONCE: Final = BoundedSemaphore(2)  # each takes up to 850 MB for a moment
_BROKEN: Final = (
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


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A picture without metadata, in the format it came in, and a small JPEG of it."""

    content: bytes
    width: int
    height: int
    small: bytes


def draw(content: bytes, media_type: str) -> Drawn:
    """Draw a picture anew; of one that moves, what it shows first.

    Raises ``Refusal("unsupported_media_type")`` for anything that is not what ``media_type`` says, is cut
    off, or has more than 50 million pixels.
    """
    with _opened(content, FORMATS[media_type]) as image:
        upright = _bare(_shrunk(image), clear=media_type != "image/jpeg")
        drawn = _written(upright, FORMATS[media_type], 85)
        width, height = upright.size
        upright.thumbnail((SMALL_SIDE, SMALL_SIDE))
        small = _written(_bare(upright, clear=False), "JPEG", 80)
    return Drawn(content=drawn, width=width, height=height, small=small)


@contextmanager
def _opened(content: bytes, form: str) -> Iterator[Image.Image]:
    """Give a picture with its pixels; only two at a time, and none of too many pixels."""
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


def _shrunk(image: Image.Image) -> Image.Image:
    """Return a picture upright and no larger than it is kept, before its pixels are copied."""
    if image.mode in {"1", "P", "PA"}:  # whose colours cannot be mixed
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return ImageOps.exif_transpose(image)


def _bare(image: Image.Image, *, clear: bool) -> Image.Image:
    """Return only the pixels of a picture: see-through ones too if ``clear``, else on white."""
    if not image.has_transparency_data:
        plain = image.convert("RGB")
        return Image.frombytes("RGB", plain.size, plain.tobytes())
    seen_through = image.convert("RGBA")
    if clear:
        return Image.frombytes("RGBA", seen_through.size, seen_through.tobytes())
    white = Image.new("RGB", seen_through.size, "white")
    white.paste(seen_through, mask=seen_through)
    return white


def _written(image: Image.Image, form: str, quality: int) -> bytes:
    written = io.BytesIO()
    image.save(written, form, quality=quality)
    return written.getvalue()
