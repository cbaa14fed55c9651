"""The lexicon of the rule-based classifier, read once from ``lexicon.toml``."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from commonweal_review.classifier.normalise import normalise
from commonweal_review.model import CATEGORIES

_WORD = re.compile(r"[^\W_]+")
_LONG = 3  # letters; a final s of longer words is left out


class Phrases(msgspec.Struct, frozen=True):
    """Phrases to look for: word by word, by their first word, and as they stand in Chinese."""

    by_word: dict[str, list[tuple[str, ...]]]
    chinese: tuple[str, ...]

    def found(self, words: list[str], sentence: str) -> list[str]:
        """Return the phrases in a sentence; ``words`` are its words, in order."""
        hits = [
            " ".join(phrase)
            for place, word in enumerate(words)
            for phrase in self.by_word.get(word, ())
            if tuple(words[place : place + len(phrase)]) == phrase
        ]
        return hits + [phrase for phrase in self.chinese if phrase in sentence]


class Lexicon(msgspec.Struct, frozen=True):
    """All phrases: of intent, of reporting, and of each category."""

    intent: Phrases
    report: Phrases
    acts: dict[str, Phrases]
    objects: dict[str, Phrases]


def words_of(sentence: str) -> list[str]:
    """Return the words of a normalised sentence as they are compared: without a final s."""
    return [
        word[:-1] if len(word) > _LONG and word.endswith("s") else word for word in _WORD.findall(sentence)
    ]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    data = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    categories = {each["name"]: each for each in data["category"]}
    return Lexicon(
        intent=_phrases(*(data[language]["intent"] for language in ("en", "es", "zh"))),
        report=_phrases(*(data[language]["report"] for language in ("en", "es", "zh"))),
        acts={name: _of(categories[name], "acts") for name in CATEGORIES},
        objects={name: _of(categories[name], "objects") for name in CATEGORIES},
    )


def _of(category: dict[str, dict[str, list[str]]], which: str) -> Phrases:
    return _phrases(*(category[language][which] for language in ("en", "es", "zh")))


def _phrases(english: Iterable[str], spanish: Iterable[str], chinese: Iterable[str]) -> Phrases:
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*english, *spanish):
        words = tuple(words_of(normalise(phrase)))
        by_word.setdefault(words[0], []).append(words)
    return Phrases(by_word, tuple(normalise(phrase) for phrase in chinese))
