"""The five steps of the orientation, and the question at the end of each.

The words are messages: ``identity-orientation-<key>-title``, ``-text``, ``-question``, ``-answer-<answer>``.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """One step: its key in the messages, and the answers of its question, the right one named."""

    key: str
    answers: tuple[str, ...]
    right: str


ORIENTATION: tuple[Step, ...] = (
    Step("missions", ("deadline", "slots", "anytime"), "deadline"),
    Step("safety", ("push", "stop", "alone"), "stop"),
    Step("evidence", ("faces", "consent", "edited"), "consent"),
    Step("reviews", ("friends", "own", "strangers"), "strangers"),
    Step("tokens", ("points", "money", "transfer"), "points"),
)
