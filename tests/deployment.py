"""What an operator and many readers do with a running deployment, all at once."""

import asyncio
import contextlib
from collections import Counter

import asyncpg
import httpx
from commonweal_embedded.cluster import Cluster

ONE_REQUEST_EACH = httpx.Limits(max_keepalive_connections=0)
"""No connection is used twice: a request must not meet the moment in which the server closes an idle one."""
LOAD = 40  # requests that are always under way


def command(app, *arguments):
    """Run a command that must succeed, and return what it printed."""
    done = app.run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def rows(app, sql):
    """Ask the deployment's database."""
    connection = await asyncpg.connect(Cluster(app.home / "postgres").address())
    try:
        return await connection.fetch(sql)
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def asked_for(paths, *ports, load=LOAD):
    """Have the paths asked for all the time, and count the answers by path and status."""
    asked = Counter()

    async def ask(client, number):
        while True:
            path = paths[number % len(paths)]
            asked[path, (await client.get(path)).status_code] += 1
            number += 1

    async with contextlib.AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, limits=ONE_REQUEST_EACH)
            )
            for port in ports
        ]
        asking = [
            asyncio.create_task(ask(client, n)) for client in clients for n in range(load // len(ports))
        ]
        try:
            yield asked, clients
            assert [task.exception() for task in asking if task.done()] == [], "nobody's request failed"
        finally:
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)
