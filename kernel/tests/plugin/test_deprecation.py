"""What is deprecated keeps working; whoever uses it is named once, with the release it ends in."""

import logging
import os
import subprocess
import sys
import types
import warnings

import pytest
import zoo
from commonweal import PLUGIN_API_VERSION, DeprecatedUse, deprecated, hookspec
from commonweal.plugin import deprecation
from commonweal.plugin.acting import acting_as

SENTENCE = "zoo_lift_gate, which is gone in plugin API 2.0: use zoo_open_gate"


@pytest.fixture(autouse=True)
def nothing_used_yet(monkeypatch):
    monkeypatch.setattr(deprecation, "_uses", {})


@deprecated(gone_in="2.0", instead="open_gate")
def lift_gate(height: int) -> int:
    """Lift the gate."""
    return height * 2


def test_a_use_is_a_warning_that_names_the_plugin_the_release_and_what_to_use():
    with acting_as("trees"), pytest.warns(DeprecatedUse) as told:
        assert lift_gate(2) == 4
    assert str(told[0].message) == "trees uses lift_gate, which is gone in plugin API 2.0: use open_gate"
    assert told[0].filename == __file__
    assert lift_gate.__doc__ == "Lift the gate."


def test_it_is_told_once_for_each_plugin(caplog):
    with caplog.at_level(logging.WARNING, "commonweal.plugins"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for plugin in ("trees", "trees", "wells"):
            with acting_as(plugin):
                lift_gate(1)
    told = "lift_gate, which is gone in plugin API 2.0: use open_gate"
    assert caplog.messages == [f"plugin trees uses {told}", f"plugin wells uses {told}"]
    assert deprecation.uses_of("trees") == (told,)
    assert deprecation.uses_of("gates") == ()


def test_code_outside_of_every_plugin_is_named_by_its_package():
    with pytest.warns(DeprecatedUse, match=f"the package {__name__.partition('.')[0]} uses lift_gate"):
        lift_gate(1)


def test_whoever_implements_a_deprecated_hook_is_named(host_of):
    @deprecated(gone_in="2.0", instead="commonweal_gates")
    @hookspec
    def commonweal_gate():
        """Give a gate."""

    specifications = types.ModuleType("kernel.gates.hooks")
    specifications.commonweal_gate = commonweal_gate
    code = "@hookimpl\ndef commonweal_gate():\n    return 'gate'\n"
    with pytest.warns(DeprecatedUse, match="trees uses commonweal_gate"):
        host = host_of(specifications, trees=('hooks = ["commonweal_gate"]', code))
    [report] = host.report()
    assert report.deprecated == ("commonweal_gate, which is gone in plugin API 2.0: use commonweal_gates",)
    assert [given.value for given in host.collect("commonweal_gate")] == ["gate"], "it keeps working"


@pytest.mark.parametrize("version", ["0.9", PLUGIN_API_VERSION])
def test_nothing_outlives_the_release_it_ends_in(version):
    with pytest.raises(ValueError, match="take out what is deprecated"):
        deprecated(gone_in=version, instead="x")


def test_the_plugin_in_the_zoo_is_named_by_the_command_and_in_the_log(tmp_path):
    environment = zoo.environment(tmp_path / "site", "uses-deprecated")
    environment["COMMONWEAL_HOME"] = str(tmp_path / "home")
    shown = subprocess.run(
        [sys.executable, "-P", "-m", "commonweal", "plugins"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.count(f"zoo-uses-deprecated uses {SENTENCE}") == 1
    assert f"plugin zoo-uses-deprecated uses {SENTENCE}" in shown.stderr
