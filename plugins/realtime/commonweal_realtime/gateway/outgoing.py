"""The frames of a gateway as they are described; ``hub.frames`` writes them."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from commonweal_realtime.hub.frames import EventFrame


class _Frame(msgspec.Struct, frozen=True, tag_field="type"):
    """The base of what a gateway says."""


class Welcome(_Frame, tag="welcome", frozen=True):
    """Whose connection this is, how often it beats, and until when the credentials hold."""

    principal: Literal["guest", "human", "agent", "service"]
    heartbeat_seconds: int
    expires_at: datetime | msgspec.UnsetType = msgspec.UNSET


class Following(_Frame, tag="following", frozen=True):
    """A topic is followed from a position on; with its state there, where no position was asked for."""

    topic: str
    position: str
    state: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class Left(_Frame, tag="left", frozen=True):
    """A topic is followed no longer, as was asked."""

    topic: str


class Heartbeat(_Frame, tag="heartbeat", frozen=True):
    """Everything up to a position was sent."""

    position: str


class Presence(_Frame, tag="presence", frozen=True):
    """How many follow a topic."""

    topic: str
    count: int


class Ended(_Frame, tag="ended", frozen=True):
    """A topic is followed no longer: the right to was taken, or it is not there any more."""

    topic: str
    reason: Literal["revoked", "switched_off", "unavailable"]


class Stale(_Frame, tag="stale", frozen=True):
    """The log does not reach back to the position: fetch a snapshot, and follow from its position."""

    topic: str


class Reconnect(_Frame, tag="reconnect", frozen=True):
    """The connection is about to be closed: connect again after so many milliseconds."""

    after_ms: int


class Error(_Frame, tag="error", frozen=True):
    """Something cannot be: a stable code, and what to change."""

    code: str
    detail: str
    topic: str | msgspec.UnsetType = msgspec.UNSET


OUTGOING = (Welcome, Following, Left, EventFrame, Heartbeat, Presence, Ended, Stale, Reconnect, Error)
