"""The newest frames of every topic in memory, so that whoever was away for a moment need not read the log."""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from heapq import merge

from commonweal import Position

from commonweal_realtime.hub.frames import Encoded
from commonweal_realtime.hub.telling import Named

KEPT_SECONDS = 360.0  # five minutes and a bit (DOMAIN §14)
MOST_BYTES = 64 * 1024**2
MOST_TOPICS = 200_000
_OVERHEAD = 600  # bytes of a frame in memory beside its JSON


class Window:
    """Frames after a position that moves on: ``floor``; what is older is in the log."""

    def __init__(
        self,
        floor: Position,
        *,
        seconds: float = KEPT_SECONDS,
        most_bytes: int = MOST_BYTES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.floor = floor
        self.bytes = 0
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._now = now
        self._order: deque[tuple[float, Position, Encoded | Named]] = deque()
        self._topics: dict[str, deque[Encoded]] = {}
        self._lasts: dict[str, Position] = {}

    def __len__(self) -> int:
        return len(self._order)

    def last(self, topic: str) -> Position:
        """Return the position of a topic's newest frame, or one after which it had none, if that is known.

        It is never beyond what any follower of the topic was told of.
        """
        frames = self._topics.get(topic)
        found = frames[-1].position if frames else None
        return found or self._lasts.get(topic, self.floor)

    def remember(self, topic: str, position: Position) -> None:
        """Know that a topic had no frames between a position, from which it is followed, and the floor."""
        if topic not in self._topics:
            self._keep_last(topic, min(position, self._lasts.get(topic, self.floor)))

    def add(self, frame: Encoded, position: Position) -> None:
        """Keep a frame, newer than all others of its topic."""
        self._topics.setdefault(frame.topic, deque()).append(frame)
        self._order.append((self._now(), position, frame))
        self.bytes += len(frame.json) + _OVERHEAD

    def add_named(self, named: Named) -> None:
        """Keep whom an event named."""
        self._order.append((self._now(), named.position, named))
        self.bytes += _OVERHEAD

    def after(self, topics: Collection[str], position: Position) -> list[Encoded]:
        """Return the frames of some topics after a position, in the log's order."""
        found = [list(self._newer(topic, position))[::-1] for topic in topics]
        return found[0] if len(found) == 1 else list(merge(*found, key=_position))

    def newest(self, topic: str, position: Position) -> Encoded | None:
        """Return a topic's newest frame if it is newer than a position."""
        return next(self._newer(topic, position), None)

    def named_after(self, position: Position) -> list[Named]:
        """Return who was named after a position, oldest first."""
        found = []
        for _, place, item in reversed(self._order):
            if place <= position:
                break
            if isinstance(item, Named):
                found.append(item)
        return found[::-1]

    def prune(self) -> None:
        """Let go of what is too old, or too much."""
        oldest = self._now() - self._seconds
        while self._order and (self._order[0][0] < oldest or self.bytes > self._most_bytes):
            _, self.floor, item = self._order.popleft()
            self.bytes -= _OVERHEAD
            if isinstance(item, Encoded):
                self.bytes -= len(item.json)
                frames = self._topics[item.topic]
                frames.popleft()
                if not frames:
                    del self._topics[item.topic]
                    self._keep_last(item.topic, self.floor)

    def _keep_last(self, topic: str, position: Position) -> None:
        self._lasts.pop(topic, None)
        self._lasts[topic] = position
        if len(self._lasts) > MOST_TOPICS:
            del self._lasts[next(iter(self._lasts))]

    def _newer(self, topic: str, position: Position) -> Iterator[Encoded]:
        """Yield the frames of a topic after a position, newest first."""
        for frame in reversed(self._topics.get(topic, ())):
            if _position(frame) <= position:
                return
            yield frame


def _position(frame: Encoded) -> Position:
    return frame.position or Position(-1, 0)
