"""How alike two texts are, by their words and pieces of words: deterministic, in any language.

It answers for what the index of vectors does not hold yet; the thresholds are the same (DOMAIN §6.1).
"""

import hashlib
import re
import unicodedata
from collections import Counter
from math import sqrt

BANDS, ROWS = 32, 2
_PIECE = 4
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SEEDS = [
    (
        int.from_bytes(hashlib.sha256(b"a%d" % number).digest()[:7]) | 1,
        int.from_bytes(hashlib.sha256(b"b%d" % number).digest()[:7]),
    )
    for number in range(BANDS * ROWS)
]


def compared(title: str, description: str) -> str:
    """Return what is compared of a problem, here and by vectors."""
    return f"{title}\n{description}"


def features(text: str) -> Counter[str]:
    """Count the words of a text and their pieces of four letters; Chinese by pairs of characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: Counter[str] = Counter()
    for word in _WORD.findall(plain):
        if _HAN.search(word):
            found.update(word[place : place + 2] for place in range(max(1, len(word) - 1)))
        else:
            found[word] += 1
            found.update(word[place : place + _PIECE] for place in range(len(word) - _PIECE + 1))
    return found


def likeness(one: str, other: str) -> float:
    """Return the cosine of two texts' features: 1 for the same words as often, 0 for none in common."""
    first, second = features(one), features(other)
    if not first or not second:
        return 0.0
    shared = sum(count * second[name] for name, count in first.items())
    return shared / sqrt(sum(c * c for c in first.values()) * sum(c * c for c in second.values()))


def bands(text: str) -> list[int]:
    """Return the bands of the text's MinHash, as signed 64-bit numbers: texts alike share some of them."""
    hashes = [
        int.from_bytes(hashlib.blake2b(name.encode(), digest_size=7).digest()) for name in features(text)
    ] or [0]
    least = [min((a * value + b) % _PRIME for value in hashes) for a, b in _SEEDS]
    return [
        int.from_bytes(
            hashlib.blake2b(
                repr((band, least[band * ROWS : (band + 1) * ROWS])).encode(), digest_size=8
            ).digest(),
            signed=True,
        )
        for band in range(BANDS)
    ]
