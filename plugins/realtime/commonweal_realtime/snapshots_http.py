"""``GET /api/v1/realtime/topics/{topic}/snapshot``: how a topic stands, and from where to follow it."""

from typing import Any

import msgspec
from commonweal import Visit
from litestar import Response, get
from litestar.params import FromPath

from commonweal_realtime.hub.snapshot import take_snapshot


class TopicSnapshot(msgspec.Struct, frozen=True):
    """How a topic stands, part by part, and the position from which to follow it."""

    topic: str
    position: str
    state: dict[str, dict[str, Any]]


@get(
    "/topics/{topic:str}/snapshot",
    operation_id="readTopicSnapshot",
    summary="Read a topic's state and position",
)
async def read_snapshot(request: Visit, topic: FromPath[str]) -> Response[TopicSnapshot]:
    """Give the state of a topic and the position it belongs to, for whoever may follow it.

    Follow the topic from that position: then what came after it arrives, and nothing is missed.
    """
    web = request.web
    taken = await take_snapshot(web.host, web.database, topic, request.principal)
    state = {name: msgspec.json.decode(part) for name, part in taken.state.items()}
    return Response(
        TopicSnapshot(taken.topic, taken.position, state), headers={"cache-control": "private, no-store"}
    )


ROUTES = [read_snapshot]
