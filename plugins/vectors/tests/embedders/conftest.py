"""The service of the tests, running, and the embedder as a deployment makes it."""

from pathlib import Path

import commonweal_vectors
import pytest
import pytest_asyncio
from commonweal import DriverSetup, HttpClient, Services, VectorSettings
from commonweal.plugin.context import PluginContext
from commonweal.plugin.manifest import read_manifest
from commonweal.plugin.names import Names
from commonweal.plugin.secret import Secret
from commonweal.testing.browser import served
from commonweal_vectors.embedders.openai import open_embedder

from .service import KEY, MODEL, Service


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def served_service():
    app = Service()
    async with served(app) as address:
        app.url = f"{address}/v1"
        yield app


@pytest.fixture
def service(served_service):
    """Give a service that was asked nothing and knows of no failure yet."""
    fresh = Service(url=served_service.url)
    vars(served_service).update(vars(fresh))
    return served_service


@pytest.fixture
def made(service, tmp_path):
    """Return what opens the embedder for the service, with the client that the plugin has in a deployment."""

    def make(**changes):
        given = {"embedder_url": service.url, "embedder_key": Secret(KEY), "model": MODEL, **changes}
        settings = VectorSettings(embedder="openai", **given)
        package = Path(commonweal_vectors.__file__).parent
        context = PluginContext(
            read_manifest(package, "vectors"), Names.of("vectors"), tmp_path, Services(), settings
        )
        services = Services()
        services.provide(HttpClient, HttpClient(context))
        return open_embedder(DriverSetup(settings, services, tmp_path))

    return make
