"""What the forms of circles offer to choose from, in the reader's words."""

from typing import get_args

from commonweal import Translator

from commonweal_circles.rules.vocabulary import DOMAINS, Inviting, Joining, Locale, Visibility

Options = list[tuple[str, str]]
MINUTE = 60
SLOW = (0, 30, 60, 300, 900, 3_600, 86_400)
"""Seconds between two posts of a member."""


def choices(words: Translator) -> dict[str, Options]:
    """Return the options of each list, as pairs of value and label."""

    def named(prefix: str, values: tuple[str, ...]) -> Options:
        return [(value, words.text(f"{prefix}-{value.replace('_', '-')}")) for value in values]

    return {
        "domain": [("", words.text("circles-no-domain")), *named("kernel-domain", DOMAINS)],
        "visibility": named("circles-visibility", get_args(Visibility)),
        "joining": named("circles-joining", get_args(Joining)),
        "locale": named("kernel-language", get_args(Locale)),
        "invites": named("circles-invites", get_args(Inviting)),
    }


def slow_options(words: Translator, present: int) -> Options:
    """Return how long members may have to wait between two posts, with what is set now."""
    seconds = sorted({*SLOW, present})
    return [(str(each), _wait(words, each)) for each in seconds]


def _wait(words: Translator, seconds: int) -> str:
    if seconds == 0:
        return words.text("circles-slow-off")
    if seconds % MINUTE:
        return words.text("circles-slow-seconds", count=seconds)
    return words.duration(seconds // MINUTE)
