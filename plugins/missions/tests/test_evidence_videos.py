"""Videos: what they tell of when and where, and copies that play and tell nothing else."""

import struct
from datetime import UTC, datetime

import pytest
from commonweal import Refusal
from commonweal_missions.evidence.videos import bare_video, boxes, read_video

from .zoo import SECRET, TAKEN, box, full, seconds, video


def test_time_and_place_are_read():
    told = read_video(video())
    assert told.captured_at == TAKEN
    assert (told.latitude, told.longitude) == (19.4326, -99.1332)


def test_what_is_not_told_is_not_known():
    told = read_video(video(at=None, position=""))
    assert (told.captured_at, told.latitude, told.longitude) == (None, None, None)
    assert read_video(video(position="+99.0000-200.0000/")).latitude is None


@pytest.mark.parametrize("brand", [b"isom", b"qt  "])
def test_the_copy_plays_and_tells_nothing(brand):
    content = video(brand)
    assert content.count(SECRET) == 4
    bare = bare_video(content)
    assert bare is not None
    assert len(bare) == len(content)
    assert SECRET not in bare
    assert b"+19.43" not in bare
    assert struct.pack(">I", seconds(TAKEN)) not in bare
    assert bare.index(b"PICTURES") == content.index(b"PICTURES")
    assert [each.kind for each in boxes(bare, 0, len(bare))] == [b"ftyp", b"mdat", b"moov", b"free"]
    told = read_video(bare)
    assert (told.captured_at, told.latitude) == (None, None)


def test_what_wrote_the_file_and_what_it_wrote_into_pieces_is_left_out():
    named = full(b"hdlr", bytes(4), b"vide", bytes(12), SECRET, b"\0")
    movie = box(b"moov", full(b"mvhd", bytes(96)), box(b"trak", box(b"mdia", named)))
    run = full(b"trun", b"SAMPLES")
    piece = box(
        b"moof",
        full(b"mfhd", bytes(4)),
        box(b"traf", full(b"tfhd", bytes(4)), run, box(b"uuid", SECRET)),
        box(b"meta", SECRET),
    )
    content = box(b"ftyp", b"isom") + movie + piece + box(b"mdat", b"PICTURES")
    bare = bare_video(content)
    assert bare is not None
    assert content.count(SECRET) == 3
    assert SECRET not in bare
    assert run in bare
    assert b"vide" in bare
    assert bare.index(b"PICTURES") == content.index(b"PICTURES")


def test_pieces_with_a_track_that_tells_have_no_copy():
    assert bare_video(video() + box(b"moof", full(b"mfhd", bytes(4)))) is None


@pytest.mark.parametrize(
    "content",
    [
        box(b"ftyp", b"isom") + box(b"moov"),
        box(b"ftyp", b"isom") + box(b"mdat", b"x"),
        box(b"ftyp", b"isom") + box(b"mdat") + box(b"moov") + box(b"moov"),
        box(b"ftyp", b"isom") + struct.pack(">I4s", 5, b"moov"),
        box(b"ftyp", b"isom") + struct.pack(">I4sQ", 1, b"moov", 2**60),
        video() + b"more",
    ],
    ids=["no samples", "no movie", "two movies", "smaller than itself", "larger than the file", "a rest"],
)
def test_what_is_not_whole_is_refused(content):
    with pytest.raises(Refusal, match="unsupported_media_type"):
        read_video(content)


def test_tables_that_lie_do_no_harm():
    content = bytearray(video())
    at = content.rindex(b"stco") + 8
    content[at : at + 4] = struct.pack(">I", 2**31)
    assert bare_video(bytes(content)) is None
    content = bytearray(video())
    at = content.rindex(b"stsz") + 8
    content[at : at + 8] = struct.pack(">II", 1, 2**32 - 1)
    bare = bare_video(bytes(content))
    assert bare is None or SECRET not in bare


def test_times_far_off_are_not_known():
    content = bytearray(video())
    at = content.index(b"mvhd") + 8
    content[at : at + 4] = b"\xff\xff\xff\xff"
    assert read_video(bytes(content)).captured_at == datetime(2040, 2, 6, 6, 28, 15, tzinfo=UTC)
