"""Every message of every kind, in three languages, written with every sample: nothing is missing."""

from pathlib import Path
from types import SimpleNamespace

import commonweal_circles
import commonweal_locales
import pytest
from commonweal import Catalogue, LocaleSource
from commonweal_circles.notices.kinds import kinds

KINDS = kinds(SimpleNamespace(services=None))
LOCALES = {"en": "en", "es": "es", "zh-Hans": "zh_hans"}
PACK, OWN = Path(commonweal_locales.__file__).parent, Path(commonweal_circles.__file__).parent
GROUPING = {"circles.adopted", "circles.posted", "circles.replied", "circles.reported", "circles.requested"}
LONGEST_SUBJECT, LONGEST_TEXT = 90, 420


@pytest.fixture(scope="module")
def catalogue():
    sources = []
    for locale, folder in LOCALES.items():
        sources.append(LocaleSource("kernel", locale, PACK / folder / "ftl" / "kernel"))
        sources.append(LocaleSource("circles", locale, OWN / "locales" / locale))
    return Catalogue(sources)


def stem_of(kind):
    return kind.name.replace(".", "-").replace("_", "-")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_messages_of_a_kind_of_circles_are_whole_in_each_language(catalogue, kind, locale):
    words, stem = catalogue.translator(catalogue.negotiate(locale)), stem_of(kind)
    assert words.text(f"{stem}-label")
    texts = set()
    for sample in kind.samples:
        title, text = (words.text(f"{stem}-{part}", **sample) for part in ("title", "text"))
        texts.add(text)
        assert 0 < len(title) <= LONGEST_SUBJECT
        assert "\n" not in title
        assert 0 < len(text) <= LONGEST_TEXT
        assert "  " not in text
        assert text == text.strip()
        if kind.name in GROUPING:
            assert len({words.text(f"{stem}-group", **sample, count=count) for count in (1, 2, 9)}) == 3
    assert len(texts) == len(kind.samples), "every choice reads differently"
    assert words.has(f"{stem}-group") == (kind.name in GROUPING)
    assert not catalogue.lapses


def test_mail_goes_out_at_once_for_invitations_mentions_and_what_all_must_hear_alone():
    at_once = {"circles.invited", "circles.made_public", "circles.mentioned"}
    assert {kind.name for kind in KINDS if kind.email == "now"} == at_once
    assert {kind.email for kind in KINDS} == {"now", "never"}
    assert all(kind.in_app for kind in KINDS)


def test_all_can_be_off_but_that_one_s_words_are_read_by_everybody():
    assert {kind.name for kind in KINDS if not kind.can_be_off} == {"circles.made_public"}
