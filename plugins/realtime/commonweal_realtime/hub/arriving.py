"""From a position in the past to the present: replays what only the log has, and hands over to the window."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from commonweal import Database, Position, StoredEvent, kept_since, read_log

from commonweal_realtime.hub.admitting import ALLOWED, FORBIDDEN, Admission
from commonweal_realtime.hub.flow import Flow, encode, within
from commonweal_realtime.hub.follower import REVOKED, UNAVAILABLE
from commonweal_realtime.hub.frames import Encoded
from commonweal_realtime.hub.registry import Place
from commonweal_realtime.hub.seats import Arrival, names
from commonweal_realtime.hub.telling import Draft, Teller

_LOG = logging.getLogger(__name__)
PAGE = 500
_AT_ONCE = 4  # pages that are read side by side: the tail needs the database as well
_PAUSE = 0.05  # between two looks at whether a follower has room (s)
_PAUSE_FAILING = 0.5


class Arrivals:
    """Brings followers from where they were to where the tail is, without a gap and without a duplicate."""

    def __init__(self, database: Database, admission: Admission, teller: Teller, flow: Flow) -> None:
        self._database = database
        self._admission = admission
        self._teller = teller
        self._flow = flow
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._early: list[Arrival] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def go_on(self, arrival: Arrival) -> None:
        """Have an arrival live if all it lacks is in memory; else see to the rest in the background."""
        if not _is_wanted(arrival):
            return
        if self._flow.head < max(arrival.permitted, arrival.reached):
            self._early.append(arrival)
            return
        floor = self._flow.window.floor
        lacking = [] if arrival.reached < floor or arrival.permitted < floor else self._flow.arrive(arrival)
        if _is_wanted(arrival):
            task = asyncio.get_running_loop().create_task(self._complete(arrival, lacking))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def look(self) -> None:
        """See to those who knew more than the tail had read."""
        early, self._early = self._early, []
        for arrival in early:
            self.go_on(arrival)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _complete(self, arrival: Arrival, lacking: Sequence[str]) -> None:
        """Get what an arrival lacks; as long as the database does not answer, it waits."""
        while _is_wanted(arrival):
            try:
                if await self._replay(arrival):
                    if lacking or arrival.permitted < self._flow.window.floor:
                        await self._permit(arrival, [text for text in lacking if text in arrival.places])
                    break
            except Exception as error:  # noqa: BLE001 - whatever it was, the follower waits for its frames
                _LOG.warning("a replay waits: %r", error)
                await asyncio.sleep(_PAUSE_FAILING)
        self.go_on(arrival)

    async def _replay(self, arrival: Arrival) -> bool:
        """Deliver pages of the log up to where memory begins; returns False when it is over before.

        Each page is a batch: the last frame of a topic in it has the state that was read after it.
        """
        while arrival.reached < self._flow.window.floor:
            async with self._turns:
                is_cut = arrival.reached < await kept_since(self._database)
                page, reached = ([], arrival.reached) if is_cut else await self._page(arrival)
            if is_cut:
                self._stale(arrival)
                return False
            drafts = [draft for event in page for draft in self._teller.tell(event, arrival.places).frames]
            newest = {draft.topic: draft.position for draft in drafts}
            if newest:
                await self._permit(arrival, [text for text in newest if arrival.places[text].known.parts])
            await _room(arrival)
            if not _is_wanted(arrival):
                return False
            frames = within(arrival, [self._frame(arrival, draft, newest) for draft in drafts])
            arrival.reached = reached
            if frames:
                self._flow.hand(arrival.seat, frames)
        return True

    async def _page(self, arrival: Arrival) -> tuple[list[StoredEvent], Position]:
        """Read the next page for an arrival, and how far it leads: no further than the tail has come."""
        head = self._flow.head
        types = {name for place in arrival.places.values() for name in place.known.told}
        page = await read_log(self._database, arrival.reached, PAGE, types=types)
        settled = [event for event in page if event.position <= head]
        return settled, settled[-1].position if len(settled) == PAGE else head

    def _frame(self, arrival: Arrival, draft: Draft, newest: Mapping[str, Position]) -> Encoded:
        """Make a frame of a page."""
        previous = arrival.previous.get(draft.topic, arrival.start)
        arrival.previous[draft.topic] = draft.position
        is_newest = newest[draft.topic] == draft.position
        return encode(draft, previous, arrival.states.get(draft.topic) if is_newest else None)

    async def _permit(self, arrival: Arrival, with_state: Sequence[str] = ()) -> None:
        """Ask anew in a newer snapshot; topics that may no longer be followed end where they were revoked."""
        changes, before = arrival.seat.changes, arrival.permitted
        places = [place for text, place in arrival.places.items() if text not in arrival.limits]
        question = await self._admission.ask(arrival.seat.principal, places, with_state)
        limits: dict[str, Position] = {}
        for place in places:
            if question.answers[place.text] == FORBIDDEN:
                limit = await self._revoked(arrival, place, before)
                limits |= {place.text: limit} if limit else {}
        arrival.limits |= limits
        arrival.permitted, arrival.states, arrival.changes = question.position, question.states, changes
        for text, answer in question.answers.items():
            if answer != ALLOWED and text in arrival.places and text not in limits:
                self._flow.end(arrival.seat, text)
                reason = REVOKED if answer == FORBIDDEN else UNAVAILABLE
                self._flow.tell(arrival.seat, arrival.seat.follower.ended, text, reason)

    async def _revoked(self, arrival: Arrival, place: Place, after: Position) -> Position | None:
        """Return where in the log a follower was revoked, if that can be read already."""
        types = list(place.known.revocations)
        while page := await read_log(self._database, after, PAGE, types=types):
            for event in page:
                if any(names(each, arrival.seat, place) for each in self._teller.named(event)):
                    return event.position
            after = page[-1].position
        return None

    def _stale(self, arrival: Arrival) -> None:
        for text in list(arrival.places):
            self._flow.end(arrival.seat, text)
            self._flow.tell(arrival.seat, arrival.seat.follower.stale, text)


def _is_wanted(arrival: Arrival) -> bool:
    """Say whether somebody still waits for an arrival."""
    return arrival.seat.is_open and arrival in arrival.seat.arrivals


async def _room(arrival: Arrival) -> None:
    """Wait until a follower has room for a page, or is gone."""
    while _is_wanted(arrival) and not arrival.seat.follower.has_room:  # noqa: ASYNC110
        await asyncio.sleep(_PAUSE)
