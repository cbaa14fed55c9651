"""Migrations: applied once, in order, whole or not at all, and taken away again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from commonweal.storage.connecting import connect
from commonweal.storage.database import Database
from commonweal.storage.errors import MigrationRefused
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer


@pytest.fixture
async def empty(database_server: DatabaseServer) -> AsyncIterator[DatabaseSettings]:
    """A database without any migration, the kernel's included."""
    async with database_server.database([]) as settings:
        async with connect(settings, "test") as connection:
            await connection.execute("DROP SCHEMA kernel CASCADE")
        yield settings


def source(folder: Path, owner: str, **files: str) -> MigrationSource:
    """A plugin's folder; ``_0001_name="sql"`` makes a file whose down section undoes nothing."""
    directory = folder / owner
    directory.mkdir(exist_ok=True)
    for name, text in files.items():
        whole = text if "-- migrate:" in text else f"-- migrate: up\n{text}\n-- migrate: down\nSELECT 1\n"
        (directory / f"{name.lstrip('_')}.sql").write_text(whole)
    return MigrationSource(owner, owner.replace("-", "_"), directory)


async def value(settings: DatabaseSettings, sql: str) -> object:
    async with connect(settings, "test") as connection:
        return await connection.fetchval(sql)


async def tables(settings: DatabaseSettings) -> list[str]:
    return await value(
        settings,
        "SELECT coalesce(array_agg(schemaname || '.' || tablename ORDER BY schemaname, tablename), '{}') "
        "FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'kernel')",
    )


async def test_migrations_run_in_the_order_of_sources_and_numbers_each_in_its_own_schema(
    empty: DatabaseSettings, tmp_path: Path
):
    first = source(
        tmp_path, "base", _0001_one="CREATE TABLE a ()", _0002_two="ALTER TABLE a ADD COLUMN n integer"
    )
    second = source(tmp_path, "on-top", _0001_one="CREATE TABLE b AS SELECT n FROM base.a")
    migrator = Migrator(empty, [first, second])
    names = ["base 0001_one", "base 0002_two", "on-top 0001_one"]
    assert [str(step) for step in await migrator.plan()] == names
    heard: list[str] = []
    await migrator.apply(lambda step: heard.append(str(step)))
    assert heard == names
    assert await tables(empty) == ["base.a", "on_top.b"]
    assert await migrator.plan() == []
    assert await migrator.apply() == []


async def test_a_plan_changes_nothing(empty: DatabaseSettings, tmp_path: Path):
    await Migrator(empty, [kernel_source(), source(tmp_path, "base", _0001_one="CREATE TABLE a ()")]).plan()
    assert await value(empty, "SELECT to_regnamespace('kernel') IS NULL AND to_regnamespace('base') IS NULL")


async def test_the_kernels_own_migrations_apply(empty: DatabaseSettings):
    applied = await Migrator(empty, [kernel_source()]).apply()
    assert {step.owner for step in applied} == {"kernel"}
    assert await Migrator(empty, [kernel_source()]).plan() == []


async def test_two_migrators_at_once_take_turns(empty: DatabaseSettings, tmp_path: Path):
    folder = source(
        tmp_path, "base", _0001_one="CREATE TABLE a (); SELECT pg_sleep(0.2)", _0002_two="CREATE TABLE b ()"
    )
    done = await asyncio.gather(*(Migrator(empty, [folder]).apply() for _ in range(3)))
    assert sorted(map(len, done)) == [0, 0, 2]


async def test_a_migrator_that_waits_for_its_turn_is_in_no_ones_way(empty: DatabaseSettings, tmp_path: Path):
    folder = source(
        tmp_path,
        "base",
        _0001_slow="CREATE TABLE a (n integer); SELECT pg_sleep(0.5)",
        _0002_index=INDEX,
    )
    done = await asyncio.gather(*(Migrator(empty, [folder]).apply() for _ in range(3)))
    assert sorted(map(len, done)) == [0, 0, 2]


async def test_a_failing_file_leaves_nothing_of_itself_and_all_of_those_before(
    empty: DatabaseSettings, tmp_path: Path
):
    folder = source(
        tmp_path,
        "base",
        _0001_good="CREATE TABLE a ()",
        _0002_bad="CREATE TABLE b (); SELECT 1 / 0",
        _0003_later="SELECT 1",
    )
    with pytest.raises(MigrationRefused, match="0002_bad failed and is not applied: division by zero"):
        await Migrator(empty, [folder]).apply()
    assert await tables(empty) == ["base.a"]
    assert [step.number for step in await Migrator(empty, [folder]).plan()] == [2, 3]


async def killed_while(
    settings: DatabaseSettings, folder: MigrationSource, statement: str, *, waiting: bool = False
) -> None:
    """Apply ``folder`` and end its session as soon as it runs ``statement``, or waits for a lock in it."""
    applying = asyncio.create_task(Migrator(settings, [folder]).apply())
    async with connect(settings, "killer") as connection:
        while not await connection.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = "
            "'commonweal-migrate'"
            " AND query LIKE $1 AND state = 'active' AND (NOT $2 OR wait_event_type = 'Lock')",
            f"%{statement}%",
            waiting,
        ):
            assert not applying.done(), applying.exception()
            await asyncio.sleep(0.01)
    with pytest.raises(MigrationRefused):
        await applying


async def test_a_migrator_killed_in_the_middle_leaves_no_half_a_file_and_no_lock(
    empty: DatabaseSettings, tmp_path: Path
):
    folder = source(tmp_path, "base", _0001_long="CREATE TABLE a (); SELECT pg_sleep(20)")
    await killed_while(empty, folder, "pg_sleep")
    assert await tables(empty) == []
    source(tmp_path, "base", _0001_long="CREATE TABLE a ()")
    assert len(await Migrator(empty, [folder]).apply()) == 1
    assert await tables(empty) == ["base.a"]


INDEX = """-- migrate: no-transaction
-- migrate: up
CREATE INDEX CONCURRENTLY a_n ON a (n)
-- migrate: down
DROP INDEX CONCURRENTLY IF EXISTS a_n
"""


async def test_an_index_is_made_outside_a_transaction(empty: DatabaseSettings, tmp_path: Path):
    folder = source(
        tmp_path,
        "base",
        _0001_one="CREATE TABLE a (n integer)",
        _0002_index=INDEX,
        _0003_more="CREATE TABLE b ()",
    )
    assert len(await Migrator(empty, [folder]).apply()) == 3
    assert await value(empty, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'base.a_n'::regclass")
    assert await tables(empty) == ["base.a", "base.b"]


async def test_an_index_left_half_made_by_a_crash_is_made_anew(empty: DatabaseSettings, tmp_path: Path):
    folder = source(tmp_path, "base", _0001_one="CREATE TABLE a (n integer)", _0002_index=INDEX)
    blocker = await asyncpg.connect(empty.url.reveal())
    (folder.directory / "0002_index.sql").rename(tmp_path / "later")
    await Migrator(empty, [folder]).apply()
    (tmp_path / "later").rename(folder.directory / "0002_index.sql")
    await blocker.execute("BEGIN; LOCK TABLE base.a IN ROW EXCLUSIVE MODE")
    await killed_while(empty, folder, "CREATE INDEX CONCURRENTLY", waiting=True)
    await blocker.close()
    assert await value(empty, "SELECT NOT indisvalid FROM pg_index WHERE indexrelid = 'base.a_n'::regclass")
    assert [str(step) for step in await Migrator(empty, [folder]).plan()] == ["base 0002_index"]
    await Migrator(empty, [folder]).apply()
    assert await value(empty, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'base.a_n'::regclass")
    assert await Migrator(empty, [folder]).plan() == []


async def test_an_edited_file_is_refused(empty: DatabaseSettings, tmp_path: Path):
    folder = source(tmp_path, "base", _0001_one="CREATE TABLE a ()")
    await Migrator(empty, [folder]).apply()
    source(tmp_path, "base", _0001_one="CREATE TABLE a (n integer)", _0002_two="CREATE TABLE b ()")
    for attempt in (Migrator(empty, [folder]).plan, Migrator(empty, [folder]).apply):
        with pytest.raises(MigrationRefused, match="base 0001_one was edited"):
            await attempt()
    assert await tables(empty) == ["base.a"]


async def test_a_database_made_by_a_newer_program_is_refused(empty: DatabaseSettings, tmp_path: Path):
    folder = source(tmp_path, "base", _0001_one="CREATE TABLE a ()", _0002_two="CREATE TABLE b ()")
    await Migrator(empty, [folder]).apply()
    (folder.directory / "0002_two.sql").unlink()
    with pytest.raises(MigrationRefused, match="newer Commonweal: base 0002_two"):
        await Migrator(empty, [folder]).apply()


async def test_what_an_absent_plugin_applied_is_no_concern_of_the_others(
    empty: DatabaseSettings, tmp_path: Path
):
    await Migrator(empty, [source(tmp_path, "gone", _0001_one="CREATE TABLE a ()")]).apply()
    assert len(await Migrator(empty, [source(tmp_path, "base", _0001_one="CREATE TABLE a ()")]).apply()) == 1


async def test_a_number_below_an_applied_one_is_refused(empty: DatabaseSettings, tmp_path: Path):
    folder = source(tmp_path, "base", _0001_one="SELECT 1")
    await Migrator(empty, [folder]).apply()
    source(tmp_path, "base", _0000_before="SELECT 1")
    with pytest.raises(MigrationRefused, match="higher number"):
        await Migrator(empty, [folder]).plan()


async def test_numbers_may_leave_room(empty: DatabaseSettings, tmp_path: Path):
    folder = source(tmp_path, "base", _0001_one="SELECT 1", _0201_web="SELECT 1")
    await Migrator(empty, [folder]).apply()
    source(tmp_path, "base", _0300_more="SELECT 1")
    assert [step.number for step in await Migrator(empty, [folder]).apply()] == [300]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"_0001_one": "SELECT 1", "_0001_other": "SELECT 1"}, "have the same number"),
        ({"_one": "SELECT 1"}, "no name for a migration"),
        ({"_0001_one": "-- migrate: up\nSELECT 1"}, "needs the sections"),
        ({"_0001_one": "-- migrate: up\n-- migrate: down\nSELECT 1"}, "needs the sections"),
    ],
)
def test_files_that_cannot_be_right_are_refused_before_the_database_is_asked(
    database_settings: DatabaseSettings, tmp_path: Path, files: dict[str, str], sentence: str
):
    with pytest.raises(MigrationRefused, match=sentence):
        Migrator(database_settings, [source(tmp_path, "base", **files)])


WITH_DOWN = """-- migrate: up
CREATE TABLE public.shared (n integer);
CREATE TABLE own AS SELECT generate_series(1, 7) AS n
-- migrate: down
DROP TABLE public.shared
"""


async def test_removing_a_plugin_shows_first_and_then_takes_all_it_made(
    empty: DatabaseSettings, tmp_path: Path
):
    stays = source(tmp_path, "stays", _0001_one="CREATE TABLE a ()")
    goes = source(tmp_path, "goes", _0001_one=WITH_DOWN, _0002_index=INDEX.replace("ON a", "ON own"))
    migrator = Migrator(empty, [stays, goes])
    await migrator.apply()
    shown = await migrator.remove("goes", dry_run=True)
    assert [(table.name, table.rows) for table in shown.tables] == [("own", 7)]
    assert shown.migrations == ["0001_one", "0002_index"]
    assert await tables(empty) == ["goes.own", "public.shared", "stays.a"]
    assert await migrator.remove("goes", dry_run=False) == shown
    assert await tables(empty) == ["stays.a"]
    assert await value(empty, "SELECT to_regnamespace('goes') IS NULL")
    assert [step.owner for step in await migrator.plan()] == ["goes", "goes"]


async def test_a_plugin_others_refer_to_is_not_removed(empty: DatabaseSettings, tmp_path: Path):
    base = source(tmp_path, "base", _0001_one="CREATE TABLE a (n integer PRIMARY KEY)")
    user = source(tmp_path, "user", _0001_one="CREATE TABLE b (n integer REFERENCES base.a)")
    migrator = Migrator(empty, [base, user])
    await migrator.apply()
    with pytest.raises(MigrationRefused, match=r'"user"\.b refer to tables of base'):
        await migrator.remove("base", dry_run=True)
    await migrator.remove("user", dry_run=False)
    await migrator.remove("base", dry_run=False)
    assert await tables(empty) == []


async def test_the_kernel_and_strangers_are_not_removed(empty: DatabaseSettings):
    for name in ("kernel", "nobody"):
        with pytest.raises(MigrationRefused, match="no data to remove"):
            await Migrator(empty, [kernel_source()]).remove(name, dry_run=False)


async def test_removing_what_was_never_migrated_is_no_error(empty: DatabaseSettings, tmp_path: Path):
    removal = await Migrator(empty, [source(tmp_path, "base", _0001_one="SELECT 1")]).remove(
        "base", dry_run=False
    )
    assert removal.tables == []


async def test_every_test_gets_a_database_of_its_own(database: Database):
    async with database.write() as work:
        await work.execute("CREATE TABLE mine ()")
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM pg_database WHERE datname LIKE 'test_%'") == 1
