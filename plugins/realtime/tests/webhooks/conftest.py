"""The app with a grove to follow, and a server of our own that is told."""

import importlib
import sys
from pathlib import Path

import pytest
import pytest_asyncio
from commonweal import emit
from commonweal.testing.sites import running_site

from .receiver import receiving

GROVE = Path(__file__).parent / "grove"
API = "/api/v1/realtime/webhooks"


@pytest.fixture(scope="module", autouse=True)
def _installed_grove():
    sys.path.insert(0, str(GROVE))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(GROVE))


@pytest.fixture(scope="module")
def chosen_plugins(_installed_grove):
    return ["grove"]


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path, database_settings, chosen_plugins):
    """Run the app where webhooks may lead to this machine."""
    changes = {"COMMONWEAL_REALTIME__WEBHOOKS_ON_LOOPBACK": "true"}
    async with running_site(tmp_path, database_settings, chosen_plugins, changes) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def receiver():
    async with receiving() as running:
        yield running


class Grove:
    """What happens in the grove, and who has webhooks of it."""

    def __init__(self, site):
        self.site = site
        self.secrets = {}

    async def fall(self, tree, *numbers, subject=None):
        """Let leaves fall, each in a transaction of its own."""
        from grove.plugin import LeafFell

        for number in numbers:
            async with self.site.database.write() as work:
                await emit(work, LeafFell(tree=tree, number=number), subject=subject)

    async def keep(self, tree, principal):
        async with self.site.database.write() as work:
            await work.execute("INSERT INTO grove.keeper VALUES ($1, $2)", tree, principal.account_id)

    async def leave(self, tree, principal):
        from grove.plugin import KeeperLeft

        async with self.site.database.write() as work:
            await work.execute(
                "DELETE FROM grove.keeper WHERE tree = $1 AND account = $2", tree, principal.account_id
            )
            await emit(work, KeeperLeft(tree=tree, account=principal.account_id))

    async def storm(self, tree):
        from grove.plugin import StormCame

        async with self.site.database.write() as work:
            await emit(work, StormCame(tree=tree))

    async def webhook(self, principal, url, *topics, name=""):
        """Make a webhook and return its id; its secret is kept."""
        async with self.site.browse(principal) as client:
            answer = await client.post(API, json={"url": url, "topics": topics, "name": name})
        assert answer.status_code == 201, answer.text
        made = answer.json()
        self.secrets[made["webhook"]["id"]] = made["secret"]
        return made["webhook"]["id"]

    async def ask(self, principal, path, method="GET", status=200, **body):
        """Ask the API for something of webhooks, and return the answer's JSON."""
        async with self.site.browse(principal) as client:
            sent = {"json": body} if method in ("POST", "PATCH") and body else {}
            answer = await client.request(method, f"{API}{path}", **sent)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None


@pytest_asyncio.fixture(loop_scope="session")
async def grove(site):
    return Grove(site)
