"""What every page gets so that it can be live: the script, and the sign that says whether it is."""

import asyncio
from contextvars import Context
from datetime import UTC, datetime, timedelta
from time import monotonic

from commonweal import Database, Fragment, Position, SlotFill, Visit, newest_position

from commonweal_realtime.hub.positions import BEGINNING

STREAM = "/api/v1/realtime/stream"
EARLIER = timedelta(seconds=4)
_EVERY = 1.0  # seconds


class Earlier:
    """Knows where the log ended a few seconds ago, which is before a page now being written was read.

    What came after it is replayed to the page, so that nothing falls between the page and its stream. A slot
    is filled when its page was read already, so that the end of the log by then may be too late.
    """

    def __init__(self) -> None:
        self._position = BEGINNING
        self._until = 0.0

    async def position(self, database: Database) -> Position | None:
        """Return it, asking once a second however many pages there are; None before anything happened."""
        if monotonic() >= self._until:
            self._until = monotonic() + _EVERY
            # It is for all pages of a second: in a context of its own, no page is said to have cost it.
            self._position = await asyncio.create_task(_ask(database), context=Context())
        return None if self._position == BEGINNING else self._position


async def _ask(database: Database) -> Position:
    return await newest_position(database, datetime.now(UTC) - EARLIER)


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
