"""The guide for plugin authors, followed to the letter, gives a plugin that works."""

import json
import os
import re
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

from .conftest import find_uv

GUIDE = (Path(__file__).parent.parent / "docs" / "guides" / "plugins.md").read_text()
BLOCKS = re.compile(r"^`(acme_trees/[^`]+)`, (.+?):\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    """Return the commands that the guide has its reader run, before what else there is."""
    told = GUIDE.partition("## What else there is")[0]
    return [shlex.split(line) for block in COMMANDS.findall(told) for line in block.splitlines()]


def follow(folder: Path) -> int:
    """Hold what the guide quotes against what was made, make its changes, and return how many there were."""
    changes = 0
    for name, how, text in BLOCKS.findall(GUIDE):
        path = folder / name
        if how == "a part":
            assert text in path.read_text(), f"the guide quotes what {name} does not say:\n{text}"
            continue
        changes += 1
        if how == "new":
            assert not path.exists()
            path.write_text(text)
        elif how == "at the end":
            path.write_text(f"{path.read_text()}\n\n{text.lstrip()}")
        else:
            line = re.fullmatch("after `(.+)`", how)[1]
            assert path.read_text().count(f"{line}\n") == 1
            path.write_text(path.read_text().replace(f"{line}\n", f"{line}\n{text}"))
    return changes


def ask(app, path: str, body: dict[str, object], **headers: str) -> dict[str, object]:
    sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    request = urllib.request.Request(
        f"http://127.0.0.1:{app.port}{path}", data=json.dumps(body).encode(), headers=sent
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def test_the_plugin_of_the_guide_works(make_app, tmp_path):
    first, *later = commands()
    assert first[:3] == ["commonweal", "new", "plugin"]
    app = make_app()
    made = subprocess.run(
        [*app.command, *first[1:]],
        cwd=tmp_path,
        env=app.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "http://127.0.0.1:8000/trees" in GUIDE
    assert follow(tmp_path / "acme-trees") == 3

    site = tmp_path / "site"
    install = [
        find_uv(),
        "pip",
        "install",
        "--quiet",
        "--python",
        sys.executable,
        "--no-deps",
        "--target",
        site,
    ]
    subprocess.run([*install, tmp_path / "acme-trees"], check=True)
    app.environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(site), app.environment.get("PYTHONPATH", "")])
    )
    app.start()
    assert "No notes yet" in app.get("/trees")[1]

    known = {"email": "ana@example.org", "password": "Commonweal-2026"}
    assert all(f"`{word}`" in GUIDE for word in known.values())
    token = ask(app, "/api/v1/identity/tokens", known)["access_token"]
    for _ in range(2):
        ask(app, "/api/v1/trees", {"text": "A ceiba."}, Authorization=f"Bearer {token}")
    assert "A ceiba." in app.get("/trees")[1]
    assert "Notas breves" in app.get("/trees?lang=es")[1]
    assert "人人都可以阅读" in app.get("/trees?lang=zh-Hans")[1]
    assert 'href="/trees"' in app.get("/missions")[1], "the navigation leads to it from every page"

    for command in later:
        answered = app.run(*command[1:])
        assert answered.returncode == 0, answered.stderr
        assert answered.stdout in ("1 notes\n", "2 notes\n"), "a worker may have folded the second already"
    checked = app.run("i18n", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "trees.note: 2 rows" in app.run("plugins", "remove", "trees", "--dry-run").stdout
    assert app.stop() == 0

    style = [sys.executable, "-P", "-m"]
    for tool in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        done = subprocess.run(
            [*style, *tool], cwd=tmp_path / "acme-trees", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
    graded = app.run("check", "--grade", "gold", str(tmp_path / "acme-trees"))
    assert graded.returncode == 0, graded.stdout
