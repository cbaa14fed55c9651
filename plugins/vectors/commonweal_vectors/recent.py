"""The vectors of what was asked lately, so that a page turned or a word repeated is not embedded again."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from weakref import WeakValueDictionary

MOST = 2_000


class Recent:
    """Keeps the newest vectors of questions in memory, by model and text."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], Sequence[float]] = OrderedDict()
        self._asked: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def one_at_a_time(self, embeds: str, text: str) -> asyncio.Lock:
        """Return the lock of whoever has a text embedded; it goes with the last who waits for it."""
        return self._asked.setdefault((embeds, text), asyncio.Lock())

    def get(self, embeds: str, text: str) -> Sequence[float] | None:
        """Return the vector of a text, if it is still there."""
        found = self._kept.get((embeds, text))
        if found is not None:
            self._kept.move_to_end((embeds, text))
        return found

    def keep(self, embeds: str, text: str, vector: Sequence[float]) -> None:
        """Keep the vector of a text; the one not asked for the longest goes."""
        self._kept[embeds, text] = vector
        self._kept.move_to_end((embeds, text))
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
