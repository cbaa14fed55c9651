"""The guide for plugin authors, followed to the letter, gives a plugin that works."""

import json
import os
import re
import time
import tomllib
import urllib.request
from pathlib import Path

GUIDE = Path(__file__).parent.parent / "docs" / "guides" / "plugins.md"
FILES = re.compile(r"^`(trees/[^`]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def install(folder: Path) -> Path:
    """Write the files of the guide into ``folder``, with the metadata that an installer would add."""
    files = dict(FILES.findall(GUIDE.read_text()))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    project = tomllib.loads(files["trees/pyproject.toml"])["project"]
    metadata = folder / "trees" / "commonweal_trees-0.1.0.dist-info"
    metadata.mkdir()
    about = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (metadata / "METADATA").write_text(about)
    [(group, plugins)] = project["entry-points"].items()
    lines = [f"{name} = {module}" for name, module in plugins.items()]
    (metadata / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines, ""]))
    return folder / "trees"


def post_tree(app, species: str) -> tuple[int, dict[str, object]]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{app.port}/api/v1/trees",
        data=json.dumps({"species": species}).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status, json.load(answer)


def test_the_plugin_of_the_guide_works(make_app, tmp_path):
    app = make_app()
    path = [str(install(tmp_path)), app.environment.get("PYTHONPATH", "")]
    app.environment["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    app.start()
    assert "0 trees have been planted." in app.get("/trees")[1]

    status, tree = post_tree(app, "ceiba")
    assert (status, tree["species"]) == (201, "ceiba")
    deadline = time.monotonic() + 30
    while "One is registered." not in (page := app.get("/trees")[1]):
        assert time.monotonic() < deadline, page
        time.sleep(0.1)
    assert "One tree has been planted." in page
    assert "Los árboles del barrio" in app.get("/trees?lang=es")[1]
    assert "已种下 1 棵树" in app.get("/trees?lang=zh-Hans")[1]
    assert "Árboles" in app.get("/missions?lang=es")[1], "the navigation leads to it from every page"

    checked = app.run("i18n", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "trees.tree: 1 rows" in app.run("plugins", "remove", "trees", "--dry-run").stdout
    assert app.stop() == 0
