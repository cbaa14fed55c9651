"""What the two HTTP transports share: an answer that is held open, and written when there is something."""

import asyncio
import logging
from abc import abstractmethod
from contextlib import suppress
from typing import Any

from commonweal import Principal, Refusal, Translator

from commonweal_realtime.gateway.answers import Asked, follow_asked, read_request, send_problem
from commonweal_realtime.gateway.connection import Connection
from commonweal_realtime.gateway.credentials import Headers
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.hub.frames import Encoded

_LOG = logging.getLogger("commonweal.plugins.realtime")


class Held(Connection):
    """A request that is not answered, or not to its end, before something happens."""

    __slots__ = ("gone", "transport", "wake")

    def __init__(
        self, desk: Desk, principal: Principal, words: Translator, transport: asyncio.WriteTransport
    ) -> None:
        super().__init__(desk, principal, words)
        self.transport = transport
        self.wake = asyncio.Event()
        self.gone = False

    def finish(self, code: int) -> None:  # noqa: ARG002 - HTTP has no close codes
        """Let the answer end."""
        self.wake.set()

    @abstractmethod
    async def answer(self, asked: Asked, following: list[Encoded], send: Any, headers: Headers) -> None:
        """Write the answer, until it or the client ends."""

    @classmethod
    async def serve(cls, desk: Desk, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request (ASGI)."""
        headers: Headers = []
        client = scope.get("client")
        guest = desk.web.guest(client[0] if client else "")
        words = desk.words(scope, guest)
        try:
            asked = read_request(scope, desk)
            principal = await desk.door.admit(scope, headers)
            connection = cls(desk, principal, words, scope["extensions"]["commonweal.transport"])
            desk.crowd.enter(connection)
        except Refusal as refusal:
            await send_problem(desk, scope, send, refusal, words, headers)
            return
        desk.counts.opened += 1
        watching = asyncio.create_task(connection.watch(receive))
        try:
            following = await follow_asked(desk, connection, asked)
        except Refusal as refusal:
            was_sent_away = connection.is_over  # meanwhile
            told = Refusal("stream_unavailable", seconds=1) if was_sent_away else refusal
            await send_problem(desk, scope, send, told, words, headers)
        except Exception:  # noqa: BLE001 - nothing was answered yet, and others go on
            _LOG.exception("a stream could not be begun")
            await send_problem(desk, scope, send, Refusal("service_unavailable"), words, headers)
        else:
            await connection.answer(asked, following, send, headers)
        finally:
            connection.is_over = True
            connection.forget()
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            desk.crowd.leave(connection)

    async def watch(self, receive: Any) -> None:
        """Notice that the client is gone."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self.wake.set()
