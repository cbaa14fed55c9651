"""A PostgreSQL that somebody else runs: used when it is fit, refused in one sentence when it is not."""

import asyncio
import socket
from pathlib import Path

import pytest
from commonweal.plugin.secret import Secret
from commonweal.storage.database import Database
from commonweal.storage.drivers import ExternalServer, database_driver
from commonweal.storage.errors import DatabaseUnavailable
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer
from msgspec.structs import replace


def at(url: str, **changes: object) -> DatabaseSettings:
    return DatabaseSettings(driver="external", url=Secret(url), **changes)


async def refusal(settings: DatabaseSettings) -> str:
    """Return the sentence both ways in give, after looking that it is one and keeps the password."""
    with pytest.raises(DatabaseUnavailable) as started:
        await ExternalServer(settings, Path()).start()
    with pytest.raises(DatabaseUnavailable) as connected:
        await Database.connect(settings, application_name="test")
    sentence = str(started.value)
    assert str(connected.value) == sentence
    assert "\n" not in sentence
    assert "hush" not in sentence
    return sentence


async def test_a_fit_server_is_used(database_settings: DatabaseSettings):
    server = ExternalServer(database_settings, Path())
    assert await server.start() == database_settings
    await server.stop()
    database = await Database.connect(database_settings, application_name="test")
    await database.check()
    await database.close()


async def test_nobody_listening_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert f"nobody answers at 127.0.0.1:{port}" in await refusal(
        at(f"postgresql://me:hush@127.0.0.1:{port}/db")
    )


async def test_a_silent_host_is_told_and_not_waited_for_long(monkeypatch: pytest.MonkeyPatch):
    for module in ("connecting", "database"):
        monkeypatch.setattr(f"commonweal.storage.{module}.CONNECT_SECONDS", 0.3)
    held: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _, writer: held.append(writer), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    assert "does not answer" in await refusal(at(f"postgresql://me:hush@127.0.0.1:{port}/db"))
    for writer in held:
        writer.close()
    silent.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:hush@localhost/db",
        "localhost",
        "host=localhost dbname=x",
        "",
        "postgresql://me:hush@localhost:port/db",
        "postgresql://me:hu/hush@localhost/db",
    ],
)
async def test_what_is_no_address_is_told(url: str):
    assert "postgresql://user:password@host:5432/name" in await refusal(at(url))


async def test_a_missing_host_is_told():
    assert "there is no host nowhere.invalid" in await refusal(at("postgresql://me:hush@nowhere.invalid/db"))


async def test_no_address_at_all_is_told():
    assert "database.url is not set" in await refusal(DatabaseSettings(driver="external"))


async def test_a_wrong_replica_address_is_told(database_settings: DatabaseSettings):
    sentence = await refusal(replace(database_settings, replicas=[Secret("replica.example")]))
    assert "no PostgreSQL address" in sentence


async def test_a_missing_database_is_told(database_settings: DatabaseSettings):
    address = database_settings.url.reveal()
    name = address.partition("@/")[2].partition("?")[0]
    sentence = await refusal(replace(database_settings, url=Secret(address.replace(name, "nothing_here"))))
    assert "has no database nothing_here" in sentence


@pytest.fixture
async def strict_server(tmp_path: Path):
    """A server that asks for passwords, without the files of pgvector where ``missing`` says so."""
    server = database_driver(DatabaseSettings(), tmp_path / "home")
    settings = await server.start()
    yield settings, tmp_path / "home" / "postgres"
    await server.stop()


async def test_a_wrong_password_is_told(strict_server: tuple[DatabaseSettings, Path]):
    settings, data = strict_server
    database = await Database.connect(settings, application_name="test")
    async with database.write() as work:
        await work.execute("CREATE ROLE me LOGIN PASSWORD 'right'")
    rules = data / "pg_hba.conf"
    rules.write_text("local all me scram-sha-256\n" + rules.read_text())
    async with database.write() as work:
        await work.execute("SELECT pg_reload_conf()")
    address = settings.url.reveal()
    for wrong in ("me:hush", "stranger:hush"):
        sentence = await refusal(at(address.replace("commonweal@", f"{wrong}@", 1)))
        assert "does not accept the user or password" in sentence
    right = at(address.replace("commonweal@", "me:right@", 1))
    assert await ExternalServer(right, Path()).start() == right
    await database.close()


async def test_a_server_without_pgvector_is_refused(
    database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
):
    """The server of the tests has pgvector; asked for an extension it lacks, it gives the same answer."""
    database = await Database.connect(database_settings, application_name="test")
    async with database.write() as work:
        await work.execute("""
            CREATE SCHEMA without;
            CREATE VIEW without.pg_available_extensions AS
                SELECT * FROM pg_catalog.pg_available_extensions WHERE name <> 'vector';
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET search_path = without, pg_catalog', current_database());
            END $$
        """)
    await database.close()
    with pytest.raises(DatabaseUnavailable, match="lacks the extension pgvector"):
        await ExternalServer(database_settings, Path()).start()


async def test_a_server_that_comes_back_is_found_again(tmp_path: Path):
    server = database_driver(DatabaseSettings(), tmp_path / "home")
    database = await Database.connect(await server.start(), application_name="test")
    await database.check()
    await server.stop()
    with pytest.raises(DatabaseUnavailable):
        await database.check()
    await server.start()
    await database.check()
    await database.close()
    await server.stop()


async def test_the_test_server_hands_out_addresses_of_this_driver(
    database_server: DatabaseServer, database: Database
):
    assert database.settings.driver == "external"
