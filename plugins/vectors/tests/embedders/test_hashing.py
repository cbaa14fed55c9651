"""The embedder that needs nothing: alike where words are, the same everywhere, and of use in a search."""

import hashlib
import itertools
import re
import struct
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from commonweal import DriverSetup, Services, VectorSettings
from commonweal.testing.embedder_contract import cosine
from commonweal_vectors.embedders.hashing import HashingEmbedder, embed_text, open_embedder
from hypothesis import given
from hypothesis import strategies as st

DIMENSIONS = 1_024
LANGUAGES = ("en", "es", "zh-Hans")
SAMPLE = resources.files("commonweal_missions") / "sample" / "content" / "handwritten"
RELEVANCE = tomllib.loads(Path(__file__).with_name("relevance.toml").read_text())
MORE = {
    "en": " We think that the school should be told about it soon.",
    "es": " Creemos que la escuela debería saberlo pronto.",
    "zh-Hans": "我们觉得学校应该早点知道。",
}


def like(one, other):
    return cosine(embed_text(one, DIMENSIONS), embed_text(other, DIMENSIONS))


@pytest.fixture(scope="module")
def missions():
    """Return key, language and title with description of every sample mission, and the vector of these."""
    files = sorted((file for file in SAMPLE.iterdir() if file.name.endswith(".toml")), key=str)
    return [
        (mission["key"], language, said, embed_text(said, DIMENSIONS))
        for file in files
        for mission in tomllib.loads(file.read_text())["mission"]
        for language, text in mission["text"].items()
        for said in [f"{text['title']}\n{text['description']}"]
    ]


def place_of(right, query, missions):
    """Return the place at which the first of the right missions is found, in whichever language."""
    vector = embed_text(query, DIMENSIONS)
    scores = {}
    for key, _, _, held in missions:
        score = sum(a * b for a, b in zip(vector, held, strict=True))
        scores[key] = max(score, scores.get(key, -1.0))
    ranked = sorted(scores, key=lambda key: -scores[key])
    return 1 + min(ranked.index(key) for key in right)


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_searches_find_the_mission_that_is_meant_near_the_top(missions, language):
    places = [place_of(right, query, missions) for query, right in RELEVANCE[language].items()]
    assert sum(1 / place for place in places) / len(places) > 0.85  # mean reciprocal rank
    assert sum(place <= 3 for place in places) >= len(places) - 1


def test_what_is_nearly_the_same_scores_as_a_duplicate(missions):
    for key, language, text, vector in missions:
        title, _, described = text.partition("\n")
        end = "。" if language == "zh-Hans" else ". "
        first, *others = described.split(end)
        for twin in (
            f"{title}\n{end.join([*others, first])}",
            text + MORE[language],
            re.sub(r"\d+", "7", text),
            text[:90] + text[91:92] + text[90:91] + text[92:],  # two letters changed places
        ):
            assert cosine(vector, embed_text(twin, DIMENSIONS)) >= 0.92, (key, language, twin)


def test_what_lacks_its_last_sentence_scores_as_near(missions):
    for key, language, text, vector in missions:
        end = "。" if language == "zh-Hans" else ". "
        shorter = end.join([sentence for sentence in text.split(end) if sentence][:-1])
        assert len(shorter) < len(text)
        assert cosine(vector, embed_text(shorter, DIMENSIONS)) >= 0.75, (key, language)


def test_what_is_about_something_else_scores_far_below(missions):
    for one, other in itertools.combinations(missions, 2):
        if one[1] == other[1]:
            score = sum(a * b for a, b in zip(one[3], other[3], strict=True))
            assert score < 0.5, (one[0], other[0], one[1])


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Petición de educación pública", "peticion de educacion publica"),
        ("\uff21\uff22\uff23 \ufb01le", "abc file"),
        ("STRASSE", "straße"),
        ("de\u0301bil", "d\u00e9bil"),
        ("שָׁלוֹם עולם", "שלום עולם"),
    ],
)
def test_it_makes_little_or_no_difference_how_letters_are_typed(written, searched):
    assert like(written, searched) > 0.92


def test_accents_still_tell_words_apart():
    assert like("año", "año") > like("año", "ano") > 0.85


def test_words_that_hold_sentences_together_weigh_little():
    assert like("the dry taps of the street", "dry taps street") > 0.95
    assert like("las llaves secas de la calle", "llaves secas calle") > 0.95
    assert like("the river", "the school") < 0.2
    assert like("了的在", "河流清理") < like("河流的清理", "河流清理")


def test_a_word_said_ten_times_does_not_drown_the_others():
    once = like("river clean bridge", "river")
    assert once < like(f"{'river ' * 10}clean bridge", "river") < 0.99
    assert like(f"{'river ' * 10}clean bridge", "clean bridge") > 0.15


def test_forms_of_a_word_are_alike_and_chinese_goes_by_its_characters():
    assert like("volunteers cleaning", "volunteer cleaned") > 0.6
    assert like("老年人的图书馆", "老人图书馆") > 0.6
    assert like("图书馆", "红嘴鸥") < 0.2
    assert like("hindi में पानी", "पानी") > 0.4, "vowel signs are parts of words"


def test_signs_without_words_tell_texts_apart():
    assert like("🐝🌻", "🌻 🐝") == pytest.approx(1)
    assert like("🐝\ufe0f", "🐝") == pytest.approx(1)
    assert like("🐝", "🚰") < 0.5
    assert like("?", "!!") < 0.5


@pytest.mark.parametrize("dimensions", [1, 2, 3, 384, 4_000])
@given(text=st.text())
def test_every_vector_has_length_one_in_any_dimensions(dimensions, text):
    vector = embed_text(text, dimensions)
    assert len(vector) == dimensions
    assert sum(number * number for number in vector) == pytest.approx(1)


def test_vectors_are_the_same_on_every_machine_or_the_model_has_another_name():
    texts = (
        "Since 3 March the taps of Barrio Jalatlaco have been dry; families queue before dawn.",
        "Desde marzo las familias hacen fila: ¿qué días sale agua? La petición sigue sin respuesta.",
        "三月以来、街上的公共水龙头没有水、居民天不亮就排队。",
        "🐝🌻 नमस्ते مرحبًا ひらがな",
    )
    packed = b"".join(struct.pack("<1024f", *embed_text(text, DIMENSIONS)) for text in texts)
    made = (HashingEmbedder(DIMENSIONS).model, hashlib.sha256(packed).hexdigest()[:16])
    assert made == ("hashing-1/1024", "81a257f201b58a11")


async def test_the_settings_say_how_many_dimensions(tmp_path):
    embedder = open_embedder(DriverSetup(VectorSettings(dimensions=256), Services(), tmp_path))
    assert (embedder.model, embedder.dimensions, embedder.semantic) == ("hashing-1/256", 256, False)
    embedded = await embedder.embed(["taps"], "query")
    assert (len(embedded.vectors[0]), embedded.tokens, embedded.microdollars) == (256, 0, 0)
