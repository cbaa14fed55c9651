"""What ``hashing`` knows a text by: its words, their pieces of four letters, and Chinese by characters.

Each feature is a number that is the same on every machine, with the weight that one occurrence has.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from operator import add

from commonweal_vectors.embedders.function_words import FUNCTION_CHARACTERS, FUNCTION_WORDS

_PIECE = 4
_LONGEST_WORD = 40  # longer ones are cut, so that none fills the memory
_FUNCTION_WEIGHT = 0.05
_ACCENT_WEIGHT = 0.4  # of the very spelling; the word without accents weighs 1
_MARKS = frozenset({"Mn", "Mc"})  # categories of Unicode: vowel signs and accents are parts of words
_KEPT = 1 << 16  # characters beyond are looked up each time, so that no text fills the memory with them
# What is written without blanks: kana, and Chinese characters.
_UNSPACED = "\u3005\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]{{1,{_LONGEST_WORD}}}")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic: readers search without.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]")

Feature = tuple[int, float]


class _Blanks(dict[int, str]):
    """Turns what stands between words into blanks, for ``str.translate``."""

    def __missing__(self, point: int) -> str:
        category = unicodedata.category(chr(point))
        found = chr(point) if category[0] in "LN" or category in _MARKS else " "
        if point < _KEPT:
            self[point] = found
        return found


# What chooses between two looks of a character is no part of a word.
_blanks = _Blanks(dict.fromkeys(range(0xFE00, 0xFE10), ""))


def features(text: str) -> Mapping[int, float]:
    """Return the features of a text, each with the weights of its occurrences added up; never none.

    Of a text without words they are its signs, such as emoji.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    words, signs = _split(plain.translate(_blanks))
    found: defaultdict[int, float] = defaultdict(float)
    for word, count in Counter(words).items():
        for number, weight in _of_word(word):
            found[number] += count * weight
    for sign, count in Counter(signs).items():
        number, weight = _of_sign(sign)
        found[number] += count * weight
    return found or {_number(sign): 1.0 for sign in filter(_is_sign, plain)} or {_number(text): 1.0}


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _split(plain: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, and of what is written without blanks the characters and their pairs."""
    words, signs = list[str](), list[str]()
    for word in plain.split():
        if word.isascii() and len(word) <= _LONGEST_WORD:
            words.append(word)
            continue
        for run in _RUNS.findall(word):
            if _IS_UNSPACED.match(run):
                signs.extend(run)
                signs.extend(map(add, run, run[1:]))
            else:
                words.append(run)
    return words, signs


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> tuple[Feature, ...]:
    """Return a word and its pieces, without accents; and beside them the word with its accents."""
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word))) or word
    weight = _FUNCTION_WEIGHT if folded in FUNCTION_WORDS else 1.0
    pieces = [folded[place : place + _PIECE] for place in range(len(folded) - _PIECE + 1)]
    weighted = [(_number(name), weight) for name in (f" {folded}", *pieces)]
    if folded != word:
        weighted.append((_number(f" {word}"), weight * _ACCENT_WEIGHT))
    return tuple(weighted)


@lru_cache(maxsize=1 << 15)
def _of_sign(sign: str) -> Feature:
    """Return a character, or a pair whose weight is the geometric mean of its characters'."""
    weights = [_FUNCTION_WEIGHT if character in FUNCTION_CHARACTERS else 1.0 for character in sign]
    return _number(sign), sqrt(weights[0] * weights[-1])


def _number(name: str) -> int:
    """Return a hash of 30 bits, with which Python reckons fastest."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "little") >> 2
