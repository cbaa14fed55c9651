"""One gateway at work: its connections by address, what runs beside them, and how they end."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from commonweal import Attached, Database, Gateway, Host, PluginContext, Refusal, new_id
from litestar.types import ASGIApp

from commonweal_realtime.gateway.answers import send_problem
from commonweal_realtime.gateway.canary import Canary
from commonweal_realtime.gateway.desk import Desk
from commonweal_realtime.gateway.event_stream import EventStream
from commonweal_realtime.gateway.figures import Figures, keep_telling, take_leave
from commonweal_realtime.gateway.garbage import Garbage
from commonweal_realtime.gateway.long_poll import LongPoll
from commonweal_realtime.gateway.web_socket import WebSocket, serve_web_socket
from commonweal_realtime.hub.hub import Hub

STREAM, EVENTS, POLL = (f"/api/v1/realtime/{name}" for name in ("stream", "events", "poll"))
ADDRESSES = (STREAM, EVENTS, POLL)


def gateway_of(context: PluginContext) -> Gateway:
    """Return the gateway of the streams."""

    @asynccontextmanager
    async def serve(attached: Attached) -> AsyncIterator[ASGIApp]:
        database, settings, gateway_id = context.services.get(Database), context.settings, new_id()
        hub = Hub(context.services.get(Host), database)
        async with hub.running():
            desk = Desk(attached, hub, settings)
            canary = Canary(attached, database, gateway_id, settings.canary_seconds)
            telling = keep_telling(
                database, gateway_id, settings.canary_seconds, lambda: figures_of(desk, canary)
            )
            async with _beside(desk.crowd.turn(), _keep_clean(desk), canary.run(), telling):
                yield _app(desk)
                desk.is_leaving = True
                await take_leave(database, gateway_id)
                await desk.crowd.disperse(attached.drain_seconds)

    return Gateway(addresses=ADDRESSES, serve=serve)


def figures_of(desk: Desk, canary: Canary) -> Figures:
    """Return how this gateway fares at this moment."""
    sockets = [member for member in desk.crowd.members if isinstance(member, WebSocket)]
    counts = desk.counts
    return Figures(
        connections=len(desk.crowd.members),
        opened=counts.opened,
        refused=counts.refused,
        dropped=counts.dropped,
        frames=counts.frames,
        bytes=counts.bytes,
        buffered=sum(each.socket.buffered for each in sockets),
        followed=desk.hub.figures().topics,
        lag_seconds=canary.lag,
        gaps=canary.gaps,
    )


def _app(desk: Desk) -> ASGIApp:
    """Return the app that leads each connection to its transport."""
    held = {EVENTS: EventStream, POLL: LongPoll}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"]
        if scope["type"] == "websocket":
            if path == STREAM:
                await serve_web_socket(desk, scope, receive, send)
            else:
                await send({"type": "websocket.close"})
        elif path in held:
            await held[path].serve(desk, scope, receive, send)
        else:
            words = desk.words(scope, desk.web.guest(""))
            await send_problem(desk, scope, send, Refusal("upgrade_required"), words, [])

    return app


async def _keep_clean(desk: Desk) -> None:
    """Collect garbage when it is worth it, for ever."""
    garbage = Garbage()
    try:
        while True:
            await asyncio.sleep(1)
            garbage.look(len(desk.crowd.members))
    finally:
        garbage.stop()


@asynccontextmanager
async def _beside(*loops: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run loops beside the block; none of them ends by itself."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
