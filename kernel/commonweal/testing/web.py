"""The real app for tests: every installed plugin on a fresh database, reached in process by httpx."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar

from commonweal.plugin.settings import Settings
from commonweal.plugin.trial import VERDICTS
from commonweal.runtime import Runtime
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.lending import lent_app
from commonweal.web import limits
from commonweal.web.edge import Edge
from commonweal.web.principals import Principal

_ACTS_AS = "commonweal.testing.principal"
BASE = "http://commonweal.test"
_STORE_SECONDS = 60.0  # how long writes wait for the store of rate limits, which is never down but slow
_verdicts: deque[bytes] = deque(maxlen=1)


def web_environment(home: Path, database: DatabaseSettings, changes: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a deployment on a test's own database, with generous rate limits.

    Slots are waited for longer, as no test shall fail because its machine is busy.
    """
    return {
        "COMMONWEAL_HOME": str(home),
        "COMMONWEAL_DATABASE__DRIVER": "external",
        "COMMONWEAL_DATABASE__URL": dsn_of(database),
        "COMMONWEAL_WEB__GUEST_PER_MINUTE": "100000",
        "COMMONWEAL_WEB__HUMAN_PER_MINUTE": "100000",
        "COMMONWEAL_WEB__SLOT_MILLISECONDS": "5000",
        **changes,
    }


@asynccontextmanager
async def running_app(home: Path, database: DatabaseSettings, **changes: str) -> AsyncIterator[Litestar]:
    """Run the app with all installed plugins; ``changes`` are further environment variables."""
    async with running_runtime(home, database, changes) as (app, _):
        yield app


@asynccontextmanager
async def running_runtime(
    home: Path, database: DatabaseSettings, changes: Mapping[str, str]
) -> AsyncIterator[tuple[Litestar, Runtime]]:
    """Run the app, and give what stands behind it too."""
    environment = web_environment(home, database, changes)
    limits.STORE_SECONDS = _STORE_SECONDS
    _spare_trials(home)
    async with await Runtime.create(Settings.load(environment), "web") as runtime:
        _note_trials(home)
        with lent_app(runtime) as app:
            _believe_clients(app)
            async with _alive(app):
                yield app, runtime


def _spare_trials(home: Path) -> None:
    """Tell a new data directory which plugins were tried: once for a run of tests is enough."""
    file = home / VERDICTS
    if _verdicts and home.is_dir() and not file.exists():
        file.write_bytes(_verdicts[0])


def _note_trials(home: Path) -> None:
    if (file := home / VERDICTS).exists():
        _verdicts.append(file.read_bytes())


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


def browse(app: Litestar, principal: Principal | None = None, **headers: str) -> httpx.AsyncClient:
    """Return a client of an app; headers are given with underscores.

    With ``principal`` it acts as that one, without signing in; ``by_cookie`` makes it a browser's session.
    """
    sent = {name.replace("_", "-"): value for name, value in headers.items()}

    transport = httpx.ASGITransport(acting(app, principal))
    return httpx.AsyncClient(transport=transport, base_url=BASE, headers=sent)


def acting(app: Litestar, principal: Principal | None) -> Any:
    """Return an app whose every visitor is one principal."""

    async def ask(scope: Any, receive: Any, send: Any) -> None:
        scope[_ACTS_AS] = principal
        await app(scope, receive, send)

    return ask


def _believe_clients(app: Litestar) -> None:
    """Let the edge of an app take a client of ``browse`` for the principal it was made for."""
    edge: Any = app.asgi_handler
    while not isinstance(edge, Edge):
        edge = edge.app if hasattr(edge, "app") else edge._app  # noqa: SLF001 - looks for the edge inside what wraps it
    ask_plugins = edge.who

    async def who(scope: Any, here: Any) -> Principal | None:
        return scope.get(_ACTS_AS) or await ask_plugins(scope, here)

    edge.who = who  # type: ignore[method-assign]  # this one app of a test
