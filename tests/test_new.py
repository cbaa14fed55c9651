"""What `commonweal new` makes passes everything at once, installed as anybody would install it."""

import os
import subprocess
import sys

import pytest
from commonweal.testing.new.naming import NameRefused, choose_names
from commonweal.testing.new.packs import pack_names
from commonweal.testing.new.writing import WouldOverwrite, write_tree
from outsiders import Made, passes

from .conftest import find_uv

PLUGINS = "commonweal.plugins"
LONG = "a-name-as-long-as-an-id-of-a-plugin-be"
SAID = {
    "en": "Short notes that everybody can read",
    "es": "Notas breves",
    "zh-Hans": "人人都可以阅读的简短留言",
}


@pytest.fixture
def make(tmp_path):
    def make(kind: str, name: str, folder: str) -> Made:
        new = [sys.executable, "-P", "-m", "commonweal", "new", kind, name, "--namespace", "acme"]
        environment = {**os.environ, "COMMONWEAL_HOME": str(tmp_path / "home")}
        told = subprocess.run(
            [*new, "--directory", str(tmp_path)], env=environment, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
        assert told.stdout.count("\n  ") == 3, "the next three commands are told"
        site = tmp_path / "site"
        install = [find_uv(), "pip", "install", "--quiet", "--python", sys.executable, "--no-deps"]
        subprocess.run([*install, "--target", site, tmp_path / folder], check=True)
        return Made(tmp_path / folder, site, told.stdout)

    return make


@pytest.mark.browser
def test_a_new_plugin_passes_its_tests_and_every_check_and_is_served(make, make_app):
    made = make("plugin", "tool-library", "acme-tool-library")
    passes(
        made, "ruff check .", "ruff format --check .", "mypy", "commonweal check --grade gold .", "pytest -q"
    )

    app = make_app()
    app.environment["PYTHONPATH"] = made.environment["PYTHONPATH"]
    app.start()
    for language, words in SAID.items():
        status, page = app.get(f"/tool-library?lang={language}")
        assert status == 200
        assert words in page
        assert "Tool Library" in app.get(f"/missions?lang={language}")[1], "the navigation leads to it"
    assert app.get("/api/v1/tool-library") == (200, '{"items":[],"next_cursor":null}')
    assert app.run("i18n", "check").returncode == 0
    assert app.stop() == 0


def test_a_long_name_changes_nothing_of_the_style(make):
    made = make("plugin", LONG, f"acme-{LONG}")
    passes(made, "ruff check .", "ruff format --check .", "mypy", "commonweal check --grade gold .")


def test_a_new_vector_store_keeps_the_contract_at_once(make):
    made = make("vectorstore", "flat", "acme-flat")
    passes(made, "ruff check .", "ruff format --check .", "mypy", "pytest -q")


def test_a_new_pack_is_offered_and_read_in_english_until_it_is_translated(make):
    made = make("locale", "fr", "acme-locale-fr")
    assert "  commonweal i18n check --unfinished fr\n" in made.told
    checked = made.run("commonweal", "i18n", "check", "--unfinished", "fr")
    assert (checked.returncode, checked.stdout.partition(";")[0].split(" (")[0]) == (0, "fr: 0 %")
    assert made.run("commonweal", "i18n", "check").returncode == 1, "without the flag it must be whole"

    words = made.site / "acme_locale_fr" / "ftl" / "missions" / "missions.ftl"
    assert "# missions-market-title = " in words.read_text()
    words.write_text(f"{words.read_text()}\nmissions-market-title = Les missions\n")
    passes(made, "ruff check .", "ruff format --check .", "pytest -q -k translated")
    words.write_text(f"{words.read_text()}missions-sort-newest = {{ $colour }} avant tout\n")
    checked = made.run("commonweal", "i18n", "check", "--unfinished", "fr")
    assert checked.returncode == 1
    assert "missions-sort-newest: differ from the reference in $colour" in checked.stdout
    assert "missions-market-title" not in checked.stdout


@pytest.mark.parametrize(
    ("name", "namespace", "said"),
    [
        ("web", "acme", "'web' cannot be a plugin's id: it is reserved by the kernel; choose another"),
        ("pg-store", "acme", "is reserved by the kernel"),
        ("Tool_Library", "acme", "tool-library would do"),
        ("", "acme", "must be 2 to 40 small letters and digits"),
        ("x", "acme", "must be 2 to 40 small letters and digits"),
        ("x" * 41, "acme", "must be 2 to 40 small letters and digits"),
        ("árbol", "acme", "must be 2 to 40 small letters and digits"),
        ("group", "acme", "'group' is a word of SQL, in which its tables are named: choose another name"),
        ("missions", "acme", "'missions' is taken by commonweal-missions"),
        ("trees", "commonweal", "the namespace commonweal is the project's own"),
        ("trees", "commonweal-extra", "the namespace commonweal is the project's own"),
        ("trees", "Acme Inc", "must be small letters and digits, such as acme"),
    ],
)
def test_a_name_that_cannot_be_used_is_told_in_one_sentence(name, namespace, said):
    with pytest.raises(NameRefused) as refused:
        choose_names(PLUGINS, name, namespace)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("tag", "said"), [("es", "there are words in es already"), ("klingon", "is no language")]
)
def test_a_pack_is_begun_for_a_language_that_is_known_and_missing(tag, said, tmp_path, monkeypatch):
    monkeypatch.setenv("COMMONWEAL_HOME", str(tmp_path))
    with pytest.raises(NameRefused, match=said):
        pack_names(tag, "acme")


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "acme-trees").mkdir()
    (tmp_path / "acme-trees" / "notes.txt").write_text("mine")
    with pytest.raises(WouldOverwrite, match="is there already"):
        write_tree(tmp_path / "acme-trees", {"pyproject.toml": "", "notes.txt": "theirs"})
    assert [path.name for path in (tmp_path / "acme-trees").iterdir()] == ["notes.txt"]
    assert (tmp_path / "acme-trees" / "notes.txt").read_text() == "mine"
