"""Who follows what: a seat for each follower, found by topic and by account."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from commonweal import Position, Principal

from commonweal_realtime.hub.follower import Follower
from commonweal_realtime.hub.frames import Encoded
from commonweal_realtime.hub.registry import Place
from commonweal_realtime.hub.states import States
from commonweal_realtime.hub.telling import Named


class Arrival:
    """Topics on their way to being live: what came since ``reached`` has yet to be handed over.

    Who follows was allowed to as of ``permitted``; ``changes`` are those of the principal that were known
    then. Topics that were revoked meanwhile end at their ``limits``.
    """

    def __init__(
        self,
        seat: "Seat",
        places: Sequence[Place],
        start: Position,
        *,
        permitted: Position,
        states: States,
        changes: int,
    ) -> None:
        self.seat = seat
        self.places = {place.text: place for place in places}
        self.reached = self.start = start
        self.permitted = permitted
        self.states = states
        self.previous: dict[str, Position] = {}
        self.changes = changes
        self.limits: dict[str, Position] = {}


class Seat:
    """One follower, the topics it is handed, and what is kept from it while somebody is asked.

    ``cut`` are the topics that were revoked, each with the place of the first revocation; ``waits`` is the
    place of one that was seen ahead of its turn. While there is either, frames are ``kept``.
    """

    __slots__ = (
        "account",
        "arrivals",
        "asking",
        "changes",
        "cut",
        "follower",
        "held_at",
        "is_open",
        "kept",
        "live",
        "named",
        "principal",
        "waits",
    )

    def __init__(self, follower: Follower) -> None:
        self.follower = follower
        self.principal: Principal = follower.principal
        self.account = _account(self.principal)
        self.live: dict[str, Place] = {}
        self.arrivals: list[Arrival] = []
        self.kept: list[Encoded] | None = None
        self.held_at = Position(0, 0)
        self.cut: dict[str, Position] = {}
        self.waits: Position | None = None
        self.named = 0
        self.changes = 0
        self.asking = False
        self.is_open = True

    def revoke(self, topic: str, position: Position) -> None:
        """Note that the follower has to be asked for anew, from a position on."""
        self.cut[topic] = min(position, self.cut.get(topic, position))
        self.named += 1

    def wait_for(self, position: Position) -> None:
        """Note a revocation that was seen ahead of its turn."""
        self.waits = position if self.waits is None else max(self.waits, position)


class Seats:
    """All seats; ``places`` are the topics that somebody follows, or is about to."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.live: dict[str, dict[Seat, None]] = {}
        self._expected: Counter[str] = Counter()
        self._changed: set[str] = set()
        self._joined: dict[str, list[Seat]] = {}
        self._by_follower: dict[int, Seat] = {}
        self._by_account: dict[UUID, dict[Seat, None]] = {}

    def __len__(self) -> int:
        return len(self._by_follower)

    def __iter__(self) -> Iterator[Seat]:
        return iter(list(self._by_follower.values()))

    def of(self, follower: Follower) -> Seat | None:
        """Return the seat of a follower, if it has one."""
        return self._by_follower.get(id(follower))

    def take(self, follower: Follower) -> Seat:
        """Return the seat of a follower, giving it one."""
        seat = self.of(follower)
        if seat is None:
            seat = self._by_follower[id(follower)] = Seat(follower)
            self._index(seat)
        return seat

    def change(self, seat: Seat, principal: Principal) -> None:
        """Know a follower as another principal."""
        self._unindex(seat)
        seat.principal, seat.account = principal, _account(principal)
        seat.changes += 1
        self._index(seat)

    def expect(self, place: Place) -> None:
        """Count a topic as followed, although who follows has yet to arrive."""
        self.places[place.text] = place
        self._expected[place.text] += 1

    def unexpect(self, text: str) -> None:
        """Take that back."""
        self._expected[text] -= 1
        if self._expected[text] <= 0:
            del self._expected[text]
        self._forget_place(text)

    def add(self, seat: Seat, place: Place) -> None:
        """Have a topic live for a seat."""
        seat.live[place.text] = place
        self.places[place.text] = place
        self.live.setdefault(place.text, {})[seat] = None
        if place.known.topic.presence:
            self._changed.add(place.text)
            self._joined.setdefault(place.text, []).append(seat)

    def remove(self, seat: Seat, text: str) -> None:
        """End a live topic."""
        place = seat.live.pop(text, None)
        if place is None:
            return
        if place.known.topic.presence:
            self._changed.add(text)
        there = self.live[text]
        del there[seat]
        if not there:
            del self.live[text]
        self._forget_place(text)

    def take_changed(self) -> set[str]:
        """Return the topics with presence whose followers have changed since the last time."""
        changed, self._changed = self._changed, set()
        return changed

    def take_joined(self) -> dict[str, list[Seat]]:
        """Return who has come to topics with presence since the last time."""
        joined, self._joined = self._joined, {}
        return joined

    def leave(self, seat: Seat) -> None:
        """Give up a seat, and all that it followed."""
        for text in list(seat.live):
            self.remove(seat, text)
        self._by_follower.pop(id(seat.follower), None)
        self._unindex(seat)
        seat.is_open = False

    def named(self, named: Named) -> Iterator[tuple[Seat, str]]:
        """Yield every seat with each live topic for which somebody was named."""
        for text in self._texts(named):
            there = self.live.get(text, {})
            if named.account is None:
                yield from ((seat, text) for seat in list(there))
            else:
                for seat in list(self._by_account.get(named.account, ())):
                    if seat in there:
                        yield seat, text

    def _texts(self, named: Named) -> list[str]:
        if named.topic is not None:
            return [named.topic]
        return [text for text in self.live if self.places[text].known.topic.name == named.name]

    def _forget_place(self, text: str) -> None:
        if text not in self.live and text not in self._expected:
            self.places.pop(text, None)

    def _index(self, seat: Seat) -> None:
        if account := seat.account:
            self._by_account.setdefault(account, {})[seat] = None

    def _unindex(self, seat: Seat) -> None:
        account = seat.account
        if account and (there := self._by_account.get(account)) is not None:
            there.pop(seat, None)
            if not there:
                del self._by_account[account]


def names(named: Named, seat: Seat, place: Place) -> bool:
    """Say whether a follower of a topic was named."""
    return (
        named.name == place.known.topic.name
        and named.topic in (None, place.text)
        and named.account in (None, seat.account)
    )


def _account(principal: Principal) -> UUID | None:
    return None if principal.kind == "guest" else principal.account_id
