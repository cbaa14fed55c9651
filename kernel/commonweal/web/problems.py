"""Failures as they are met: problem documents (RFC 9457) for programs, pages for people.

Rules raise ``Refusal``; Litestar raises its own HTTP errors; anything else is a defect. All leave here
with a stable code (DOMAIN §3) and words in the reader's language.
"""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import asyncpg
import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import Scope

from commonweal.errors import CommonwealError, FieldError, Refusal
from commonweal.i18n.translator import Translator
from commonweal.web.pages import Page
from commonweal.web.validation import field_errors
from commonweal.web.visit import Visit, arrival

PROBLEM_JSON = "application/problem+json"
RETRY = "seconds"
_LOG = logging.getLogger("commonweal.web")

CODES: dict[str, int] = {
    **dict.fromkeys(["malformed_request", "invalid_cursor"], 400),
    **dict.fromkeys(["unauthorized", "token_expired", "api_key_invalid", "signature_invalid"], 401),
    **dict.fromkeys(
        ["forbidden", "agent_not_verified", "second_factor_required", "insufficient_tokens"], 403
    ),
    **dict.fromkeys(["tier_too_low", "not_a_stranger", "acknowledgement_required"], 403),
    "not_found": 404,
    "method_not_allowed": 405,
    **dict.fromkeys(["conflict", "invalid_transition", "already_claimed", "mission_full"], 409),
    **dict.fromkeys(["claim_limit_reached", "duplicate_vote", "duplicate_content", "username_taken"], 409),
    **dict.fromkeys(["email_taken", "version_mismatch", "idempotency_in_progress"], 409),
    "gone": 410,
    "file_too_large": 413,
    "unsupported_media_type": 415,
    **dict.fromkeys(["validation_error", "content_rejected", "idempotency_key_reused"], 422),
    "rate_limited": 429,
    "internal_error": 500,
    "service_unavailable": 503,
}
_BY_STATUS = {
    400: "malformed_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    410: "gone",
    413: "file_too_large",
    415: "unsupported_media_type",
    422: "validation_error",
    429: "rate_limited",
    503: "service_unavailable",
}


class ProblemField(msgspec.Struct, frozen=True):
    """One wrong field: where it is, a stable code, and what to change."""

    pointer: str
    code: str
    detail: str


class ProblemDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A failure as programs read it (RFC 9457, DOMAIN §3); branch on ``code``, show ``detail``."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemField] = []


class Problems:
    """Knows every problem code: its status, and whose words describe it."""

    def __init__(self) -> None:
        self._status = dict(CODES)
        self._owner: dict[str, str] = {}

    def register(self, plugin_id: str, codes: dict[str, int]) -> None:
        """Add a plugin's codes; raises ``ValueError`` for one that is taken or no failure."""
        for code, status in codes.items():
            if code in self._status:
                raise ValueError(
                    f"the problem code {code!r} already belongs to {self._owner.get(code, 'the kernel')}"
                )
            if not 400 <= status < 600:  # noqa: PLR2004 - the statuses of failures
                raise ValueError(f"the problem code {code!r} needs a status from 400 to 599, not {status}")
        self._status.update(codes)
        self._owner.update(dict.fromkeys(codes, plugin_id))

    def status(self, code: str) -> int:
        """Return the HTTP status of a code, 500 for one nobody registered."""
        return self._status.get(code, HTTPStatus.INTERNAL_SERVER_ERROR)

    def __iter__(self) -> Iterator[str]:
        return iter(self._status)

    def __contains__(self, code: object) -> bool:
        return code in self._status

    def message_id(self, code: str) -> str:
        """Return where the words of a code begin: add ``-title`` or ``-detail``."""
        return f"{self._owner.get(code, 'kernel')}-problem-{code.replace('_', '-')}"

    def document(self, visit: Visit, words: Translator, refusal: Refusal) -> ProblemDocument:
        """Describe a refusal to the reader."""
        message = self.message_id(refusal.code)
        return ProblemDocument(
            type=f"/problems/{refusal.code}",
            title=words.text(f"{message}-title"),
            status=self.status(refusal.code),
            detail=words.text(f"{message}-detail", **refusal.arguments),
            instance=visit.scope["path"],
            code=refusal.code,
            request_id=visit.request_id,
            errors=[describe_field(words, error) for error in refusal.fields],
        )


def describe_field(words: Translator, error: FieldError) -> ProblemField:
    """Write what is wrong with one field."""
    return ProblemField(
        error.pointer,
        error.code,
        words.text(f"kernel-field-{error.code.replace('_', '-')}", **error.arguments),
    )


def wants_page(scope: Scope) -> bool:
    """Return whether whoever asks is a person with a browser rather than a program."""
    if scope["path"].startswith("/api/"):
        return False
    accepted = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accepted or bool(
        (handler := scope.get("route_handler")) and handler.opt.get("page")
    )


def answer_failure(request: Any, failure: Exception) -> Response[Any]:
    """Turn any exception into the answer the caller can use; Litestar's exception handlers all lead here."""
    visit = Visit(request.scope, request.receive, request.send)
    refusal = refusal_of(visit, failure)
    try:
        words = visit.translator
    except Refusal:
        words = visit.forgiving_translator
    problem = visit.web.problems.document(visit, words, refusal)
    headers = _headers(failure, refusal)
    if wants_page(visit.scope):
        context = {"problem": problem, "words": words}
        return Page("kernel/problem.html", context, status=problem.status, headers=headers, translator=words)
    body = msgspec.json.encode(problem)
    headers |= {"content-language": words.locale, "cache-control": "no-store"}
    return Response(body, media_type=PROBLEM_JSON, status_code=problem.status, headers=headers)


def refusal_of(visit: Visit, failure: Exception) -> Refusal:
    """Return what an exception means to the caller; a defect is logged and kept from them."""
    if isinstance(failure, Refusal) and failure.code in visit.web.problems:
        return failure
    if isinstance(failure, asyncpg.SerializationError | asyncpg.DeadlockDetectedError):
        arrival(visit.scope).contended = True
        return Refusal("service_unavailable")
    if isinstance(failure, ValidationException):
        return Refusal("validation_error", fields=field_errors(visit.scope, failure))
    if isinstance(failure, HTTPException) and failure.status_code in _BY_STATUS:
        return Refusal(_BY_STATUS[failure.status_code])
    if (
        isinstance(failure, CommonwealError)
        and (code := failure.code) in visit.web.problems
        and code != "internal_error"
    ):
        _LOG.warning("request %s was refused: %s", visit.request_id, failure)
        return Refusal(code)
    _LOG.error("request %s failed", visit.request_id, exc_info=failure)
    return Refusal("internal_error")


def _headers(failure: Exception, refusal: Refusal) -> dict[str, str]:
    given = getattr(failure, "headers", None) or {}
    headers = {str(name).lower(): str(value) for name, value in given.items()}
    if "GET" in headers.get("allow", ""):
        headers["allow"] += ", HEAD"  # answered as GET without a body
    if refusal.code == "rate_limited":
        headers["retry-after"] = str(refusal.arguments[RETRY])
    if refusal.code == "unauthorized":
        headers["www-authenticate"] = "Bearer"
    return headers
