"""Writes that happen once however often they are sent: the Idempotency-Key header (DOMAIN §3).

The whole request runs in one transaction, in which its answer is kept too. A process that dies in the middle
leaves nothing behind, so there is no reservation to clean up; a lock that ends with the transaction tells
requests that come at the same time.
"""

import hashlib
import re
from http import HTTPStatus
from typing import Any, cast

import asyncpg
import msgspec
from litestar.types import ASGIApp, HTTPRequestEvent, HTTPScope, Message, Receive, Send
from litestar.utils.scope.state import ScopeState

from commonweal.errors import FieldError, Refusal
from commonweal.storage.database import Database
from commonweal.storage.errors import Contention
from commonweal.storage.work import Isolation, UnitOfWork
from commonweal.web.visit import arrival

HEADER = "Idempotency-Key"
ATTEMPTS = 5
_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")
_KEPT_HEADERS = frozenset({b"content-type", b"location", b"content-language", b"link"})
_NOT_KEPT = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS})
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 718))"
_FIND = """
SELECT request_hash, status, headers, body FROM kernel.idempotent_answer
WHERE principal = $1 AND key = $2 AND expires_at > now()
"""
_KEEP = """
INSERT INTO kernel.idempotent_answer AS a (principal, key, request_hash, status, headers, body, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, now() + interval '24 hours')
ON CONFLICT (principal, key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
    headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at
"""


class Answer:
    """The answer of a handler, held back until its transaction has committed."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""

    async def take(self, message: Message) -> None:
        """Take one message of the answer (ASGI send)."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        """Send the answer on."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


class _TakeBack(Exception):
    """The handler failed, so whatever it did is taken back."""


class _Once:
    """One request with a key, on its way to happen once."""

    def __init__(self, database: Database, scope: HTTPScope, key: str, body: bytes) -> None:
        self.database = database
        self.scope = scope
        self.arrival = arrival(scope)
        self.principal = self.arrival.principal.key
        self.key = key
        self.body = body
        parts = (scope["method"], scope["path"], scope["query_string"].decode("latin-1"))
        self.hash = hashlib.sha256("\n".join(parts).encode() + b"\n" + body).digest()

    async def run(self, app: ASGIApp) -> Answer:
        """Return the kept answer, or the handler's, which is kept in the handler's own transaction."""
        isolation = cast("Isolation", self.scope["route_handler"].opt.get("isolation", "read committed"))
        for _ in range(ATTEMPTS):
            answer = Answer()
            self.arrival.contended = False
            try:
                async with self.database.write(isolation=isolation) as work:
                    await self._run_in(work, app, answer)
            except _TakeBack:
                pass
            except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                self.arrival.contended = True
            if not self.arrival.contended:
                return answer
        raise Contention("Other transactions got in the way of this request; try again later.")

    async def _run_in(self, work: UnitOfWork, app: ASGIApp, answer: Answer) -> None:
        if not await work.fetch_value(_LOCK, f"{self.principal}\n{self.key}"):
            raise Refusal("idempotency_in_progress")
        if row := await work.fetch_row(_FIND, self.principal, self.key):
            self._replay(row, answer)
            return
        await app(self.scope, self._receive, answer.take)
        ScopeState.from_scope(self.scope).response_started = False  # the answer is held back here
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _NOT_KEPT:
            raise _TakeBack
        headers = [
            [name.decode(), value.decode("latin-1")]
            for name, value in answer.headers
            if name in _KEPT_HEADERS
        ]
        shown = msgspec.json.encode(headers).decode()
        await work.execute(_KEEP, self.principal, self.key, self.hash, answer.status, shown, answer.body)

    def _replay(self, row: Any, answer: Answer) -> None:
        if row["request_hash"] != self.hash:
            raise Refusal("idempotency_key_reused")
        kept = msgspec.json.decode(row["headers"], type=list[tuple[str, str]])
        answer.status, answer.body = row["status"], row["body"]
        answer.headers = [(name.encode(), value.encode("latin-1")) for name, value in kept]
        answer.headers += [
            (b"content-length", str(len(answer.body)).encode()),
            (b"idempotency-replayed", b"true"),
        ]

    async def _receive(self) -> HTTPRequestEvent:
        return {"type": "http.request", "body": self.body, "more_body": False}


async def happen_once(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send, key: str) -> None:
    """Answer a write that carries a key (ASGI, with the key)."""
    if not _PRINTABLE.fullmatch(key):
        raise Refusal("validation_error", fields=[FieldError(HEADER, "invalid")])
    web = arrival(scope).web
    body = await read_body(receive, web.settings.max_body_bytes)
    answer = await _Once(web.database, scope, key, body).run(app)
    await answer.give(send)


async def read_body(receive: Receive, most: int) -> bytes:
    """Return the body of a request; raises ``Refusal("file_too_large")`` for more bytes than allowed."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise Refusal("malformed_request")
        body += message["body"]
        more = message["more_body"]
        if len(body) > most:
            raise Refusal("file_too_large")
    return bytes(body)
