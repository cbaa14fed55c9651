"""A program of its own that reads one PDF from its input: ``papers.py`` starts it, and nothing imports it.

``open`` answers with the number of pages; ``draw`` with the length of a thumbnail, the thumbnail, and a PDF
of pictures. It ends with 3 for an encrypted document, with 4 for one of too many pages, with another status
for whatever is broken.
"""

import io
import resource
import struct
import sys

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image
from pypdfium2 import raw

MEMORY = 1_200_000_000
CPU_SECONDS = 60
DOTS_PER_INCH = 120
POINTS_PER_INCH = 72
MOST_PIXELS = 6_000_000  # of a page: A3 at 120 dots
THUMBNAIL_SIDE = 480
LOCKED, TOO_MANY = 3, 4


def main(what: str, most: int, copied: int) -> bytes:
    """Read the document, and return the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    paper = opened(sys.stdin.buffer.read())
    if len(paper) > most:
        sys.exit(TOO_MANY)
    if what == "open":
        for page in paper:
            page.close()
        return struct.pack(">I", len(paper))
    return drawn(paper, copied)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """Open a document that has pages, and no password."""
    try:
        paper = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        sys.exit(LOCKED if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD else str(error))
    if raw.FPDF_GetSecurityHandlerRevision(paper) != -1:
        sys.exit(LOCKED)
    if not len(paper):
        sys.exit("It has no pages.")
    return paper


def drawn(paper: pypdfium2.PdfDocument, copied: int) -> bytes:
    """Draw pages into a new document, and the first as a thumbnail."""
    pictures = [picture(paper[number]) for number in range(min(len(paper), copied))]
    copy, small = io.BytesIO(), io.BytesIO()
    pictures[0].save(
        copy, "PDF", save_all=True, append_images=pictures[1:], resolution=DOTS_PER_INCH, quality=80
    )
    thumbnail = pictures[0].copy()
    thumbnail.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    thumbnail.save(small, "JPEG", quality=80)
    return struct.pack(">I", small.tell()) + small.getvalue() + copy.getvalue()


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    """Draw one page, smaller when it is as large as a wall."""
    width, height = page.get_size()
    area = max(width * height, 1.0)
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, (MOST_PIXELS / area) ** 0.5)
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return image


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
