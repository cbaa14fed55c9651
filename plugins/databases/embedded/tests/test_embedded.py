"""The embedded server: shared, killed, misled, and never losing a row."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import psutil
import psycopg
import pytest
from commonweal import DatabaseSettings
from commonweal.testing.database import scratch_directory
from commonweal_embedded.cluster import PROGRAMS
from commonweal_embedded.errors import DataDirectoryError
from commonweal_embedded.server import EmbeddedServer

SETTINGS = DatabaseSettings()
ROOT = os.geteuid() == 0


@pytest.fixture
def home() -> Iterator[Path]:
    """A data directory below one that only its owner may enter."""
    above = Path(tempfile.mkdtemp(prefix="commonweal-test-", dir=scratch_directory()))
    above.chmod(0o700)
    yield above / "home"
    kill_server(above / "home")
    shutil.rmtree(above, ignore_errors=True)


@pytest.fixture
async def server(home: Path) -> AsyncIterator[EmbeddedServer]:
    server = EmbeddedServer(SETTINGS, home)
    await server.start()
    yield server
    await server.stop()


def alive(process: int) -> bool:
    """Return whether a process runs; one that has ended may still wait for whoever inherited it."""
    return psutil.pid_exists(process) and psutil.Process(process).status() != psutil.STATUS_ZOMBIE


def postmaster(home: Path) -> int | None:
    try:
        return int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, NotADirectoryError, IndexError):
        return None


def kill_server(home: Path) -> None:
    process = postmaster(home)
    if process and alive(process) and psutil.Process(process).name() == "postgres":
        os.kill(process, signal.SIGKILL)


async def run(settings: DatabaseSettings, sql: str) -> object:
    connection = await asyncpg.connect(settings.url.reveal())
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()}


async def refusal(home: Path) -> str:
    with pytest.raises(DataDirectoryError) as caught:
        await EmbeddedServer(SETTINGS, home).start()
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


async def test_the_first_start_makes_a_server_and_the_last_stop_ends_it(home: Path):
    server = EmbeddedServer(SETTINGS, home)
    settings = await server.start()
    assert await run(settings, "SHOW server_version_num") >= "180000"
    assert await run(
        settings, "SELECT datcollate || ' ' || datctype FROM pg_database WHERE datname = current_database()"
    )
    assert await run(settings, "SHOW data_checksums") == "on"
    assert await run(settings, "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'") == 1
    process = postmaster(home)
    assert psutil.Process(process).uids().real != 0
    await server.stop()
    assert not alive(process)
    assert postmaster(home) is None


async def test_the_address_is_understood_by_asyncpg_and_psycopg(server: EmbeddedServer):
    settings = await server.start()
    assert await run(settings, "SELECT 1") == 1
    with psycopg.connect(settings.url.reveal()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


async def test_a_second_user_shares_the_running_server_and_may_leave_last(home: Path):
    first, second = EmbeddedServer(SETTINGS, home), EmbeddedServer(SETTINGS, home)
    address = (await first.start()).url
    process = postmaster(home)
    assert (await second.start()).url == address
    assert postmaster(home) == process
    await first.stop()
    assert alive(process)
    await second.stop()
    assert not alive(process)


async def test_many_that_start_at_once_end_up_with_one_server(home: Path):
    servers = [EmbeddedServer(SETTINGS, home) for _ in range(4)]
    addresses = {
        (await coming).url for coming in asyncio.as_completed([server.start() for server in servers])
    }
    assert len(addresses) == 1
    for server in servers:
        await server.stop()
    assert postmaster(home) is None


async def fill(settings: DatabaseSettings) -> list[int]:
    """Commit rows one by one until the connection breaks; return the numbers that were acknowledged."""
    acknowledged: list[int] = []
    connection = await asyncpg.connect(settings.url.reveal())
    await connection.execute("CREATE TABLE kept (number integer)")
    try:
        for number in range(1_000_000):
            await connection.execute("INSERT INTO kept VALUES ($1)", number)
            acknowledged.append(number)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
        connection.terminate()
    return acknowledged


async def test_killing_postgres_loses_no_committed_row(home: Path):
    server = EmbeddedServer(SETTINGS, home)
    filling = asyncio.create_task(fill(await server.start()))
    await asyncio.sleep(0.5)
    os.kill(postmaster(home), signal.SIGKILL)
    acknowledged = await filling
    assert acknowledged
    settings = await server.start()
    assert await run(settings, "SELECT count(*) FROM kept") >= len(acknowledged)
    assert await run(settings, "SELECT max(number) FROM kept") >= acknowledged[-1]
    await server.stop()


OWNER = """
import asyncio, sys
from pathlib import Path
import asyncpg
from commonweal import DatabaseSettings
from commonweal_embedded.server import EmbeddedServer

async def main():
    settings = await EmbeddedServer(DatabaseSettings(), Path(sys.argv[1])).start()
    connection = await asyncpg.connect(settings.url.reveal())
    await connection.execute("CREATE TABLE kept (number integer)")
    for number in range(1_000_000):
        await connection.execute("INSERT INTO kept VALUES ($1)", number)
        print(number, flush=True)

asyncio.run(main())
"""


async def test_killing_the_process_that_started_it_loses_no_committed_row(home: Path):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(home)], stdout=subprocess.PIPE, text=True)
    for _ in range(50):
        last = owner.stdout.readline()
    owner.kill()
    rest = owner.stdout.read().split()
    owner.stdout.close()
    owner.wait()
    server = EmbeddedServer(SETTINGS, home)
    settings = await server.start()
    assert await run(settings, "SELECT max(number) FROM kept") >= int((rest or [last])[-1])
    await server.stop()
    assert postmaster(home) is None


async def test_a_creation_that_was_killed_is_begun_again(home: Path):
    creating = subprocess.Popen([sys.executable, "-c", OWNER, str(home)], stdout=subprocess.DEVNULL)
    while not list(home.glob("postgres.unfinished-*/PG_VERSION")):
        assert creating.poll() is None, "it ended before it was killed"
        await asyncio.sleep(0.005)
    creating.kill()
    creating.wait()
    server = EmbeddedServer(SETTINGS, home)
    assert await run(await server.start(), "SELECT 1") == 1
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == ["postgres"]
    await server.stop()


async def test_a_lock_file_whose_process_id_belongs_to_another_program_now_is_no_obstacle(home: Path):
    server = EmbeddedServer(SETTINGS, home)
    await server.start()
    lock = home / "postgres" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    await server.stop()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))
    shutil.chown(lock, (home / "postgres").stat().st_uid)
    assert await run(await server.start(), "SELECT 1") == 1
    await server.stop()


async def test_an_empty_lock_file_is_no_obstacle(home: Path):
    data = await stopped(home)
    (data / "postmaster.pid").touch()
    server = EmbeddedServer(SETTINGS, home)
    assert await run(await server.start(), "SELECT number FROM kept") == 1
    await server.stop()


@pytest.mark.parametrize("name", ["a" * 120, "with blank, comma"])
async def test_a_home_whose_path_no_socket_can_have_works(home: Path, name: str):
    server = EmbeddedServer(SETTINGS, home / name)
    settings = await server.start()
    assert await run(settings, "SELECT 1") == 1
    with psycopg.connect(settings.url.reveal()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    process = postmaster(home / name)
    directory = Path(await run(settings, "SHOW unix_socket_directories"))
    assert directory.stat().st_mode & 0o777 == 0o700
    await server.stop()
    assert not alive(process)
    directory.rmdir()


async def stopped(home: Path) -> Path:
    server = EmbeddedServer(SETTINGS, home)
    await run(await server.start(), "CREATE TABLE kept AS SELECT 1 AS number")
    await server.stop()
    return home / "postgres"


async def test_a_directory_with_other_files_is_refused_and_left_alone(home: Path):
    (home / "postgres").mkdir(parents=True)
    (home / "postgres" / "holiday.jpg").write_bytes(b"beach")
    before = contents(home / "postgres")
    assert "no whole PostgreSQL data directory" in await refusal(home)
    assert contents(home / "postgres") == before


async def test_a_file_where_the_home_should_be_is_refused(home: Path):
    home.write_text("in the way")
    assert "COMMONWEAL_HOME" in await refusal(home)


@pytest.mark.parametrize(("version", "word"), [("19", "PostgreSQL 19"), ("16", "PostgreSQL 16")])
async def test_another_versions_directory_is_refused_and_left_alone(home: Path, version: str, word: str):
    data = await stopped(home)
    (data / "PG_VERSION").write_text(f"{version}\n")
    before = contents(data)
    assert word in await refusal(home)
    assert contents(data) == before
    (data / "PG_VERSION").write_text("18\n")
    server = EmbeddedServer(SETTINGS, home)
    assert await run(await server.start(), "SELECT number FROM kept") == 1
    await server.stop()


@pytest.mark.parametrize("damage", ["no version", "no control file", "torn control file"])
async def test_a_corrupt_directory_is_refused_and_left_alone(home: Path, damage: str):
    data = await stopped(home)
    control = data / "global" / "pg_control"
    match damage:
        case "no version":
            (data / "PG_VERSION").unlink()
        case "no control file":
            control.unlink()
        case _:
            control.write_bytes(control.read_bytes()[:24] + b"torn" + control.read_bytes()[28:])
    before = {path: held for path, held in contents(data).items() if not path.endswith("server.log")}
    sentence = await refusal(home)
    assert str(data) in sentence
    assert {path: held for path, held in contents(data).items() if not path.endswith("server.log")} == before


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    if not ROOT:
        pytest.skip("only root may mount a small file system")
    home.mkdir(mode=0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", home], capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield home
    kill_server(home)
    subprocess.run(["umount", "--lazy", home], check=True)


async def test_a_full_disk_is_told_before_anything_is_made(small_disk: Path):
    (small_disk / "ballast").write_bytes(b"\0" * 60 * 1024 * 1024)
    assert "free some space" in await refusal(small_disk)
    assert not list(small_disk.glob("postgres/*"))


async def test_a_disk_that_filled_up_meanwhile_loses_nothing(small_disk: Path):
    data = await stopped(small_disk)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(b"\0" * (free - 8 * 1024 * 1024))
    before = contents(data)
    assert "free some space" in await refusal(small_disk)
    assert contents(data) == before
    (small_disk / "ballast").unlink()
    server = EmbeddedServer(SETTINGS, small_disk)
    assert await run(await server.start(), "SELECT number FROM kept") == 1
    await server.stop()


async def test_a_disk_that_fills_up_while_serving_loses_no_committed_row(small_disk: Path):
    server = EmbeddedServer(SETTINGS, small_disk)
    settings = await server.start()
    await run(settings, "CREATE TABLE kept (number integer, filling text)")
    acknowledged = 0
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)):
        for number in range(1_000):
            await run(
                settings,
                f"INSERT INTO kept SELECT {number}, repeat(md5(g::text), 30) FROM generate_series(1, 2000) g",
            )
            acknowledged = number
    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    settings = await server.start()
    assert await run(settings, "SELECT max(number) FROM kept") >= acknowledged > 0
    await server.stop()


async def test_a_directory_that_cannot_be_written_is_told(small_disk: Path):
    data = await stopped(small_disk)
    before = contents(data)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        assert "COMMONWEAL_HOME" in await refusal(small_disk)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert contents(data) == before


async def test_a_directory_of_somebody_else_is_told_to_an_ordinary_user(home: Path):
    if not ROOT:
        pytest.skip("only root can become somebody else")
    data = await stopped(home)
    home.parent.chmod(0o755)
    home.chmod(0o777)
    script = (
        "import os, sys; sys.path[:] = sys.argv[2:]\n"
        "import asyncio, concurrent.futures.thread, pathlib\n"
        "import commonweal, commonweal_embedded.errors as e, commonweal_embedded.server as s\n"
        "os.setgid(54321); os.setuid(54321)\n"
        "server = s.EmbeddedServer(commonweal.DatabaseSettings(), pathlib.Path(sys.argv[1]))\n"
        "try: asyncio.run(server.start())\n"
        "except e.DataDirectoryError as error: print(error)\n"
    )
    (home / "postgres.use.lock").chmod(0o666)
    (home / "postgres.start.lock").chmod(0o666)
    answer = subprocess.run(
        [sys.executable, "-c", script, str(home), *filter(None, sys.path)], capture_output=True, text=True
    )
    assert "give this user the right" in answer.stdout, answer.stderr
    assert postmaster(home) is None
    assert data.is_dir()


AS_NOBODY = """
import os, sys; sys.path[:] = sys.argv[2:]
import asyncio, concurrent.futures.thread, pathlib, psycopg
import commonweal, commonweal_embedded.server
os.setgroups([]); os.setgid(65534); os.setuid(65534)
server = commonweal_embedded.server.EmbeddedServer(commonweal.DatabaseSettings(), pathlib.Path(sys.argv[1]))
for _ in range(2):
    with psycopg.connect(asyncio.run(server.start()).url.reveal()) as connection:
        print(connection.execute("SELECT 'served'").fetchone()[0])
    asyncio.run(server.stop())
"""


async def test_an_ordinary_user_runs_the_server_as_itself(home: Path):
    if not ROOT:
        pytest.skip("every other test proves it when an ordinary user runs them")
    home.parent.chmod(0o777)
    answer = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(home), *filter(None, sys.path)], capture_output=True, text=True
    )
    assert answer.stdout.split() == ["served", "served"], answer.stderr
    assert (home / "postgres").stat().st_uid == 65534


async def test_started_by_root_the_server_gets_no_more_than_the_right_to_pass(home: Path):
    if not ROOT:
        pytest.skip("only root runs the server as somebody else")
    server = EmbeddedServer(SETTINGS, home)
    await server.start()
    above = home.parent
    assert above.stat().st_mode & 0o007 == 0
    listing = subprocess.run(
        ["ls", above], user="nobody", group="nogroup", extra_groups=[], capture_output=True
    )
    assert listing.returncode != 0
    await server.stop()


async def test_erasing_is_refused_while_a_process_uses_the_data(server: EmbeddedServer, home: Path):
    other = EmbeddedServer(SETTINGS, home)
    with pytest.raises(DataDirectoryError, match=r"is running on .*: stop it first"):
        await other.erase()
    assert await run(await server.start(), "SELECT 1") == 1


async def test_erased_data_are_gone_and_a_server_nobody_uses_any_more_with_them(home: Path):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(home)], stdout=subprocess.PIPE, text=True)
    owner.stdout.readline()
    owner.kill()
    owner.communicate()
    process = postmaster(home)
    assert alive(process)
    server = EmbeddedServer(SETTINGS, home)
    await server.erase()
    assert not alive(process)
    assert not server.directory.exists()
    await server.erase()
    settings = await server.start()
    assert await run(settings, "SELECT to_regclass('kept')") is None
    await server.stop()


def test_the_wheels_programs_are_there():
    assert (PROGRAMS / "postgres").is_file()
