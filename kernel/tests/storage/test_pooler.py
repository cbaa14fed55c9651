"""PgBouncer in transaction mode, as Debian ships it."""

import asyncio
import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest
from commonweal.plugin.acting import acting_as
from commonweal.plugin.secret import Secret
from commonweal.storage.database import Database
from commonweal.storage.drivers import ExternalServer
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.work import UnitOfWork
from commonweal.testing.database import DatabaseServer, scratch_directory
from commonweal.testing.ports import free_port
from msgspec.structs import replace

pytestmark = pytest.mark.debian


def program() -> str:
    found = shutil.which("pgbouncer", path=f"/usr/sbin{os.pathsep}{os.environ['PATH']}")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("pgbouncer is missing: install Debian's package")
        pytest.skip("pgbouncer is not installed (Debian package pgbouncer)")
    return found


class Pooler:
    """A PgBouncer of our own in front of the test's database."""

    def __init__(self, settings: DatabaseSettings, directory: Path, *, ignored: str = "") -> None:
        address = urlsplit(settings.url.reveal())
        host = parse_qs(address.query)["host"][0]
        self.port = free_port()
        self.settings = replace(
            settings,
            url=Secret(f"postgresql://commonweal@127.0.0.1:{self.port}{address.path}"),
            direct_url=settings.url,
            pooled=True,
            pool_max=20,
        )
        (directory / "users.txt").write_text('"commonweal" ""\n')
        (directory / "pgbouncer.ini").write_text(f"""
[databases]
* = host={host} port=5432 user=commonweal
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {self.port}
unix_socket_dir =
auth_type = trust
auth_file = {directory}/users.txt
pool_mode = transaction
default_pool_size = 4
ignore_startup_parameters = {ignored}
""")
        directory.chmod(0o755)
        account = (
            {"user": "nobody", "group": "nogroup", "extra_groups": ["root"]}
            if getpass.getuser() == "root"
            else {}
        )
        if account:
            shutil.chown(host, group="nogroup")
        self.process = subprocess.Popen(
            [program(), "-q", directory / "pgbouncer.ini"],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **account,
        )

    async def ready(self) -> None:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, "pgbouncer ended"
            await asyncio.sleep(0.05)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
async def pooler(database_settings: DatabaseSettings) -> AsyncIterator[Pooler]:
    import tempfile

    directory = Path(tempfile.mkdtemp(prefix="commonweal-test-", dir=scratch_directory()))
    pooler = Pooler(database_settings, directory)
    await pooler.ready()
    yield pooler
    pooler.stop()
    shutil.rmtree(directory)


@pytest.fixture
async def pooled(pooler: Pooler) -> AsyncIterator[Database]:
    database = await Database.connect(pooler.settings, application_name="pooled")
    async with database.write() as work:
        await work.execute(
            "CREATE TYPE mood AS ENUM ('calm', 'wild'); CREATE TABLE tally (n integer, owner integer, mood "
            "mood)"
        )
    yield database
    await database.close()


async def test_many_units_at_once_through_few_server_connections_are_all_right(pooled: Database):
    others = [await Database.connect(pooled.settings, application_name="pooled") for _ in range(3)]

    enough = asyncio.Semaphore(100)

    async def one(number: int) -> None:
        async with enough:
            await use(number)

    async def use(number: int) -> None:
        database = [pooled, *others][number % 4]
        async with database.write() as work:
            await work.execute(
                "INSERT INTO tally VALUES ($1, $2, $3)", number, number % 4, ("calm", "wild")[number % 2]
            )
            async with database.write() as inner:
                await inner.execute_many("INSERT INTO tally VALUES ($1, $2)", [(number, 7), (number, 8)])
            assert await work.fetch_value("SELECT count(*) FROM tally WHERE n = $1", number) == 3
        async with database.read() as work:
            row = await work.fetch_row("SELECT n, mood FROM tally WHERE n = $1 AND owner < 4", number)
            assert tuple(row) == (number, ("calm", "wild")[number % 2])
            # A different statement for each number, so that a mixed-up prepared statement would show.
            assert await work.fetch_value(f"SELECT $1::integer + {number}", 1) == number + 1

    await asyncio.gather(*(one(number) for number in range(600)))
    async with pooled.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM tally") == 1800
    for database in others:
        await database.close()


async def test_time_limits_hold_and_do_not_leak_to_other_clients(pooled: Database):
    short = await Database.connect(replace(pooled.settings, statement_seconds=0.2), application_name="short")
    with pytest.raises(asyncpg.QueryCanceledError):
        async with short.write() as work:
            await work.execute("SELECT pg_sleep(5)")
    async with pooled.read() as work:
        assert await work.fetch_value("SHOW statement_timeout") == "10s"
    direct = await asyncpg.connect(pooled.settings.url.reveal(), statement_cache_size=0)
    assert {await direct.fetchval("SHOW statement_timeout") for _ in range(8)} == {"0"}
    await direct.close()
    await short.close()


async def test_contention_is_solved_through_the_pooler_too(pooled: Database):
    async with pooled.write() as work:
        await work.execute("INSERT INTO tally VALUES (0)")

    async def count_up(work: UnitOfWork) -> None:
        value = await work.fetch_value("SELECT n FROM tally")
        await work.execute("UPDATE tally SET n = $1", value + 1)

    await asyncio.gather(*(pooled.run(count_up, attempts=40) for _ in range(6)))
    async with pooled.read() as work:
        assert await work.fetch_value("SELECT n FROM tally") == 6


async def test_a_cancelled_unit_leaves_nothing_behind_at_the_pooler(pooled: Database):
    async def slow() -> None:
        async with pooled.write() as work:
            await work.execute("INSERT INTO tally VALUES (1)")
            await work.execute("SELECT pg_sleep(30)")

    tasks = [asyncio.create_task(slow()) for _ in range(8)]
    await asyncio.sleep(0.3)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for _ in range(8):
        async with pooled.read() as work:
            assert await work.fetch_value("SELECT count(*) FROM tally") == 0


async def test_direct_connections_go_past_the_pooler(pooled: Database):
    async with pooled.direct_connection() as connection:
        assert connection.get_server_pid() == await connection.fetchval("SELECT pg_backend_pid()")


async def test_a_pooler_the_settings_do_not_speak_of_is_refused(pooler: Pooler):
    hidden = replace(pooler.settings, pooled=False, direct_url=None)
    with pytest.raises(DatabaseUnavailable, match=r"set database\.pooled to true"):
        await Database.connect(hidden, application_name="careless")
    with pytest.raises(DatabaseUnavailable, match=r"set database\.pooled to true"):
        await ExternalServer(hidden, Path()).start()


async def test_a_pooler_that_hides_better_is_found_by_the_process_it_invents(
    database_settings: DatabaseSettings,
):
    import tempfile

    directory = Path(tempfile.mkdtemp(prefix="commonweal-test-", dir=scratch_directory()))
    ignored = "statement_timeout,idle_in_transaction_session_timeout,lock_timeout"
    pooler = Pooler(database_settings, directory, ignored=ignored)
    await pooler.ready()
    try:
        with pytest.raises(DatabaseUnavailable, match=r"set database\.pooled to true"):
            await ExternalServer(replace(pooler.settings, pooled=False), Path()).start()
    finally:
        pooler.stop()
        shutil.rmtree(directory)


async def test_a_pooled_address_needs_a_direct_one_that_is_direct(pooler: Pooler):
    with pytest.raises(DatabaseUnavailable, match=r"database\.direct_url"):
        await Database.connect(replace(pooler.settings, direct_url=None), application_name="careless")
    with pytest.raises(DatabaseUnavailable, match="connection pooler"):
        await ExternalServer(replace(pooler.settings, direct_url=pooler.settings.url), Path()).start()
    assert await ExternalServer(pooler.settings, Path()).start() == pooler.settings


async def test_the_server_of_the_tests_is_no_pooler(database_server: DatabaseServer, database: Database):
    await database.check()


async def test_each_plugin_keeps_its_role_through_the_pooler(pooled: Database):
    async with pooled.direct_connection() as connection:
        for name in ("a", "b"):
            await connection.execute(f"CREATE ROLE commonweal_{name} NOLOGIN")
    database = await Database.connect(replace(pooled.settings, plugin_roles=True), application_name="roles")
    who = "SELECT current_user::text"

    async def use(number: int) -> None:
        own, other = ("a", "b") if number % 2 else ("b", "a")
        with acting_as(own):
            async with database.read() as work:
                assert await work.fetch_value(who) == f"commonweal_{own}"
            async with database.write() as work:
                assert await work.fetch_value(who) == f"commonweal_{own}"
                with suppress(ZeroDivisionError), acting_as(other):
                    async with database.write() as inner:
                        assert await inner.fetch_value(who) == f"commonweal_{other}"
                        raise ZeroDivisionError
                assert await work.fetch_value(who) == f"commonweal_{own}"
        async with database.read() as work:
            assert await work.fetch_value(who) == "commonweal"

    await asyncio.gather(*(use(number) for number in range(120)))
    direct = await asyncpg.connect(pooled.settings.url.reveal(), statement_cache_size=0)
    assert {await direct.fetchval(who) for _ in range(8)} == {"commonweal"}, "no role leaks to other clients"
    await direct.close()
    await database.close()
    async with pooled.direct_connection() as connection:
        await connection.execute("DROP ROLE commonweal_a; DROP ROLE commonweal_b")
