"""How frames flow to followers, and stop where somebody was revoked: decisions only, nothing waits here.

The flow is fed with batches in the log's order. Whoever an event names is handed nothing from that event's
batch on; it is kept until the answer (``settle``). The last frame of a topic in a batch carries a state that
may be newer than a revocation that was not yet read: who is named by such a one, seen ahead of its turn, is
held as well. If the answer is no, frames before the revocation's place are delivered without that state.
"""

import logging
from collections.abc import Callable, Mapping, Sequence

from commonweal import Position

from commonweal_realtime.hub.admitting import FORBIDDEN, UNANSWERED
from commonweal_realtime.hub.follower import REVOKED, UNAVAILABLE
from commonweal_realtime.hub.frames import Encoded, EventFrame, event_frame, with_previous, with_state
from commonweal_realtime.hub.seats import Arrival, Seat, Seats, names
from commonweal_realtime.hub.states import State, States
from commonweal_realtime.hub.telling import Draft, Happening, Named
from commonweal_realtime.hub.window import Window

_LOG = logging.getLogger(__name__)


class Flow:
    """The frames of one gateway and those who follow them.

    ``ask`` is called for a seat that has to be asked for anew; the answer comes back to ``settle``.
    """

    def __init__(self, window: Window, ask: Callable[[Seat], None]) -> None:
        self.window = window
        self.head = window.floor
        self.seats = Seats()
        self.handed_over = 0
        self._ask = ask
        self._ahead: list[Named] = []
        self._held: set[Seat] = set()

    def begin(self, position: Position) -> None:
        """Begin at a position, before anything was handed out."""
        self.window.floor = self.head = position

    def hand_out(
        self, happenings: Sequence[Happening], head: Position, states: States, ahead: Sequence[Named] = ()
    ) -> None:
        """Hand a batch to all who follow; ``ahead`` are revocations seen beyond it when states were read."""
        before, self.head = self.head, head
        by_topic = self._encode(happenings, states)
        batches = self._share_out(by_topic)
        known = dict.fromkeys((*self._ahead, *ahead))
        self._ahead = [each for each in known if each.position > head]
        self._hold(happenings, batches, before)
        for seat, batch in batches.items():
            self.hand(seat, batch)
        self.window.prune()
        for seat in list(self._held):
            self.move_on(seat)

    def arrive(self, arrival: Arrival) -> list[str]:
        """Have the topics of an arrival live from here on, unless states must be read: return for which.

        The head has come as far as ``permitted``, and the window holds what came after ``reached``.
        """
        seat, places = arrival.seat, arrival.places
        frames = within(arrival, self.window.after(list(places), arrival.reached))
        newest = {frame.topic: index for index, frame in enumerate(frames)}
        lacking = [text for text, index in newest.items() if not self._complete(arrival, frames, index)]
        if lacking:
            return lacking
        self._join(arrival, frames)
        for text in places.keys() - arrival.limits:
            self.seats.add(seat, places[text])
        seat.arrivals.remove(arrival)
        for text in places:
            self.seats.unexpect(text)
        self._note_revocations(arrival)
        if seat.cut or seat.waits:
            self._stop(seat, arrival.reached)
        if seat.kept is not None:
            seat.held_at = min(seat.held_at, arrival.reached)
        if frames:
            self.hand(seat, frames)
        for text in arrival.limits.keys() & places:
            self.tell(seat, seat.follower.ended, text, REVOKED)
        self.move_on(seat)
        return []

    def settle(self, seat: Seat, answers: Mapping[str, str]) -> None:
        """Take the answers for the topics that were cut."""
        ended = {text: answer for text in seat.cut if (answer := answers.get(text, UNANSWERED))}
        cuts = {text: seat.cut[text] for text in ended}
        seat.kept = [each for frame in seat.kept or () if (each := _before(frame, cuts)) is not None]
        seat.cut.clear()
        for text in ended:
            self.seats.remove(seat, text)
        self.move_on(seat)
        for text, answer in ended.items():
            reason = REVOKED if answer == FORBIDDEN else UNAVAILABLE
            self.tell(seat, seat.follower.ended, text, reason)

    def end(self, seat: Seat, text: str) -> bool:
        """End a topic that is live or on its way; returns whether it was followed."""
        was_live = text in seat.live
        self.seats.remove(seat, text)
        seat.cut.pop(text, None)
        if was_live and seat.kept:
            seat.kept = [frame for frame in seat.kept if frame.topic != text]
        was_arriving = False
        for arrival in list(seat.arrivals):
            if arrival.places.pop(text, None) is not None:
                was_arriving = True
                self.seats.unexpect(text)
            if not arrival.places:
                seat.arrivals.remove(arrival)
        self.move_on(seat)
        return was_live or was_arriving

    def forget(self, seat: Seat) -> None:
        """Give up a seat."""
        for arrival in seat.arrivals:
            for text in arrival.places:
                self.seats.unexpect(text)
        seat.arrivals.clear()
        self._held.discard(seat)
        self.seats.leave(seat)

    def reconsider(self, seat: Seat) -> None:
        """Ask anew for everything that is live."""
        after_head = Position(self.head.transaction, self.head.sequence + 1)
        for text in seat.live:
            seat.revoke(text, after_head)
        if seat.cut:
            self._stop(seat, self.head)
        self.move_on(seat)

    def move_on(self, seat: Seat) -> None:
        """Ask for a seat that has to be asked for, or hand over what was kept if nothing holds it."""
        if not seat.is_open:
            return
        if seat.waits is not None and seat.waits <= self.head:
            seat.waits = None
        if seat.waits is not None or seat.kept is None:
            return
        if seat.cut:
            self._ask(seat)
            return
        kept, seat.kept = seat.kept, None
        self._held.discard(seat)
        if kept:
            self.hand(seat, kept)

    def position_of(self, seat: Seat) -> Position:
        """Return up to where everything was delivered to a seat."""
        reached = self.head if seat.kept is None else seat.held_at
        return min([reached, *(arrival.reached for arrival in seat.arrivals)])

    def _encode(self, happenings: Sequence[Happening], states: States) -> dict[str, list[Encoded]]:
        """Make the frames of a batch, keep them, and return them by topic."""
        newest = {draft.topic: draft.position for each in happenings for draft in each.frames}
        by_topic: dict[str, list[Encoded]] = {}
        for happening in happenings:
            for draft in happening.frames:
                state = states.get(draft.topic) if newest[draft.topic] == draft.position else None
                frame = encode(draft, self.window.last(draft.topic), state)
                self.window.add(frame, draft.position)
                by_topic.setdefault(draft.topic, []).append(frame)
            for named in happening.named:
                self.window.add_named(named)
        return by_topic

    def _share_out(self, by_topic: Mapping[str, list[Encoded]]) -> dict[Seat, list[Encoded]]:
        """Return each seat's frames; seats with the same topics share one list."""
        topics: dict[Seat, tuple[str, ...]] = {}
        for text in by_topic:
            for seat in self.seats.live.get(text, ()):
                topics[seat] = (*topics.get(seat, ()), text)
        merged: dict[tuple[str, ...], list[Encoded]] = {}
        for texts in set(topics.values()):
            frames = [frame for text in texts for frame in by_topic[text]]
            merged[texts] = sorted(frames, key=_place) if len(texts) > 1 else by_topic[texts[0]]
        return {seat: merged[texts] for seat, texts in topics.items()}

    def _hold(
        self, happenings: Sequence[Happening], batches: Mapping[Seat, list[Encoded]], before: Position
    ) -> None:
        """Hold whoever was named."""
        for happening in happenings:
            for named in happening.named:
                for seat, text in self.seats.named(named):
                    seat.revoke(text, named.position)
                    self._stop(seat, before)
        for named in self._ahead:
            for seat, text in self.seats.named(named):
                if any(frame.topic == text and frame.bare is not frame for frame in batches.get(seat, ())):
                    seat.wait_for(named.position)
                    self._stop(seat, before)

    def _stop(self, seat: Seat, sent: Position) -> None:
        """Keep a seat's frames from now on; everything up to ``sent`` was delivered."""
        if seat.kept is None:
            seat.kept, seat.held_at = [], sent
        self._held.add(seat)

    def _join(self, arrival: Arrival, frames: list[Encoded]) -> None:
        """Have the first frame of each topic say what was before it, as far as the arrival knows."""
        known = {text: arrival.previous.get(text, arrival.start) for text in arrival.places}
        for text, position in known.items():
            self.window.remember(text, position)
        for index, frame in enumerate(frames):
            before = known.pop(frame.topic, None)
            if before is not None and frame.previous is not None and frame.previous > before:
                frames[index] = with_previous(frame, before)

    def _note_revocations(self, arrival: Arrival) -> None:
        """Note who was revoked since the snapshot that allowed an arrival, or is another by now."""
        seat = arrival.seat
        after = Position(arrival.reached.transaction, arrival.reached.sequence + 1)
        since = self.window.named_after(arrival.permitted)
        for text, place in arrival.places.items():
            if text in arrival.limits:
                continue
            if arrival.changes != seat.changes:
                seat.revoke(text, after)
            for named in since:
                if names(named, seat, place):
                    seat.revoke(text, named.position)
            for named in self._ahead:
                if names(named, seat, place):
                    seat.wait_for(named.position)

    def _complete(self, arrival: Arrival, frames: list[Encoded], index: int) -> bool:
        """Have the newest frame of a topic carry its state; returns False when that has to be read."""
        frame = frames[index]
        place = arrival.places[frame.topic]
        if frame.bare is not frame or not place.known.parts or frame.topic in arrival.limits:
            return True
        state = arrival.states.get(frame.topic)
        if state is None or _place(frame) > arrival.permitted:
            return False
        frames[index] = with_state(frame, state)  # theirs alone: others may not know of this state yet
        return True

    def hand(self, seat: Seat, batch: list[Encoded]) -> None:
        """Hand frames to a seat, or keep them while it is held."""
        if seat.kept is not None:
            seat.kept = sorted([*seat.kept, *batch], key=_place)
        else:
            self.handed_over += len(batch)
            self.tell(seat, seat.follower.deliver, batch, self.position_of(seat))

    def tell(self, seat: Seat, what: Callable[..., None], *about: object) -> None:
        """Call a follower, who never raises; one that does is forgotten, and harms nobody else."""
        try:
            what(*about)
        except Exception:  # noqa: BLE001 - whatever ails a follower, the others go on
            _LOG.exception("a follower failed and is forgotten")
            self.forget(seat)


def encode(draft: Draft, previous: Position, state: State | None) -> Encoded:
    """Make a frame of a draft."""
    frame = EventFrame(
        topic=draft.topic,
        event=draft.name,
        id=draft.id,
        position=str(draft.position),
        previous=str(previous),
        at=draft.at,
        data=draft.data,
    )
    bare = event_frame(frame, draft.position, previous)
    return bare if state is None else with_state(bare, state)


def within(arrival: Arrival, frames: Sequence[Encoded]) -> list[Encoded]:
    """Return the frames of an arrival's topics; of those that were revoked, what came before that."""
    limits = arrival.limits
    found = (_before(frame, limits) for frame in frames if frame.topic in arrival.places)
    return [frame for frame in found if frame is not None]


def _before(frame: Encoded, cuts: Mapping[str, Position]) -> Encoded | None:
    """Return what of a kept frame may still be delivered where some topics were revoked."""
    cut = cuts.get(frame.topic)
    if cut is None:
        return frame
    return frame.bare if _place(frame) < cut else None


def _place(frame: Encoded) -> Position:
    return frame.position or Position(-1, 0)
