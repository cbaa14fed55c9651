"""What a transport is to the hub: a follower, told in order what it may hear.

The hub's side, all of it on the event loop's thread (``hub.Hub``):

    await hub.follow(follower, topic, position) -> Following         raises Refusal (codes of the wire format,
        and "stale": the log does not reach back to the position)
    await hub.follow_all(follower, topics, position) -> list[Following | Refused]
        several topics from one position, their frames merged in the log's order: for SSE and polls, whose one
        id resumes everything
    hub.leave(follower, topic) -> bool      nothing of the topic is delivered after this; False: not followed
    hub.forget(follower)                    the connection is gone; may be called at any time, and twice
    hub.reconsider(follower)                ``follower.principal`` is another now: every topic is asked anew
    hub.topics_of(follower) -> list[str]
    hub.position_of(follower) -> Position   up to where everything was delivered: what a heartbeat carries
    hub.head -> Position                    up to where the log was read here
    hub.lag -> float                        seconds between the newest event read here and its reading
    hub.figures() -> HubFigures             counts for metrics
    async with hub.running(): ...           the tail; a gateway enters it once

``await hub.follow(...)`` must be awaited by the code that then sends "following": nothing of the topic is
delivered before the event loop goes on. After it come the frames since the position, then those that happen.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
from commonweal import Position, Principal

from commonweal_realtime.hub.frames import Encoded

REVOKED, SWITCHED_OFF, UNAVAILABLE = "revoked", "switched_off", "unavailable"
"""Why a topic ends: the follower may no longer, its plugin is off, or nobody could say whether they may."""


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """A topic is followed from a position on; ``state`` is that of the position, where none was asked for."""

    topic: str
    position: Position
    state: dict[str, Any] | None = None


class Refused(msgspec.Struct, frozen=True):
    """A topic of several that cannot be followed, with the code of the wire format."""

    topic: str
    code: str


class Follower(Protocol):
    """One connection. Its methods never wait and never raise; ``principal`` may change (``reconsider``)."""

    @property
    def principal(self) -> Principal:
        """Who follows."""
        ...

    @property
    def has_room(self) -> bool:
        """Whether it can take a page of a replay now: frames that are long past need not come fast."""
        ...

    def deliver(self, batch: Sequence[Encoded], position: Position) -> None:
        """Send event frames, oldest first; with them, everything up to ``position`` was sent.

        Many followers are handed the very same ``batch``, so its bytes can be joined once for all of them.
        """
        ...

    def ended(self, topic: str, reason: str) -> None:
        """Tell that a topic is no longer followed; the hub has forgotten that it was."""
        ...

    def stale(self, topic: str) -> None:
        """Tell that the log was cut off during a long replay; the topic is no longer followed."""
        ...

    def presence(self, topic: str, count: int) -> None:
        """Tell how many follow a topic, here and at other gateways."""
        ...
