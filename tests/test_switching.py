"""Plugins are switched while the app serves: every process follows, nothing breaks, nothing is lost."""

import asyncio
import json
import os
import subprocess
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest
from commonweal.testing.ports import free_port
from deployment import asked_for, command, rows

SWITCHED = Path(__file__).parent / "switched"


@pytest.fixture(scope="module")
def harbour(make_module_app):
    """An app with a beacon and a pier, served by two web processes."""
    app = make_module_app()
    app.environment["PYTHONPATH"] = f"{SWITCHED}{os.pathsep}{SWITCHED / 'installed'}"
    app.start()
    second = SecondWeb(app)
    try:
        second.start()
        yield app, second
    finally:
        second.stop()


class SecondWeb:
    """Another process that serves the same deployment, as on a second machine."""

    def __init__(self, app):
        self.app, self.process = app, None
        self.log = app.home / "second.log"

    def start(self):
        self.port = free_port()
        environment = {**self.app.environment, "COMMONWEAL_PORT": str(self.port)}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*self.app.command, "web"], stdout=log, stderr=log, env=environment, cwd=self.app.home
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                return httpx.get(f"http://127.0.0.1:{self.port}/health/live").raise_for_status()
            except httpx.HTTPError:
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.1)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)


async def test_under_load_a_plugin_vanishes_from_every_process_and_comes_back_with_no_error(harbour):
    app, second = harbour
    paths = ("/api/v1/beacon", "/beacon", "/api/v1/missions", "/api/v1/beacon/slow?seconds=0.3")
    async with asked_for(paths, app.port, second.port) as (asked, clients):

        async def statuses():
            return [(await client.get(path)).status_code for client in clients for path in paths]

        await asyncio.sleep(1)
        said = await asyncio.to_thread(command, app, "plugins", "disable", "beacon")
        assert "beacon is off in 5 processes" in said, said
        assert "still under way: 0" in said
        assert await statuses() == [404, 404, 200, 404] * 2
        before = Counter(asked)
        await asyncio.sleep(0.5)
        served = {
            path for (path, status), count in asked.items() if status == 200 and count > before[path, 200]
        }
        assert served == {"/api/v1/missions"}, "nothing of it is served any more, all else is"
        said = await asyncio.to_thread(command, app, "plugins", "enable", "beacon")
        assert "beacon is on in 5 processes" in said
        assert await statuses() == [200] * 8
    assert {status for _, status in asked} == {200, 404}, asked


async def test_all_that_a_plugin_adds_to_the_app_goes_and_comes_with_it(harbour):
    app, _ = harbour
    mission = app.missions()[0]

    def seen():
        schema = json.loads(app.get("/schema")[1])
        ready = json.loads(app.get("/health/ready")[1])
        return {
            "link": "The beacon" in app.get("/missions")[1],
            "slot": "The beacon is seen from here." in app.get(f"/missions/{mission}")[1],
            "check": any(check["plugin"] == "beacon" for check in ready["checks"]),
            "described": any(path.startswith("/api/v1/beacon") for path in schema["paths"]),
            "documented": "/api/v1/beacon" in app.get("/schema/docs")[1],
        }

    assert set(seen().values()) == {True}, seen()
    command(app, "plugins", "disable", "beacon")
    assert set(seen().values()) == {False}, seen()
    ready = json.loads(app.get("/health/ready")[1])
    assert [each["state"] for each in ready["plugins"] if each["id"] == "beacon"] == ["disabled"]
    assert "switched off" in command(app, "plugins")
    command(app, "plugins", "enable", "beacon")
    assert set(seen().values()) == {True}, seen()


async def test_queued_work_waits_while_its_plugin_is_off_and_nothing_is_lost(harbour):
    app, _ = harbour
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{app.port}/api/v1/beacon", timeout=30) as client:
        await rows(app, "TRUNCATE beacon.flash")
        (await client.post("/lit?seconds=3")).raise_for_status()
        await until(
            app, "SELECT 1 FROM kernel.task_request WHERE task = 'beacon.burn' AND running IS NOT NULL"
        )
        disabling = asyncio.create_task(asyncio.to_thread(command, app, "plugins", "disable", "beacon"))
        said = await disabling
        assert "still under way: 0" in said, "the task that ran was waited for"
        assert await rows(app, "SELECT 1 FROM beacon.flash WHERE what = 'task'"), "and it ran to its end"
        # The deployment's own database takes what other plugins go on to emit and ask for.
        await rows(
            app,
            """WITH event AS (INSERT INTO kernel.event (id, type, version, data)
                    SELECT gen_random_uuid(), 'beacon.lit', 1, '{"number": 2}' FROM generate_series(1, 5))
            INSERT INTO kernel.task_request (id, task, arguments, due_at)
            SELECT gen_random_uuid(), 'beacon.burn', '{"seconds": 0}', now() FROM generate_series(1, 7)""",
        )
        before = await rows(app, "SELECT what, count(*) FROM beacon.flash GROUP BY what ORDER BY what")
        await asyncio.sleep(2.5)
        after = await rows(app, "SELECT what, count(*) FROM beacon.flash GROUP BY what ORDER BY what")
        assert before == after, "no handler, task or schedule ran"
        again = await asyncio.to_thread(command, app, "plugins", "disable", "beacon")
        assert again == "beacon is off already.\n"
        await asyncio.to_thread(command, app, "plugins", "enable", "beacon")
        await until(app, "SELECT 1 FROM beacon.flash WHERE what = 'task' HAVING count(*) = 8")
        await until(app, "SELECT 1 FROM beacon.flash WHERE what = 'handler' HAVING count(*) = 6")


async def until(app, sql, seconds=20):
    deadline = time.monotonic() + seconds
    while not await rows(app, sql):
        assert time.monotonic() < deadline, sql
        await asyncio.sleep(0.1)


def test_a_language_goes_with_the_pack_that_brings_it(harbour):
    app, _ = harbour
    assert app.get("/missions?lang=es")[0] == 200
    command(app, "plugins", "disable", "locale-es")
    status, body = app.get("/missions?lang=es")
    assert (status, "Español" in app.get("/missions")[1]) == (422, False), body
    command(app, "plugins", "enable", "locale-es")
    assert app.get("/missions?lang=es")[0] == 200


def test_an_organisation_switches_on_what_is_left_to_it(harbour):
    app, second = harbour
    berths = "/api/v1/pier/{}/berths"

    def answers(slug):
        return [
            app.get(berths.format(slug))[0],
            httpx.get(f"http://127.0.0.1:{second.port}{berths.format(slug)}").status_code,
        ]

    assert answers("jirani-water-desk") == [404, 404]
    assert app.get("/api/v1/pier")[0] == 200, "what belongs to no organisation is there"
    said = command(app, "plugins", "enable", "pier", "--organisation", "jirani-water-desk")
    assert "pier is on in 5 processes" in said
    assert answers("jirani-water-desk") == [200, 200]
    assert answers("shared-pot-accra") == [404, 404]
    assert answers("nobody-knows-this") == [404, 404]
    known = json.loads(app.get(berths.format("jirani-water-desk"))[1])["id"]
    assert app.get(berths.format(known))[0] == 200, "the id is as good as the slug"
    command(app, "plugins", "disable", "pier", "--organisation", "jirani-water-desk")
    assert answers("jirani-water-desk") == [404, 404]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["disable", "missions"], "plugin missions is required"),
        (["disable", "beecon"], "did you mean beacon"),
        (["disable", "beacon", "--organisation", "jirani-water-desk"], "for the whole deployment"),
        (["enable", "pier", "--organisation", "nobody"], "there is no organisation 'nobody'"),
        (["offer", "beacon"], "those are: pier"),
    ],
)
def test_what_cannot_be_switched_is_refused_in_a_sentence(harbour, arguments, words):
    app, _ = harbour
    done = app.run("plugins", *arguments)
    assert done.returncode == 1
    assert words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_what_each_plugins_code_does_is_shown_for_all_processes_together(harbour):
    app, second = harbour
    for port in (app.port, second.port):
        for _ in range(3):
            httpx.get(f"http://127.0.0.1:{port}/api/v1/beacon").raise_for_status()
    deadline = time.monotonic() + 20
    while True:
        figures = {
            (each["plugin_id"], each["hook"]): each
            for each in json.loads(command(app, "plugins", "top", "--json"))
        }
        if figures.get(("beacon", "routes"), {"calls": 0})["calls"] >= 6:
            break
        assert time.monotonic() < deadline, figures
    routes = figures["beacon", "routes"]
    assert (routes["failures"], routes["tripped"]) == (0, False)
    assert 0 < routes["p50"] <= routes["p95"]
    assert ("beacon", "commonweal_routes") not in figures, "what is called once, at the start, is not shown"
    shown = command(app, "plugins", "top", "--once")
    assert "beacon" in shown
    assert "commonweal_hook_calls_total" in app.get("/metrics")[1]


def test_what_was_switched_off_is_off_when_the_app_starts_again(harbour):
    app, _ = harbour
    command(app, "plugins", "disable", "beacon")
    assert app.stop() == 0
    app.start()
    assert app.get("/beacon")[0] == 404
    command(app, "plugins", "enable", "beacon")
    assert app.get("/beacon")[0] == 200


def test_all_a_plugin_leaves_is_listed_exported_and_removed_once_it_is_off(harbour, tmp_path):
    app, _ = harbour
    picture = app.home / "blobs" / "content" / "beacon" / "picture.txt"
    picture.parent.mkdir(parents=True)
    picture.write_text("a light")
    httpx.post(f"http://127.0.0.1:{app.port}/api/v1/beacon/lit").raise_for_status()
    dry = command(app, "plugins", "remove", "beacon", "--dry-run")
    for line in ("table beacon.flash: ", "migration 0001_flash", "subscriptions: 1", "times of schedules: "):
        assert line in dry, dry
    assert "files below beacon/: 1, 7 bytes" in dry
    assert dry.endswith("Nothing was deleted.\n")
    refused = app.run("plugins", "remove", "beacon", "--yes")
    assert (refused.returncode, "disable beacon` first" in refused.stderr) == (1, True), refused.stderr
    command(app, "plugins", "disable", "beacon")
    removed = command(app, "plugins", "remove", "beacon", "--yes", "--export", str(tmp_path))
    assert removed.endswith("Deleted.\n")
    [place] = tmp_path.iterdir()
    about = json.loads((place / "about.json").read_text())
    lines = (place / "tables" / "flash.jsonl").read_text().splitlines()
    assert about["rows"] == {"flash": len(lines)}
    assert {json.loads(line)["what"] for line in lines} <= {"handler", "task", "tick"}
    assert (place / "files" / "beacon" / "picture.txt").read_text() == "a light"
    assert (place / "migrations" / "0001_flash.sql").is_file()
    assert not picture.exists()
    again = command(app, "plugins", "remove", "beacon", "--dry-run")
    left = [line for line in again.splitlines() if not line.startswith(("times of schedules", "words in"))]
    assert left == ["Nothing was deleted."], "what is installed keeps its times, and nothing else"
    assert app.get("/missions")[0] == 200
    assert app.stop() == 0
    app.start()
    assert app.get("/beacon")[0] == 200, "what is still installed is made anew"
