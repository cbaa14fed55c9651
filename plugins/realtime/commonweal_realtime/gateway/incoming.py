"""What a client may say on a WebSocket, and how much of it."""

from typing import Annotated

import msgspec
from commonweal import Refusal

_BURST = 4  # seconds of frames that may come at once

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Place = Annotated[str, msgspec.Meta(max_length=60)]


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """The base of what a client says; ``type`` tells the kinds apart."""


class Authenticate(_Said, tag="authenticate", frozen=True):
    """Say who you are, or go on with a newer token: an API key, access token or service token."""

    token: Annotated[str, msgspec.Meta(min_length=1, max_length=4_096)]


class Follow(_Said, tag="follow", frozen=True):
    """Follow a topic: from a position on, or else from now on, with its state."""

    topic: Name
    position: Place | None = None


class Leave(_Said, tag="leave", frozen=True):
    """Follow a topic no longer."""

    topic: Name


class Ping(_Said, tag="ping", frozen=True):
    """Ask for a heartbeat."""


Said = Authenticate | Follow | Leave | Ping
_DECODER = msgspec.json.Decoder(Said)


def read_frame(text: str | bytes | None, most: int) -> Said:
    """Read a frame of at most so many bytes; raises ``Refusal``: too large, or malformed."""
    if text is None:
        raise Refusal("malformed_frame")
    if len(text) > most or len(text.encode() if isinstance(text, str) else text) > most:
        raise Refusal("frame_too_large", most=most)
    try:
        said: Said = _DECODER.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Refusal("malformed_frame") from error
    return said


class Pace:
    """How many frames a client may still send: so many a second, and a few seconds of them at once."""

    __slots__ = ("_at", "_left")

    def __init__(self, now: float, rate: int) -> None:
        self._at = now
        self._left = float(rate * _BURST)

    def spend(self, now: float, rate: int) -> bool:
        """Count a frame, and say whether it may be sent."""
        self._left = min(rate * _BURST, self._left + (now - self._at) * rate) - 1
        self._at = now
        if self._left < 0:
            self._left = 0.0
            return False
        return True
