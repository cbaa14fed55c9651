"""Which text a reader gets, and when a translation is stale (DOMAIN §7.4)."""

import hashlib

from commonweal_missions.rules.translation import FieldOrigin, MissionText, choose, is_stale, source_hash
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from hypothesis import given
from hypothesis import strategies as st

SPANISH, ENGLISH, MANDARIN = ContentLocale.SPANISH, ContentLocale.ENGLISH, ContentLocale.MANDARIN
FIELDS = {
    "title": "Título",
    "description": "Descripción larga",
    "steps": ["Uno", "Dos"],
    "evidence": ["Foto"],
}
ORIGINAL = MissionText(
    locale=SPANISH, provenance=Provenance.AUTHOR, source_hash=source_hash(**FIELDS), **FIELDS
)


def english(**changes):
    fields = {
        "title": "Title",
        "description": "Long description",
        "steps": ["One", "Two"],
        "evidence": ["Photo"],
    }
    return MissionText(
        **{
            **fields,
            "locale": ENGLISH,
            "provenance": Provenance.MACHINE,
            "source_hash": ORIGINAL.source_hash,
            **changes,
        }
    )


def test_hash_is_sha256_of_canonical_json():
    canonical = '{"description":"d","evidence":["e"],"steps":["s"],"title":"水"}'

    assert source_hash("水", "d", ["s"], ["e"]) == hashlib.sha256(canonical.encode()).hexdigest()


@given(st.tuples(*[st.text()] * 4), st.tuples(*[st.text()] * 4))
def test_different_sources_have_different_hashes(one, other):
    def hashed(texts):
        return source_hash(texts[0], texts[1], [texts[2]], [texts[3]])

    assert (hashed(one) == hashed(other)) == (one == other)


def test_reader_gets_the_translation_in_their_language():
    shown = choose(ORIGINAL, english(), ENGLISH)

    assert (shown.title, shown.steps) == ("Title", ["One", "Two"])
    assert shown.origins["title"] == FieldOrigin(ENGLISH, Provenance.MACHINE, stale=False)
    assert not shown.fallback
    assert not shown.stale


def test_missing_translation_falls_back_to_the_source_and_says_so():
    shown = choose(ORIGINAL, None, MANDARIN)

    assert shown.title == "Título"
    assert shown.origins["title"] == FieldOrigin(SPANISH, Provenance.AUTHOR, stale=False)
    assert shown.fallback


def test_missing_field_alone_falls_back_to_the_source():
    shown = choose(ORIGINAL, english(steps=None), ENGLISH)

    assert shown.title == "Title"
    assert shown.steps == ["Uno", "Dos"]
    assert shown.origins["steps"].locale is SPANISH
    assert shown.fallback


def test_reader_of_the_source_language_sees_the_original_without_a_note():
    shown = choose(ORIGINAL, None, SPANISH)

    assert not shown.fallback
    assert not shown.stale


def test_translation_of_an_older_source_is_stale():
    old = english(source_hash=source_hash(**{**FIELDS, "title": "Antes"}))

    assert is_stale(old, ORIGINAL)
    assert choose(ORIGINAL, old, ENGLISH).stale
    assert not is_stale(english(), ORIGINAL)
