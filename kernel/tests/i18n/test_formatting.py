"""Numbers, dates, distances and amounts in three languages and their regions."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from commonweal.i18n.catalogue import Catalogue
from commonweal.i18n.formatting import Formats
from commonweal.i18n.translator import Translator
from hypothesis import given
from hypothesis import strategies as st

Speak = Callable[[str], Translator]
NOON = dt.datetime(2026, 7, 4, 12, 5, tzinfo=dt.UTC)
SPACE = "\u00a0"


def _plain(written: str) -> str:
    """Replace the non-breaking spaces, which are proven on their own."""
    return written.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("tag", "whole", "decimal"),
    [
        ("en", "1,234,567", "1,234.5"),
        ("es", "1.234.567", "1.234,5"),
        ("es-MX", "1,234,567", "1,234.5"),
        ("zh-Hans", "1,234,567", "1,234.5"),
    ],
)
def test_numbers_follow_the_readers_region(speak: Speak, tag: str, whole: str, decimal: str):
    written = speak(tag)
    assert [written.number(1_234_567), written.number(1234.5)] == [whole, decimal]
    assert _plain(written.number(Decimal("0.5"), 2)) == written.number(0.5, 2)


@pytest.mark.parametrize(
    ("tag", "day", "moment"),
    [
        ("en", "Jul 4, 2026", "Jul 4, 2026, 12:05 PM UTC"),
        ("en-GB", "4 Jul 2026", "4 Jul 2026, 12:05 UTC"),
        ("es", "4 jul 2026", "4 jul 2026, 12:05 UTC"),
        ("zh-Hans", "2026年7月4日", "2026年7月4日 12:05 UTC"),
    ],
)
def test_dates_follow_the_language(speak: Speak, tag: str, day: str, moment: str):
    assert _plain(speak(tag).date(NOON)) == day
    assert _plain(speak(tag).datetime(NOON)) == moment


def test_a_moment_is_shown_in_the_readers_zone_and_then_without_a_mark(catalogue: Catalogue):
    chain = catalogue.negotiate("es")
    lima = catalogue.translator(chain, ZoneInfo("America/Lima"))
    assert lima.time(NOON) == "7:05"
    assert lima.date(dt.datetime(2026, 7, 4, 2, tzinfo=dt.UTC)) == "3 jul 2026"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="give it one"):
        Formats("en").datetime(dt.datetime(2026, 7, 4))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("tag", "past", "future"),
    [
        ("en", "3 hours ago", "in 2 days"),
        ("es", "hace 3 horas", "dentro de 2 días"),
        ("zh-Hans", "3小时前", "2天后"),
    ],
)
def test_times_are_told_from_now(speak: Speak, tag: str, past: str, future: str):
    assert speak(tag).time_ago(NOON - dt.timedelta(hours=3), NOON) == past
    assert speak(tag).time_ago(NOON + dt.timedelta(days=2), NOON) == future


@pytest.mark.parametrize(
    ("metres", "english", "spanish", "chinese"),
    [
        (0, "0 m", "0 m", "0米"),
        (347, "350 m", "350 m", "350米"),
        (996, "1 km", "1 km", "1公里"),
        (3_512, "3.5 km", "3,5 km", "3.5公里"),
        (9_960, "10 km", "10 km", "10公里"),
        (123_456, "123 km", "123 km", "123公里"),
    ],
)
def test_distances_are_as_exact_as_a_walker_needs(
    speak: Speak, metres: float, english: str, spanish: str, chinese: str
):
    written = [_plain(speak(tag).distance(metres)) for tag in ("en", "es", "zh-Hans")]
    assert written == [english, spanish, chinese]


def test_a_number_and_its_unit_are_not_torn_apart(speak: Speak):
    assert speak("en").distance(3_512) == f"3.5{SPACE}km"
    assert speak("en").currency_minor(6_750) == f"67.50{SPACE}IT"


@pytest.mark.parametrize(
    ("minor", "english", "spanish", "mexican", "chinese"),
    [
        (0, "0 IT", "0 IT", "0 IT", "0 IT"),
        (2_500, "25 IT", "25 IT", "25 IT", "25 IT"),
        (6_750, "67.50 IT", "67,50 IT", "67.50 IT", "67.50 IT"),
        (-5, "-0.05 IT", "-0,05 IT", "-0.05 IT", "-0.05 IT"),
        (123_456_789, "1,234,567.89 IT", "1.234.567,89 IT", "1,234,567.89 IT", "1,234,567.89 IT"),
    ],
)
def test_amounts_are_written_from_minor_units(
    speak: Speak, minor: int, english: str, spanish: str, mexican: str, chinese: str
):
    written = [_plain(speak(tag).currency_minor(minor)) for tag in ("en", "es", "es-MX", "zh-Hans")]
    assert written == [english, spanish, mexican, chinese]


@given(st.integers(-(10**15), 10**15), st.sampled_from(["en", "es", "es-MX", "zh-Hans"]))
def test_no_amount_is_rounded(catalogue: Catalogue, minor: int, tag: str):
    locale = Locale.parse(tag, sep="-")
    symbols = locale.number_symbols["latn"]
    number, _, unit = catalogue.translator(catalogue.negotiate(tag)).currency_minor(minor).partition(SPACE)
    back = number.replace(symbols["group"], "").replace(symbols["decimal"], ".")
    assert (Decimal(back) * 100, unit) == (minor, "IT")


@pytest.mark.parametrize(
    ("minutes", "english", "spanish", "chinese"),
    [
        (0, "0 min", "0 min", "0 分钟"),
        (15, "15 min", "15 min", "15 分钟"),
        (90, "1 h 30 min", "1 h 30 min", "1 小时 30 分钟"),
        (1_440, "1 day", "1 día", "1 天"),
        (10_080, "7 days", "7 días", "7 天"),
        (1_505, "1 day 1 h 5 min", "1 día 1 h 5 min", "1 天 1 小时 5 分钟"),
    ],
)
def test_lengths_of_time_leave_out_what_is_zero(
    speak: Speak, minutes: int, english: str, spanish: str, chinese: str
):
    assert [_plain(speak(tag).duration(minutes)) for tag in ("en", "es", "zh-Hans")] == [
        english,
        spanish,
        chinese,
    ]


@given(st.integers(0, 10**7), st.sampled_from(["en", "es", "zh-Hans"]))
def test_a_count_takes_the_plural_that_its_language_has_for_it(catalogue: Catalogue, count: int, tag: str):
    translator = catalogue.translator(catalogue.negotiate(tag))
    category = Locale.parse(tag, sep="-").plural_form(count)
    endings = {
        ("en", "one"): " day",
        ("en", "other"): " days",
        ("es", "one"): " día",
        ("es", "many"): " de días",
        ("es", "other"): " días",
        ("zh-Hans", "other"): " 天",
    }
    assert (
        translator.text("kernel-duration-days", count=count)
        == translator.number(count) + endings[tag, category]
    )


_LARGE = 10**20  # beyond any amount or count there is


@given(
    st.floats(-_LARGE, _LARGE) | st.integers(-_LARGE, _LARGE) | st.decimals(-_LARGE, _LARGE),
    st.sampled_from(["en", "es", "zh-Hans"]),
)
def test_any_number_can_be_written(number: float | Decimal, tag: str):
    assert any(sign.isdigit() for sign in Formats(tag).number(number))


@given(st.datetimes(timezones=st.timezones()), st.sampled_from(["en", "es", "zh-Hans"]))
def test_any_moment_can_be_written(moment: dt.datetime, tag: str):
    if dt.datetime(2, 1, 1, tzinfo=dt.UTC) < moment < dt.datetime(9998, 1, 1, tzinfo=dt.UTC):
        assert str(moment.astimezone(dt.UTC).year) in Formats(tag).date(moment)


@pytest.mark.parametrize("nought", [0, 0.0, -0.0, Decimal(0), Decimal("-0.00")])
def test_nought_has_no_sign(speak: Speak, nought: float | Decimal):
    assert [speak("en").number(nought), speak("en").number(nought, 2)] == ["0", "0.00"]


def test_values_written_again_are_written_for_each_reader_and_kind(speak: Speak):
    for _ in range(2):
        assert [speak(tag).number(12_345) for tag in ("en", "es", "es-MX")] == ["12,345", "12.345", "12,345"]
        assert [speak("es").number(value, 1) for value in (2, 2.0, Decimal(2))] == ["2,0"] * 3
        assert [speak(tag).distance(1_234) for tag in ("en", "es")] == [f"1.2{SPACE}km", f"1,2{SPACE}km"]
