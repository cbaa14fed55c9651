"""A plugin that fails, in whichever way, has a clear state and harms nobody else (ARCHITECTURE §4.7)."""

import json
import os
import subprocess
import sys
import threading
import time

import msgspec
import pytest
import zoo
from commonweal.i18n import hooks as i18n_hooks
from commonweal.plugin.contributions import HealthCheck
from commonweal.plugin.host import Host, RequiredPluginFailed
from commonweal.plugin.settings import Settings

ALONE = [name for name in zoo.EXPECTED if not name.startswith(("healthy", "needs-", "cycle-", "twin-"))]
COMPANY = {
    "needs-the-lion": ["raises-at-import"],
    "needs-the-zebra": ["raises-in-setup"],
    "cycle-one": ["cycle-two"],
    "twin-a": ["twin-b"],
}


@pytest.fixture
def start(tmp_path, settings_with):
    """Start a host with zoo members only, and collect what the app would."""

    def start(*members, **environ):
        ids = ",".join({zoo.ENTRY_POINTS.get(member, f"zoo-{member}") for member in members})
        settings = settings_with(
            COMMONWEAL_PLUGINS__ENABLED=ids, COMMONWEAL_PLUGINS__LOAD_SECONDS="3", **environ
        )
        host = Host(settings, specifications=[i18n_hooks])
        host.load()
        host.collect("commonweal_locales")
        host.collect_each("commonweal_health_checks", HealthCheck)
        return host

    return start


@pytest.mark.parametrize("member", [*ALONE, *COMPANY])
def test_a_broken_plugin_has_its_state_and_reason_and_a_healthy_one_runs_on(member, start, tmp_path):
    members = [member, *COMPANY.get(member, []), "healthy"]
    with zoo.installed(tmp_path / "zoo", *members):
        host = start(*members)
    for name in members:
        plugin = host.plugins[zoo.plugin_id(name)]
        expected = zoo.EXPECTED[name]
        assert plugin.state == expected.state, plugin.reason
        assert expected.reason in plugin.reason
        assert "\n" not in plugin.reason


def test_the_whole_zoo_at_once_leaves_the_healthy_running(start, tmp_path):
    with zoo.installed(tmp_path / "zoo", *zoo.EXPECTED):
        host = start(*zoo.EXPECTED)
    states = {member: str(host.plugins[zoo.plugin_id(member)].state) for member in zoo.EXPECTED}
    assert states == {member: expected.state for member, expected in zoo.EXPECTED.items()}
    well = {zoo.plugin_id(member) for member, expected in zoo.EXPECTED.items() if expected.state == "running"}
    assert {plugin.id for plugin in host.running()} == well
    report = json.loads(msgspec.json.encode(host.report()))
    assert {entry["state"] for entry in report} >= {
        "running",
        "incompatible",
        "failed_import",
        "failed_setup",
    }


def test_a_required_plugin_that_fails_stops_the_start_with_one_line(start, tmp_path):
    with (
        zoo.installed(tmp_path / "zoo", "required-fails", "healthy"),
        pytest.raises(RequiredPluginFailed) as stop,
    ):
        start("required-fails", "healthy")
    assert "zoo-required-fails is required" in str(stop.value)
    assert "the keeper has lost the key" in str(stop.value)
    assert "COMMONWEAL_PLUGINS__DISABLED=zoo-required-fails" in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_required_plugin_may_be_switched_off_on_purpose(start, tmp_path):
    with zoo.installed(tmp_path / "zoo", "required-fails", "healthy"):
        host = start("required-fails", "healthy", COMMONWEAL_PLUGINS__DISABLED="zoo-required-fails")
    assert host.plugins["zoo-required-fails"].state == "disabled"
    assert [plugin.id for plugin in host.running()] == ["zoo-healthy"]


def test_without_strictness_a_required_failure_is_only_a_state(tmp_path, settings_with):
    settings = settings_with(COMMONWEAL_PLUGINS__ENABLED="zoo-required-fails")
    with zoo.installed(tmp_path / "zoo", "required-fails"):
        host = Host(settings, strict=False)
        host.load()
    assert host.plugins["zoo-required-fails"].state == "failed_import"


def test_a_busy_loop_in_a_set_up_hook_stops_taking_processor_time(start, tmp_path):
    with zoo.installed(tmp_path / "zoo", "hangs-in-setup"):
        start("hangs-in-setup")
    deadline = time.monotonic() + 5
    while (
        busy := [one for one in threading.enumerate() if one.name == "plugin start"]
    ) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not busy


def test_a_plugin_that_survived_its_trial_is_not_tried_again(start, tmp_path, monkeypatch):
    with zoo.installed(tmp_path / "zoo", "healthy"):
        start("healthy")
        monkeypatch.setattr(subprocess, "Popen", None)
        sys.modules.pop("zoo_healthy.plugin")
        assert start("healthy").plugins["zoo-healthy"].state == "running"


def test_a_changed_plugin_is_tried_again(start, tmp_path):
    with zoo.installed(tmp_path / "zoo", "healthy"):
        start("healthy")
        module = tmp_path / "zoo" / "zoo_healthy" / "plugin.py"
        module.write_text("import os\nos._exit(9)\n")
        os.utime(module, (time.time() + 5, time.time() + 5))
        sys.modules.pop("zoo_healthy.plugin")
        plugin = start("healthy").plugins["zoo-healthy"]
    assert (plugin.state, plugin.reason) == ("failed_import", "ended the process at import (exit code 9)")


def test_the_processes_of_one_start_wait_for_a_hanging_plugin_once(start, tmp_path):
    with zoo.installed(tmp_path / "zoo", "hangs-at-import"):
        start("hangs-at-import")
        before = time.monotonic()
        plugin = start("hangs-at-import").plugins["zoo-hangs-at-import"]
    assert plugin.state == "failed_import"
    assert time.monotonic() - before < 3


def test_a_data_directory_that_cannot_be_made_keeps_no_plugin_from_running(tmp_path):
    environ = {"COMMONWEAL_HOME": "/proc/commonweal", "COMMONWEAL_PLUGINS__ENABLED": "zoo-healthy"}
    with zoo.installed(tmp_path / "zoo", "healthy"):
        host = Host(Settings.load(environ))
        host.load()
    assert [plugin.id for plugin in host.running()] == ["zoo-healthy"]


@pytest.mark.parametrize("content", ["", "[]", '{"zoo-healthy": 3}', "\x00"])
def test_a_spoilt_record_of_trials_only_costs_another_trial(content, start, tmp_path, settings_with):
    home = settings_with().home
    (home / "plugins.json").write_text(content)
    with zoo.installed(tmp_path / "zoo", "healthy"):
        assert start("healthy").plugins["zoo-healthy"].state == "running"


def test_a_child_process_finds_the_zoo_on_its_path(tmp_path):
    environ = zoo.environment(tmp_path / "zoo", "healthy", "kills-at-import")
    code = (
        "from commonweal.plugin.host import Host; from commonweal.plugin.settings import Settings\n"
        "host = Host(Settings.load())\n"
        "host.load()\n"
        "print([(plugin.id, str(plugin.state)) for plugin in host.plugins.values()])"
    )
    environ |= {
        "COMMONWEAL_HOME": str(tmp_path / "home"),
        "COMMONWEAL_PLUGINS__ENABLED": "zoo-healthy,zoo-kills-at-import",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert "('zoo-healthy', 'running')" in answer.stdout
    assert "('zoo-kills-at-import', 'failed_import')" in answer.stdout
