"""Photos: what they tell of when and where, and public copies that tell nothing but the picture."""

import io
import warnings

import pytest
from commonweal_missions.evidence.images import hash_distance, make_copies, read_photo
from PIL import Image

from .zoo import HARBOUR, SECRET, TAKEN, drawing, exif, picture, telling

FORMS = [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/heic")]


@pytest.mark.parametrize(("form", "media_type"), FORMS)
def test_time_and_place_are_read_from_what_the_phone_wrote(form, media_type):
    photo = read_photo(telling(form), media_type)
    assert photo.captured_at == TAKEN
    assert (photo.latitude, photo.longitude) == pytest.approx(HARBOUR, abs=1e-6)


@pytest.mark.parametrize("position", [(-33.8568, 151.2153), (64.1466, -21.9426), (-0.5, -78.4)])
def test_all_four_quarters_of_the_world_are_told_apart(position):
    photo = read_photo(telling(position=position), "image/jpeg")
    assert (photo.latitude, photo.longitude) == pytest.approx(position, abs=1e-6)


def test_the_clock_of_the_camera_counts_only_with_its_offset():
    with_offset = read_photo(telling(satellite=False, offset="-05:00"), "image/jpeg")
    without = read_photo(telling(satellite=False), "image/jpeg")
    assert (with_offset.captured_at, without.captured_at) == (TAKEN, None)


def test_nonsense_about_time_and_place_is_not_known():
    told = exif(position=None, satellite=False)
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (900.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)
    place[7], place[29] = (99.0, 99.0, 99.0), "not a day"
    photo = read_photo(picture(exif=told), "image/jpeg")
    assert (photo.captured_at, photo.latitude, photo.longitude) == (None, None, None)


def test_a_place_in_the_gulf_of_guinea_is_a_camera_that_does_not_know():
    photo = read_photo(telling(position=(0.0, 0.0)), "image/jpeg")
    assert (photo.latitude, photo.longitude) == (None, None)


@pytest.mark.parametrize(("form", "media_type"), FORMS)
def test_public_copies_have_no_metadata(form, media_type):
    content = telling(form)
    assert SECRET in content
    copies = make_copies(content, media_type)
    for public in (copies.public, copies.thumbnail):
        assert SECRET not in public
        for marker in (b"Exif", b"adobe", b"ICC_PROFILE", b"Photoshop"):
            assert marker not in public
        with Image.open(io.BytesIO(public)) as shown:
            assert shown.format == "JPEG"
            assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_public_copies_are_upright(orientation):
    """A camera that is turned writes the picture turned, and says how."""
    turn = {
        1: (),
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }[orientation]
    turned = drawing((64, 32))
    for each in turn:
        turned = turned.transpose(each)
    content = picture("PNG", image=turned, exif=exif(orientation))
    copies = make_copies(content, "image/png")
    assert (copies.width, copies.height) == (64, 32)
    with Image.open(io.BytesIO(copies.public)) as shown:
        red, blue, green = (shown.getpixel(at) for at in ((8, 8), (56, 8), (8, 24)))
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]
    assert green[1] > 120 > green[0]


def test_an_upright_and_a_turned_picture_have_one_hash():
    turned = picture("PNG", image=drawing().transpose(Image.Transpose.ROTATE_90), exif=exif(6))
    one, other = read_photo(picture("PNG"), "image/png"), read_photo(turned, "image/png")
    assert hash_distance(one.perceptual_hash, other.perceptual_hash) < 5


def test_large_pictures_become_smaller_and_keep_their_shape():
    copies = make_copies(picture(size=(4_000, 1_000)), "image/jpeg")
    assert (copies.width, copies.height) == (2_048, 512)
    with Image.open(io.BytesIO(copies.thumbnail)) as small:
        assert small.size == (480, 120)


def test_what_is_transparent_is_white():
    copies = make_copies(picture("PNG", image=Image.new("RGBA", (16, 16), (0, 0, 0, 0))), "image/png")
    with Image.open(io.BytesIO(copies.public)) as shown:
        assert shown.getpixel((8, 8)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "I;16", "1", "CMYK"])
def test_pictures_of_every_mode_are_copied(mode):
    image = (
        drawing().convert("RGBA" if mode in {"P", "LA"} else "L" if mode == "I;16" else "RGB").convert(mode)
    )
    form, media_type = ("JPEG", "image/jpeg") if mode == "CMYK" else ("PNG", "image/png")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        copies = make_copies(picture(form, image=image), media_type)
        read_photo(picture(form, image=image), media_type)
    assert (copies.width, copies.height) == (64, 32)


def test_the_same_picture_in_another_format_has_nearly_the_same_hash():
    hashes = [read_photo(picture(form, (640, 320)), kind).perceptual_hash for form, kind in FORMS]
    assert all(hash_distance(hashes[0], each) < 5 for each in hashes)
