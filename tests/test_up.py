"""``commonweal up`` serves, stops cleanly, keeps its data and leaves no process behind."""

import os
import signal
import time

LANGUAGES = {"en": "Missions", "es": "Misiones", "zh-Hans": "任务"}


def test_a_first_start_serves_the_marketplace_in_three_languages_and_a_second_one_keeps_the_data(make_app):
    app = make_app()
    app.start()
    for language, word in LANGUAGES.items():
        status, body = app.get(f"/missions?lang={language}")
        assert status == 200
        assert f'lang="{language}"' in body
        assert word in body
    assert {"up", "web", "gateway", "worker", "scheduler", "postgres"} == set(app.processes())
    status, body = app.get("/health/ready")
    assert status == 200, body
    before = app.missions()
    assert before

    assert app.stop(signal.SIGINT) == 0
    assert app.gone(seconds=1)

    app.start()
    assert "Sample data" not in app.output()
    assert app.missions() == before
    assert app.stop(signal.SIGTERM) == 0
    assert app.gone(seconds=1)


def test_a_stop_during_the_start_is_clean_too(make_app):
    app = make_app()
    app.launch()
    while "Plugins" not in app.output():
        time.sleep(0.02)
    assert app.stop() == 0
    assert app.gone(seconds=1)
    app.start()
    assert app.missions(), "the sample data of an interrupted first start are loaded by the next"


def test_no_process_outlives_a_killed_supervisor(make_settled_app):
    app = make_settled_app()
    app.start()
    before = app.missions()
    app.kill()
    assert app.gone(), app.processes()
    app.start()
    assert app.missions() == before


def test_each_killed_process_is_started_again(make_settled_app):
    app = make_settled_app()
    app.start()
    missions = app.missions()
    for name in ("web", "gateway", "worker", "scheduler", "postgres"):
        before = app.processes()
        os.kill(before[name], signal.SIGKILL)
        deadline = time.monotonic() + 60
        while app.processes().get(name) in (None, before[name]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert app.missions() == missions
        after = app.processes()
        assert after[name] != before[name]
        assert after["up"] == before["up"]
    assert app.stop() == 0
    assert app.gone(seconds=1)


def test_a_machine_runs_only_the_processes_that_are_named(make_settled_app):
    app = make_settled_app()
    app.start("--only", "web", "--only", "gateway")
    assert {"up", "web", "gateway", "postgres"} == set(app.processes())
    assert app.missions()
    assert app.stop() == 0


def test_a_second_supervisor_and_a_reset_are_refused_while_the_app_runs(make_settled_app):
    app = make_settled_app()
    app.start()
    refused = make_settled_app().run("up")
    assert refused.returncode == 1
    assert "is running on" in refused.stderr
    assert refused.stderr.count("\n") == 1
    refused = app.run("reset", "--yes")
    assert refused.returncode == 1
    assert "stop it first" in refused.stderr
    assert app.missions()
    assert app.stop() == 0

    assert app.run("reset").returncode == 1, "without an answer nothing is deleted"
    assert (app.home / "postgres").exists()
    done = app.run("reset", "--yes")
    assert done.returncode == 0, done.stderr
    assert not (app.home / "postgres").exists()
