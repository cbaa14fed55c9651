"""Failures as they are met: problem documents (RFC 9457) for programs, pages for people.

Rules raise ``Refusal``; Litestar raises its own HTTP errors; anything else is a defect. All leave here
with a stable code (DOMAIN §3) and words in the reader's language.
"""

import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import asyncpg
import msgspec
from litestar import Response, get
from litestar.exceptions import HTTPException, ValidationException
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import Scope

from commonweal.errors import CommonwealError, Refusal
from commonweal.i18n.translator import Translator
from commonweal.plugin.host import Host
from commonweal.web.limits import SAFE_METHODS
from commonweal.web.pages import Page
from commonweal.web.validation import field_errors
from commonweal.web.visit import EVERYWHERE, Visit, arrival

PROBLEM_JSON = "application/problem+json"
_LOG = logging.getLogger("commonweal.web")

_SOME_TIME = 60  # seconds until another try, where a plugin does not say

# NUL, which JSON and forms can say and PostgreSQL cannot keep.
_NOT_TEXT = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)
_STATUSES: dict[int, str] = {  # DOMAIN §3; the first code of a status is that of HTTP errors in general
    400: "malformed_request invalid_cursor",
    401: "unauthorized token_expired api_key_invalid signature_invalid",
    403: "forbidden agent_not_verified second_factor_required insufficient_tokens tier_too_low "
    "not_a_stranger acknowledgement_required",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict invalid_transition already_claimed mission_full claim_limit_reached duplicate_vote "
    "duplicate_content username_taken email_taken version_mismatch idempotency_in_progress",
    410: "gone",
    413: "file_too_large",
    415: "unsupported_media_type",
    422: "validation_error content_rejected idempotency_key_reused",
    429: "rate_limited",
    500: "internal_error",
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

    def __init__(self, host: Host) -> None:
        """Take all codes; a plugin has failed that gives one of another, or a status that is no failure."""
        self.statuses = {code: status for status, codes in _STATUSES.items() for code in codes.split()}
        self._owner = {code: "kernel" for code in self.statuses if host.claim("problem code", code, "kernel")}
        for plugin, codes in host.collect_each("commonweal_problem_codes", dict):
            for code, status in codes.items():
                if status not in range(400, 600):  # those of failures
                    host.fail(plugin.id, f"problem code {code} needs a status of 400 to 599, not {status!r}")
                elif host.claim("problem code", code, plugin.id):
                    self.statuses[code], self._owner[code] = status, plugin.id

    def message_id(self, code: str) -> str:
        """Return where the words of a code begin: add ``-title`` or ``-detail``."""
        return f"{self._owner[code]}-problem-{code.replace('_', '-')}"

    def document(self, visit: Visit, words: Translator, refusal: Refusal) -> ProblemDocument:
        """Describe a refusal to the reader."""
        message = self.message_id(refusal.code)
        return ProblemDocument(
            type=f"/errors/{refusal.code}",
            title=words.text(f"{message}-title"),
            status=self.statuses[refusal.code],
            detail=words.text(f"{message}-detail", **refusal.arguments),
            instance=visit.scope["path"],
            code=refusal.code,
            request_id=visit.request_id,
            errors=[
                ProblemField(
                    error.pointer,
                    error.code,
                    words.text(error.message_id, **error.arguments),
                )
                for error in refusal.fields
            ],
        )


def wants_page(scope: Scope) -> bool:
    """Return whether whoever asks is a person with a browser rather than a program."""
    if scope["path"].startswith("/api/"):
        return False
    accepted = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    handler = scope.get("route_handler")
    return b"text/html" in accepted or bool(handler and handler.opt.get("page"))


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
        by_signing_in = refusal.code in {"unauthorized", "second_factor_required"}
        if by_signing_in and visit.web.sign_in and visit.scope["method"] in SAFE_METHODS:
            chosen = [each for each in visit.parameters if each[0] in EVERYWHERE]
            query = urlencode([("next", visit.here()), *chosen])
            return Redirect(f"{visit.web.sign_in}?{query}", status_code=303)
        context = {"problem": problem, "words": words}
        return Page("kernel/problem.html", context, status=problem.status, headers=headers, translator=words)
    headers |= {"content-language": words.locale, "cache-control": "no-store"}
    body = msgspec.json.encode(problem)
    return Response(body, media_type=PROBLEM_JSON, status_code=problem.status, headers=headers)


def refusal_of(visit: Visit, failure: Exception) -> Refusal:
    """Return what an exception means to the caller; a defect is logged and kept from them."""
    statuses = visit.web.problems.statuses
    if isinstance(failure, Refusal) and failure.code in statuses:
        return failure
    if isinstance(failure, asyncpg.SerializationError | asyncpg.DeadlockDetectedError):
        arrival(visit.scope).contention = failure
        return Refusal("service_unavailable")
    if isinstance(failure, ValidationException):
        return Refusal("validation_error", fields=field_errors(visit.scope, failure))
    if meant := _meant(failure):
        return meant
    if isinstance(failure, CommonwealError) and failure.code in statuses.keys() - {"internal_error"}:
        _LOG.warning("request %s was refused: %s", visit.request_id, failure)
        return Refusal(failure.code)
    _LOG.error("request %s failed", visit.request_id, exc_info=failure)
    return Refusal("internal_error")


def _meant(failure: Exception) -> Refusal | None:
    """Return what a failure that came with a status means to the caller; None for a fault of ours.

    A status that we have no words for is the general one of its class (RFC 9110, section 15).
    """
    if isinstance(failure, _NOT_TEXT):
        return Refusal("malformed_request")
    status = failure.status_code if isinstance(failure, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    given = str((getattr(failure, "headers", None) or {}).get("Retry-After", ""))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Refusal("rate_limited", seconds=int(given) if given.isdecimal() else _SOME_TIME)
    codes = _STATUSES.get(status) or _STATUSES.get(status - status % 100, "internal_error")
    code = codes.split()[0]
    return None if code == "internal_error" else Refusal(code)


def _headers(failure: Exception, refusal: Refusal) -> dict[str, str]:
    given = getattr(failure, "headers", None) or {}
    headers = {name.lower(): str(value) for name, value in given.items()}
    if refusal.code == "rate_limited":
        headers["retry-after"] = str(refusal.arguments.get("seconds", _SOME_TIME))
    if refusal.code == "unauthorized":
        headers["www-authenticate"] = "Bearer"
    return headers


@get("/errors/{code:str}", include_in_schema=False, opt={"page": True})
async def problem_page(request: Visit, code: FromPath[str]) -> Page:
    """Explain one problem code: the ``type`` of a problem document leads here."""
    problems = request.web.problems
    if code not in problems.statuses:
        raise Refusal("not_found")
    title = request.translator.text(f"{problems.message_id(code)}-title")
    return Page("kernel/problem_code.html", {"code": code, "title": title, "status": problems.statuses[code]})
