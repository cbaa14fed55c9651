"""What tests do as a person: browse with a cookie, fill in forms, and read the mail that tasks sent."""

import re
from contextlib import asynccontextmanager

from commonweal import TaskContext, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal.web.edge import Edge
from commonweal_mailers.mailbox import kept_mails

API = "/api/v1/identity"
PASSWORD = "Tide-Pool-2026"
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PLUGINS = ("identity", "ledger", "mailbox", "locale-en", "locale-es", "locale-zh-hans")
EASY = {
    "COMMONWEAL_PLUGINS__ENABLED": ",".join(PLUGINS),
    "COMMONWEAL_IDENTITY__HASH_MEMORY_KIB": "8",
    "COMMONWEAL_IDENTITY__HASH_ROUNDS": "1",
    "COMMONWEAL_WEB__LIMITS": '{"register": 1000, "login": 1000, "code": 1000, "second_factor": 1000}',
}


def sources():
    """Return the migrations of the plugins that these tests need."""
    return [source for source in installed_sources() if source.owner in ("kernel", *PLUGINS)]


class Site:
    """A running app, with what tests look at behind it."""

    def __init__(self, app, database):
        self.app, self.database = app, database
        edge = app.asgi_handler
        while not isinstance(edge, Edge):
            edge = edge.app if hasattr(edge, "app") else edge._app
        self.host = edge._web.host

    @property
    def context(self):
        return self.host.plugins["identity"].context

    @property
    def hasher(self):
        from commonweal_identity.services import identity_of

        return identity_of(self.context).hasher

    def person(self, **headers):
        """Return a browser of somebody who is not signed in."""
        return Person(self, browse(self.app, accept="text/html", **headers))

    async def work(self):
        """Run the tasks of identity that were asked for, once each."""
        from commonweal_identity.plugin import parts

        tasks = {task.name: task for part in parts() for task in part.tasks}
        async with self.database.write() as work:
            rows = await work.fetch("DELETE FROM kernel.task_request RETURNING id, task, arguments::text")
        for row in rows:
            if task := tasks.get(row["task"]):
                about = TaskContext(id=row["id"], attempt=1, database=self.database, plugin=self.context)
                await task.function(about, **task.unpack(row["arguments"]))

    async def mails(self, to=None):
        """Return the mails to an address, the newest first."""
        await self.work()
        async with self.database.read() as work:
            return await kept_mails(work, to)

    async def code(self, to):
        """Return the code in the newest mail to an address."""
        return re.search(r"\b\d{6}\b", (await self.mails(to))[0].text)[0]

    async def value(self, sql, *given):
        async with self.database.read() as work:
            return await work.fetch_value(sql, *given)

    async def change(self, sql, *given):
        async with self.database.write() as work:
            await work.execute(sql, *given)

    async def events(self, name):
        async with self.database.read() as work:
            rows = await work.fetch("SELECT type FROM kernel.event WHERE type = $1", f"identity.{name}")
        return len(rows)

    async def add(self, email="ana@example.org", password=PASSWORD, **columns):
        """Add a person who has registered."""
        from commonweal_identity.services import identity_of

        values = {
            "id": new_id(),
            "email": email,
            "email_key": email.casefold(),
            "accepted_terms": "1",
            "display_name": "Ana",
            "password_hash": password and await identity_of(self.context).hasher.hash(password),
            **columns,
        }
        marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", values["id"])
            await work.execute(
                f"INSERT INTO identity.human ({', '.join(values)}) VALUES ({marks})", *values.values()
            )
        return values["id"]


class Person:
    """A browser, with its cookies."""

    def __init__(self, site, client):
        self.site, self.client = site, client

    async def see(self, path):
        """Open a page."""
        return await self.client.get(path)

    async def send(self, page, action=None, **entries):
        """Open a page and send a form of it, with its hidden fields."""
        shown = await self.client.get(page)
        hidden = dict(_HIDDEN.findall(shown.text))
        return await self.client.post(action or page.partition("?")[0], data={**hidden, **entries})

    async def register(self, email="ana@example.org", password=PASSWORD, **entries):
        """Ask for an account."""
        return await self.send(
            "/register",
            **{
                "display_name": "Ana",
                "email": email,
                "password": password,
                "is_adult": "1",
                "accepts_terms": "1",
                **entries,
            },
        )

    async def sign_in(self, email="ana@example.org", password=PASSWORD, **entries):
        """Sign in by the form."""
        return await self.send("/sign-in", email=email, password=password, **entries)

    @property
    def is_known(self):
        return bool(self.client.cookies.get("session"))


@asynccontextmanager
async def site_of(tmp_path, database, settings, **changes):
    """Run the app with hashes that cost little."""
    async with running_app(tmp_path, settings, **{**EASY, **changes}) as app:
        yield Site(app, database)
