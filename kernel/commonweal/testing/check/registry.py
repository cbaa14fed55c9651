"""What a rule is, and the list of all: an id that stays, a grade, a sentence, how to put it right."""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from commonweal.testing.check.subject import Subject

FAMILIES = {
    "CWM": ("manifests", "Manifest"),
    "CWN": ("names", "Names"),
    "CWI": ("imports", "Imports"),
    "CWH": ("hooks", "Hooks"),
    "CWD": ("migrations", "Database migrations"),
    "CWL": ("words", "Languages and words"),
    "CWS": ("security", "Security"),
    "CWT": ("timeouts", "Timeouts"),
    "CWP": ("personal", "Personal data"),
    "CWA": ("accessibility", "Accessibility"),
    "CWQ": ("quality", "Tests and documentation"),
    "CWX": ("exemptions", "Exemptions"),
}
"""The families by their letters: the module that holds the rules, and what they are about."""


class Grade(IntEnum):
    """What a plugin reaches when nothing is found of the rules of this grade and of those below it."""

    NONE = 0
    BRONZE = 1
    SILVER = 2
    GOLD = 3
    PLATINUM = 4

    def __str__(self) -> str:
        return self.name.lower()


MEANINGS = {
    Grade.BRONZE: "loads, and is safe to run",
    Grade.SILVER: "harms no deployment that is in use: migrations, timeouts, events, words",
    Grade.GOLD: "can be trusted by everybody: personal data, accessibility, tests, documentation",
    Grade.PLATINUM: "is a model for others: typed, with a changelog, beyond what is asked",
}


class Place(NamedTuple):
    """Where something was found, and what; ``text`` is one line."""

    path: Path
    line: int
    text: str


Look = Callable[["Subject"], Iterable[Place]]


class Rule(msgspec.Struct, frozen=True):
    """One rule; ``look`` yields the places that break it.

    With ``needs_source`` it looks at what only the source folder of a distribution holds, such as its tests.
    """

    id: str
    grade: Grade
    title: str
    fix: str
    look: Look
    needs_source: bool = False

    @property
    def family(self) -> str:
        """Return the letters of its family."""
        return self.id[:3]

    @property
    def page(self) -> str:
        """Return the page of the documentation that explains it."""
        return f"docs/checks/{self.id}.md"


class Finding(msgspec.Struct, frozen=True, order=True):
    """A place that breaks a rule; ``file`` is relative to the distribution, or to where it was unpacked."""

    file: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule} {self.text}"


_RULES: dict[str, Rule] = {}


def rule(
    rule_id: str, grade: Grade, title: str, *, fix: str, needs_source: bool = False
) -> Callable[[Look], Look]:
    """Register a function that looks for what breaks a rule; ids are never used again for another."""

    def register(look: Look) -> Look:
        known = _RULES.get(rule_id)
        if known is not None and known.look.__qualname__ != look.__qualname__:
            raise ValueError(f"{rule_id} is taken by {known.look.__qualname__}")
        _RULES[rule_id] = Rule(rule_id, grade, title, fix, look, needs_source)
        return look

    return register


def rules() -> dict[str, Rule]:
    """Return every rule by its id, in the order of families and numbers."""
    for module, _ in FAMILIES.values():
        import_module(f"commonweal.testing.check.{module}")
    order = list(FAMILIES)
    return dict(sorted(_RULES.items(), key=lambda item: (order.index(item[0][:3]), item[0])))


def at_lines(path: Path, found: Iterable[tuple[int, str]]) -> Iterator[Place]:
    """Turn lines and texts into places of one file."""
    for line, text in found:
        yield Place(path, line, text)
