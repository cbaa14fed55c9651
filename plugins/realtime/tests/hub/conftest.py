"""A hub on a real database, with a meadow to follow."""

import asyncio
import importlib
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.web import web_environment

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]  # tests share `checker.py` and `hub_world.py`

from hub_world import World  # noqa: E402 - found there


@pytest.fixture(scope="module", autouse=True)
def _installed_meadow():
    sys.path.insert(0, str(HERE / "meadow"))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(HERE / "meadow"))


@pytest.fixture(scope="module")
def chosen_plugins(_installed_meadow):
    return ["meadow"]


@asynccontextmanager
async def _in_own_task(context):
    ready, done = asyncio.get_running_loop().create_future(), asyncio.Event()

    async def live():
        async with context as value:
            ready.set_result(value)
            await done.wait()

    life = asyncio.create_task(live())
    await asyncio.wait([ready, life], return_when=asyncio.FIRST_COMPLETED)
    yield ready.result() if ready.done() else life.result()
    done.set()
    await life


@asynccontextmanager
async def _world(home, server):
    plugins = with_requirements(["meadow"])
    async with server.database(sources_of(plugins)) as settings:
        environment = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(plugins)}
        loaded = Settings.load(web_environment(home, settings, environment))
        async with await Runtime.create(loaded, "gateway") as runtime:
            assert runtime.host.plugins["meadow"] in runtime.host.running()
            yield World(runtime)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory, database_server, chosen_plugins):
    """One world for the tests of a module; each test has clubs and fields of its own."""
    async with _in_own_task(_world(tmp_path_factory.mktemp("home"), database_server)) as world:
        yield world
