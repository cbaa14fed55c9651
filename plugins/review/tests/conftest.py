"""What the tests of review share: the app with a plugin that has notes to review, and people to act."""

import asyncio
import importlib
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import pytest_asyncio
from commonweal import Database, Principal, new_id
from commonweal.storage.migrations import MigrationSource
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app

NOTES = Path(__file__).parent / "notes"
API = "/api/v1/review"
NEEDED = {"identity", "review", "notes"}
OTHERS = [
    each.name
    for each in entry_points(group="commonweal.plugins")
    if each.name not in NEEDED and "locale" not in each.name
]
ALONE = {"COMMONWEAL_PLUGINS__DISABLED": ",".join(OTHERS)}
REASON = "Looked at it with care."


@pytest.fixture(scope="module", autouse=True)
def _installed_notes():
    sys.path.insert(0, str(NOTES))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(NOTES))


@pytest.fixture(scope="module")
def migration_sources(_installed_notes):
    notes = MigrationSource("notes", "notes", NOTES / "notes" / "migrations")
    return [
        *(source for source in installed_sources() if source.owner in ("kernel", "identity", "review")),
        notes,
    ]


def human(human_id=None, *roles, **more):
    return Principal(
        kind="human", id=str(human_id or new_id()), roles=frozenset({"human", *roles}), name="Ana", **more
    )


def admin(human_id=None, **more):
    return human(human_id, "admin", **more)


class Desk:
    """The running app and its database, with what tests do there."""

    def __init__(self, app, database):
        self.app, self.database = app, database

    def as_(self, principal=None, **headers):
        return browse(self.app, principal, **headers)

    async def write(self, text, author=None, **more):
        async with self.as_(author or human()) as client:
            return await client.post("/api/v1/notes", json={"text": text, **more})

    async def flagged(self, text="A half-hearted note", author=None, **more):
        """Write a note that waits, and return the id of its review."""
        answer = await self.write(text, author, **more)
        assert answer.json()["review_status"] == "flagged", answer.text
        return await self.value("SELECT id FROM review.item WHERE item_id = $1", answer.json()["id"])

    async def value(self, sql, *given):
        async with self.database.read() as work:
            return await work.fetch_value(sql, *given)

    async def rows(self, sql, *given):
        async with self.database.read() as work:
            return [dict(row) for row in await work.fetch(sql, *given)]

    async def change(self, sql, *given):
        async with self.database.write() as work:
            await work.execute(sql, *given)

    async def person(self):
        """Add a human, and return their id."""
        human_id = new_id()
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
            await work.execute(
                """INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name)
                VALUES ($1, $2, $2, '1', 'Ana')""",
                *(human_id, f"{human_id}@example.org"),
            )
        return human_id

    async def agent(self, *, days=30, items=5, owner=None):
        """Add a verified agent of so many days and approved items, and return who it is."""
        agent_id, owner = new_id(), owner or await self.person()
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
            await work.execute(
                """INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification,
                    verified_at, approved_items)
                VALUES ($1, $2, 'Heron', 'k', $3, 'verified', now() - make_interval(days => $4), $5)""",
                *(agent_id, f"a{agent_id.hex}", owner, days, items),
            )
        roles = frozenset({"agent", "agent_verified"})
        return Principal(kind="agent", id=str(agent_id), roles=roles, rate_class="agent_verified")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(tmp_path_factory, database_server, migration_sources):
    """One running app for the tests of a module, in a task of its own, as fixtures end in another one."""
    ready, done = asyncio.get_running_loop().create_future(), asyncio.Event()

    async def live():
        async with (
            database_server.database(migration_sources) as settings,
            running_app(tmp_path_factory.mktemp("app"), settings, **ALONE) as app,
        ):
            database = await Database.connect(settings, application_name="tests")
            ready.set_result(Desk(app, database))
            await done.wait()
            await database.close()

    life = asyncio.create_task(live())
    await asyncio.wait([ready, life], return_when=asyncio.FIRST_COMPLETED)
    yield ready.result() if ready.done() else life.result()
    done.set()
    await life


@pytest_asyncio.fixture(loop_scope="session")
async def desk(office):
    """The running app with an empty desk."""
    await office.change(
        """ALTER TABLE review.decision DISABLE TRIGGER append_only;
        TRUNCATE review.item, review.decision, review.report, notes.note, notes.told,
            identity.account, kernel.event CASCADE;
        ALTER TABLE review.decision ENABLE TRIGGER append_only"""
    )
    return office
