"""How the HTTP transports are asked and answer: parameters, headers, problem documents (RFC 9457)."""

import re
from typing import Any, NamedTuple

import msgspec
from commonweal import FieldError, Refusal, Translator, new_id

from commonweal_realtime.gateway.credentials import Headers, read_query
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.hub.follower import Follower, Refused
from commonweal_realtime.hub.frames import Encoded, encoded

_ENCODE = msgspec.json.Encoder().encode
_PARAMETERS = ("topic", "position", "wait")
_SAFE = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"connection", b"close"),
]
LONGEST_WAIT = 25


class Asked(NamedTuple):
    """What a request asks for: topics, from a position on, and how long it waits."""

    topics: list[str]
    position: str | None
    wait: int


def read_request(scope: Any, desk: Desk) -> Asked:
    """Read what is asked for; the header Last-Event-ID, with which browsers come back, beats the address.

    Raises ``Refusal``.
    """
    if desk.is_leaving:
        raise Refusal("stream_unavailable", seconds=1)
    if scope["method"] != "GET":
        raise Refusal("method_not_allowed")
    given = read_query(scope, _PARAMETERS)
    topics = list(dict.fromkeys(value for name, value in given if name == "topic"))
    if not topics:
        raise Refusal("validation_error", fields=[FieldError("topic", "required")])
    if len(topics) > desk.settings.topics_per_connection:
        raise Refusal("too_many_topics", most=desk.settings.topics_per_connection)
    last = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"last-event-id"), "")
    position = last or next((value for name, value in given if name == "position"), None)
    return Asked(topics, position, _wait(dict(given).get("wait")))


def _wait(text: str | None) -> int:
    if text is None:
        return LONGEST_WAIT
    if not re.fullmatch("[0-9]{1,4}", text):
        raise Refusal("validation_error", fields=[FieldError("wait", "not_a_whole_number")])
    if int(text) > LONGEST_WAIT:
        raise Refusal("validation_error", fields=[FieldError("wait", "too_large", {"maximum": LONGEST_WAIT})])
    return int(text)


async def follow_asked(desk: Desk, follower: Follower, asked: Asked) -> list[Encoded]:
    """Follow all topics that were asked for, and return the frames that tell so.

    From a position that the log does not reach back to, it is told that it is stale, and followed from now on
    with the state. Raises the ``Refusal`` of the first topic that cannot be followed.
    """
    stale: list[Encoded] = []
    try:
        found = await desk.hub.follow_all(follower, asked.topics, asked.position)
    except Refusal as refusal:
        if refusal.code != "stale":
            raise
        stale = [encoded("stale", topic=topic) for topic in asked.topics]
        found = await desk.hub.follow_all(follower, asked.topics)
    following = []
    for one in found:
        if isinstance(one, Refused):
            raise Refusal(one.code)
        following.append(encoded("following", one.position, topic=one.topic, state=one.state))
    return stale + following


async def start(send: Any, kind: bytes, headers: Headers) -> None:
    """Begin an answer of a media type."""
    head = [(b"content-type", kind), *_SAFE, (b"x-accel-buffering", b"no"), *headers]
    await send({"type": "http.response.start", "status": 200, "headers": head})


async def send_problem(
    desk: Desk, scope: Any, send: Any, refusal: Refusal, words: Translator, headers: Headers
) -> None:
    """Answer with a problem document, as the web processes do."""
    problems = desk.web.problems
    code = refusal.code if refusal.code in problems.statuses else "internal_error"
    message, status = problems.message_id(code), problems.statuses[code]
    body = {
        "type": f"/errors/{code}",
        "title": words.text(f"{message}-title"),
        "status": status,
        "detail": words.text(f"{message}-detail", **refusal.arguments),
        "instance": scope["path"],
        "code": code,
        "request_id": str(new_id()),
        "errors": [
            {
                "pointer": field.pointer,
                "code": field.code,
                "detail": words.text(field.message_id, **field.arguments),
            }
            for field in refusal.fields
        ],
    }
    desk.counts.refused += 1
    text = _ENCODE(body)
    head = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", b"%d" % len(text)),
        (b"content-language", words.locale.encode()),
        *_SAFE,
        *headers,
    ]
    if status in (429, 503):
        head.append((b"retry-after", str(refusal.arguments.get("seconds", 5)).encode()))
    if status == 401:  # noqa: PLR2004 - RFC 9110, section 11.6.1
        head.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": text})
