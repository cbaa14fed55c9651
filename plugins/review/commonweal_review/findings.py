"""Findings as people read them: the reasons of the classifier in words, with what was found marked."""

import msgspec

from commonweal_review.deciding import UNANSWERED

KNOWN = {UNANSWERED, "links", "capitals", "contact", "repeated"}
_PARTS = 4  # category, how, phrase, excerpt


class Finding(msgspec.Struct, frozen=True):
    """One finding: a message with its words, or a text of another plugin; and the place in the content."""

    message: str = ""
    text: str = ""
    category: str = ""
    phrase: str = ""
    before: str = ""
    hit: str = ""
    after: str = ""


def finding(reason: str) -> Finding:
    """Read a reason that an implementation gave."""
    parts = reason.split(":", _PARTS - 1)
    if len(parts) == _PARTS and parts[1] in ("intent", "mention"):
        category, how, phrase, excerpt = parts
        before, hit, after = excerpt.partition(phrase)
        return Finding(f"review-reason-{how}", "", category, phrase, before, hit, after)
    if parts[0] in KNOWN:
        phrase = parts[1] if len(parts) > 1 else ""
        return Finding(f"review-reason-{parts[0].replace('_', '-')}", phrase=phrase)
    return Finding(text=reason)
