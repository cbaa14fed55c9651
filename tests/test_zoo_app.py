"""Broken plugins beside the real ones: the app serves, and says of each what is wrong with it."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the zoo is a package of this folder

import zoo


def test_the_app_serves_with_every_broken_plugin_installed(make_app, tmp_path):
    app = make_app()
    app.environment |= zoo.environment(tmp_path / "zoo", *zoo.EXPECTED, environ=app.environment)
    app.start()

    status, page = app.get("/missions?lang=es")
    assert status == 200
    assert 'lang="es"' in page

    status, body = app.get("/health/ready")
    assert status == 200, body
    in_health = {row["id"]: row for row in json.loads(body)["plugins"]}
    listed = {row["id"]: row for row in json.loads(app.run("plugins", "--json").stdout)}
    for member, expected in zoo.EXPECTED.items():
        name = zoo.plugin_id(member)
        assert in_health[name]["state"] == expected.state, member
        if member != "wrong-answer":  # which type an answer must have, only the service that asks knows
            assert listed[name]["state"] == expected.state, member
            assert expected.reason in listed[name]["reason"], member
    assert listed["missions"]["state"] == "running"
    assert app.stop() == 0
    assert app.gone(seconds=1)


def test_a_required_plugin_that_fails_stops_the_start_in_one_sentence(make_app, tmp_path):
    app = make_app()
    app.environment |= zoo.environment(tmp_path / "zoo", "required-fails", environ=app.environment)
    refused = app.run("up")
    assert refused.returncode != 0
    assert "zoo-required-fails" in refused.stderr
    assert refused.stderr.startswith("commonweal: ") or "\ncommonweal: " in refused.stderr
    assert "Traceback" not in refused.stderr
    assert app.gone(seconds=1)
