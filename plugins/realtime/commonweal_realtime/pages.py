"""What every page gets so that it can be live: the script, and the sign that says whether it is."""

import asyncio
from contextvars import Context
from datetime import timedelta
from time import monotonic

from commonweal import CommonwealError, Database, Fragment, Position, SlotFill, Visit

from commonweal_realtime.hub.positions import BEGINNING, position_ago

STREAM = "/api/v1/realtime/stream"
EARLIER = timedelta(seconds=4)
_EVERY, _WAIT = 1.0, 0.05  # seconds
_PATIENCE = 1_000  # milliseconds: without these a page is not live


class Earlier:
    """Knows where the log ended a few seconds ago, which is before a page now being written was read.

    What came after it is replayed to the page, so that nothing falls between the page and its stream. A slot
    is filled when its page was read already, so that the end of the log by then may be too late.
    """

    def __init__(self) -> None:
        self._position = BEGINNING
        self._until = 0.0
        self._asking: asyncio.Task[None] | None = None

    async def position(self, database: Database) -> Position | None:
        """Return it, asking once a second however many pages there are; None before anything is known.

        No page waits long for it: an older place is as good, and costs the replay of some more.
        """
        if self._asking is None and monotonic() >= self._until:
            # It is for all pages of a second: in a context of its own, no page is said to have cost it.
            self._asking = asyncio.create_task(self._ask(database), context=Context())
        if self._asking is not None:
            await asyncio.wait([self._asking], timeout=_WAIT)
        return None if self._position == BEGINNING else self._position

    async def _ask(self, database: Database) -> None:
        self._until = monotonic() + _EVERY
        try:
            self._position = await position_ago(database, EARLIER)
        except CommonwealError:
            self._position = BEGINNING  # pages then begin with the state
        finally:
            self._asking = None


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
        SlotFill(slot="kernel.head", render=load_script, milliseconds=_PATIENCE),
        SlotFill(slot="kernel.footer", render=show_sign, milliseconds=_PATIENCE),
    ]
