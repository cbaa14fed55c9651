"""Writes that happen once however often they are sent: the Idempotency-Key header (DOMAIN §3).

The whole request runs in one transaction, in which its answer is kept too. A process that dies in the middle
leaves nothing behind, so there is no reservation to clean up; a lock that ends with the transaction tells
requests that come at the same time. An answer that asks for something to be corrected is not kept: a form
that is gone back to has the key it had. A form with files waits for its turn first, without a connection:
what is slow about files must not take every connection of a process.
"""

import hashlib
import re
from contextlib import nullcontext
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from litestar.types import ASGIApp, Message, Send
from litestar.utils.scope.state import ScopeState

from commonweal.errors import FieldError, Refusal
from commonweal.plugin.acting import ANYONE, acting_as
from commonweal.storage.work import UnitOfWork
from commonweal.web.forms import MULTIPART, content_of
from commonweal.web.visit import Visit, arrival

HEADER = "Idempotency-Key"
_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")
_KEPT_HEADERS = frozenset({b"content-type", b"content-encoding", b"location", b"content-language", b"link"})
_NOT_KEPT = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS})
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 718))"
_FIND = """
SELECT request_hash, status, headers, body FROM kernel.idempotent_answer
WHERE principal = $1 AND key = $2 AND expires_at > now()
"""
_KEEP = "SELECT kernel.keep_answer($1, $2, $3, $4, $5, $6)"


class Answer(NamedTuple):
    """The answer of a handler, held back until its transaction has committed."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def give(self, send: Send) -> None:
        """Send the answer on."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


class _TakeBack(Exception):
    """The handler failed, so whatever it did is taken back; only its answer is given."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class _Once:
    """One request with a key, on its way to happen once."""

    def __init__(self, app: ASGIApp, visit: Visit, key: str, content: bytes) -> None:
        self._app = app
        self._visit = visit
        self._who = (visit.principal.key, key)
        scope = visit.scope
        asked = f"{scope['method']}\n{scope['path']}\n{scope['query_string'].decode('latin-1')}\n"
        self._hash = hashlib.sha256(asked.encode() + content).digest()

    async def run(self, work: UnitOfWork) -> Answer:
        """Return the kept answer, or the handler's, which is kept in the handler's own transaction."""
        if not await work.fetch_value(_LOCK, "\n".join(self._who)):
            raise Refusal("idempotency_in_progress")
        if row := await work.fetch_row(_FIND, *self._who):
            return self._replay(row)
        answer = await self._handle()
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _NOT_KEPT:
            raise _TakeBack(answer)
        kept = [
            [each.decode("latin-1") for each in pair] for pair in answer.headers if pair[0] in _KEPT_HEADERS
        ]
        if answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:  # what is corrected goes under the same key
            with acting_as(ANYONE):  # which saves a round trip
                await work.execute(
                    _KEEP,
                    *self._who,
                    self._hash,
                    answer.status,
                    msgspec.json.encode(kept).decode(),
                    answer.body,
                )
        return answer

    async def _handle(self) -> Answer:
        """Let the handler answer; raises what got in its way, so that the transaction is run again."""
        messages: list[Any] = []

        async def hold(message: Message) -> None:
            messages.append(message)

        here = arrival(self._visit.scope)
        here.contention = None
        await self._app(self._visit.scope, self._visit.receive, hold)
        ScopeState.from_scope(self._visit.scope).response_started = False  # the answer is held back here
        if here.contention:
            raise here.contention
        start, *parts = messages
        return Answer(
            start["status"], list(start["headers"]), b"".join(part.get("body", b"") for part in parts)
        )

    def _replay(self, row: Any) -> Answer:
        if row["request_hash"] != self._hash:
            raise Refusal("idempotency_key_reused")
        kept = msgspec.json.decode(row["headers"], type=list[tuple[str, str]])
        headers = [(name.encode(), value.encode("latin-1")) for name, value in kept]
        told = [(b"content-length", b"%d" % len(row["body"])), (b"idempotency-replayed", b"true")]
        return Answer(row["status"], headers + told, row["body"])


async def happen_once(app: ASGIApp, visit: Visit, send: Send, key: str) -> None:
    """Answer a write that carries a key."""
    if not _PRINTABLE.fullmatch(key):
        raise Refusal("validation_error", fields=[FieldError(HEADER, "invalid")])
    once = _Once(app, visit, key, await content_of(visit))
    try:
        async with visit.web.uploads if visit.content_type[0] == MULTIPART else nullcontext():
            answer = await visit.web.database.run(
                once.run, isolation=visit.route_handler.opt.get("isolation") or "read committed"
            )
    except _TakeBack as failed:
        answer = failed.answer
    await answer.give(send)
