"""The rule-based classifier: intent is refused, reports are welcome, in three languages and in disguise."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from commonweal_review.classifier.judging import classify
from commonweal_review.classifier.normalise import normalise
from commonweal_review.model import CATEGORIES
from hypothesis import given
from hypothesis import strategies as st


def corpus(name):
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


CORPUS, LATER = corpus("corpus.toml"), corpus("corpus_more.toml")
BAD = [(language, each["category"], each["text"]) for language in CORPUS for each in CORPUS[language]["bad"]]
GOOD = [(language, text) for language in CORPUS for text in CORPUS[language]["good"]]
STRANGERS = corpus("corpus_strangers.toml")
RECALL = {"en": 0.07, "es": 0.14, "zh": 0.14}
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\u202e", "\u00ad", "\ufeff"]
CYRILLIC = "\u0430\u0435\u043e\u0441\u0440\u0445"
DISGUISES = str.maketrans("aeocpx", CYRILLIC)


def refused(text):
    return bool(classify(text).categories)


@pytest.mark.parametrize("language", list(CORPUS))
def test_rejections_are_right_in_each_language(language, record_property):
    """DOMAIN §5.3: 95 % of decisions right, under 10 % of rejections wrong, per language."""
    bad = [refused(text) for lang, _, text in BAD if lang == language]
    good = [refused(text) for lang, text in GOOD if lang == language]
    right = (sum(bad) + len(good) - sum(good)) / (len(bad) + len(good))
    wrong = sum(good) / max(1, sum(good) + sum(bad))
    figures = f"{language}: {right:.0%} of {len(bad) + len(good)} right, {wrong:.0%} of rejections wrong"
    record_property("review", figures)
    print(figures)  # noqa: T201 - the figures are asked for
    assert right >= 0.95
    assert wrong < 0.10


@pytest.mark.parametrize("language", list(LATER))
def test_reports_in_the_words_of_those_who_do_harm_are_not_refused(language, record_property):
    """Offers in other words are refused, or at least wait for a human; no report is refused."""
    bad, good = [each["text"] for each in LATER[language]["bad"]], LATER[language]["good"]
    recall = sum(map(refused, bad)) / len(bad)
    wrong = [text for text in good if refused(text)]
    waits = sum(classify(text).score < 0.7 for text in good) / len(good)
    figures = f"{language}: {recall:.0%} of offers refused; of reports {len(wrong)} refused, {waits:.0%} wait"
    record_property("review", figures)
    print(figures)  # noqa: T201 - the figures are asked for
    assert recall >= 0.7
    assert wrong == []
    assert all(classify(text).score < 0.7 for text in bad)


def test_the_corpus_has_every_category_in_every_language():
    for language in CORPUS:
        assert {each["category"] for each in CORPUS[language]["bad"]} == set(CATEGORIES)


@pytest.mark.parametrize(("language", "category", "text"), BAD)
def test_what_is_refused_is_named(language, category, text):
    found = classify(text)
    if found.categories:
        assert category in found.categories
        assert any(reason.startswith(category) for reason in found.reasons)
        assert found.score < 0.4


@pytest.mark.parametrize("apart", [" ", ".", " . ", "-", "·"])
def test_letters_set_apart_are_read_as_words(apart):
    """By spaces alone, "t i r a tu" may also be "tir a tu": a few phrases of several words get by."""
    spelt, missed = 0, []
    for _, category, text in BAD:
        found = next(
            (each for each in classify(text).reasons if each.startswith(f"{category}:intent:")), None
        )
        word = found.split(":")[2].split()[0] if found else ""
        if len(word) < 3 or not word.isascii():
            continue
        changed = re.sub(rf"\b{word}\b", apart.join(word), normalise(text))
        spelt += changed != normalise(text)
        if category not in classify(changed).categories:
            missed.append(changed)
    assert spelt > 20
    assert len(missed) <= (spelt * 0.1 if apart == " " else 0), missed


def test_initials_lists_and_numbers_stay_what_they_are():
    assert normalise("J. R. R. Tolkien, plan a - b") == "jrr. tolkien, plan a - b"
    assert normalise("I earn 5 0 0") == "i earn 5 0 0"


@pytest.mark.parametrize("language", list(STRANGERS))
def test_texts_of_strangers_to_the_lexicon(language, record_property):
    """Nothing welcome is refused; how little of the rest is caught is said here, for the next to raise it."""
    bad = [text for text in STRANGERS[language]["bad"] if refused(text)]
    good = [text for text in STRANGERS[language]["good"] if refused(text)]
    precision = len(bad) / max(1, len(bad) + len(good))
    recall = len(bad) / len(STRANGERS[language]["bad"])
    figures = f"{language}: precision {precision:.0%}, recall {recall:.0%} of strangers' texts"
    record_property("review", figures)
    print(figures)  # noqa: T201 - the figures are asked for
    assert good == []
    assert precision >= 0.90
    assert recall >= RECALL[language]


@given(st.sampled_from([text for _, _, text in BAD if refused(text)]), st.data())
def test_a_disguise_does_not_help(text, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)), reverse=True)
    for place in places:
        text = text[:place] + data.draw(st.sampled_from(INVISIBLE)) + text[place:]
    for change in data.draw(st.sets(st.sampled_from(["cyrillic", "upper", "wide"]))):
        if change == "cyrillic":
            text = text.translate(DISGUISES)
        elif change == "upper":
            text = text.upper()
        else:
            text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert refused(text), text


@pytest.mark.parametrize(
    "text",
    [
        "bu1ld a b0mb in your kitchen",
        "We s.e.l.l g.u.n.s here",
        "本店出 售 枪.支",
        "\u0392UILD A \u0392O\u039c\u0392",
    ],
)
def test_digits_dots_and_greek_do_not_help(text):
    assert classify(text).categories == ["weapons"]


@given(st.sampled_from([text for _, text in GOOD]), st.data())
def test_invisible_characters_do_not_harm_the_harmless(text, data):
    place = data.draw(st.integers(0, len(text)))
    changed = text[:place] + data.draw(st.sampled_from(INVISIBLE)) + text[place:]
    assert classify(changed).categories == classify(text).categories
    assert classify(changed).score == classify(text).score


@given(st.text(max_size=300))
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=500))
def test_any_text_gets_an_opinion(text):
    found = classify(text)
    assert 0 <= found.score <= 1
    assert set(found.categories) <= set(CATEGORIES)


@pytest.mark.parametrize(
    "pattern", ["a.", "+1 ", "a@", "((", "build a ", "\u200b", "a-b_", "1a", "。", "http://", "1 2-"]
)
def test_hostile_text_takes_linear_time(pattern):
    """Twenty times as much text takes far less than four hundred times as long."""

    def seconds(length):
        text = (pattern * length)[:length]
        best = 1e9
        for _ in range(3):
            started = time.thread_time()
            classify(text)
            best = min(best, time.thread_time() - started)
        return best

    assert seconds(20_000) < 150 * max(seconds(1_000), 1e-4)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("BUY NOW THE BEST OFFER OF THE YEAR FOR ALL OF YOU", 0.6),
        ("spam " * 60, 0.25),
        (" ".join(f"https://example.org/{n}" for n in range(11)), 0.5),
        ("Write to maria.lopez@example.org about the well", 0.6),
        ("Visit the market at 10 and count 500 stalls over 20 km", 0.95),
    ],
)
def test_manners_cost_points(text, score):
    assert classify(text).score == score


@pytest.mark.parametrize(
    "text",
    [
        "Call me at +34 612 345 678 after work.",
        "Llámame al 612-345-678.",
        "请拨打13812345678联系我。",
        "My number: (555) 123-4567",
        "Ring 2012-11-30-45 any time.",
        "Write to rosa@example.org",
    ],
)
def test_a_human_looks_at_contact_details(text):
    assert "contact" in classify(text).reasons


@given(st.uuids())
def test_an_id_in_a_link_is_no_phone_number(thing):
    assert classify(f"See /circles/{thing}, or {thing} alone.").reasons == []


@pytest.mark.parametrize(
    "text",
    [
        "We meet on 2026-11-30 10:00 at the river.",
        "Between 10 000 - 20 000 people live there.",
        "The well is at 19.432608512, -99.133209123.",
        "De 1990-2020 hubo 12 345 678 visitas.",
    ],
)
def test_days_places_and_amounts_are_no_phone_numbers(text):
    assert classify(text).reasons == []
