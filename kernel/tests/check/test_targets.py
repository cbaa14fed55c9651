"""What can be checked: a folder, a workspace, a wheel, an installed plugin; and what is said of others."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from commonweal.testing.check.distribution import CheckRefused
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.registry import Grade
from commonweal.testing.check.running import check

METADATA = """Metadata-Version: 2.4
Name: acme-orchard
Version: 1.0.0
Summary: Neighbours note the trees of their orchard.
License-Expression: Apache-2.0
Requires-Python: >=3.11
Requires-Dist: commonweal-kernel
Project-URL: Source, https://git.example/acme/orchard
"""
ENTRY_POINTS = "[commonweal.plugins]\norchard = acme_orchard.plugin\n"


@pytest.fixture
def wheel(orchard, tmp_path):
    """Return the orchard as a wheel: its package and what an installer reads."""
    path = tmp_path / "acme_orchard-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted((orchard / "acme_orchard").rglob("*")):
            archive.write(file, file.relative_to(orchard))
        archive.writestr("acme_orchard-1.0.0.dist-info/METADATA", METADATA)
        archive.writestr("acme_orchard-1.0.0.dist-info/entry_points.txt", ENTRY_POINTS)
    return path


def test_a_wheel_is_read_without_installing_it(wheel, look):
    report = look(wheel)
    assert (report.plugin, report.findings) == ("orchard", [])
    assert report.unjudged == ["CWQ001", "CWQ002", "CWQ007", "CWQ009"]
    assert "acme_orchard" not in sys.modules


def test_a_fault_in_a_wheel_is_found(orchard, wheel, look):
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("acme_orchard/more.py", '"""More."""\n\nimport asyncpg\n')
    assert [finding.rule for finding in look(wheel).findings] == ["CWI003"]


@pytest.mark.parametrize("content", [b"no archive", None])
def test_what_is_no_wheel_is_refused_with_its_reason(tmp_path, content, look):
    path = tmp_path / "other.whl"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("other/__init__.py", "")
    else:
        path.write_bytes(content)
    with pytest.raises(CheckRefused, match=r"not a wheel|no entry points"):
        look(path)


def test_an_installed_plugin_is_read_in_its_source_folder():
    with subjects_of(["ledger"]) as [subject]:
        assert subject.distribution.has_source
        assert subject.distribution.name == "commonweal-ledger"
        assert check([subject])[0].grade >= Grade.BRONZE


def test_a_plugin_that_an_installer_unpacked_is_read_where_it_lies(wheel, tmp_path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "commonweal", "check", "orchard", "--json"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert '"grade": "platinum"' in done.stdout


def test_a_name_nobody_has_is_refused_with_the_nearest():
    with pytest.raises(CheckRefused, match="did you mean ledger"), subjects_of(["leger"]):
        pass


def test_the_plugins_of_a_workspace_are_found_from_its_root(orchard, tmp_path, monkeypatch):
    root = tmp_path / "workspace"
    for number in (1, 2):
        shutil.copytree(orchard, root / "plugins" / f"orchard{number}")
    (root / "plugins" / "notes").mkdir()
    members = '[tool.uv.workspace]\nmembers = ["plugins/*"]\nexclude = ["plugins/orchard2"]\n'
    (root / "pyproject.toml").write_text(members)
    monkeypatch.chdir(root)
    with subjects_of([]) as subjects:
        assert [each.distribution.root.name for each in subjects] == ["orchard1"]


def test_a_folder_without_a_plugin_says_what_to_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CheckRefused, match="name the folder of one"), subjects_of([]):
        pass
    with pytest.raises(CheckRefused, match=r"no pyproject\.toml"), subjects_of([str(tmp_path)]):
        pass
    with pytest.raises(CheckRefused, match="no such folder"), subjects_of(["plugins/nothing"]):
        pass


def test_a_project_file_that_is_no_toml_is_named(orchard, look):
    (orchard / "pyproject.toml").write_text("[project\n")
    with pytest.raises(CheckRefused, match=r"pyproject\.toml: cannot be read"):
        look(orchard)


def test_an_entry_point_into_nowhere_is_told(orchard, look):
    shutil.move(orchard / "acme_orchard", orchard / "elsewhere")
    with pytest.raises(CheckRefused, match="there is no package acme_orchard"):
        look(orchard)


def test_a_package_may_lie_in_src(orchard, look):
    (orchard / "src").mkdir()
    shutil.move(orchard / "acme_orchard", orchard / "src" / "acme_orchard")
    assert look(orchard).findings == []


def test_a_manifest_that_cannot_be_read_leaves_no_grade(orchard, look):
    (orchard / "acme_orchard" / "manifest.toml").write_text('id = "orchard"\n')
    report = look(orchard)
    assert report.grade is Grade.NONE
    first = report.findings[0]
    assert (first.rule, first.file) == ("CWM001", "acme_orchard/manifest.toml")


def test_a_driver_without_a_plugin_is_held_to_what_concerns_it(orchard, look):
    project = (orchard / "pyproject.toml").read_text()
    plugin = '[project.entry-points."commonweal.plugins"]\norchard = "acme_orchard.plugin"\n'
    driver = '[project.entry-points."commonweal.mailers"]\nbasket = "acme_orchard.basket:Basket"\n'
    (orchard / "pyproject.toml").write_text(project.replace(plugin, driver))
    shutil.rmtree(orchard / "acme_orchard")
    (orchard / "acme_orchard").mkdir()
    (orchard / "acme_orchard" / "__init__.py").write_text('"""A basket for mail."""\n')
    (orchard / "acme_orchard" / "py.typed").touch()
    (orchard / "acme_orchard" / "basket.py").write_text('"""The basket."""\n\nimport asyncpg\n')
    assert [finding.rule for finding in look(orchard).findings] == ["CWI003", "CWQ009"]


def test_without_the_parser_it_is_said_what_to_install(orchard, look, monkeypatch):
    monkeypatch.setitem(sys.modules, "pgparse", None)
    with pytest.raises(CheckRefused, match=r"commonweal-kernel\[testing\]"):
        look(orchard)
