"""Finds what a stream got wrong: frames lost, duplicated, reordered, or delivered after a revocation.

A ``Client`` notes what one follower received, frame by frame as on the wire, over any number of connections.
``Log`` is what really happened. ``problems`` compares the two, and knows nothing of how streams work.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Place = tuple[int, int]
NOWHERE: Place = (-1, 0)


def place(text: str) -> Place:
    """Read a position as two integers."""
    transaction, sequence = text.split(".")
    return int(transaction), int(sequence)


class Told(NamedTuple):
    """A frame that ought to be: its topic, its place in the log, and the id of its event."""

    topic: str
    position: Place
    id: str


class Right(NamedTuple):
    """A change of who may follow, at its place in the log; without a topic or an account, of all of them."""

    position: Place
    topic: str
    account: str | None
    may: bool


class Log:
    """What happened: frames by topic and rights by follower, in the log's order.

    The rights of one follower have to be committed in that order, too: it is the tables that decide.
    """

    def __init__(self, told: Iterable[Told], rights: Iterable[Right] = ()) -> None:
        self._frames: defaultdict[str, list[Told]] = defaultdict(list)
        for each in sorted(told, key=lambda each: each.position):
            self._frames[each.topic].append(each)
        self._rights = sorted(rights, key=lambda each: each.position)

    def between(self, topic: str, after: Place, until: Place) -> Sequence[Told]:
        """Return a topic's frames after one place and up to another, that one included."""
        frames = self._frames[topic]
        first = bisect_right(frames, after, key=lambda each: each.position)
        return frames[first : bisect_right(frames, until, key=lambda each: each.position)]

    def previous(self, topic: str, position: Place) -> Place:
        """Return the place of the frame before one."""
        frames = self._frames[topic]
        index = bisect_left(frames, position, key=lambda each: each.position)
        return frames[index - 1].position if index else NOWHERE

    def revoked(self, topic: str, account: str | None) -> Place | None:
        """Return the place from which on a follower has lost the right for good."""
        lost: Place | None = None
        for right in self._of(topic, account):
            if right.may:
                lost = None
            elif lost is None:
                lost = right.position
        return lost

    def first_revocation(self, topic: str, account: str | None, after: Place) -> Place | None:
        """Return the first place after another where a follower lost the right, for however long."""
        found = (each.position for each in self._of(topic, account) if not each.may and each.position > after)
        return next(found, None)

    def _of(self, topic: str, account: str | None) -> Iterable[Right]:
        return (each for each in self._rights if each.topic == topic and each.account in (None, account))


@dataclass
class Stretch:
    """A topic as followed without interruption: from where, what came, and up to where all was sent."""

    topic: str
    start: Place
    reached: Place
    frames: list[Mapping[str, Any]] = field(default_factory=list)
    ended: str = ""


class Client:
    """What one follower received; ``account`` is None for a guest."""

    def __init__(self, account: str | None = None) -> None:
        self.account = account
        self.stretches: list[Stretch] = []
        self.stray: list[str] = []
        self._open: dict[str, Stretch] = {}

    def position(self, topic: str) -> str | None:
        """Return the position from which the client would resume a topic."""
        found = [each.reached for each in self.stretches if each.topic == topic]
        return "{}.{}".format(*found[-1]) if found else None

    def hear(self, frame: Mapping[str, Any]) -> None:
        """Note a frame."""
        match frame["type"]:
            case "following":
                start = place(frame["position"])
                stretch = Stretch(frame["topic"], start, start)
                self._open[stretch.topic] = stretch
                self.stretches.append(stretch)
            case "event":
                self._note(frame)
            case "heartbeat":
                for stretch in self._open.values():
                    stretch.reached = max(stretch.reached, place(frame["position"]))
            case "ended" | "left" | "stale":
                if stretch := self._open.pop(frame["topic"], None):
                    stretch.ended = frame.get("reason", frame["type"])

    def has_reached(self, here: Place) -> bool:
        """Say whether the client follows something, and has all of that up to a place."""
        return bool(self._open) and all(each.reached >= here for each in self._open.values())

    def disconnect(self) -> None:
        """Note that the connection is gone."""
        self._open.clear()

    def _note(self, frame: Mapping[str, Any]) -> None:
        stretch = self._open.get(frame["topic"])
        if stretch is None:
            self.stray.append(f"stray: {frame['topic']} {frame['position']} came though it was not followed")
            return
        # A gap shows before the frame that follows it is taken in.
        if place(frame["previous"]) > stretch.reached:
            self.stray.append(f"gap: {frame['topic']} {frame['position']} came after {frame['previous']}")
        stretch.frames.append(frame)
        stretch.reached = max(stretch.reached, place(frame["position"]))


def problems(log: Log, client: Client) -> list[str]:
    """Return everything that was wrong with what a client received, one sentence each."""
    found = list(client.stray)
    for stretch in client.stretches:
        found += _order(log, stretch)
        found += _losses(log, stretch, client.account)
        found += _leaks(log, stretch, client.account)
    return [*found, *_repetitions(client)]


def _order(log: Log, stretch: Stretch) -> Iterable[str]:
    last = stretch.start
    for frame in stretch.frames:
        here, before = place(frame["position"]), place(frame["previous"])
        if here <= last:
            yield f"reordered: {stretch.topic} {here} came after {last}"
        if not log.previous(stretch.topic, here) <= before < here:
            yield f"wrong: {stretch.topic} {here} says that {before} was before it"
        last = max(last, here)


def _losses(log: Log, stretch: Stretch, account: str | None) -> Iterable[str]:
    until = stretch.reached
    if stretch.ended == "revoked" and (lost := log.first_revocation(stretch.topic, account, stretch.start)):
        until = (lost[0], lost[1] - 1)
    received = {frame["id"] for frame in stretch.frames}
    for told in log.between(stretch.topic, stretch.start, until):
        if told.id not in received:
            yield f"lost: {stretch.topic} {told.position}"


def _leaks(log: Log, stretch: Stretch, account: str | None) -> Iterable[str]:
    lost = log.revoked(stretch.topic, account)
    for frame in stretch.frames:
        if lost is not None and place(frame["position"]) >= lost:
            yield f"leaked: {stretch.topic} {frame['position']} came in spite of the revocation at {lost}"


def _repetitions(client: Client) -> Iterable[str]:
    seen: set[tuple[str, str]] = set()
    for stretch in client.stretches:
        for frame in stretch.frames:
            key = (stretch.topic, frame["id"])
            if key in seen:
                yield f"duplicated: {stretch.topic} {frame['position']}"
            seen.add(key)
