"""The default classifier: deterministic rules in three languages, which say what they found (§5.2)."""

import re
from collections import Counter

from commonweal_review.classifier.lexicon import lexicon, words_of
from commonweal_review.classifier.normalise import normalise
from commonweal_review.model import CATEGORIES, ContentReview

CLEAN, MENTIONED, FORBIDDEN = 0.95, 0.55, 0.05
_SENTENCE = re.compile(r"[.!?;。\n]+")  # normalised: the wide signs of Chinese are plain ones here
_LINK = re.compile(r"https?://|www\.")
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,24}")
_PHONE = re.compile(r"(?<![0-9A-Za-z_.,])\+?\(?\d(?:\)?[ -]?\d){8,14}(?![0-9A-Za-z_])")
_NO_PHONE = re.compile(  # an id, a day
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![-\d])(?:19|20)\d\d-[01]\d-[0-3]\d(?![-\d])"
)
_MANY_LINKS, _MANY_WORDS, _LOUD_LETTERS = 10, 40, 30
_AROUND, _MOST_REASONS = 40, 50
_SPAM_SHARE, _LOUD_SHARE = 0.3, 0.7
_SPAM, _LINKS, _LOUD, _CONTACT = 0.25, 0.5, 0.6, 0.6


def classify(text: str) -> ContentReview:
    """Give the opinion of the rules on a text.

    A sentence that says what somebody is after puts it into a category; one that reports or warns of the same
    is welcome, and a human looks when it uses the words of those who do it.
    """
    plain, terms = normalise(text), lexicon()
    score, categories, reasons = CLEAN, set[str](), list[str]()
    for sentence in filter(None, _SENTENCE.split(plain)):
        if not (said := terms.found(words_of(sentence), sentence)):
            continue
        reports = "report" in said or ("telling" in said and "personal" not in said)
        for name in CATEGORIES:
            acts, objects = said.get(f"acts:{name}"), said.get(f"objects:{name}")
            hits = acts or (objects if "intent" in said else None)
            if hits and not reports:
                categories.add(name)
                reasons.append(f"{name}:intent:{hits[0]}:{_around(sentence, hits[0])}")
            elif hits and (acts or "offer" in said):
                score = min(score, MENTIONED)
                reasons.append(f"{name}:mention:{hits[0]}:{_around(sentence, hits[0])}")
    for value, reason in _manners(text, plain):
        score = min(score, value)
        reasons.append(reason)
    return ContentReview(
        FORBIDDEN if categories else score, sorted(categories), list(dict.fromkeys(reasons))[:_MOST_REASONS]
    )


def _around(sentence: str, phrase: str) -> str:
    """Return the part of a sentence around what was found."""
    begin = max(0, sentence.find(phrase.partition(" ")[0]) - _AROUND)
    return " ".join(sentence[begin : begin + 3 * _AROUND].split())


def _manners(text: str, plain: str) -> list[tuple[float, str]]:
    """Say what is wrong with how a text is written: repetition, shouting, links, other people's contacts."""
    found = []
    words = words_of(plain)
    if len(words) >= _MANY_WORDS:
        [(word, times)] = Counter(words).most_common(1)
        if times / len(words) > _SPAM_SHARE and times > _MANY_WORDS // 2:
            found.append((_SPAM, f"repeated:{word}"))
    if len(_LINK.findall(plain)) > _MANY_LINKS:
        found.append((_LINKS, "links"))
    cased = [char for char in text if char.isupper() or char.islower()]
    if len(cased) > _LOUD_LETTERS and sum(map(str.isupper, cased)) / len(cased) > _LOUD_SHARE:
        found.append((_LOUD, "capitals"))
    if _ADDRESS.search(text) or _PHONE.search(_NO_PHONE.sub(";", text)):
        found.append((_CONTACT, "contact"))
    return found
