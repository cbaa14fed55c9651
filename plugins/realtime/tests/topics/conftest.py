"""What the tests of topics share: the app with everything that can be followed, and a stage before it."""

from contextlib import asynccontextmanager

import pytest
from commonweal.testing.hosts import with_requirements
from commonweal.testing.people import Principals, people_of
from commonweal_realtime.hub.hub import Hub

from .stage import Stage


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["realtime"]


@pytest.fixture
def stage_with(host_with):
    """Give what runs a stage with settings of the test's choice."""

    @asynccontextmanager
    async def run(deaf=(), **settings):
        changes = {"COMMONWEAL_WEB__LIMITS": "{}", **settings}
        async with host_with("realtime", **changes) as site:
            principals = Principals(site.database, people_of(with_requirements(["realtime"])))
            hub = Hub(site.host, site.database)
            async with hub.running():
                yield await Stage.of(site, principals, hub, deaf)

    return run
