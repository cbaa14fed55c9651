"""What most tests of identity need: the app with its database, and what they do to it."""

import pytest

from .people import site_of, sources


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def site(tmp_path, database, database_settings):
    async with site_of(tmp_path, database, database_settings) as site:
        yield site
