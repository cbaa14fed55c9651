"""Speaking to the engine without waiting for anything else: for the builder, and for who starts an engine."""

import socket
from typing import Self, TypeVar

from commonweal_qdrant.engine.messages import (
    PROTOCOL,
    Hello,
    Request,
    Welcome,
    answers,
    encode,
    framed,
    length_of,
    value_of,
)

_T = TypeVar("_T")
_HEAD = 4


class EngineRefused(Exception):
    """The engine did not do what it was asked."""


class Caller:
    """One connection, for one question at a time."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.connect(address)
            self.welcome = self.ask(Hello(PROTOCOL), Welcome)
        except BaseException:
            self._socket.close()
            raise

    def ask(self, request: Request, kind: type[_T] | None) -> _T:
        """Ask, and return the answer, of the kind given."""
        self._socket.sendall(framed(encode(request)))
        answer = answers.decode(self._read(length_of(self._read(_HEAD))))
        if answer.refused:
            raise EngineRefused(answer.text or answer.refused)
        return value_of(answer, kind)

    def _read(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            part = self._socket.recv(min(length - len(parts), 2**20))
            if not part:
                raise ConnectionError("the engine has ended")
            parts += part
        return bytes(parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()
