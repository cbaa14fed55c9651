"""Photos are known by their content, and public copies tell nothing but the picture."""

import io

import pytest
from commonweal import Refusal
from commonweal_missions.evidence.images import hash_distance, read_photo
from PIL import Image


def picture(form="JPEG", size=(64, 32), **options):
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif[0x010F] = "Maker of cameras"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


@pytest.mark.parametrize(
    ("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/heic")]
)
def test_photos_are_known_by_content(form, media_type):
    assert read_photo(picture(form)).media_type == media_type


def test_the_public_copy_is_upright_and_has_no_metadata():
    with Image.open(io.BytesIO(read_photo(with_place()).public)) as public:
        assert public.size == (32, 64)
        assert not public.getexif()
        assert "exif" not in public.info


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"\xff\xd8\xff\xe0 no picture",
        picture()[:300],
        picture("GIF"),
        picture("PNG", size=(8_000, 7_000)),
    ],
    ids=["empty", "page", "only the mark", "cut off", "GIF", "too many pixels"],
)
def test_other_files_are_refused(content):
    with pytest.raises(Refusal) as refused:
        read_photo(content)

    assert refused.value.code == "unsupported_media_type"


def test_the_same_picture_in_another_format_has_nearly_the_same_hash():
    one, other = read_photo(picture("JPEG")), read_photo(picture("PNG"))

    assert hash_distance(one.perceptual_hash, other.perceptual_hash) < 5


def test_a_file_above_ten_megabytes_is_too_large():
    with pytest.raises(Refusal) as refused:
        read_photo(b"\xff\xd8\xff" + bytes(10_000_000))

    assert refused.value.code == "file_too_large"
