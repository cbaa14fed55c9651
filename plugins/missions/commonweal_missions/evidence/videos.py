"""Videos of evidence: MP4 and MOV are boxes in boxes (ISO/IEC 14496-12), read without decoding a picture.

The copy for others keeps picture and sound where they were; what tells more becomes free space of the same
size, so that no offset changes: all boxes that are not needed to play, the clocks, and tracks of another kind
with their samples.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import msgspec
from commonweal import Refusal

from commonweal_missions.evidence.refusing import refused

_HOLDERS: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"edts", b"dinf", b"moof", b"traf"})
_CLOCKS: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_PLAYED = (
    "ftyp styp mdat sidx mfra mvex iods tref elst hdlr elng tapt vmhd smhd nmhd gmhd dref stbl"
    " mfhd tfhd tfdt trun sdtp sbgp sgpd subs saiz saio"
)
_NEEDED: Final = _HOLDERS | _CLOCKS | frozenset(_PLAYED.encode().split())
_SHOWN: Final = frozenset({b"vide", b"soun"})
_DATA_HANDLER: Final = b"dhlr"  # QuickTime says with it where the bytes are
_HANDLER_NAME: Final = 24  # after version, flags, two kinds and twelve bytes
_DEEPEST = 8
_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_LATEST = 2**33
_PLACE = re.compile(rb"([+-]\d{1,2}\.\d+)([+-]\d{1,3}\.\d+)")  # ISO 6709, as phones write it


class Video(msgspec.Struct, frozen=True, kw_only=True):
    """What a video tells of when and where it was taken."""

    captured_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


class Box(NamedTuple):
    """One box: its kind, and where its header, its body and its end are."""

    kind: bytes
    start: int
    body: int
    end: int


def read_video(content: bytes) -> Video:
    """Go through the boxes of a video; raises ``Refusal("unsupported_media_type")`` when it is not whole."""
    outer = list(boxes(content, 0, len(content)))
    movies = [box for box in outer if box.kind == b"moov"]
    if len(movies) != 1 or not any(box.kind == b"mdat" for box in outer):
        raise refused("broken")
    movie = movies[0]
    latitude, longitude = _position(content[movie.body : movie.end]) or (None, None)
    return Video(captured_at=_made_at(content, movie), latitude=latitude, longitude=longitude)


def bare_video(content: bytes) -> bytes | None:
    """Return a copy without metadata, of the same size; None when it cannot be told what else there is."""
    bare = bytearray(content)
    pieces = any(box.kind == b"moof" for box in boxes(bare, 0, len(bare)))
    try:
        for track in list(_tracks(bare)):
            kinds = set(_kinds(bare, track))
            if not kinds <= _SHOWN:
                if pieces:
                    return None  # whose samples are in which piece would have to be found out
                _blank_samples(bare, track)
                _free(bare, track)
        _blank(bare, 0, len(bare), 0)
    except (Refusal, struct.error, LookupError):
        return None
    return bytes(bare)


def boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Go through the boxes of a stretch, which they must fill exactly."""
    while start < end:
        if end - start < 8:  # noqa: PLR2004 - size and kind
            if not any(content[start:end]):
                return  # QuickTime ends some lists with zeros
            raise refused("broken")
        size, kind = struct.unpack_from(">I4s", content, start)
        body = start + 8
        if size == 1 and end - start >= 16:  # noqa: PLR2004 - a large size follows
            (size,) = struct.unpack_from(">Q", content, body)
            body += 8
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise refused("broken")
        yield Box(kind, start, body, start + size)
        start += size


def _inside(content: bytes | bytearray, box: Box, *path: bytes) -> Iterator[Box]:
    """Give the boxes at a path below a box."""
    if not path:
        yield box
        return
    for inner in boxes(content, box.body, box.end):
        if inner.kind == path[0]:
            yield from _inside(content, inner, *path[1:])


def _tracks(content: bytearray) -> Iterator[Box]:
    yield from _inside(content, Box(b"", 0, 0, len(content)), b"moov", b"trak")


def _kinds(content: bytearray, track: Box) -> Iterator[bytes]:
    for handler in _inside(content, track, b"mdia", b"hdlr"):
        if content[handler.body + 4 : handler.body + 8] != _DATA_HANDLER:
            yield bytes(content[handler.body + 8 : handler.body + 12])


def _blank_samples(bare: bytearray, track: Box) -> None:
    """Overwrite the samples of a track, wherever its tables say that they are."""
    for table in _inside(bare, track, b"mdia", b"minf", b"stbl"):
        inner = {box.kind: box.body + 4 for box in boxes(bare, table.body, table.end)}
        sizes = _sample_sizes(bare, inner[b"stsz"]) if b"stsz" in inner else []
        wide = b"co64" in inner
        at = inner.get(b"co64", inner.get(b"stco"))
        if at is None or b"stsc" not in inner:
            continue
        (chunks,) = struct.unpack_from(">I", bare, at)
        offsets = struct.unpack_from(f">{chunks}{'Q' if wide else 'I'}", bare, at + 4)
        sample = 0
        for offset, many in zip(offsets, _samples_per_chunk(bare, inner[b"stsc"], chunks), strict=True):
            length = sum(sizes[sample : sample + many])
            end = min(offset + length, len(bare))
            if offset < end:
                bare[offset:end] = bytes(end - offset)
            sample += many


def _sample_sizes(bare: bytearray, at: int) -> list[int]:
    same, many = struct.unpack_from(">II", bare, at)
    if same:
        return [same] * min(many, len(bare))
    return list(struct.unpack_from(f">{many}I", bare, at + 8))


def _samples_per_chunk(bare: bytearray, at: int, chunks: int) -> list[int]:
    (many,) = struct.unpack_from(">I", bare, at)
    runs = [struct.unpack_from(">II", bare, at + 4 + 12 * number) for number in range(min(many, len(bare)))]
    counts = [0] * chunks
    for first, each in runs:  # each run goes on until the next one
        begin = min(max(first - 1, 0), chunks)
        counts[begin:] = [each] * (chunks - begin)
    return counts


def _blank(bare: bytearray, start: int, end: int, depth: int) -> None:
    """Free what is not needed to play, and stop the clocks."""
    for box in list(boxes(bare, start, end)):
        if box.kind not in _NEEDED:
            _free(bare, box)
        elif box.kind in _CLOCKS:
            wide = 8 if bare[box.body] == 1 else 4
            bare[box.body + 4 : box.body + 4 + 2 * wide] = bytes(2 * wide)
        elif box.kind == b"hdlr" and box.end - box.body > _HANDLER_NAME:  # what wrote the file
            bare[box.body + _HANDLER_NAME : box.end] = bytes(box.end - box.body - _HANDLER_NAME)
        elif box.kind in _HOLDERS and depth < _DEEPEST:
            _blank(bare, box.body, box.end, depth + 1)


def _free(bare: bytearray, box: Box) -> None:
    bare[box.start + 4 : box.start + 8] = b"free"
    bare[box.body : box.end] = bytes(box.end - box.body)


def _made_at(content: bytes, movie: Box) -> datetime | None:
    for box in boxes(content, movie.body, movie.end):
        if box.kind == b"mvhd" and box.end - box.body >= 12:  # noqa: PLR2004 - up to the time
            (seconds,) = struct.unpack_from(">Q" if content[box.body] == 1 else ">I", content, box.body + 4)
            return _EPOCH + timedelta(seconds=seconds) if 0 < seconds < _LATEST else None
    return None


def _position(movie: bytes) -> tuple[float, float] | None:
    if not (found := _PLACE.search(movie)):
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004
