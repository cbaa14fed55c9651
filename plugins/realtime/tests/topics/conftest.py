"""What the tests of topics share: the app with everything that can be followed, and a stage before it."""

from contextlib import asynccontextmanager

import pytest
from commonweal.testing.hosts import with_requirements
from commonweal.testing.people import Principals, people_of
from commonweal_realtime.hub.hub import Hub

from .stage import Stage

APP = ["realtime", "circles"]
"""Circles bring topics of their own; what people do in them is told there, and in the topics of people."""


@pytest.fixture(scope="module")
def chosen_plugins():
    return APP


@pytest.fixture
def stage_with(host_with):
    """Give what runs a stage with settings of the test's choice."""

    @asynccontextmanager
    async def run(deaf=(), **settings):
        changes = {"COMMONWEAL_WEB__LIMITS": "{}", **settings}
        async with host_with(*APP, **changes) as site:
            principals = Principals(site.database, people_of(with_requirements(APP)))
            hub = Hub(site.host, site.database)
            async with hub.running():
                yield await Stage.of(site, principals, hub, deaf)

    return run
