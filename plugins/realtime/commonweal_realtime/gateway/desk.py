"""What the connections of a gateway share: hub, crowd, door, words, and bytes made once for many."""

from collections.abc import Sequence
from typing import Any

import msgspec
from commonweal import Attached, Position, Principal, Refusal, Translator

from commonweal_realtime.gateway.credentials import Door
from commonweal_realtime.gateway.crowd import HEARTBEAT_SECONDS, Crowd
from commonweal_realtime.hub.frames import Encoded, encoded
from commonweal_realtime.hub.hub import Hub
from commonweal_realtime.settings import RealtimeSettings

_SAID_AS = {
    "api_key_invalid": "unauthorized",
    "rate_limited": "too_fast",
    "malformed_request": "malformed_frame",
    "token_in_address": "unauthorized",
}
"""Codes of the API that frames have another of."""


class Counts(msgspec.Struct):
    """What happened to the connections of a gateway since it began."""

    opened: int = 0
    refused: int = 0
    dropped: int = 0
    frames: int = 0
    bytes: int = 0


class Desk:
    """The services of one gateway."""

    def __init__(self, attached: Attached, hub: Hub, settings: RealtimeSettings) -> None:
        self.web = attached.web
        self.hub = hub
        self.settings = settings
        self.door = Door(attached)
        self.crowd = Crowd(settings)
        self.counts = Counts()
        self.is_leaving = False
        self._batch: Sequence[Encoded] = ()
        self._joined = b""
        self._beat = encoded("heartbeat", position=hub.head)

    def joined(self, batch: Sequence[Encoded]) -> bytes:
        """Return the frames of a batch as they go over WebSockets; made once for all who get the same one."""
        if batch is not self._batch:
            self._joined = b"".join([frame.web_socket for frame in batch])
            self._batch = batch
        return self._joined

    def heartbeat(self, position: Position) -> Encoded:
        """Return the heartbeat for whoever was sent everything up to a position."""
        if self._beat.position != position:
            self._beat = encoded("heartbeat", position=position)
        return self._beat

    def welcome(self, principal: Principal) -> Encoded:
        """Return what a connection is told about whose it is."""
        ends = principal.expires_at
        return encoded(
            "welcome", principal=principal.kind, heartbeat_seconds=HEARTBEAT_SECONDS, expires_at=ends
        )

    def words(self, scope: Any, principal: Principal) -> Translator:
        """Return the words of a reader; all readers of a language share them."""
        accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), None)
        return self.web.catalogue.translator(self.web.catalogue.negotiate(None, principal.locale, accepted))

    def error(self, refusal: Refusal, words: Translator, topic: str | None = None) -> Encoded:
        """Return the frame that tells of a refusal."""
        message = self.web.problems.message_id(refusal.code)
        detail = words.text(f"{message}-detail", **refusal.arguments)
        return encoded("error", code=_SAID_AS.get(refusal.code, refusal.code), detail=detail, topic=topic)
