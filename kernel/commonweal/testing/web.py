"""The real app for tests: every installed plugin on a fresh database, reached in process by httpx."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from litestar import Litestar

from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.web.app import create_app

BASE = "http://commonweal.test"


def web_environment(home: Path, database: DatabaseSettings, changes: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a deployment on a test's own database, with generous rate limits."""
    return {
        "COMMONWEAL_HOME": str(home),
        "COMMONWEAL_DATABASE__DRIVER": "external",
        "COMMONWEAL_DATABASE__URL": dsn_of(database),
        "COMMONWEAL_WEB__GUEST_PER_MINUTE": "100000",
        **changes,
    }


@asynccontextmanager
async def running_app(home: Path, database: DatabaseSettings, **changes: str) -> AsyncIterator[Litestar]:
    """Run the app with all installed plugins; ``changes`` are further environment variables."""
    environment = web_environment(home, database, changes)
    async with await Runtime.create(Settings.load(environment), "web") as runtime:
        app = create_app(runtime)
        async with _alive(app):
            yield app


@asynccontextmanager
async def _alive(app: Litestar) -> AsyncIterator[None]:
    """Run the lifespan in a task of its own, because fixtures end in another task than they began."""
    begun, over = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            begun.set()
            await over.wait()

    life = asyncio.create_task(live())
    await begun.wait()
    try:
        yield
    finally:
        over.set()
        await life


def browse(app: Litestar, **headers: str) -> httpx.AsyncClient:
    """Return a client of an app; headers are given with underscores."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # httpx knows only plain ASGI mappings
    return httpx.AsyncClient(transport=transport, base_url=BASE, headers=sent)
