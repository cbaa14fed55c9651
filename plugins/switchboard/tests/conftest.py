"""What the tests of the switchboard share: the app with three plugins to switch, and people to act."""

import asyncio
import importlib
import re
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from commonweal import Principal
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_identity.testing import People

SITE = Path(__file__).parent / "site"
PLUGINS = ("identity", "switchboard", "lamp", "wick", "quay", "locale-en", "locale-es", "locale-zh-hans")
ALONE = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(PLUGINS)}
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture(scope="module", autouse=True)
def _installed_site():
    sys.path.insert(0, str(SITE))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(SITE))


@pytest.fixture(scope="module")
def migration_sources(_installed_site):
    return [source for source in installed_sources() if source.owner in ("kernel", *PLUGINS)]


class Board:
    """The running app and its database, with what tests do there."""

    def __init__(self, app, database):
        self.app, self.database = app, database

    async def admin(self):
        return await self.human("Ada", is_admin=True)

    async def human(self, name="Ana", *, is_admin=False):
        async with self.database.write() as work:
            human_id = await People().human(work, name, "en", is_admin=is_admin)
        roles = frozenset({"human", "admin"} if is_admin else {"human"})
        return Principal(kind="human", id=str(human_id), roles=roles, name=name)

    async def organisation(self, **members):
        """Make an organisation with members by role; return its slug."""
        async with self.database.write() as work:
            organisation_id = await People().organisation(work, "Herons")
            for role, member in members.items():
                await People().member(work, organisation_id, member.account_id, role)
            return await work.fetch_value(
                "SELECT slug FROM identity.organisation WHERE id = $1", organisation_id
            )

    def as_(self, principal=None, **headers):
        return browse(self.app, principal, **headers)

    @asynccontextmanager
    async def browser(self, principal):
        """Be in a browser of somebody who is signed in."""
        async with browse(
            self.app, msgspec.structs.replace(principal, by_cookie=True), accept="text/html"
        ) as client:
            yield Browser(client)

    async def rows(self, sql):
        async with self.database.read() as work:
            return [tuple(row) for row in await work.fetch(sql)]


class Browser:
    """A browser that sends the forms it is shown."""

    def __init__(self, client):
        self.client = client

    async def see(self, path):
        return await self.client.get(path)

    async def press(self, page, action, **entries):
        """Open a page and send the form with an action that is on it, with its hidden fields."""
        shown = (await self.client.get(page)).text
        [form, *_] = [
            part.partition("</form>")[0] for part in shown.split("<form")[1:] if f'action="{action}"' in part
        ]
        return await self.client.post(action, data={**dict(_HIDDEN.findall(form)), **entries})


@pytest.fixture
async def board(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        board = Board(app, database)
        async with asyncio.timeout(20):
            while not await board.rows("SELECT FROM kernel.process"):  # it says so soon after its start
                await asyncio.sleep(0.01)
        yield board
