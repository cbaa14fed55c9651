"""A library whose books change all the time, with an index in the real stores."""

import sys
from pathlib import Path

import pytest
import pytest_asyncio
from commonweal.testing.sites import running_site
from commonweal_vectors import doubts, filling
from commonweal_vectors.services import vectors_of

HERE = Path(__file__).parent
BOOKS = HERE / "books"
sys.path.insert(0, str(HERE))  # tests and the benchmark share what is said of books

from book_library import Library  # noqa: E402

CHANGES = {"COMMONWEAL_VECTORS__DIMENSIONS": "64"}


@pytest.fixture(scope="module")
def installed():
    """Have the plugin of the books installed while the tests of a module run, as no other test expects it."""
    places = [str(BOOKS / "installed"), str(BOOKS)]
    sys.path[:0] = places
    yield
    for place in places:
        sys.path.remove(place)
    for name in [name for name in sys.modules if name.partition(".")[0] == "commonweal_books"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def chosen_plugins(installed):
    return ["books"]


@pytest.fixture
def soon(monkeypatch):
    """Let doubts be settled at once, and pages be small."""
    monkeypatch.setattr(doubts, "LATEST", 0.0)
    monkeypatch.setattr(filling, "PAGE", 8)


@pytest_asyncio.fixture(loop_scope="session")
async def library(tmp_path, database_settings, chosen_plugins, soon):
    """Run the app with books and no index yet."""
    async with running_site(tmp_path, database_settings, chosen_plugins, CHANGES) as site:
        yield Library(site, vectors_of(site.context("vectors").services))
