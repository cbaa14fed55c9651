"""The hub of a gateway, as transports use it: follow, leave, and be told."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import msgspec
from commonweal import (
    CommitUnknown,
    Database,
    DatabaseUnavailable,
    Host,
    Position,
    Refusal,
    kept_since,
)

from commonweal_realtime.hub.admitting import ALLOWED, UNANSWERED, Admission, Question, told_code
from commonweal_realtime.hub.arriving import Arrivals
from commonweal_realtime.hub.flow import Flow
from commonweal_realtime.hub.follower import SWITCHED_OFF, Follower, Following, Refused
from commonweal_realtime.hub.positions import BEGINNING, position_ago, read_position
from commonweal_realtime.hub.presence import LOOK_SECONDS, PresenceCount
from commonweal_realtime.hub.registry import Place, registry_of
from commonweal_realtime.hub.seats import Arrival, Seat
from commonweal_realtime.hub.states import StateReader
from commonweal_realtime.hub.tail import Tail
from commonweal_realtime.hub.telling import Teller
from commonweal_realtime.hub.window import KEPT_SECONDS, Window

_LOG = logging.getLogger(__name__)
_PAUSE = 0.5  # before a question is put again that the database could not answer


class HubFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Counts for metrics: who follows, what is kept, and how far behind (s) the log was last read."""

    followers: int
    topics: int
    held: int
    arriving: int
    window_frames: int
    window_bytes: int
    handed_over: int
    lag_seconds: float


class Hub:
    """The topics of one gateway process and who follows them; see ``follower`` for the contract."""

    def __init__(
        self,
        host: Host,
        database: Database,
        *,
        window_seconds: float = KEPT_SECONDS,
        presence_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._host = host
        self._database = database
        self._window_seconds = window_seconds
        self._registry = registry_of(host)
        self._asking: dict[Seat, asyncio.Task[None]] = {}
        states = StateReader(self._registry, host, database)
        teller = Teller(self._registry, host)
        self._admission = Admission(database, host, states)
        self._flow = Flow(Window(BEGINNING, seconds=window_seconds), self._ask)
        self._arrivals = Arrivals(database, self._admission, teller, self._flow)
        self._tail = Tail(database, teller, states, self._flow, self._arrivals.look)
        self._presence = PresenceCount(database, self._flow, presence_seconds)

    @property
    def head(self) -> Position:
        """Up to where the log was read here."""
        return self._flow.head

    @property
    def lag(self) -> float:
        """How old (s) the newest event was when it was read here."""
        return self._tail.lag

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tail the log for the block; it is entered once, and begins with the newest minutes in memory."""
        self._flow.begin(await position_ago(self._database, timedelta(seconds=self._window_seconds)))
        await self._tail.catch_up()
        self._host.on_switch.append(self._switched)
        steps = (self._tail.run, self._tail.listen, self._presence.run)
        loops = [asyncio.create_task(step()) for step in steps]
        try:
            yield
        finally:
            self._host.on_switch.remove(self._switched)
            await _end([*loops, *self._asking.values()])
            await self._arrivals.close()
            await self._admission.close()
            with suppress(DatabaseUnavailable, CommitUnknown):
                await self._presence.leave()

    async def follow(self, follower: Follower, topic: str, position: str | None = None) -> Following:
        """Have a follower hear of a topic: what came after a position, and what is to come.

        Raises Refusal: ``unknown_topic``, ``forbidden``, ``position_invalid``, ``stale``, and
        ``stream_unavailable`` when a plugin could not say whether one may.
        """
        found = (await self.follow_all(follower, [topic], position))[0]
        if isinstance(found, Refused):
            raise Refusal(found.code)
        return found

    async def follow_all(
        self, follower: Follower, topics: Sequence[str], position: str | None = None
    ) -> list[Following | Refused]:
        """Follow several topics from one position, their frames in the log's order.

        What is followed already is left first. Raises Refusal for a position that is invalid or stale.
        """
        start = None if position is None else read_position(position)
        seat = self._flow.seats.take(follower)
        places, refused = self._places(topics)
        for place in places:
            self._flow.end(seat, place.text)
            self._flow.seats.expect(place)
        arrival = None
        try:
            question, changes = await self._admit(seat, places, start)
            if start is not None and places:
                await self._check(start, question.position)
            if not seat.is_open:
                raise Refusal("conflict")
            allowed = [place for place in places if question.answers[place.text] == ALLOWED]
            about = {"permitted": question.position, "states": question.states, "changes": changes}
            begin = question.position if start is None else start
            arrival = Arrival(seat, allowed, begin, **about)  # type: ignore[arg-type]  # what it is made of
        finally:
            for place in places:
                if arrival is None or place.text not in arrival.places:
                    self._flow.seats.unexpect(place.text)
        if allowed:
            seat.arrivals.append(arrival)
            asyncio.get_running_loop().call_soon(self._arrivals.go_on, arrival)
        answers = refused | {
            text: told_code(seat.principal, answer) for text, answer in question.answers.items()
        }
        return [
            Refused(text, answers[text])
            if answers[text]
            else Following(
                topic=text,
                position=arrival.start,
                state=question.states.get(text, {}) if start is None else None,
            )
            for text in topics
        ]

    def leave(self, follower: Follower, topic: str) -> bool:
        """Deliver nothing more of a topic; returns whether it was followed."""
        seat = self._flow.seats.of(follower)
        return seat is not None and self._flow.end(seat, topic)

    def forget(self, follower: Follower) -> None:
        """Deliver nothing more to a follower."""
        if seat := self._flow.seats.of(follower):
            self._flow.forget(seat)

    def reconsider(self, follower: Follower) -> None:
        """Take over a follower's new principal, and ask anew for every topic."""
        if seat := self._flow.seats.of(follower):
            self._flow.seats.change(seat, follower.principal)
            self._flow.reconsider(seat)

    def topics_of(self, follower: Follower) -> list[str]:
        """Return what a follower follows, or is about to."""
        if (seat := self._flow.seats.of(follower)) is None:
            return []
        return [*seat.live, *(text for arrival in seat.arrivals for text in arrival.places)]

    def position_of(self, follower: Follower) -> Position:
        """Return up to where everything was delivered to a follower."""
        seat = self._flow.seats.of(follower)
        return self.head if seat is None else self._flow.position_of(seat)

    def figures(self) -> HubFigures:
        """Return the counts as of now."""
        seats, window = list(self._flow.seats), self._flow.window
        return HubFigures(
            followers=len(seats),
            topics=len(self._flow.seats.places),
            held=sum(seat.kept is not None for seat in seats),
            arriving=sum(len(seat.arrivals) for seat in seats),
            window_frames=len(window),
            window_bytes=window.bytes,
            handed_over=self._flow.handed_over,
            lag_seconds=self.lag,
        )

    def _places(self, topics: Sequence[str]) -> tuple[list[Place], dict[str, str]]:
        """Return the topics there are, and the codes of those there are not."""
        places: dict[str, Place] = {}
        refused: dict[str, str] = {}
        for text in topics:
            try:
                places[text] = self._registry.place(text)
            except Refusal as refusal:
                refused[text] = refusal.code
        return list(places.values()), refused

    async def _admit(
        self, seat: Seat, places: Sequence[Place], start: Position | None
    ) -> tuple[Question, int]:
        """Ask whether a seat may follow, until the answer is about who it is now."""
        while True:
            changes, window = seat.changes, self._flow.window
            wanted = [place.text for place in places if start is None or _lacks_state(window, place, start)]
            try:
                question = await self._admission.ask(seat.principal, places, wanted)
            except DatabaseUnavailable as error:
                raise Refusal(UNANSWERED) from error
            if changes == seat.changes:
                return question, changes

    async def _check(self, start: Position, newest: Position) -> None:
        """Raise Refusal for a position that the log has not reached, or does not reach back to."""
        if start > max(newest, self.head):
            raise Refusal("position_invalid" if newest > BEGINNING else "stale")
        if start < self._flow.window.floor and start < await kept_since(self._database):
            raise Refusal("stale")

    def _ask(self, seat: Seat) -> None:
        if seat not in self._asking:
            self._asking[seat] = task = asyncio.get_running_loop().create_task(self._ask_anew(seat))
            task.add_done_callback(lambda _task: self._asking.pop(seat, None))

    async def _ask_anew(self, seat: Seat) -> None:
        """Ask for a seat that was named, in a snapshot taken after that."""
        while seat.is_open and seat.cut and seat.waits is None:
            named, changes = seat.named, seat.changes
            places = [seat.live[text] for text in seat.cut if text in seat.live]
            try:
                question = await self._admission.ask(seat.principal, places)
            except Exception as error:  # noqa: BLE001 - until there is an answer, nothing is delivered
                _LOG.warning("asking anew who may follow waits: %r", error)
                await asyncio.sleep(_PAUSE)
                continue
            if seat.is_open and (named, changes) == (seat.named, seat.changes) and seat.waits is None:
                self._flow.settle(seat, question.answers)

    def _switched(self) -> None:
        """End the topics whose plugin is off."""
        for text, place in list(self._flow.seats.places.items()):
            if self._registry.is_enabled(place.known.owner):
                continue
            for seat in self._flow.seats:
                if self._flow.end(seat, text):
                    self._flow.tell(seat, seat.follower.ended, text, SWITCHED_OFF)


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


def _lacks_state(window: Window, place: Place, start: Position) -> bool:
    """Say whether the newest frame of a topic since a position was made while nobody followed it."""
    newest = window.newest(place.text, start)
    return bool(place.known.parts) and newest is not None and newest.bare is newest
