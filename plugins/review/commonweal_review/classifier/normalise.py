"""The form in which text is compared: what looks alike to a reader becomes the same (DOMAIN §5.1)."""

import re
import unicodedata

# Letters of other alphabets that look like Latin ones, once lower-cased.
_CYRILLIC = "авеёкмнорстухіјѕԁɡһոԛѡ", "abeekmhopctyxijsdghnqw"
_GREEK = "αβεηικμνορτυχωγℓıłøđ", "abenikmvoptuxwylilod"
_ALIKE = str.maketrans(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1])
_DIGITS = str.maketrans("013457@$€", "oieastase")
_LETTER = "[^\\W\\d_]"
# Letters set apart: by signs, or always by the same with a space; digits may stand for letters in between.
_SIGN, _INNER = "[.\\-_*·|/~+]", f"(?:{_LETTER}|[013457@$])"
_SPELT = re.compile(
    f"(?:(?<=\\W)|^)({_LETTER}(?:(?:{_SIGN}{_INNER})+{_SIGN}"
    f"|(?P<apart> ?{_SIGN} | {_SIGN}? ?)(?:{_INNER}(?P=apart))+){_LETTER})(?=\\W|$)"
)
_SIGNS = re.compile(r"[ .\-_*·|/~+]")
_PULLED_APART = re.compile("(?<=[\u4e00-\u9fff])[ .\\-_*·]+(?=[\u4e00-\u9fff])")
_MIXED = re.compile("[a-z013457@$€]+")
_MOST_PASSES = 4
_WORDS_OF_ONE, _SHORT = "aeiouy", 3


def normalise(text: str) -> str:
    """Return a text as the classifier reads it: NFKC, lower case, plain letters, nothing invisible.

    Normalising twice is normalising once.
    """
    found = text
    for _ in range(_MOST_PASSES):
        before, found = found, _pass(found)
        if found == before:
            break
    return found


def _pass(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(
        char for char in folded if unicodedata.category(char) not in {"Cf", "Cc", "Cs", "Co"} or char == "\n"
    )
    plain = unicodedata.normalize("NFD", seen)
    bare = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    latin = unicodedata.normalize("NFC", bare).translate(_ALIKE)
    joined = _SPELT.sub(lambda match: _together(match[1]), latin)
    return _MIXED.sub(_letters, _PULLED_APART.sub("", joined))


def _together(apart: str) -> str:
    """Join letters set apart; the first and the last may be words of their own, as in "a b o m b"."""
    joined = _SIGNS.sub("", apart)
    if apart.replace(" ", "") != joined or len(joined) <= _SHORT:
        return joined
    others = []
    if joined[0] in _WORDS_OF_ONE:
        others.append(f"{joined[0]} {joined[1:]}")
    if joined[-1] in _WORDS_OF_ONE:
        others.append(f"{joined[:-1]} {joined[-1]}")
    return " ".join([*others, joined, *reversed(others)])  # on both sides, for phrases of several words


def _letters(match: re.Match[str]) -> str:
    """Read digits and signs between letters as the letters they stand for; numbers stay numbers."""
    word = match[0]
    if not any(char.isalpha() for char in word) or not any(not char.isalpha() for char in word):
        return word
    core = word.strip("013457@$€")
    if len(core) * 2 < len(word):
        return word  # more a number than a word, such as 500km
    if word[0].isdigit() and word.lstrip("013457") == core:
        return word
    return word.translate(_DIGITS)
