"""Documents of evidence: PDFs are opened, and drawn anew as pictures of their pages.

The library that reads them is large and written in C++: it works in a process of its own (``pages.py``), with
little memory and time, so that a document made to break it breaks nothing else. Call these functions in a
worker thread.
"""

import struct
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

import msgspec

from commonweal_missions.evidence.refusing import refused

MOST_PAGES: Final = 200
"""A document of more pages is refused."""
COPIED_PAGES: Final = 30
_PAGES = Path(__file__).with_name("pages.py")
_OPEN_SECONDS, _DRAW_SECONDS = 20, 90
_LOCKED, _TOO_MANY = 3, 4
_AT_ONCE = BoundedSemaphore(2)  # each may take up to a gigabyte


class PaperCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF of pictures of the first 30 pages, and a small JPEG of the first."""

    public: bytes
    thumbnail: bytes


def open_paper(content: bytes) -> int:
    """Open every page of a PDF and return how many there are.

    Raises ``Refusal("unsupported_media_type")`` for one that is broken, encrypted, or of more than 200 pages.
    """
    (pages,) = struct.unpack(">I", _ask("open", content, _OPEN_SECONDS))
    return int(pages)


def copy_paper(content: bytes) -> PaperCopy:
    """Draw the first pages of a PDF as pictures, and nothing else; raises as ``open_paper`` does."""
    drawn = _ask("draw", content, _DRAW_SECONDS)
    (size,) = struct.unpack_from(">I", drawn)
    return PaperCopy(thumbnail=drawn[4 : 4 + size], public=drawn[4 + size :])


def _ask(what: str, content: bytes, seconds: int) -> bytes:
    """Let the other process work on a document, and return its answer."""
    command = [sys.executable, "-I", str(_PAGES), what, str(MOST_PAGES), str(COPIED_PAGES)]
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own program, and nothing of the caller's in its arguments
                command, input=content, capture_output=True, timeout=seconds, check=False, env={}
            )
    except subprocess.TimeoutExpired as endless:
        raise refused("broken") from endless
    if done.returncode == _LOCKED:
        raise refused("locked")
    if done.returncode == _TOO_MANY:
        raise refused("pages", most=MOST_PAGES)
    if done.returncode or len(done.stdout) < 4:  # noqa: PLR2004 - a number at least
        raise refused("broken")
    return done.stdout
