"""Which locale a reader gets."""

import pytest
from commonweal import Refusal
from commonweal.i18n.negotiation import Chain, negotiate
from hypothesis import given
from hypothesis import strategies as st

AVAILABLE = ["en", "es", "zh-Hans"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", Chain("en", ("en",))),
        ("en-GB", Chain("en-GB", ("en",))),
        ("es", Chain("es", ("es", "en"))),
        ("es-MX", Chain("es-MX", ("es", "en"))),
        ("es_mx", Chain("es-MX", ("es", "en"))),
        ("es-419", Chain("es-419", ("es", "en"))),
        ("es-ZZ", Chain("es-ES", ("es", "en"))),
        ("zh", Chain("zh", ("zh-Hans", "en"))),
        ("zh-CN", Chain("zh-Hans-CN", ("zh-Hans", "en"))),
        ("zh-SG", Chain("zh-Hans-SG", ("zh-Hans", "en"))),
        ("zh-hans", Chain("zh-Hans", ("zh-Hans", "en"))),
        ("cmn-Hans", Chain("zh-Hans", ("zh-Hans", "en"))),
        ("es-MX-u-nu-latn", Chain("es-MX", ("es", "en"))),
    ],
)
def test_a_tag_leads_to_the_locales_of_its_language(tag: str, expected: Chain):
    assert negotiate(tag, None, None, AVAILABLE) == expected
    assert negotiate(None, tag, None, AVAILABLE) == expected
    assert negotiate(None, None, tag, AVAILABLE) == expected


def test_a_regional_pack_comes_before_the_language_it_refines():
    assert negotiate("es-MX", None, None, ["en", "es", "es-419"]).locales == ("es-419", "es", "en")
    assert negotiate("es-ES", None, None, ["en", "es", "es-419"]).locales == ("es", "en")


@pytest.mark.parametrize("tag", ["zh-TW", "zh-Hant", "zh-HK"])
def test_traditional_chinese_is_not_taken_for_simplified(tag: str):
    assert negotiate(None, None, tag, AVAILABLE).locales == ("en",)
    assert negotiate(None, None, tag, ["en", "zh"]).locales == ("en",)
    assert negotiate(None, None, f"{tag},zh;q=0.9", AVAILABLE).locales == ("zh-Hans", "en")


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("fr-CH, fr;q=0.9, es;q=0.8, en;q=0.7, *;q=0.5", "es"),
        ("en;q=0.2, zh;q=0.3", "zh-Hans"),
        ("es;q=0, en;q=0.1", "en"),
        ("es ; q=0.5 , zh ;q = 0.6", "zh-Hans"),
        ("es;q=nonsense, zh;q=0.1", "zh-Hans"),
        ("es;q=1.5, zh", "zh-Hans"),
        ("*", "en"),
        ("", "en"),
        (b"zh-CN,zh;q=0.9", "zh-Hans"),
        (b"\xff\xfe;q=1, es;q=0.1", "es"),
        (None, "en"),
    ],
)
def test_the_browsers_wish_is_read_as_weighted_preferences(header: str | bytes | None, locale: str):
    assert negotiate(None, None, header, AVAILABLE).locales[0] == locale


def test_an_explicit_choice_beats_the_account_and_the_account_beats_the_browser():
    assert negotiate("zh", "es", "en", AVAILABLE).locales[0] == "zh-Hans"
    assert negotiate(None, "es", "zh", AVAILABLE).locales[0] == "es"


def test_an_account_whose_language_is_no_longer_installed_falls_back_to_the_browser():
    assert negotiate(None, "fr", "zh", AVAILABLE).locales[0] == "zh-Hans"


@pytest.mark.parametrize("tag", ["fr", "zh-TW", "", "klingon", "es/../../etc", "<script>", "en\n", "é"])
def test_an_explicit_choice_that_is_not_there_is_refused_and_told_what_is(tag: str):
    with pytest.raises(Refusal) as refused:
        negotiate(tag, "es", "es", AVAILABLE)
    [field] = refused.value.fields
    assert refused.value.code == "validation_error"
    assert (field.pointer, field.code, field.arguments) == (
        "lang",
        "unknown_locale",
        {"available": "en, es, zh-Hans"},
    )


_HEADERS = st.lists(
    st.sampled_from(["es", "es-MX", "zh-CN", "en", "*", "fr", "x-y", "zh-Hant-TW", "a" * 50])
    | st.text(max_size=12),
    max_size=8,
).map(",".join)


@given(
    st.none() | st.binary(max_size=60) | st.text(max_size=60) | _HEADERS,
    st.none() | st.text(max_size=12),
    st.sets(st.sampled_from(["es", "es-419", "zh-Hans", "zh-Hant", "fr", "pt-BR"])),
)
def test_whatever_is_asked_for_the_chain_ends_in_the_reference_and_holds_what_is_available(
    header: bytes | str | None, account: str | None, others: set[str]
):
    available = ["en", *sorted(others)]
    chain = negotiate(None, account, header, available)
    assert set(chain.locales) <= set(available)
    assert chain.locales[-1] == "en"
    assert len(set(chain.locales)) == len(chain.locales)


def test_an_endless_header_is_not_read_to_its_end():
    assert negotiate(None, None, "fr," * 400_000 + "es", AVAILABLE).locales == ("en",)
