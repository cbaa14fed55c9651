"""A zoo of files: each is known by its content and opened wholly, or refused with a word that helps."""

import pytest
from commonweal import Refusal
from commonweal_missions.evidence.files import SERVES, open_file, require_serves
from commonweal_missions.evidence.naming import ENDINGS, safe_name
from commonweal_missions.rules.vocabulary import EvidenceKind

from .zoo import BEASTS, FRIENDS, video


@pytest.mark.parametrize("name", FRIENDS)
def test_files_are_known_by_their_content(name):
    content, media_type = FRIENDS[name]
    opened = open_file(content)
    assert opened.media_type == media_type
    assert len(opened.sha256) == 32
    assert (opened.perceptual_hash is not None) == media_type.startswith("image/")


@pytest.mark.parametrize("name", BEASTS)
def test_anything_else_is_refused(name):
    content, code, fault = BEASTS[name]
    with pytest.raises(Refusal) as refused:
        open_file(content)
    [field] = refused.value.fields
    assert (refused.value.code, field.pointer, field.code) == (code, "/file", fault)


def test_a_file_of_ten_megabytes_is_taken():
    assert open_file(video(pictures=bytes(10_000_000 - len(video(pictures=b""))))).media_type == "video/mp4"


def test_letters_that_turn_up_by_chance_hide_nothing():
    content = video(pictures=b"<svg <htmlq <?phq <scriptx <!doctypex")
    assert open_file(content).media_type == "video/mp4"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\photo.jpg", "photo.jpg"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ('a<b>"c|d?e*.jpg', "abcde.jpg"),
        ("line\r\nbreak\0.jpg", "linebreak.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("照片 1.jpg", "照片 1.jpg"),
        ("x" * 400, "x" * 200),
        (" . ", "file"),
    ],
)
def test_names_are_only_names(name, kept):
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("kind", "served"),
    [
        (EvidenceKind.PHOTO, {"image/jpeg", "image/png", "image/heic"}),
        (EvidenceKind.VIDEO, {"video/mp4", "video/quicktime"}),
        (EvidenceKind.DOCUMENT, {"application/pdf", "image/jpeg", "image/png", "image/heic"}),
        (EvidenceKind.TEXT_REPORT, {"application/pdf", "image/jpeg", "image/png", "image/heic"}),
    ],
)
def test_an_item_is_served_by_files_of_its_kind(kind, served):
    assert SERVES.keys() == set(EvidenceKind)
    for media_type in ENDINGS:
        if media_type in served:
            require_serves(media_type, kind)
        else:
            with pytest.raises(Refusal, match="validation_error"):
                require_serves(media_type, kind)


def test_every_word_of_a_refusal_exists():
    faults = {fault for _, _, fault in BEASTS.values()}
    assert faults == {"empty", "kind", "broken", "pixels", "two_things", "locked", "pages", "large"}
