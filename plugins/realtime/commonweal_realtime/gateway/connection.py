"""What all connections have in common, whatever their transport: whose they are, and what they are told."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence

from commonweal import Position, Principal, Refusal, Translator

from commonweal_realtime.gateway.crowd import NEVER
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.hub.frames import Encoded, encoded

_LOG = logging.getLogger("commonweal.plugins.realtime")

MALFORMED, CREDENTIALS, ORIGIN, SLOW, FAST, RESTART = 4400, 4401, 4403, 4409, 4429, 1012
"""Close codes: what the client did, or 1012 when it shall come back."""


class Connection(ABC):
    """One connection, a follower to the hub and a member of the crowd; its methods never wait or raise."""

    __slots__ = ("desk", "ends", "is_over", "principal", "words")

    def __init__(self, desk: Desk, principal: Principal, words: Translator) -> None:
        self.desk = desk
        self.principal = principal
        self.words = words
        self.ends = NEVER
        self.is_over = False

    @property
    @abstractmethod
    def has_room(self) -> bool:
        """Whether the client has taken enough for a page of what is long past."""

    @abstractmethod
    def put(self, frame: Encoded) -> None:
        """Send a frame that is this connection's own."""

    @abstractmethod
    def deliver(self, batch: Sequence[Encoded], position: Position) -> None:
        """Send what happened."""

    @abstractmethod
    def finish(self, code: int) -> None:
        """End after what was put; ``code`` is a WebSocket's close code."""

    def ended(self, topic: str, reason: str) -> None:
        """Tell that a topic is no longer followed."""
        self.put(encoded("ended", topic=topic, reason=reason))

    def stale(self, topic: str) -> None:
        """Tell that a snapshot of a topic is needed."""
        self.put(encoded("stale", topic=topic))

    def presence(self, topic: str, count: int) -> None:
        """Tell how many follow a topic."""
        self.put(encoded("presence", topic=topic, count=count))

    def beat(self) -> None:
        """Tell up to where everything was sent."""
        self.put(self.desk.heartbeat(self.desk.hub.position_of(self)))

    def expire(self) -> None:
        """End, because the credentials have ended."""
        self.fail(Refusal("token_expired"), CREDENTIALS)

    def send_away(self, after_ms: int) -> None:
        """End, and ask to come back."""
        self.put(encoded("reconnect", after_ms=after_ms))
        self.over(RESTART)

    def refuse(self, refusal: Refusal, topic: str | None = None) -> None:
        """Tell why something cannot be; the connection goes on."""
        self.desk.counts.refused += 1
        self.put(self.desk.error(refusal, self.words, topic))

    def fail(self, refusal: Refusal, code: int) -> None:
        """Tell why the connection ends, and end it."""
        if not self.is_over:
            self.refuse(refusal)
            self.over(code)

    def over(self, code: int) -> None:
        """End: nothing more is delivered from this moment on."""
        if not self.is_over:
            self.finish(code)
            self.is_over = True
            self.forget()

    def drop(self) -> None:
        """Tell that the client reads too slowly, and end."""
        if not self.is_over:
            self.desk.counts.dropped += 1
            self.is_over = True  # what would be put now comes too late
            self.forget()
            self.overrun()

    @abstractmethod
    def overrun(self) -> None:
        """End a connection whose client does not read."""

    def forget(self) -> None:
        """Let the hub send nothing more; the place in the crowd is kept until the client is gone."""
        self.desk.hub.forget(self)
