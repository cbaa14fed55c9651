"""Pages in a real Chromium, with the axe rules for accessibility."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Litestar

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@asynccontextmanager
async def served(app: Litestar) -> AsyncIterator[str]:
    """Serve an app, whose lifespan is already running, on a free port of this machine; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, proxy_headers=False)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # the test run has its own
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def chromium() -> AsyncIterator[Any]:
    """Start a headless Chromium that talks to nobody but the pages it is told to open."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - only the browser tests need it

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def accessibility_faults(page: Any) -> list[str]:
    """Return what axe finds on a page: the rule, what to do, and where."""
    from axe_playwright_python.async_playwright import Axe  # noqa: PLC0415 - only the browser tests need it

    # Axe is injected by the test driver, past the page's content security policy.
    results = await Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{fault['id']}: {fault['help']} at {node['target']} ({node.get('failureSummary', '')})"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
