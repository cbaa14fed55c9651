"""Messages: fallback, arguments, escaping, and what happens when words are missing or broken."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from html.parser import HTMLParser
from uuid import UUID

import pytest
from commonweal.i18n.catalogue import Catalogue, LocaleError
from commonweal.i18n.sources import LocaleSource
from commonweal.i18n.translator import Translator
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

Words = Callable[..., list[LocaleSource]]


def _speak(sources: list[LocaleSource], tag: str = "en") -> tuple[Catalogue, Translator]:
    catalogue = Catalogue(sources)
    return catalogue, catalogue.translator(catalogue.negotiate(tag))


def test_a_message_comes_from_the_first_locale_of_the_chain_that_has_it(words: Words):
    sources = words(
        en="kernel-a = a en\nkernel-b = b en\nkernel-c = c en",
        es="kernel-a = a es\nkernel-b = b es",
        es_419="kernel-a = a 419",
    )
    catalogue, mexican = _speak(sources, "es-MX")
    assert [mexican.text(f"kernel-{name}") for name in "abc"] == ["a 419", "b es", "c en"]
    assert catalogue.lapses == {("missing", "kernel-c", "es-419"): 1}


def test_a_fallback_to_another_language_is_counted_each_time_and_one_within_it_is_not(words: Words):
    catalogue, spanish = _speak(words(en="kernel-a = a\nkernel-n = { $n } a", es="kernel-x = x"), "es")
    for _ in range(3):
        assert spanish.text("kernel-a") == "a"
        assert spanish.html("kernel-n", n=1) == "1 a"
    assert catalogue.lapses == {("missing", "kernel-a", "es"): 3, ("missing", "kernel-n", "es"): 3}


def test_arguments_that_are_equal_but_not_the_same_kind_are_each_written_as_they_are(words: Words):
    _, english = _speak(words(en="kernel-a = { $x }"))
    for _ in range(2):
        assert [english.text("kernel-a", x=value) for value in (1, True, 1.0, Decimal(1))] == [
            "1",
            "true",
            "1",
            "1",
        ]
        assert english.html("kernel-a", x="<i>") == "<bdi>&lt;i&gt;</bdi>"
        assert english.html("kernel-a", x=Markup("<i>")) == "<i>"
        assert english.text("kernel-a", x="<i>") == "<i>"


def test_a_failing_message_is_counted_each_time(words: Words):
    catalogue, spanish = _speak(words(en="kernel-a = { $x }", es="kernel-a = { $y }"), "es")
    for _ in range(3):
        assert spanish.text("kernel-a", x=1) == "1"
        assert spanish.text("kernel-gone") == "⟦kernel-gone⟧"
    assert catalogue.lapses[("failed", "kernel-a", "es")] == 3
    assert catalogue.lapses[("missing", "kernel-gone", "es")] == 3


def test_what_is_kept_of_a_message_is_kept_by_reader_and_not_beyond_new_words(words: Words):
    sources = words(en="kernel-a = { $n }", es="kernel-a = { $n } es")
    catalogue = Catalogue(sources)
    readers = {tag: catalogue.translator(catalogue.negotiate(tag)) for tag in ("en", "es", "es-MX", "es-AR")}
    for _ in range(2):
        written = {tag: reader.text("kernel-a", n=12_345) for tag, reader in readers.items()}
        assert written == {"en": "12,345", "es": "12.345 es", "es-MX": "12,345 es", "es-AR": "12.345 es"}
    (sources[0].directory / "words.ftl").write_text("kernel-a = now { $n }")
    catalogue.replace(sources)
    assert catalogue.translator(catalogue.negotiate("en")).text("kernel-a", n=12_345) == "now 12,345"


def test_messages_that_are_kept_do_not_fill_the_memory(words: Words):
    _, english = _speak(words(en="kernel-a = { $x }"))
    for number in range(5_000):
        assert english.text("kernel-a", x=number) == f"{number:,}"
    english.text("kernel-a", x="x" * 10_000)
    assert len(english._kept) <= 2_000
    assert all(len(written) < 1_000 for written in english._kept.values())


def test_a_message_nobody_has_is_shown_as_its_id_and_counted(words: Words, caplog: pytest.LogCaptureFixture):
    catalogue, english = _speak(words(en="kernel-a = a"))
    assert english.text("kernel-nowhere", x=1) == "⟦kernel-nowhere⟧"
    assert english.html("kernel-<b>") == "⟦kernel-&lt;b&gt;⟧"
    assert catalogue.lapses == {("missing", "kernel-nowhere", "en"): 1, ("missing", "kernel-<b>", "en"): 1}
    assert "commonweal i18n check" in caplog.text


def test_made_up_ids_cannot_fill_the_memory(words: Words):
    catalogue, english = _speak(words(en="kernel-a = a"))
    for number in range(3_000):
        english.text(f"kernel-{number}")
    assert len(catalogue.lapses) == 1_000


@pytest.mark.parametrize(
    ("spanish", "arguments"),
    [
        ("kernel-a = { $other } es", {"name": "Ana"}),
        ("kernel-a = { kernel-gone } es", {"name": "Ana"}),
        ("kernel-a = { NUMBER($name) } es", {"name": "Ana"}),
        ("kernel-a = { kernel-b }\nkernel-b = { kernel-a }", {"name": "Ana"}),
        ("kernel-a = { FOO($name) }", {"name": "Ana"}),
    ],
)
def test_a_message_that_cannot_be_filled_is_counted_and_the_next_locale_serves(
    words: Words, spanish: str, arguments: dict[str, object]
):
    catalogue, translator = _speak(words(en="kernel-a = { $name } en", es=spanish), "es")
    assert translator.text("kernel-a", **arguments) == "Ana en"
    assert catalogue.lapses == {("failed", "kernel-a", "es"): 1, ("missing", "kernel-a", "es"): 1}


def test_when_no_locale_can_fill_a_message_what_could_be_written_is_shown(words: Words):
    catalogue, translator = _speak(words(en="kernel-a = to { $name }", es="kernel-a = para { $name }"), "es")
    assert translator.text("kernel-a") == "para name"
    assert catalogue.lapses == {("failed", "kernel-a", "es"): 1, ("failed", "kernel-a", "en"): 1}
    assert translator.text("kernel-a", name=None) == "para name"


def test_a_number_too_large_to_write_is_an_error_of_the_message_not_of_the_page(words: Words):
    catalogue, translator = _speak(words(en="kernel-a = { $n }"))
    translator.text("kernel-a", n=1e300)
    assert catalogue.lapses == {("failed", "kernel-a", "en"): 1}


def test_arguments_of_every_useful_kind_are_written(words: Words):
    _, english = _speak(words(en="kernel-a = { $x }"))
    values = [1_234, Decimal("0.5"), True, dt.date(2026, 7, 4), UUID(int=7)]
    assert [english.text("kernel-a", x=value) for value in values] == [
        "1,234",
        "0.5",
        "true",
        "Jul 4, 2026",
        str(UUID(int=7)),
    ]


def test_numbers_in_a_sentence_follow_the_region_but_keep_to_the_language_of_the_sentence(words: Words):
    sources = words(en="kernel-b = { $n } in all", es="kernel-a = { $n } en total")
    _, spanish = _speak(sources, "es-AR")
    assert spanish.text("kernel-a", n=1234.5) == "1.234,5 en total"
    assert spanish.text("kernel-b", n=1234.5) == "1,234.5 in all"


def test_variants_are_chosen_by_the_value_also_when_it_will_be_escaped(words: Words):
    text = "kernel-a =\n    { $kind ->\n        [photo] a photo\n       *[other] { $kind }\n    }"
    _, english = _speak(words(en=text))
    assert english.text("kernel-a", kind="photo") == "a photo"
    assert english.html("kernel-a", kind="photo") == "a photo"
    assert english.html("kernel-a", kind="<i>") == "<bdi>&lt;i&gt;</bdi>"


def test_attributes_are_messages_of_their_own(words: Words):
    _, english = _speak(words(en="kernel-a = label\n    .placeholder = type { $what }"))
    assert english.text("kernel-a.placeholder", what="here") == "type here"
    assert (english.has("kernel-a"), english.has("kernel-a.placeholder"), english.has("kernel-a.no")) == (
        True,
        True,
        False,
    )


def test_inline_markup_of_messages_stays_and_all_else_is_escaped(words: Words):
    _, english = _speak(words(en='kernel-a = <strong>{ $x }</strong> & <script>"<br>'))
    expected = "<strong><bdi>1 &lt; 2</bdi></strong> &amp; &lt;script&gt;&#34;<br>"
    assert english.html("kernel-a", x="1 < 2") == expected
    assert english.text("kernel-a", x="1 < 2") == '<strong>1 < 2</strong> & <script>"<br>'


def test_a_link_made_by_the_page_goes_in_as_it_is(words: Words):
    _, english = _speak(words(en="kernel-a = Read { $link }."))
    link = Markup('<a href="/x">{}</a>').format("A & B")
    assert english.html("kernel-a", link=link) == 'Read <a href="/x">A &amp; B</a>.'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag if not attrs else f"{tag} {attrs}")

    def handle_data(self, data):
        self.data.append(data)


_HOSTILE = st.text(
    st.sampled_from("<>&\"'/=\ue000\ue0010123 \u202eabscript\x00") | st.characters(codec="utf-8"), max_size=60
)


@given(
    first=_HOSTILE, second=_HOSTILE | st.sampled_from(["x" * 5_000, "\ue0000\ue001", "<strong>", "</bdi>"])
)
def test_no_argument_brings_markup_of_its_own(catalogue: Catalogue, first: str, second: str):
    translator = catalogue.translator(catalogue.negotiate("es"))
    written = translator.html("kernel-duration-join", longer=first, shorter=second)
    parser = _Tags()
    parser.feed(written)
    parser.close()
    assert isinstance(written, Markup)
    assert parser.tags == ["bdi", "bdi"]
    if "\x00" not in first + second and "\r" not in first + second:
        assert "".join(parser.data) == f"{first} {second}"


@given(first=_HOSTILE, second=_HOSTILE | st.sampled_from(["x" * 5_000, "\ue0000\ue001" * 900]))
def test_no_text_is_cut_or_changed_however_long_and_strange(catalogue: Catalogue, first: str, second: str):
    translator = catalogue.translator(catalogue.negotiate("es"))
    assert translator.text("kernel-duration-join", longer=first, shorter=second) == f"{first} {second}"


def test_many_threads_share_one_translator(catalogue: Catalogue):
    start = threading.Barrier(8)

    def write(number: int) -> list[str]:
        start.wait()
        translator = catalogue.translator(catalogue.negotiate(["en", "es", "zh", "es-MX"][number % 4]))
        return [translator.text("kernel-duration-join", longer=number, shorter=turn) for turn in range(300)]

    with ThreadPoolExecutor(8) as threads:
        for number, written in enumerate(threads.map(write, range(8))):
            assert written == [f"{number} {turn}" for turn in range(300)]


def test_without_words_in_the_reference_language_there_is_one_sentence(words: Words):
    with pytest.raises(LocaleError, match="install and enable commonweal-locales"):
        Catalogue(words(es="kernel-a = a"))


def test_a_locale_without_the_kernels_words_is_not_offered(words: Words):
    catalogue = Catalogue(
        words(en="kernel-a = a", missions={"fr": "missions-a = fr", "en": "missions-a = en"})
    )
    assert catalogue.locales == ["en"]


def test_nobody_speaks_for_another_plugin(words: Words, caplog: pytest.LogCaptureFixture):
    sources = words(
        en="kernel-a = right", missions={"en": "kernel-a = wrong\nkernel-b = wrong\nmissions-a = mine"}
    )
    _, english = _speak([sources[1], sources[0]] if sources[0].plugin_id == "kernel" else sources)
    assert [english.text(f"{name}-a") for name in ("kernel", "missions")] == ["right", "mine"]
    assert not english.has("kernel-b")
    assert "left out" in caplog.text


def test_a_broken_file_leaves_the_others_alone(words: Words, caplog: pytest.LogCaptureFixture):
    sources = words(en="kernel-a = a\nkernel-b = { broken\nkernel-c = c")
    (sources[0].directory / "binary.ftl").write_bytes(b"\xff\xfe kernel-d = d")
    _, english = _speak(sources)
    assert english.text("kernel-a") + english.text("kernel-c") == "ac"
    assert "binary.ftl are left out" in caplog.text


def test_a_warm_catalogue_has_read_every_file_before_the_first_reader_comes(words: Words):
    sources = words(en="kernel-a = a", es="kernel-a = b")
    catalogue = Catalogue(sources)
    catalogue.warm()
    for source in sources:
        (source.directory / "words.ftl").unlink()
    readers = [catalogue.translator(catalogue.negotiate(tag)) for tag in ("en", "es")]
    assert [reader.text("kernel-a") for reader in readers] == ["a", "b"]
    assert not catalogue.lapses
