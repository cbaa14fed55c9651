"""Each plugin's statements have the rights of that plugin only, and the kernel's have all."""

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest
from commonweal import Event, TaskContext, UnitOfWork, emit, enqueue, event_type, task
from commonweal.plugin.acting import ANYONE, acting_as, acting_plugin
from commonweal.plugin.secret import Secret
from commonweal.storage.database import Database
from commonweal.storage.errors import MigrationRefused, NothingSaved, RightsExceeded
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.roles import role_name
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

TABLES = {
    "circles": """
        CREATE TABLE member (number bigint GENERATED ALWAYS AS IDENTITY, place bigserial, name text UNIQUE);
        CREATE VIEW name AS SELECT name FROM member;
        CREATE FUNCTION shout(word text) RETURNS text LANGUAGE sql AS 'SELECT upper(word)';
    """,
    "ledger": """
        CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
        CREATE TABLE change (account int REFERENCES account DEFERRABLE INITIALLY DEFERRED);
        CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM FROM ledger.account; RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER looked AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION look();
    """,
    "vector_store": "CREATE TABLE item (id int);",
}
WHO = "SELECT current_user::text"
OWNERS = [None, "circles", "ledger", "vector-store"]


@event_type("circles.joined")
class Joined(Event, frozen=True):
    size: int


@task("circles.greet")
async def greet(context: TaskContext) -> None: ...


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[MigrationSource]:
    """Three plugins' migrations, with all that PostgreSQL has rights for."""
    folder = tmp_path_factory.mktemp("migrations")
    for schema, sql in TABLES.items():
        (folder / schema).mkdir()
        down = f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema};"
        (folder / schema / "0001_tables.sql").write_text(f"-- migrate: up\n{sql}\n-- migrate: down\n{down}\n")
    plugins = [MigrationSource(schema.replace("_", "-"), schema, folder / schema) for schema in TABLES]
    return [kernel_source(), *plugins]


@pytest.fixture(scope="session")
def migration_sources() -> list[MigrationSource]:
    return [kernel_source()]


@pytest.fixture
async def database_settings(database_server: DatabaseServer, sources: list[MigrationSource]):
    async with database_server.database(sources) as found:
        yield replace(found, plugin_roles=True)


def expected(owner: str | None) -> str:
    return "commonweal" if owner is None else role_name("commonweal", owner.replace("-", "_"))


async def test_a_plugin_does_with_its_own_schema_what_it_likes(database: Database):
    with acting_as("circles"):
        async with database.write() as work:
            await work.execute("INSERT INTO circles.member (name) VALUES ('Ana'), ('Bo')")
            await work.execute("UPDATE circles.member SET name = circles.shout(name)")
            await work.execute("DELETE FROM circles.member WHERE name = 'BO'")
            assert await work.fetch_value("SELECT name FROM circles.name") == "ANA"
        async with database.read() as work:
            assert await work.fetch_value("SELECT count(*) FROM circles.member") == 1


async def test_every_plugin_emits_and_enqueues_also_one_without_a_schema(database: Database):
    for owner in ("circles", "without-schema"):
        with acting_as(owner):
            async with database.write() as work:
                await emit(work, Joined(size=1))
                await enqueue(work, greet)
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM kernel.event") == 2
        assert await work.fetch_value("SELECT count(*) FROM kernel.task_request") == 2


@pytest.mark.parametrize("owner", ["circles", "without-schema"])
@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("SELECT a.balance FROM ledger.account AS a WHERE a.id = 1", "ledger.account of plugin ledger"),
        ('SELECT balance FROM "ledger"."account"', "ledger.account of plugin ledger"),
        ("UPDATE ledger.account SET balance = 0", "ledger.account of plugin ledger"),
        ("INSERT INTO vector_store.item VALUES (1)", "vector_store.item of plugin vector-store"),
        ("SELECT count(*) FROM kernel.subscription", "kernel.subscription of the kernel"),
        ("SELECT id FROM kernel.event", "kernel.event of the kernel"),
    ],
)
async def test_what_belongs_to_others_is_refused_with_both_named(database: Database, owner, sql, table):
    for unit in (database.read, database.write):
        with acting_as(owner):
            with pytest.raises(RightsExceeded, match=f"^plugin {owner} may not use {table}: ") as refused:
                async with unit() as work:
                    await work.execute(sql)
            assert isinstance(refused.value.__cause__, asyncpg.InsufficientPrivilegeError)


async def test_a_function_of_others_has_no_more_rights_than_its_caller(database: Database):
    with acting_as("circles"), pytest.raises(RightsExceeded, match=r"kernel\.pardon_breaches of the kernel"):
        async with database.write() as work:
            await work.execute("SELECT kernel.pardon_breaches('human:1')")


async def test_the_refusal_says_what_to_call_instead(database: Database):
    with acting_as("circles"), pytest.raises(RightsExceeded, match=r"call commonweal_ledger\.api instead$"):
        async with database.read() as work:
            await work.fetch("SELECT * FROM circles.member JOIN ledger.account ON true")
    with acting_as("circles"), pytest.raises(RightsExceeded, match="and migrations change tables"):
        async with database.write() as work:
            await work.execute("CREATE TABLE circles.more (id int)")


async def test_what_any_plugin_may_do_changes_no_role(database: Database):
    with acting_as("circles"):
        async with database.write() as work:
            with acting_as(ANYONE):
                assert await work.fetch_value(WHO) == expected("circles")
                async with database.write() as inner:
                    assert await inner.fetch_value(WHO) == expected("circles")
            with acting_as("ledger"):
                assert await work.fetch_value(WHO) == expected("ledger")
            with acting_as(ANYONE):
                assert await work.fetch_value(WHO) == expected("ledger")
    with acting_as(ANYONE):
        async with database.write() as work:
            assert await work.fetch_value(WHO) == "commonweal"


async def test_without_the_setting_plugins_may_do_everything(database_settings: DatabaseSettings):
    database = await Database.connect(replace(database_settings, plugin_roles=False), application_name="all")
    with acting_as("circles"):
        async with database.write() as work:
            await work.execute("INSERT INTO ledger.account VALUES (1, 1)")
            assert await work.fetch_value(WHO) == "commonweal"
    await database.close()


async def test_reading_units_take_turns_on_one_connection(database_settings: DatabaseSettings):
    database = await Database.connect(replace(database_settings, pool_max=1), application_name="one")
    for owner in [*OWNERS, *reversed(OWNERS), *OWNERS]:
        with acting_as(owner):
            async with database.read() as work:
                assert await work.fetch_value(WHO) == expected(owner)
            async with database.write() as work:
                assert await work.fetch_value(WHO) == expected(owner)
    await database.close()


class Undone(Exception):
    """What a unit of the random program fails with."""


class Program:
    """A random program of acting, nesting, failing and going on; the server says at each step who acts."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)

    async def run(self) -> None:
        with acting_as(self.chance.choice(OWNERS)):
            with suppress(Undone):
                async with self.database.write() as work:
                    await self.steps(work, 0)
                    self.perhaps_fail()
            async with self.database.read() as work:
                await self.look(work)

    async def steps(self, work: UnitOfWork, depth: int) -> None:
        for _ in range(self.chance.randrange(4)):
            with acting_as(self.chance.choice(OWNERS)):
                match self.chance.randrange(4):
                    case 0 if depth < 4:
                        await self.nest(depth)
                    case 1:
                        async with self.database.read() as inner:
                            await self.look(inner)
                    case _:
                        await self.look(work)
            if self.chance.random() < 0.5:
                await self.look(work)

    async def nest(self, depth: int) -> None:
        with suppress(Undone, asyncpg.DivisionByZeroError):
            async with self.database.write() as inner:
                await self.steps(inner, depth + 1)
                self.perhaps_fail()
                if self.chance.random() < 0.2:
                    await inner.execute("SELECT 1 / 0")

    def perhaps_fail(self) -> None:
        if self.chance.random() < 0.3:
            raise Undone

    async def look(self, work: UnitOfWork) -> None:
        assert await work.fetch_value(WHO) == expected(acting_plugin())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
async def test_the_role_is_right_at_every_statement_of_nested_units(database: Database, seed: int):
    await Program(database, seed).run()


async def test_checks_put_off_to_the_commit_may_look_at_their_own_tables(database: Database):
    async with database.write() as work:
        await work.execute("INSERT INTO ledger.account VALUES (1, 1)")
    with acting_as("circles"):
        async with database.write() as work:
            with acting_as("ledger"):
                await work.execute("INSERT INTO ledger.change VALUES (1)")
            await work.execute("INSERT INTO circles.member (name) VALUES ('Ana')")
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with database.write() as work:
                with acting_as("ledger"):
                    await work.execute("INSERT INTO ledger.change VALUES (2)")
                await work.fetch_value(WHO)


async def test_a_swallowed_refusal_saves_nothing(database: Database):
    with acting_as("circles"), pytest.raises(NothingSaved):
        async with database.write() as work:
            await work.execute("INSERT INTO circles.member (name) VALUES ('Ana')")
            with pytest.raises(RightsExceeded):
                await work.fetch("SELECT * FROM ledger.account")
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM circles.member") == 0


async def test_a_unit_cancelled_while_its_role_changes_leaves_no_wrong_one(
    database_settings: DatabaseSettings,
):
    database = await Database.connect(replace(database_settings, pool_max=2), application_name="cancelled")

    async def changing() -> None:
        while True:
            for owner in OWNERS:
                with acting_as(owner):
                    async with database.read() as work:
                        assert await work.fetch_value(WHO) == expected(owner)
                    async with database.write() as work:
                        with acting_as("ledger"):
                            assert await work.fetch_value(WHO) == expected("ledger")
                        assert await work.fetch_value(WHO) == expected(owner)

    for number in range(60):
        running = asyncio.create_task(changing())
        await asyncio.sleep(0.001 * (number % 12))
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    await database.close()


async def test_a_connection_of_its_own_has_the_rights_of_the_plugin_too(database: Database):
    with acting_as("circles"):
        async with database.direct_connection() as connection:
            assert await connection.fetchval(WHO) == expected("circles")
    async with database.direct_connection() as connection:
        assert await connection.fetchval(WHO) == "commonweal"


async def test_lost_rights_are_given_again_and_new_tables_get_theirs(
    database: Database, database_settings: DatabaseSettings, sources: list[MigrationSource], tmp_path: Path
):
    migrator = Migrator(database_settings, sources)
    assert not await migrator.lacks_rights()
    async with database.write() as work:
        await work.execute(f'REVOKE SELECT ON circles.member FROM "{expected("circles")}"')
        await work.execute(f'REVOKE USAGE ON SCHEMA kernel FROM "{expected("ledger")}"')
        await work.execute("CREATE TABLE circles.later (id serial)")
        await work.execute("REVOKE EXECUTE ON FUNCTION circles.shout FROM PUBLIC")
    assert await migrator.lacks_rights()
    assert await migrator.apply() == []
    assert not await migrator.lacks_rights()
    with acting_as("circles"):
        async with database.write() as work:
            await work.execute("INSERT INTO circles.later DEFAULT VALUES")
            assert await work.fetch_value("SELECT circles.shout('a') FROM circles.name") is None
    assert not await Migrator(replace(database_settings, plugin_roles=False), sources).lacks_rights()


async def roles_of(connection: asyncpg.Connection, user: str) -> set[str]:
    found = await connection.fetch("SELECT rolname FROM pg_roles WHERE rolname ~ $1", f"^{user}_")
    return {row[0] for row in found}


async def test_a_removed_plugin_leaves_no_role_unless_another_database_knows_it(
    modest, sources: list[MigrationSource]
):
    found, admin = modest
    await admin.execute("ALTER ROLE modest CREATEROLE")
    await admin.execute("CREATE DATABASE modest_too OWNER modest")
    try:
        other = replace(found, url=Secret(found.url.reveal().replace("/modest?", "/modest_too?")))
        for each in (found, other):
            await Migrator(each, sources).apply()
        await Migrator(found, sources).remove("circles", dry_run=True)
        await Migrator(found, sources).remove("circles", dry_run=False)
        assert "modest_circles" in await roles_of(admin, "modest")
        database = await Database.connect(other, application_name="other")
        with acting_as("circles"):
            async with database.write() as work:
                await work.execute("INSERT INTO circles.member (name) VALUES ('Ana')")
                await emit(work, Joined(size=1))
        await database.close()
        await Migrator(other, sources).remove("circles", dry_run=False)
        assert await roles_of(admin, "modest") == {"modest_ledger", "modest_vector_store", "modest_plugins"}
    finally:
        await admin.execute("DROP DATABASE modest_too WITH (FORCE)")


@pytest.fixture
async def modest(database_server: DatabaseServer):
    """A database that belongs to a user who is no superuser and may not make roles."""
    async with database_server.database([]) as any_other:
        address = any_other.url.reveal()
        admin = await asyncpg.connect(address)
        await admin.execute("CREATE ROLE modest LOGIN")
        await admin.execute("CREATE DATABASE modest OWNER modest")
        name = address.partition("?")[0].rpartition("/")[2]
        own = address.replace("//commonweal@", "//modest@").replace(f"/{name}?", "/modest?")
        yield replace(any_other, url=Secret(own)), admin
        await admin.execute("DROP DATABASE modest WITH (FORCE)")
        for (role,) in await admin.fetch("SELECT rolname FROM pg_roles WHERE rolname ~ '^modest_'"):
            await admin.execute(f'DROP ROLE "{role}"')
        await admin.execute("DROP ROLE modest")
        await admin.close()


async def test_a_user_that_may_not_make_roles_is_told_what_to_do(modest, sources: list[MigrationSource]):
    found, _ = modest
    with pytest.raises(MigrationRefused, match=r"CREATEROLE, or set database\.plugin_roles to false"):
        await Migrator(replace(found, plugin_roles=True), sources).apply()
    without = replace(found, plugin_roles=False)
    assert await Migrator(without, sources).apply() == []
    database = await Database.connect(without, application_name="modest")
    with acting_as("circles"):
        async with database.read() as work:
            assert await work.fetch("SELECT * FROM ledger.account") == []
    await database.close()


async def test_a_user_that_may_make_roles_need_not_be_a_superuser(modest, sources: list[MigrationSource]):
    found, admin = modest
    await admin.execute("ALTER ROLE modest CREATEROLE")
    found = replace(found, plugin_roles=True)
    await Migrator(found, sources).apply()
    database = await Database.connect(found, application_name="modest")
    for owner in OWNERS:
        with acting_as(owner):
            async with database.write() as work:
                assert await work.fetch_value(WHO) == expected(owner).replace("commonweal", "modest")
                await emit(work, Joined(size=1))
            async with database.read() as work:
                assert await work.fetch_value(WHO) == expected(owner).replace("commonweal", "modest")
    with acting_as("circles"), pytest.raises(RightsExceeded, match=r"ledger\.account of plugin ledger"):
        async with database.read() as work:
            await work.fetch("SELECT * FROM ledger.account")
    await database.close()


def test_a_role_is_called_by_its_user_and_never_too_long():
    assert role_name("commonweal", "ledger") == "commonweal_ledger"
    long = {role_name("u" * 40 + user, "s" * 40) for user in "ab"}
    assert len(long) == 2
    assert all(len(name) <= 63 for name in long)
