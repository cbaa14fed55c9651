"""The commands an operator looks at a deployment with, on one data directory that is never served."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

WITNESS = Path(__file__).parent / "witness"


def test_the_commands_on_one_data_directory(make_app):
    app = make_app()
    app.environment["PYTHONPATH"] = f"{WITNESS}{os.pathsep}{WITNESS / 'installed'}"

    planned = app.run("migrate", "--plan")
    assert planned.returncode == 0, planned.stderr
    assert "witness 0001_books" in planned.stdout
    count = planned.stdout.split()[-5]
    assert app.run("migrate").stdout.endswith(f"{count} migrations applied.\n")
    assert app.run("migrate", "--plan").stdout == "0 migrations would be applied.\n"

    loaded = app.run("sample", "load").stdout
    assert loaded.startswith("Loaded: identity.people")
    assert loaded.endswith("missions.missions, circles.circles.\n")
    assert app.run("sample", "load").stdout == "All sample data are there already.\n"

    dry = app.run("plugins", "remove", "missions", "--dry-run").stdout
    assert "table missions.mission: " in dry
    assert dry.endswith("Nothing was deleted.\n")
    assert app.run("plugins", "remove", "witness", "--yes").stdout.endswith("Deleted.\n")
    assert "witness 0001_books" in app.run("migrate", "--plan").stdout
    refused = app.run("plugins", "remove", "wittness", "--yes")
    assert refused.returncode == 1
    assert "`commonweal plugins`" in refused.stderr

    refused = app.run("events", "dead")
    assert refused.returncode == 1
    assert "witness 0001_books" in refused.stderr
    assert app.run("migrate").stdout.endswith("1 migrations applied.\n")
    assert app.run("events", "dead").stdout == "0 dead letters.\n"
    assert app.run("events", "retry").stdout == "0 dead letters will be tried again.\n"
    assert app.gone(seconds=1), "what a command started it stopped again"


def test_the_log_is_followed_until_ctrl_c(make_app):
    app = make_app()
    assert app.run("migrate").returncode == 0
    tail = subprocess.Popen(
        [*app.command, "events", "tail"], env=app.environment, stderr=subprocess.PIPE, text=True, cwd=app.home
    )
    while "postgres" not in app.processes() and tail.poll() is None:
        time.sleep(0.1)
    time.sleep(2)
    tail.send_signal(signal.SIGINT)
    assert "Traceback" not in tail.communicate(timeout=60)[1]
    assert app.gone(seconds=1)


def test_plugins_hooks_and_settings_are_explained(make_app):
    app = make_app(COMMONWEAL_DATABASE__URL="postgresql://me:hush-hush@example.org/db")
    states = {row["id"]: row["state"] for row in json.loads(app.run("plugins", "--json").stdout)}
    assert states["missions"] == "running"
    assert set(states.values()) == {"running"}
    assert "missions" in app.run("plugins", "graph").stdout
    assert json.loads(app.run("plugins", "schema").stdout)["title"] == "Commonweal plugin manifest"

    hooks = app.run("hooks").stdout
    assert "def commonweal_routes(" in hooks
    assert re.search(r"implemented by: .*\bmissions\b", hooks)
    assert "Example:" in app.run("hooks", "commonweal_tables").stdout

    settings = app.run("settings").stdout
    assert "hush-hush" not in settings
    assert "COMMONWEAL_DATABASE__URL" in settings
    assert "COMMONWEAL_PORT" in settings

    assert app.run("i18n", "check").returncode == 0
