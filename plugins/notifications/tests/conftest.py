"""What the tests of notifications share: the plugin with what it requires, and a plugin that rings bells."""

import importlib
import sys
from pathlib import Path

import pytest
from commonweal import new_id
from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.deciding.storing import decide_and_store
from commonweal_notifications.hooks import Notice

HERE = Path(__file__).parent
BELLS = HERE / "bells"
sys.path.insert(0, str(HERE))  # tests share `crashing.py`


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["notifications"]


@pytest.fixture(scope="module")
def installed_bells():
    sys.path.insert(0, str(BELLS))
    importlib.invalidate_caches()
    yield importlib.import_module("bells.plugin")
    sys.path.remove(str(BELLS))


API = "/api/v1/notifications"


class World:
    """A running site, in which bells are rung and heard."""

    def __init__(self, site):
        self.site, self.database = site, site.database

    async def ring(self, *recipients, bell=None, kind="bells.rang", now=None):
        """Have an event of a kind decided for some principals, and return the bell."""
        bell = bell or new_id()
        notices = [
            Notice(
                recipient=each.account_id,
                data={"bell": str(bell)},
                about=f"bell:{bell}",
                group=f"bell:{bell}",
            )
            for each in recipients
        ]
        async with self.database.write() as work:
            await decide_and_store(work, kinds_of(self.site.host.services)[kind], new_id(), notices, now)
        return bell

    async def rows(self, sql, *given):
        async with self.database.read() as work:
            return [tuple(row) for row in await work.fetch(sql, *given)]

    async def change(self, sql, *given):
        async with self.database.write() as work:
            await work.execute(sql, *given)

    def as_(self, principal, **headers):
        return self.site.browse(principal, **headers)

    async def get(self, principal, path="", **query):
        async with self.as_(principal) as client:
            answer = await client.get(API + path, params=query)
            assert answer.status_code == 200, answer.text
            return answer.json()

    async def send(self, principal, method, path, body=None, status=200):
        async with self.as_(principal) as client:
            answer = await client.request(method, API + path, json=body)
            assert answer.status_code == status, answer.text
            return answer.json() if answer.content else None


@pytest.fixture
def world(site):
    return World(site)
