"""One app of all plugins is lent to test after test: to put one together takes longer than most tests do."""

import pytest
from commonweal.testing.database import installed_sources
from commonweal.testing.web import running_app


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


async def test_each_runtime_has_the_same_handlers(tmp_path, database_settings):
    lent = []
    for name in ("first", "second"):
        async with running_app(tmp_path / name, database_settings) as app:
            lent.append(app)
    different = "a plugin makes handlers anew for each runtime: let them find what they need in their request"
    assert lent[0] is lent[1], different
