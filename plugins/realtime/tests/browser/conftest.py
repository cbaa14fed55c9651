"""What the tests of live pages share: a stage in a real app, and a Chromium before it."""

import os

import pytest
import pytest_asyncio
from commonweal.testing.browser import CHROMIUM, DESKTOP, chromium, served
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app

from .stage import Stage

LANGUAGES = ("en", "es", "zh-Hans")
_NOT_KEPT = (b"content-length", b"content-encoding", b"set-cookie")


def pytest_collection_modifyitems(items):
    missing = not CHROMIUM.exists() and not os.environ.get("CI")
    for item in items:
        if "realtime/tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser():
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def theatre(tmp_path_factory, database_server, migration_sources):
    """The app, with its page in each language for the stage; gives the stage and its address."""
    home = tmp_path_factory.mktemp("site")
    async with (
        database_server.database(migration_sources) as settings,
        running_app(home, settings) as app,
        browse(app) as client,
    ):
        pages = {}
        for language in LANGUAGES:
            answer = await client.get(f"/missions?lang={language}", headers={"accept-encoding": "identity"})
            assert "data-stream" in answer.text, "the page can be live"
            kept = [pair for pair in answer.headers.raw if pair[0].lower() not in _NOT_KEPT]
            pages[language] = (kept, answer.text)
        stage = Stage(app, pages)
        async with served(stage) as address:
            yield stage, address


@pytest.fixture
def stage(theatre):
    theatre[0].begin()
    return theatre[0]


@pytest.fixture
async def open_stage(browser, theatre):
    """Open the stage with a content in a context of its own; what its page complains about fails the test."""
    contexts, complaints = [], []
    stage, address = theatre

    async def opener(content, *, language="en", install=None, **options):
        stage.content = content
        context = await browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        page = await context.new_page()
        if install:
            await install(page)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        await page.goto(f"{address}/stage?lang={language}")
        return page

    yield opener
    for context in contexts:
        await context.close()
    assert [text for text in complaints if "status of" not in text and "WebSocket" not in text] == []
