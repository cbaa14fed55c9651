"""Pages in a real Chromium, with the axe rules for accessibility."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import uvicorn
from litestar import Litestar

from commonweal.testing.sites import Site
from commonweal.testing.web import acting
from commonweal.web.principals import Principal

CHROMIUM = Path("/usr/bin/chromium")
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def find_chromium() -> Path | None:
    """Return the Chromium that COMMONWEAL_CHROMIUM names, or one that is installed; None without any."""
    named = os.environ.get("COMMONWEAL_CHROMIUM")
    found = (shutil.which(program) for program in ([named] if named else [str(CHROMIUM), *_PROGRAMS]))
    return next((Path(path) for path in found if path), None)


def why_no_browser() -> str:
    """Say what is missing to look at pages in a browser; empty when nothing is."""
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        return "looking at pages needs commonweal-kernel[browser]"
    if find_chromium() is None:
        return "there is no Chromium: install it, or name it in COMMONWEAL_CHROMIUM"
    return ""


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
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        await browser.close()


async def accessibility_faults(page: Any) -> list[str]:
    """Return what axe finds on a page: the rule, what to do, and where."""
    from axe_playwright_python.async_playwright import Axe  # noqa: PLC0415 - only the browser tests need it

    # Axe is injected by the test driver, past the page's content security policy. What passes is not
    # asked for: to describe it takes longer than to find what does not.
    rules = {"type": "tag", "values": WCAG}
    results = await Axe().run(
        page, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    )
    return [
        f"{fault['id']}: {fault['help']} at {node['target']} ({node.get('failureSummary', '')})"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]


class Browser:
    """A Chromium for one test, which opens pages of a site as whoever the test likes."""

    def __init__(self, chromium: Any, parts: AsyncExitStack) -> None:
        self._chromium = chromium
        self._parts = parts

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """Start it, and close what it opened in the end."""
        async with AsyncExitStack() as parts:
            yield cls(await parts.enter_async_context(chromium()), parts)

    async def open(
        self,
        site: Site,
        path: str,
        principal: Principal | None = None,
        *,
        language: str = "en",
        size: Mapping[str, int] = DESKTOP,
        scheme: str = "light",
    ) -> Any:
        """Open a page of the site as a principal and return it, as playwright gives it."""
        page = await self.sit_down(site, principal)
        await self.go_to(page, path, language=language, size=size, scheme=scheme)
        return page

    async def sit_down(self, site: Site, principal: Principal | None = None) -> Any:
        """Return an empty page, for ``go_to``, of a browser that a principal has for themselves."""
        address = await self._parts.enter_async_context(served(acting(site.app, principal)))
        context = await self._chromium.new_context(base_url=address)
        return await context.new_page()

    async def go_to(
        self,
        page: Any,
        path: str,
        *,
        language: str = "en",
        size: Mapping[str, int] = DESKTOP,
        scheme: str = "light",
    ) -> None:
        """Let a page show another one of its site, or the same one in another way."""
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        answer = await page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert answer.status == 200, f"{path} answered {answer.status}"  # noqa: PLR2004 - HTTP
