"""The real app with a plugin that shows and does everything, found like any installed plugin."""

import importlib
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal.testing.web import browse, running_app

GALLERY = Path(__file__).parent / "gallery"
OTHERS = [each.name for each in entry_points(group="commonweal.plugins") if "locale" not in each.name]
ALONE = {
    "COMMONWEAL_PLUGINS__DISABLED": ",".join(OTHERS),
    "COMMONWEAL_WEB__SLOT_MILLISECONDS": "150",  # one of the gallery is always late
}


@pytest.fixture(scope="module", autouse=True)
def _installed_gallery():
    sys.path.insert(0, str(GALLERY))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(GALLERY))


@pytest.fixture(scope="session")
def migration_sources():
    return [kernel_source(), MigrationSource("gallery", "gallery", GALLERY / "gallery" / "migrations")]


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """One data directory for all, so that plugins are tried in a process of their own only once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def alone():
    """Leave every other plugin out."""
    return ALONE


@pytest.fixture
def start(database_settings, home):
    """Start the app with settings of the test's choice."""

    def starter(**changes):
        return running_app(home, database_settings, **ALONE, **changes)

    return starter


@pytest.fixture
async def app(start):
    async with start() as running:
        yield running


@pytest.fixture
async def client(app):
    async with browse(app) as browser:
        yield browser


@pytest.fixture
async def person(app):
    async with browse(app, accept="text/html,application/xhtml+xml") as browser:
        yield browser
