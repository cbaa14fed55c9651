"""What every page gets so that it can be live: the script, and the sign that says whether it is."""

from collections import deque
from time import monotonic
from typing import NamedTuple

from commonweal import Database, Fragment, Position, SlotFill, Visit, newest_position

STREAM = "/api/v1/realtime/stream"
_EVERY, _OLD_ENOUGH, _TOO_OLD = 1.0, 3.0, 300.0  # seconds


class Sample(NamedTuple):
    """Where the log ended at a moment."""

    taken: float
    position: Position


class Earlier:
    """Knows where the log ended a few seconds ago, which is before a page now being written was read.

    What came after it is replayed to the page, so that nothing falls between the page and its stream. A slot
    is filled when its page was read already, so that the end of the log by then may be too late.
    """

    def __init__(self) -> None:
        self._samples: deque[Sample] = deque()

    async def position(self, database: Database) -> Position | None:
        """Return it, or None when nobody asked in the last minutes."""
        if not self._samples or monotonic() - self._samples[-1].taken >= _EVERY:
            taken = monotonic()
            self._samples.append(Sample(taken, await newest_position(database)))
        now = monotonic()
        while len(self._samples) > 1 and now - self._samples[1].taken >= _OLD_ENOUGH:
            self._samples.popleft()
        first = self._samples[0]
        return first.position if _OLD_ENOUGH <= now - first.taken <= _TOO_OLD else None


async def load_script(_visit: Visit) -> Fragment:
    """Load what keeps pages up to date."""
    return Fragment("realtime/head.html")


def slots() -> list[SlotFill]:
    """Return what every page shows of realtime."""
    earlier = Earlier()

    async def show_sign(visit: Visit) -> Fragment:
        """Bring the sign and its words; it is seen where something can be followed."""
        position = await earlier.position(visit.web.database)
        return Fragment("realtime/sign.html", {"address": STREAM, "position": str(position or "")})

    return [
        SlotFill(slot="kernel.head", render=load_script),
        SlotFill(slot="kernel.footer", render=show_sign),
    ]
