"""Every kind of fault is planted once and found; sound words pass."""

from collections.abc import Callable
from pathlib import Path

import pytest
from commonweal.i18n.sources import LocaleSource
from commonweal.testing.words import check

Words = Callable[..., list[LocaleSource]]

PLURAL_EN = "kernel-n =\n    { $n ->\n        [one] { $n } thing\n       *[other] { $n } things\n    }\n"
PLURAL_ES = (
    "kernel-n =\n    { $n ->\n        [one] { $n } cosa\n        [many] { $n } de cosas\n"
    "       *[other] { $n } cosas\n    }\n"
)
KINDS = "kernel-k =\n    { $kind ->\n        [photo] a photo\n       *[video] a video\n    }\n"


def found(sources: list[LocaleSource]) -> list[tuple[str, str, int, str]]:
    return [(one.rule, one.locale, one.line, one.message_id) for one in check(sources)]


def test_sound_words_pass(words: Words):
    sources = words(
        en=f"-kernel-brand = CW\nkernel-a = <strong>{{ -kernel-brand }}</strong><br>\n{PLURAL_EN}{KINDS}",
        es=f"-kernel-marca = CW\nkernel-a = <strong>{{ -kernel-marca }}</strong><br>\n{PLURAL_ES}{KINDS}",
        zh_Hans=f"kernel-a = <strong>CW</strong><br>\nkernel-n = {{ $n }} 件\n{KINDS}",
        missions={
            "en": 'missions-a = { kernel-a }, { NUMBER($x, style: "percent") }\n .title = { missions-a }',
            "es": "missions-a = { kernel-a }, { $x }\n    .title = { missions-a }",
            "zh-Hans": "missions-a = { kernel-a }, { $x }\n    .title = { $x }",
        },
    )
    assert found(sources) == []


@pytest.mark.parametrize(
    ("english", "spanish", "expected"),
    [
        ("kernel-a = a\nkernel-b = b", "kernel-a = a", ("missing", "es", 2, "kernel-b")),
        ("kernel-a = a\n    .title = t", "kernel-a = a", ("missing", "es", 1, "kernel-a.title")),
        ("kernel-a = a", "kernel-a = a\n\nkernel-b = b", ("extra", "es", 3, "kernel-b")),
        ("kernel-a = a", "kernel-a = a\n    .title = t", ("extra", "es", 1, "kernel-a.title")),
        ("kernel-a = a", "kernel-a = a\nkernel-a = b", ("duplicate", "es", 2, "kernel-a")),
        ("kernel-a = a", "kernel-a = a\nother-b = b", ("namespace", "es", 2, "other-b")),
        ("kernel-a = a", "-mark = b\nkernel-a = { -mark }", ("namespace", "es", 1, "-mark")),
        ("kernel-a = { $x }", "kernel-a = { $y }", ("variables", "es", 1, "kernel-a")),
        ("kernel-a = { $x }", "kernel-a = a", ("variables", "es", 1, "kernel-a")),
        (
            "kernel-a = { kernel-b }\nkernel-b = { $x }",
            "kernel-a = { kernel-b } { $y }\nkernel-b = { $x }",
            ("variables", "es", 1, "kernel-a"),
        ),
        (PLURAL_EN, PLURAL_EN, ("plural", "es", 1, "kernel-n")),
        (PLURAL_EN, "kernel-n = { $n } cosa(s)", ("plural", "es", 1, "kernel-n")),
        (PLURAL_EN, "kernel-n = { $n ->\n  *[other] { $n } cosas\n  }", ("plural", "es", 1, "kernel-n")),
        (PLURAL_EN, PLURAL_ES.replace("many", "few"), ("plural", "es", 1, "kernel-n")),
        (PLURAL_ES, PLURAL_ES, ("plural", "en", 1, "kernel-n")),
        (KINDS, KINDS.replace("photo", "foto"), ("variants", "es", 1, "kernel-k")),
        ("kernel-a = a", "kernel-a = { kernel-b }", ("reference", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = { -kernel-b }", ("reference", "es", 1, "kernel-a")),
        ("kernel-a = a\n  .t = t", "kernel-a = { kernel-a.u }\n  .t = t", ("reference", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = { kernel-a }", ("loop", "es", 1, "kernel-a")),
        (
            "kernel-a = a",
            "kernel-a = { -kernel-b }\n-kernel-b = { kernel-a }",
            ("loop", "es", 2, "-kernel-b"),
        ),
        ("kernel-a = { $d }", "kernel-a = { DATETIME($d) }", ("function", "es", 1, "kernel-a")),
        ("kernel-a = { $d }", "kernel-a = { NUMBER($d, currency: 1) }", ("function", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = <script>a</script>", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = <a href='x'>a</a>", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = <strong onclick='x'>a</strong>", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = <!-- a -->", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", 'kernel-a = { "<img src=x>" }', ("markup", "es", 1, "kernel-a")),
        ("kernel-a = <em>a</em>", "kernel-a = <em>a", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = <em>a</em>", "kernel-a = a", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = a &amp; b", ("markup", "es", 1, "kernel-a")),
        ("kernel-a = a", "kernel-a = a\nkernel-b = { $x", ("syntax", "es", 2, "")),
        ("kernel-a = a", "kernel-a = a\n\nnonsense", ("syntax", "es", 3, "")),
    ],
)
def test_a_planted_fault_is_found_where_it_stands(
    words: Words, english: str, spanish: str, expected: tuple[str, str, int, str]
):
    assert expected in found(words(en=english, es=spanish))


def test_in_a_language_with_one_category_a_needless_one_is_found(words: Words):
    assert found(words(en=PLURAL_EN, zh_Hans=PLURAL_EN)) == [("plural", "zh-Hans", 1, "kernel-n")]


def test_a_count_that_is_only_chosen_by_need_not_be_named_where_there_is_nothing_to_choose(words: Words):
    english, spanish = (text.replace("{ $n } ", "") for text in (PLURAL_EN, PLURAL_ES))
    assert found(words(en=english, es=spanish, zh_Hans="kernel-n = 件")) == []


def test_markup_inside_a_variant_counts(words: Words):
    broken = PLURAL_ES.replace("de cosas", "de <b>cosas</b>")
    assert ("markup", "es", 1, "kernel-n") in found(words(en=PLURAL_EN, es=broken))


def test_words_of_another_plugin_may_not_be_used(words: Words):
    sources = words(
        en="kernel-a = a", missions={"en": "missions-a = a"}, circles={"en": "circles-a = { missions-a }"}
    )
    assert found(sources) == [("reference", "en", 1, "circles-a")]


def test_a_plugin_may_not_take_ids_of_one_with_a_longer_name(words: Words):
    taken = {"vector": {"en": "vector-store-a = a"}, "vector-store": {"en": "vector-store-b = b"}}
    assert found(words(en="kernel-a = a", **taken)) == [("namespace", "en", 1, "vector-store-a")]


def test_one_id_in_two_packs_is_found(words: Words, tmp_path: Path):
    [source] = words(en="kernel-a = a")
    other = tmp_path / "other"
    other.mkdir()
    (other / "more.ftl").write_text("kernel-a = b", "utf-8")
    [finding] = check([source, LocaleSource("kernel", "en", other)])
    assert str(finding) == f"{other}/more.ftl:1: duplicate: kernel-a: is also in {source.directory}/words.ftl"


def test_a_regional_pack_may_leave_messages_out_but_not_bring_others(words: Words):
    sources = words(
        en="kernel-a = a\nkernel-b = b", es="kernel-a = a\nkernel-b = b", es_419="kernel-b = b\nkernel-c = c"
    )
    assert found(sources) == [("extra", "es-419", 2, "kernel-c")]


def test_a_file_that_is_no_text_and_a_folder_that_is_no_locale_are_found(words: Words):
    sources = words(en="kernel-a = a", missions={"en": "missions-a = a", "nonsense-tag": "missions-a = a"})
    (sources[0].directory / "binary.ftl").write_bytes(b"\xff\xfe")
    assert {one[0] for one in found(sources)} == {"locale", "unreadable"}


def test_a_locale_that_lacks_a_plugin_lacks_each_of_its_messages(words: Words):
    sources = words(en="kernel-a = a", es="kernel-a = a", missions={"en": "missions-a = a\nmissions-b = b"})
    assert found(sources) == [("missing", "es", 1, "missions-a"), ("missing", "es", 2, "missions-b")]
