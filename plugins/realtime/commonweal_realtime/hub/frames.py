"""Frames as bytes: each is encoded once, whoever follows and over whatever transport."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Position

_ENCODE = msgspec.json.Encoder().encode
_TEXT_FRAME = 0x81  # RFC 6455 §5.2: the only fragment of a text message
_SHORT, _MEDIUM = 126, 65_536


class EventFrame(msgspec.Struct, frozen=True, kw_only=True, tag="event"):
    """What happened in a topic, as it goes to clients; ``position`` and ``previous`` are in text form.

    The newest one of a topic has the ``state`` of its parts, too (``with_state``).
    """

    topic: str
    event: str
    id: UUID
    position: str
    previous: str
    at: datetime
    data: Any


class Encoded:
    """A frame as JSON, and as the bytes of each transport, which are made when first asked for.

    ``topic``, ``position`` and ``previous`` are those of an event's frame; other frames have no position.
    ``bare`` is the same frame without the state that was read after it.
    """

    __slots__ = ("_event_stream", "_web_socket", "bare", "json", "name", "position", "previous", "topic")

    def __init__(
        self,
        json: bytes,
        *,
        name: str,
        topic: str = "",
        position: Position | None = None,
        previous: Position | None = None,
        bare: "Encoded | None" = None,
    ) -> None:
        self.json = json
        self.name = name
        self.topic = topic
        self.position = position
        self.previous = previous
        self.bare = bare or self
        self._web_socket: bytes | None = None
        self._event_stream: bytes | None = None

    @property
    def web_socket(self) -> bytes:
        """The frame as one unmasked WebSocket text message."""
        if self._web_socket is None:
            self._web_socket = web_socket_head(len(self.json)) + self.json
        return self._web_socket

    @property
    def event_stream(self) -> bytes:
        """The frame as a Server-Sent Event; one with a position has it as its id."""
        if self._event_stream is None:
            place = f"id: {self.position}\n" if self.position else ""
            self._event_stream = place.encode() + self.unplaced
        return self._event_stream

    @property
    def unplaced(self) -> bytes:
        """The frame as a Server-Sent Event without an id, where another one of the same position follows."""
        return f"event: {self.name}\ndata: ".encode() + self.json + b"\n\n"


def web_socket_head(length: int) -> bytes:
    """Return what stands before the payload of an unmasked text message (RFC 6455 §5.2)."""
    if length < _SHORT:
        return bytes((_TEXT_FRAME, length))
    if length < _MEDIUM:
        return bytes((_TEXT_FRAME, 126)) + length.to_bytes(2)
    return bytes((_TEXT_FRAME, 127)) + length.to_bytes(8)


def encoded(kind: str, position: Position | None = None, **fields: Any) -> Encoded:
    """Encode a frame that is no event's, such as ``heartbeat``; fields that are None are left out.

    With a position, the frame says that everything up to there was sent.
    """
    body: dict[str, Any] = {
        "type": kind,
        **{name: value for name, value in fields.items() if value is not None},
    }
    if position is not None:
        body["position"] = str(position)
    return Encoded(_ENCODE(body), name=kind, topic=str(fields.get("topic", "")), position=position)


def event_frame(frame: EventFrame, position: Position, previous: Position) -> Encoded:
    """Encode the frame of an event."""
    return Encoded(_ENCODE(frame), name=frame.event, topic=frame.topic, position=position, previous=previous)


def with_state(bare: Encoded, state: Any) -> Encoded:
    """Return the frame of an event with the state that was read after it."""
    json = bare.json[:-1] + b',"state":' + _ENCODE(state) + b"}"
    return Encoded(
        json,
        name=bare.name,
        topic=bare.topic,
        position=bare.position,
        previous=bare.previous,
        bare=bare,
    )


def with_previous(frame: Encoded, previous: Position) -> Encoded:
    """Return the frame of an event for somebody who knows better what was before it."""
    old, new = f'"previous":"{frame.previous}"'.encode(), f'"previous":"{previous}"'.encode()
    bare = Encoded(
        frame.bare.json.replace(old, new, 1),  # no field before it can hold such a text
        name=frame.name,
        topic=frame.topic,
        position=frame.position,
        previous=previous,
    )
    if frame.bare is frame:
        return bare
    json = frame.json.replace(old, new, 1)
    return Encoded(
        json, name=bare.name, topic=bare.topic, position=bare.position, previous=previous, bare=bare
    )
