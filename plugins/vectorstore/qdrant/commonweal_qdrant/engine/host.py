"""The engine's process: one directory, one socket, and an end when nobody is there any more."""

import asyncio
import errno
import logging
import os
import signal
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import msgspec

from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.answering import Answers
from commonweal_qdrant.engine.disk import Full
from commonweal_qdrant.engine.messages import Answer, Request, encode, framed
from commonweal_qdrant.engine.shelf import Shelf
from commonweal_qdrant.points import CollectionGone

log = logging.getLogger(__name__)
_NO_SPACE = os.strerror(errno.ENOSPC)


class Host:
    """Serves the collections of a directory until no client has been there for ``linger`` seconds."""

    def __init__(self, shelf: Shelf, address: str, linger: float) -> None:
        self._shelf = shelf
        self._socket = Path(address)
        self._linger = linger
        self._answers = Answers(shelf, address)
        self._clients: set[asyncio.StreamWriter] = set()
        self._busy = 0
        self._done = asyncio.Event()
        self._over = asyncio.Event()
        self._leaving: asyncio.TimerHandle | None = None
        self._welcome = say.Welcome(say.PROTOCOL, os.getpid(), version("qdrant-edge-py"))

    async def serve(self, ready: Callable[[], None]) -> None:
        """Serve until the end, then bring everything to the disk; call ``ready`` once one can connect."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._over.set)
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._meet, self._socket)
        self._leave_later()
        ready()
        await self._over.wait()
        self._socket.unlink(missing_ok=True)
        server.close()
        await self._answers.end()
        if self._busy:
            await self._done.wait()
        for client in self._clients:
            client.close()
        self._shelf.close()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._clients.add(writer)
        if self._leaving is not None:
            self._leaving.cancel()
        try:
            while not self._over.is_set():
                await self._turn(await say.read_message(reader), reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            log.debug("a client has gone")
        finally:
            self._clients.discard(writer)
            writer.close()
            self._leave_later()

    async def _turn(self, message: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._busy += 1
        self._done.clear()
        try:
            writer.write(framed(encode(await self._answer(message, reader.at_eof))))
        finally:
            self._busy -= 1
            if not self._busy:
                self._done.set()
        await writer.drain()

    async def _answer(self, message: bytes, has_left: Callable[[], bool]) -> Answer:
        try:
            request = say.requests.decode(message)
            return Answer(msgspec.Raw(encode(await self._value(request, has_left))))
        except CollectionGone:
            return Answer(refused="gone")
        except Full as full:
            return Answer(refused="full", text=str(full))
        except Exception as error:  # whatever the engine says; its bindings have no class for it
            log.exception("a request failed")
            return Answer(refused="full" if _NO_SPACE in str(error) else "failed", text=str(error))

    async def _value(self, request: Request, has_left: Callable[[], bool]) -> object:
        match request:
            case say.Hello():
                return self._welcome
            case say.Retire():
                self._over.set()
                return None
            case say.Query():
                return await self._answers.query(request, has_left)
        return await self._answers.answer(request)

    def _leave_later(self) -> None:
        """End a while after the last client has gone, unless another one comes."""
        if not self._clients:
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(self._linger, self._leave)

    def _leave(self) -> None:
        if not self._clients:
            self._over.set()
