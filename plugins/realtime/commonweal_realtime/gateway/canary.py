"""The canary: what is committed must come out of a real WebSocket of this gateway, all the way, in time.

Every few seconds an event is written, and awaited on a connection that the gateway has to itself. So its lag
is that of everybody: of the commit, the log, the hub and the socket.
"""

import asyncio
import logging
import socket
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Attached, Database, Event, Principal, RecordedEvent, UnitOfWork, emit, event_type
from websockets.asyncio.client import ClientConnection, connect

from commonweal_realtime.hooks import Stream, Told, Topic

_LOG = logging.getLogger("commonweal.plugins.realtime")
_ADDRESS = "ws://canary.invalid/api/v1/realtime/stream"  # over a pair of sockets, so the name leads nowhere
_OPEN_SECONDS = 10
_AGAIN_SECONDS = 1.0


@event_type("realtime.canary")
class CanarySang(Event, frozen=True):
    """A gateway tries itself; ``number`` counts its tries."""

    gateway_id: UUID
    number: int


async def _anybody(work: UnitOfWork, principal: Principal, gateway_id: Any) -> bool:  # noqa: ARG001 - says nothing
    return True


def _told(recorded: RecordedEvent[CanarySang]) -> Sequence[tuple[UUID, dict[str, int]]]:
    return [(recorded.event.gateway_id, {"number": recorded.event.number})]


CANARY = Stream(
    topics=[
        Topic(
            name="canary",
            key="uuid",
            about="The trials of one gateway: whether what is committed comes out of it.",
            may_follow=_anybody,
        )
    ],
    told=[Told(topic="canary", name="canary.sang", event_type=CanarySang, tell=_told)],
)


def with_canary(stream: Stream) -> Stream:
    """Return a stream with the canary's topic beside its own."""
    return msgspec.structs.replace(
        stream, topics=[*stream.topics, *CANARY.topics], told=[*stream.told, *CANARY.told]
    )


class Canary:
    """Sings through the database, and listens at a socket."""

    def __init__(self, attached: Attached, database: Database, gateway_id: UUID, seconds: float) -> None:
        self.gaps = 0
        self.heard = 0
        self._attached = attached
        self._database = database
        self._id = gateway_id
        self._seconds = seconds
        self._number = 0
        self._lag: float | None = None
        self._waits_since: float | None = None

    @property
    def lag(self) -> float | None:
        """Seconds from the last commit to the socket, or since one that has not come out yet."""
        if self._waits_since is None:
            return self._lag
        return max(self._lag or 0.0, asyncio.get_running_loop().time() - self._waits_since)

    async def run(self) -> None:
        """Sing and listen for ever; a connection that breaks is made anew."""
        while True:
            try:
                await self._live()
            except Exception as error:  # noqa: BLE001 - whatever it was, the lag tells of it
                _LOG.warning("the canary of this gateway begins anew: %r", error)
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _live(self) -> None:
        ours, theirs = socket.socketpair()
        for one in (ours, theirs):
            one.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        self._waits_since = self._waits_since or asyncio.get_running_loop().time()
        await self._attached.attach(theirs)
        async with connect(
            _ADDRESS, sock=ours, compression=None, proxy=None, open_timeout=_OPEN_SECONDS, ping_interval=None
        ) as line:
            await line.send(msgspec.json.encode({"type": "follow", "topic": f"canary:{self._id}"}).decode())
            at = await self._await(line, "following")
            while True:
                at = await self._sing(line, at["position"])
                await asyncio.sleep(self._seconds)

    async def _sing(self, line: ClientConnection, position: str) -> dict[str, Any]:
        """Commit an event, and wait until it comes out; return its frame."""
        self._number += 1
        async with self._database.write() as work:
            await emit(work, CanarySang(gateway_id=self._id, number=self._number))
        self._waits_since = began = asyncio.get_running_loop().time()
        while True:
            frame = await self._await(line, "event")
            self.gaps += _place(frame["previous"]) > _place(position)
            position = frame["position"]
            if frame["data"]["number"] == self._number:
                self._lag, self._waits_since = asyncio.get_running_loop().time() - began, None
                self.heard += 1
                return frame

    async def _await(self, line: ClientConnection, kind: str) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = msgspec.json.decode(await line.recv())
            if frame["type"] == kind:
                return frame
            if frame["type"] in ("error", "ended", "stale"):
                raise ConnectionError(f"the canary was told {frame}")


def _place(position: str) -> tuple[int, ...]:
    return tuple(map(int, position.split(".")))
