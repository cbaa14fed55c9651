"""Files for the tests of evidence: small real ones of every kind, and beasts that only look like one."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
TAKEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SECRET = b"Ana Example, phone 12345"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
HARBOUR = (19.43261, -99.13321)

pillow_heif.register_heif_opener()


def drawing(size=(64, 32), seed=0):
    """Draw a picture whose corners differ: red above left, blue above right, green below."""
    width, height = size
    image = Image.new("RGB", size, (0, 160, 0))
    image.paste((220, 30, 30), (0, 0, width // 2, height // 2))
    image.paste((30, 30, 220), (width // 2, 0, width, height // 2))
    image.putpixel((seed % width, height - 1), (seed % 256, 255, 255))
    return image


def picture(form="JPEG", size=(64, 32), image=None, **options):
    """Write a picture as a file of some kind."""
    written = io.BytesIO()
    (image or drawing(size)).save(written, form, **options)
    return written.getvalue()


def exif(orientation=1, position=HARBOUR, *, satellite=True, offset=None):
    """Write what a phone says about a picture."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = SECRET.decode()  # the maker of the camera
    details = told.get_ifd(0x8769)
    details[0x9003] = "2026:03:04 00:06:07"
    if offset:
        details[0x9011] = offset
    place = told.get_ifd(0x8825)
    if position:
        latitude, longitude = position
        place[1], place[2] = "S" if latitude < 0 else "N", degrees(latitude)
        place[3], place[4] = "W" if longitude < 0 else "E", degrees(longitude)
    if satellite:
        place[7], place[29] = (5.0, 6.0, 7.0), "2026:03:04"
    return told


def degrees(value):
    whole = abs(value)
    minutes = whole % 1 * 60
    return (float(int(whole)), float(int(minutes)), round(minutes % 1 * 60, 4))


def telling(form="JPEG", orientation=1, size=(64, 32), **said):
    """Write a picture that tells everything about who took it, when and where."""
    options = {"exif": exif(orientation, **said)}
    if form == "JPEG":
        options |= {"xmp": XMP, "comment": SECRET, "icc_profile": SECRET * 10}
    elif form == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Author", SECRET.decode())
        options["icc_profile"] = SECRET * 10
    else:
        options["xmp"] = XMP
    return picture(form, size, **options)


def flat_png(width, height):
    """Write a PNG that is small as a file and large as a picture."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"\0" * (width + 1) * min(height, 2_000))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind, *parts):
    return box(kind, bytes(4), *parts)


def seconds(at):
    return int((at - EPOCH).total_seconds())


def handler(kind):
    return full(b"hdlr", bytes(4), kind, bytes(12), b"\0")


def track(kind, at, offset, samples):
    """Write a track of ``samples`` (their sizes), which lie in one chunk at ``offset``."""
    sizes = b"".join(struct.pack(">I", size) for size in samples)
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 0)),
        full(b"stts", struct.pack(">III", 1, len(samples), 40)),
        full(b"stsc", struct.pack(">IIII", 1, 1, len(samples), 1)),
        full(b"stsz", struct.pack(">II", 0, len(samples)), sizes),
        full(b"stco", struct.pack(">II", 1, offset)),
    )
    clock = struct.pack(">II", seconds(at), seconds(at))
    return box(
        b"trak",
        full(b"tkhd", clock, bytes(72)),
        box(
            b"mdia",
            full(b"mdhd", clock, struct.pack(">IIHH", 1_000, 1_000, 0, 0)),
            handler(kind),
            box(b"minf", table),
        ),
    )


def video(brand=b"isom", at=TAKEN, position="+19.4326-099.1332+002.2/", pictures=b"PICTURES"):
    """Write an MP4 (or, with the brand ``qt  ``, a MOV) of a picture track and one that tells the way."""
    kind = box(b"ftyp", brand, bytes(4), brand)
    content = box(b"mdat", pictures, SECRET)
    first = len(kind) + 8
    place = box(b"\xa9xyz", struct.pack(">HH", len(position), 0x15C7), position.encode()) if position else b""
    clock = struct.pack(">II", seconds(at), seconds(at)) if at else bytes(8)
    movie = box(
        b"moov",
        full(b"mvhd", clock, struct.pack(">II", 1_000, 1_000), bytes(80)),
        track(b"vide", TAKEN, first, [len(pictures)]),
        track(b"camm", TAKEN, first + len(pictures), [len(SECRET)]),  # the camera's motion
        box(b"udta", place, box(b"\xa9aut", SECRET)),
        box(b"meta", bytes(4), SECRET),
    )
    return kind + content + movie + box(b"uuid", SECRET)


def paper(pages=1, size=(200, 100), extra="", trailer="", said=SECRET):
    """Write a PDF whose catalogue has ``extra``, with a page for every colour."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {extra} >>"]
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    for number in range(pages):
        drawn = f"{number % 2} 0 {1 - number % 2} rg 0 0 {size[0]} {size[1]} re f"
        area = f"[0 0 {size[0]} {size[1]}]"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox {area} /Contents {4 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< /Author ({said.decode()}) >>")
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return written + f"{head}{table}{end}startxref\n{len(written)}\n%%EOF\n".encode()


LOCK = (
    "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
    f"/O <{'ab' * 32}> /U <{'cd' * 32}> >>"
)
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"<?php system($_GET['x']); ?>"


def archive():
    """Write an empty ZIP with one name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("index.html", PAGE)
    return written.getvalue()


FRIENDS = {
    "JPEG": (picture("JPEG"), "image/jpeg"),
    "JPEG that tells": (telling("JPEG"), "image/jpeg"),
    "PNG": (picture("PNG"), "image/png"),
    "HEIC": (picture("HEIF"), "image/heic"),
    "PDF": (paper(), "application/pdf"),
    "MP4": (video(), "video/mp4"),
    "MOV": (video(b"qt  "), "video/quicktime"),
}
"""Files that are taken, and what they are."""

BEASTS = {
    "nothing": (b"", "validation_error", "empty"),
    "text": (b"I was there.", "unsupported_media_type", "kind"),
    "page": (PAGE, "unsupported_media_type", "kind"),
    "SVG": (DRAWN, "unsupported_media_type", "kind"),
    "ZIP": (archive(), "unsupported_media_type", "kind"),
    "program": (PROGRAM, "unsupported_media_type", "kind"),
    "GIF": (picture("GIF"), "unsupported_media_type", "kind"),
    "WebP": (picture("WEBP"), "unsupported_media_type", "kind"),
    "TIFF": (picture("TIFF"), "unsupported_media_type", "kind"),
    "PostScript": (b"%!PS-Adobe-3.0\n", "unsupported_media_type", "kind"),
    "executable": (b"\x7fELF" + bytes(60), "unsupported_media_type", "kind"),
    "only the mark of a JPEG": (b"\xff\xd8\xff\xe0 no picture", "unsupported_media_type", "broken"),
    "only the mark of a PNG": (b"\x89PNG\r\n\x1a\n no picture", "unsupported_media_type", "broken"),
    "only the mark of a HEIC": (
        box(b"ftyp", b"heic", bytes(4)) + bytes(50),
        "unsupported_media_type",
        "broken",
    ),
    "only the mark of a PDF": (b"%PDF-1.7\nhello\n%%EOF", "unsupported_media_type", "broken"),
    "only the mark of an MP4": (box(b"ftyp", b"isom", bytes(4)), "unsupported_media_type", "broken"),
    "JPEG cut off": (picture(size=(300, 300))[:900], "unsupported_media_type", "broken"),
    "PNG cut off": (picture("PNG")[:-30], "unsupported_media_type", "broken"),
    "HEIC cut off": (picture("HEIF")[:-100], "unsupported_media_type", "broken"),
    "PDF cut off": (paper(3)[:150], "unsupported_media_type", "broken"),
    "MP4 cut off": (video()[:-40], "unsupported_media_type", "broken"),
    "PDF without pages": (paper(0), "unsupported_media_type", "broken"),
    "PDF with a password": (paper(trailer=LOCK), "unsupported_media_type", "locked"),
    "PDF of too many pages": (paper(201), "unsupported_media_type", "pages"),
    "PNG of too many pixels": (flat_png(10_000, 5_001), "unsupported_media_type", "pixels"),
    "PNG bomb": (flat_png(60_000, 60_000), "unsupported_media_type", "pixels"),
    "picture with a page behind it": (picture() + PAGE, "unsupported_media_type", "two_things"),
    "picture with a page in its comment": (picture(comment=PAGE), "unsupported_media_type", "two_things"),
    "picture with a drawing that scripts": (picture("PNG") + DRAWN, "unsupported_media_type", "two_things"),
    "picture with a program": (picture(comment=PROGRAM), "unsupported_media_type", "two_things"),
    "picture with an archive behind it": (picture() + archive(), "unsupported_media_type", "two_things"),
    "PDF with an archive behind it": (paper() + archive(), "unsupported_media_type", "two_things"),
    "video with a page": (video() + box(b"free", PAGE), "unsupported_media_type", "two_things"),
    "picture that is a PDF": (picture(comment=b"%PDF-1.4"), "unsupported_media_type", "two_things"),
    "ten megabytes and one byte": (picture() + bytes(10_000_001 - len(picture())), "file_too_large", "large"),
}
"""Files that are refused: the code of the refusal, and the one of the field."""
