"""What a list in a mail shows: the newest first, alike ones as one, and how many more there are. Pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from commonweal_notifications.hooks import Data, Kind


class Story(msgspec.Struct, frozen=True):
    """One notification as it is told: its kind, what it is about, and its values in the reader's language."""

    kind: Kind
    about: str
    group: str
    values: Data


class Entry(NamedTuple):
    """One line of a list: the newest of stories that are alike, and how many they are."""

    newest: Story
    many: int


class Section(NamedTuple):
    """The entries of one kind."""

    kind: Kind
    entries: list[Entry]


def sections_of(stories: Sequence[Story], most: int) -> tuple[list[Section], int]:
    """Return the entries of the newest stories by kind, at most so many, and how many stories are left out.

    Stories of one kind and one group are one entry, as in the inbox; ``stories`` begin with the newest.
    """
    counted: dict[Any, list[Story]] = {}
    for number, story in enumerate(stories):
        key = (story.kind.name, story.group) if story.group else number
        counted.setdefault(key, []).append(story)
    shown = [Entry(alike[0], len(alike)) for alike in list(counted.values())[:most]]
    order = {story.kind.name: place for place, story in reversed(list(enumerate(stories)))}
    ordered = sorted(shown, key=lambda entry: order[entry.newest.kind.name])
    grouped = groupby(ordered, key=lambda entry: entry.newest.kind)
    sections = [Section(kind, list(entries)) for kind, entries in grouped]
    return sections, len(stories) - sum(entry.many for entry in shown)
