"""What an operator can get wrong: one sentence that says what to do, a non-zero exit, nothing lost."""

import shutil
import socket
import subprocess

import pytest


def assert_one_sentence(refused: subprocess.CompletedProcess[str], *words: str) -> None:
    assert refused.returncode != 0
    assert "Traceback" not in refused.stdout + refused.stderr
    assert refused.stderr.startswith("commonweal: ")
    assert refused.stderr.count("\n") == 1, refused.stderr
    for word in words:
        assert word in refused.stderr


def test_a_taken_port(make_app):
    app = make_app()
    with socket.socket() as other:
        other.bind(("127.0.0.1", app.port))
        other.listen()
        assert_one_sentence(app.run("up"), f"port {app.port}", "COMMONWEAL_PORT")
    assert not (app.home / "postgres").exists(), "nothing was started"


def test_a_data_directory_that_cannot_be_made(make_app):
    app = make_app(COMMONWEAL_HOME="/proc/no-such-place/home")
    for command in ("up", "migrate", "web"):
        assert_one_sentence(app.run(command), "COMMONWEAL_HOME")


def test_a_corrupt_and_a_newer_data_directory_are_left_as_they_are(make_app):
    app = make_app()
    assert app.run("migrate").returncode == 0
    postgres = app.home / "postgres"

    version = postgres / "PG_VERSION"
    version.write_text("99\n")
    assert_one_sentence(app.run("up"), "99", "18")
    version.write_text("18\n")

    control = postgres / "global" / "pg_control"
    whole = control.read_bytes()
    control.write_bytes(b"\0" * len(whole))
    assert_one_sentence(app.run("up"), str(postgres))
    control.unlink()
    assert_one_sentence(app.run("up"), "restore it from a backup")
    control.write_bytes(whole)
    shutil.chown(control, *_owner(version))
    assert app.run("migrate").stdout.endswith("0 migrations applied.\n"), "nothing was lost"


def test_a_database_made_by_a_newer_commonweal(make_app, tmp_path):
    app = make_app()
    assert app.run("migrate").returncode == 0
    import asyncio

    asyncio.run(_record_an_unknown_migration(app.home))
    for command in ("up", "migrate", "web"):
        assert_one_sentence(app.run(command), "newer Commonweal")


@pytest.mark.parametrize("command", ["up", "migrate", "web", "worker", "scheduler"])
def test_an_unreachable_database(make_app, command):
    app = make_app(
        COMMONWEAL_DATABASE__DRIVER="external",
        COMMONWEAL_DATABASE__URL="postgresql://somebody:hush-hush@127.0.0.1:1/nowhere",
    )
    refused = app.run(command)
    assert_one_sentence(refused, "database")
    assert "hush-hush" not in refused.stderr


def test_a_wrong_address_of_the_database(make_app):
    app = make_app(COMMONWEAL_DATABASE__DRIVER="external", COMMONWEAL_DATABASE__URL="mysql://somewhere/else")
    assert_one_sentence(app.run("migrate"), "postgresql://")


def test_a_database_without_tables_is_not_served(make_app):
    app = make_app()
    assert_one_sentence(app.run("web"), "commonweal migrate")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[web\nport = 1", ("commonweal.toml", "TOML")),
        ("[web]\nprot = 1", ("commonweal.toml", "web.prot", "port")),
        ('[web]\nport = "many"', ("commonweal.toml", "web.port", "whole number")),
        ("[wbe]\nport = 1", ("commonweal.toml", "wbe", "web")),
    ],
)
def test_a_broken_settings_file(make_app, text, words):
    app = make_app()
    del app.environment["COMMONWEAL_PORT"]
    (app.home / "commonweal.toml").write_text(text)
    assert_one_sentence(app.run("up"), *words)
    assert not (app.home / "postgres").exists(), "nothing was started"


def test_an_unknown_driver_and_an_unknown_plugin_name_what_there_is(make_app):
    assert_one_sentence(make_app(COMMONWEAL_DATABASE__DRIVER="embeded").run("migrate"), "embedded")
    assert_one_sentence(make_app(COMMONWEAL_PLUGINS__DISABLED='["misions"]').run("plugins"), "missions")


def _owner(path):
    status = path.stat()
    return status.st_uid, status.st_gid


async def _record_an_unknown_migration(home):
    from commonweal.storage.connecting import connect
    from commonweal.storage.drivers import database_driver
    from commonweal.storage.settings import DatabaseSettings

    server = database_driver(DatabaseSettings(), home)
    async with connect(await server.start(), "test") as connection:
        await connection.execute(
            "INSERT INTO kernel.migration (owner, number, name, checksum)"
            " VALUES ('missions', 9901, 'from_the_future', '')"
        )
    await server.stop()
