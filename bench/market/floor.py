"""The floor: a bare ASGI function under the same server, which sends rows as they come from asyncpg."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import msgspec
import uvicorn
import uvloop


def serve_floor(
    listener: socket.socket, dsn: str, pool_size: int, statements: Mapping[str, tuple[str, Sequence[object]]]
) -> None:
    """Answer each address with the rows of its statement; this is the whole of a process."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(listener, dsn, pool_size, statements))


async def _serve(listener: socket.socket, dsn: str, pool_size: int, statements: Mapping[str, Any]) -> None:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=pool_size, reset=_keep_session) as pool:

        async def answer(scope: Any, _receive: Any, send: Any) -> None:
            query = scope["query_string"].decode()
            sql, arguments = statements[f"{scope['path']}?{query}" if query else scope["path"]]
            async with pool.acquire() as connection:
                rows = await connection.fetch(sql, *arguments)
            body = msgspec.json.encode([dict(row) for row in rows])
            headers = [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
            ]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        config = uvicorn.Config(
            answer,
            loop="none",
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        await uvicorn.Server(config).serve(sockets=[listener])


async def _keep_session(_connection: asyncpg.Connection) -> None:
    """Leave out the round trip that asyncpg's pool spends on a reset: the floor is as low as it can be."""
