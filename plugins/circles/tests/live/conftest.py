"""What the tests of the stream share: the app, a hub beside it, and the checker of what was received."""

import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

REALTIME = Path(__file__).parents[3] / "realtime" / "tests"
sys.path[:0] = [str(REALTIME), str(REALTIME / "hub"), str(Path(__file__).parent)]

from commonweal.plugin.acting import acting_as  # noqa: E402 - found there
from commonweal_realtime.hub.hub import Hub  # noqa: E402


@pytest.fixture
def hub_on(site):
    """Give what runs a hub on the app's database, with the rights that a gateway has."""

    @asynccontextmanager
    async def run(**options):
        hub = Hub(site.host, site.database, **options)
        with acting_as("realtime"):
            running = hub.running()
            await running.__aenter__()
        try:
            yield hub
        finally:
            await running.__aexit__(None, None, None)

    return run
