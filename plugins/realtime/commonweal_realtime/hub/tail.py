"""The tail of a gateway: reads the log as it grows, and feeds the flow batch by batch."""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from commonweal import Database, Position, StoredEvent, hear_doorbell, read_log

from commonweal_realtime.hub.flow import Flow
from commonweal_realtime.hub.registry import Place
from commonweal_realtime.hub.states import StateReader, States
from commonweal_realtime.hub.telling import Named, Teller

_LOG = logging.getLogger(__name__)
BATCH = 500
_SHORTEST, _LONGEST = 0.02, 0.25  # between two looks at the log (s)
_LONGEST_FAILING = 5.0


class Tail:
    """Reads the log from the flow's head on: at once when the doorbell rings, else by polling."""

    def __init__(
        self,
        database: Database,
        teller: Teller,
        states: StateReader,
        flow: Flow,
        moved: Callable[[], None],
    ) -> None:
        self.lag = 0.0
        self._database = database
        self._teller = teller
        self._states = states
        self._flow = flow
        self._moved = moved
        self._bell = asyncio.Event()

    async def catch_up(self) -> None:
        """Read what there is."""
        while await self._step() == BATCH:
            pass

    async def run(self) -> None:
        """Read for ever; after an error, go on from where the flow is."""
        pause, failures = _SHORTEST, 0
        while True:
            try:
                count = await self._step()
                failures = 0
            except Exception as error:  # noqa: BLE001 - whatever it was, streams must go on
                failures += 1
                _LOG.warning("the tail of the streams starts over: %r", error)
                await asyncio.sleep(_patience(failures))
                continue
            if count == BATCH:
                continue
            pause = _SHORTEST if count or self._bell.is_set() else min(_LONGEST, pause * 1.5)
            self._bell.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._bell.wait()

    async def listen(self) -> None:
        """Hear the doorbell for ever; while nobody can, polling does."""
        while True:
            try:
                await hear_doorbell(self._database, self._bell.set)
            except Exception as error:  # noqa: BLE001 - nothing depends on the bell
                _LOG.info("the doorbell is not heard for a moment: %r", error)
                await asyncio.sleep(_patience(3))

    async def _step(self) -> int:
        """Read one batch and hand it out; return how many events it had."""
        events = await read_log(self._database, self._flow.head, BATCH)
        if events:
            await self._advance(events)
            self._moved()
        return len(events)

    async def _advance(self, events: Sequence[StoredEvent]) -> None:
        """Hand out a batch, with the states of the topics in it that somebody follows.

        Who begins to follow meanwhile has to find them, too: so it goes on until there is nobody new.
        """
        happenings = [self._teller.tell(event) for event in events]
        concerned = {draft.topic for each in happenings for draft in each.frames}
        head, places = events[-1].position, self._flow.seats.places
        states: States = {}
        ahead: list[Named] = []
        while missing := [
            places[text]
            for text in concerned
            if text in places and text not in states and places[text].known.parts
        ]:
            states |= await self._states.read(missing)
            ahead += await self._look_ahead(head, missing)
        self.lag = max(0.0, (datetime.now(UTC) - events[-1].occurred_at).total_seconds())
        self._flow.hand_out(happenings, head, states, ahead)

    async def _look_ahead(self, head: Position, places: Sequence[Place]) -> list[Named]:
        """Return the revocations that the states just read may know of already, ahead of their turn."""
        types = {name for place in places for name in place.known.revocations}
        named: list[Named] = []
        while types:
            events = await read_log(self._database, head, BATCH, types=types, settled=False)
            for event in events:
                named += self._teller.named(event)
            if len(events) < BATCH:
                break
            head = events[-1].position
        return named


def _patience(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    longest = min(_LONGEST_FAILING, 0.1 * 2.0 ** min(failures, 10))
    return random.uniform(longest / 2, longest)  # noqa: S311 - it keeps no secret
