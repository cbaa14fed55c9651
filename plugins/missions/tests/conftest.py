"""What the tests of the marketplace share: its tables, and a way to put missions into them."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal import UnitOfWork, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_missions.rules.translation import source_hash

NOW = datetime.now(UTC)


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


class Market:
    """Puts missions, texts and claims into the tables, with values that keep the rules."""

    def __init__(self, database):
        self.database = database

    async def add(self, *, title="A mission", texts=None, **columns):
        """Add an approved, open mission, written in English unless ``source_locale`` says otherwise."""
        values = {
            "id": new_id(),
            "creator_kind": "agent",
            "creator_id": new_id(),
            "creator_name": "Heron Field",
            "domain": "elder_care",
            "type": "interview",
            "difficulty": "beginner",
            "reward_minor": 10_00,
            "duration_min": 60,
            "step_optional": [False, True],
            "evidence_kind": ["photo"],
            "evidence_required": [True],
            "source_locale": "en",
            "review_status": "approved",
            "published_at": NOW - timedelta(days=1),
            "expires_at": NOW + timedelta(days=30),
            **columns,
        }
        original = {
            "title": title,
            "description": f"What this is about: {title}.",
            "steps": ["Go there.", "Look around."],
            "evidence": ["A picture."],
        }
        rows = [{"locale": values["source_locale"], "provenance": "author", **original}]
        rows += [{"locale": locale, "provenance": "human", **text} for locale, text in (texts or {}).items()]
        async with self.database.write() as work:
            await insert(work, "mission", values)
            for row in rows:
                text = {"source_hash": source_hash(**original), **row}
                await insert(work, "mission_translation", {"mission_id": values["id"], **text})
        return values["id"]

    async def claim(self, mission_id, **columns):
        """Let a new human claim a slot of a mission."""
        values = {"id": new_id(), "mission_id": mission_id, "human_id": new_id(), **columns}
        if values.get("state") in ("verified", "abandoned", "released"):
            values.setdefault("finished_at", NOW)
        async with self.database.write() as work:
            await insert(work, "claim", {"deadline": NOW + timedelta(days=7), **values})
        return values["id"]

    async def change(self, mission_id, **columns):
        """Change columns of a mission."""
        assignments = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, 2))
        async with self.database.write() as work:
            await work.execute(
                f"UPDATE missions.mission SET {assignments} WHERE id = $1", mission_id, *columns.values()
            )


async def insert(work, table, values):
    marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await work.execute(
        f"INSERT INTO missions.{table} ({', '.join(values)}) VALUES ({marks})", *values.values()
    )


@pytest.fixture
def market(database):
    return Market(database)


@pytest.fixture(scope="session")
def market_in():
    """Make a market in a database that several tests share."""
    return Market


@asynccontextmanager
async def guest(home, settings):
    """A guest of the whole app; the app lives in a task of its own, as fixtures end in another."""
    ready, done = asyncio.get_running_loop().create_future(), asyncio.Event()

    async def live():
        async with running_app(home, settings) as app, browse(app) as client:
            ready.set_result(client)
            await done.wait()

    life = asyncio.create_task(live())
    await asyncio.wait([ready, life], return_when=asyncio.FIRST_COMPLETED)
    try:
        yield ready.result() if ready.done() else life.result()
    finally:
        done.set()
        await life


@pytest_asyncio.fixture(loop_scope="session")
async def client(tmp_path, database_settings):
    """A guest of the whole app, on this test's database."""
    async with guest(tmp_path, database_settings) as client:
        yield client


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_client(tmp_path_factory, database_server, migration_sources):
    """A guest of an app with an empty marketplace, for tests that change nothing."""
    async with (
        database_server.database(migration_sources) as settings,
        guest(tmp_path_factory.mktemp("app"), settings) as client,
    ):
        yield client


@pytest.fixture
def statements(monkeypatch):
    """Record the statements that units of work run."""

    @asynccontextmanager
    async def recording():
        seen = []
        with monkeypatch.context() as patch:
            for name in ("fetch", "fetch_row", "fetch_value", "execute"):
                original = getattr(UnitOfWork, name)

                async def recorded(work, sql, *arguments, original=original):
                    if "missions." in sql:
                        seen.append(sql)
                    return await original(work, sql, *arguments)

                patch.setattr(UnitOfWork, name, recorded)
            yield seen

    return recording
