"""The lexicon of the rule-based classifier, read once from ``lexicon.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from commonweal_review.classifier.normalise import normalise
from commonweal_review.model import CATEGORIES

LANGUAGES = ("en", "es", "zh")
MANNERS = ("intent", "report", "telling", "personal", "offer")
_WORD = re.compile(r"[^\W_]+")
_LONG = 3  # letters; a final s of longer words is left out

Hits = dict[str, list[str]]


class Lexicon(msgspec.Struct, frozen=True):
    """All phrases with what they stand for: a manner of speaking, or ``acts``/``objects`` of a category.

    They are found by their first word, those of Chinese by their first character, so that one pass over a
    sentence finds all of them.
    """

    by_word: dict[str, list[tuple[tuple[str, ...], str]]]
    by_character: dict[str, list[tuple[str, str]]]

    def found(self, words: list[str], sentence: str) -> Hits:
        """Return the phrases in a sentence by what they stand for; ``words`` are its words, in order."""
        hits: Hits = {}
        for place, word in enumerate(words):
            for phrase, meaning in self.by_word.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    hits.setdefault(meaning, []).append(" ".join(phrase))
        if not sentence.isascii():
            for place, character in enumerate(sentence):
                for text, meaning in self.by_character.get(character, ()):
                    if sentence.startswith(text, place):
                        hits.setdefault(meaning, []).append(text)
        return hits


def words_of(sentence: str) -> list[str]:
    """Return the words of a normalised sentence as they are compared: without a final s."""
    return [
        word[:-1] if len(word) > _LONG and word.endswith("s") else word for word in _WORD.findall(sentence)
    ]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    data = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    found = Lexicon({}, {})
    for language in LANGUAGES:
        for manner in MANNERS:
            _add(found, language, data[language][manner], manner)
        for category in data["category"]:
            for which in ("acts", "objects"):
                _add(found, language, category[language][which], f"{which}:{category['name']}")
    if missing := set(CATEGORIES) - {category["name"] for category in data["category"]}:
        raise LookupError(f"the lexicon lacks {sorted(missing)}")
    return found


def _add(into: Lexicon, language: str, phrases: list[Any], meaning: str) -> None:
    for phrase in map(normalise, phrases):
        if language == "zh":
            into.by_character.setdefault(phrase[0], []).append((phrase, meaning))
        else:
            words = tuple(words_of(phrase))
            into.by_word.setdefault(words[0], []).append((words, meaning))
