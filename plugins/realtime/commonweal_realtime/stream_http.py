"""What the web processes answer about streams: their description, and where no gateway takes connections."""

from typing import Annotated, Any

import msgspec
from commonweal import Refusal, Visit
from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, QueryParameter

from commonweal_realtime.asyncapi import description

AGAIN_SECONDS = 5
_TOPICS = "what to follow, such as feed or mission:<id>"
_POSITION = "the position of a frame or snapshot, from which to go on"
Topics = Annotated[list[str] | None, QueryParameter(name="topic", description=_TOPICS)]
Position = Annotated[str | None, QueryParameter(description=_POSITION)]
LastEventId = Annotated[
    str | None, HeaderParameter(name="Last-Event-ID", description="the same, as browsers send it again")
]
Wait = Annotated[int, QueryParameter(ge=0, le=25, description="how many seconds to wait for frames")]

_NO_WEB_SOCKET = ResponseSpec(
    dict[str, Any],
    generate_examples=False,
    description="This is no WebSocket.",
    media_type="application/problem+json",
)


class Polled(msgspec.Struct, frozen=True):
    """What happened since a position, and the position to ask from next."""

    frames: list[dict[str, Any]]
    position: str


class StreamUnavailable(Refusal):
    """No gateway took the connection over."""

    def __init__(self) -> None:
        super().__init__("stream_unavailable")
        self.headers = {"Retry-After": str(AGAIN_SECONDS)}


@get(
    "/stream",
    operation_id="openStream",
    summary="Follow topics over WebSocket",
    description="Open a WebSocket here; `/api/v1/realtime/asyncapi.json` describes its frames.",
    status_code=101,
    response_description="A WebSocket.",
    responses={426: _NO_WEB_SOCKET},
    sync_to_thread=False,
)
def stream() -> None:
    """Say that no gateway answers: with one, this is never reached."""
    raise StreamUnavailable


@get(
    "/events",
    operation_id="streamEvents",
    summary="Follow topics as Server-Sent Events",
    description="Answers with one event for each frame, with its position as id.",
    media_type="text/event-stream",
    sync_to_thread=False,
)
def events(topic: Topics = None, position: Position = None, last_event_id: LastEventId = None) -> str:  # noqa: ARG001 - for the description
    """Say that no gateway answers: with one, this is never reached."""
    raise StreamUnavailable


@get(
    "/poll",
    operation_id="pollEvents",
    summary="Wait for what happens in topics",
    sync_to_thread=False,
)
def poll(topic: Topics = None, position: Position = None, wait: Wait = 25) -> Polled:  # noqa: ARG001 - for the description
    """Say that no gateway answers: with one, this is never reached."""
    raise StreamUnavailable


@get(
    "/asyncapi.json",
    operation_id="describeStreams",
    summary="Describe the streams (AsyncAPI 3)",
    sync_to_thread=False,
)
def asyncapi(request: Visit) -> Response[dict[str, Any]]:
    """Describe every topic, frame and address of the streams, as this deployment has them."""
    return Response(
        description(request.web.host, request.web.settings.public_url),
        headers={"cache-control": "public, max-age=300"},
    )


ROUTES = [stream, events, poll, asyncapi]
