"""The command: its three forms, its exit code, and what is imported for it."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from commonweal.testing.check.command import check
from commonweal.testing.check.registry import rules

FAULT = '"""More."""\n\nimport asyncpg\n\n\ndef more():\n    return asyncpg\n'


@pytest.fixture
def faulty(orchard):
    """Return the orchard with an engine of its own: bronze is missed by one rule, gold by another."""
    (orchard / "acme_orchard" / "more.py").write_text(FAULT)
    return orchard


def run(*arguments):
    return CliRunner().invoke(check, [str(each) for each in arguments])


def test_a_clean_plugin_is_left_with_zero_and_its_grade(orchard):
    done = run(orchard, "--grade", "platinum")
    assert done.exit_code == 0
    assert re.search(r"^orchard +platinum$", done.output, re.MULTILINE)


def test_below_the_grade_that_is_asked_the_exit_code_says_so(orchard):
    (orchard / "CHANGELOG.md").unlink()
    assert run(orchard, "--grade", "gold").exit_code == 0
    done = run(orchard, "--grade", "platinum")
    assert done.exit_code == 1
    assert "orchard: below platinum" in done.stderr
    assert "CWQ007 (1)" in done.output


def test_the_table_names_place_fix_and_page_and_is_aligned(faulty):
    done = run(faulty)
    assert done.exit_code == 1
    assert "more.py:3" in done.output
    assert "fix: work in the unit of work you are handed" in done.output
    assert "docs/checks/CWI003.md" in done.output
    starts = {
        line.index(text)
        for line in done.output.splitlines()
        for text in ("asyncpg opens", "more has no docstring", "more has no type")
        if text in line
    }
    assert len(starts) == 1, "texts of all findings begin in one column"
    assert "\x1b" not in done.output, "no colours where nobody sees them"


def test_json_holds_all_that_is_known(faulty):
    done = run(faulty, "--json")
    [plugin] = json.loads(done.stdout)["plugins"]
    assert (plugin["plugin"], plugin["grade"], plugin["missing"]) == ("orchard", "none", ["CWI003"])
    [finding] = [each for each in plugin["findings"] if each["rule"] == "CWI003"]
    assert finding["file"].endswith("acme_orchard/more.py")
    assert (finding["line"], finding["grade"]) == (3, "bronze")
    assert finding["fix"] == rules()["CWI003"].fix


def test_annotations_are_errors_up_to_the_grade_and_warnings_beyond(faulty):
    lines = run(faulty, "--format", "github", "--grade", "silver").stdout.splitlines()
    [engine] = [line for line in lines if "CWI003" in line]
    assert re.match(
        r"::error file=\S+more\.py,line=3,title=CWI003%3A No database engine[^:]*::asyncpg", engine
    )
    assert all(line.startswith("::warning") for line in lines if "CWQ004" in line)
    assert lines[-1] == "::notice title=orchard::grade none"


def test_paths_are_those_of_where_one_stands(faulty, monkeypatch):
    monkeypatch.chdir(faulty.parent)
    assert "orchard/acme_orchard/more.py:3" in run("orchard").output
    monkeypatch.chdir(faulty)
    assert "  acme_orchard/more.py:3" in run(".").output


def test_the_rules_are_listed_by_grade():
    done = run("--rules")
    assert done.exit_code == 0
    listed = re.findall(r"^  (CW[A-Z]\d{3})  \S", done.output, re.MULTILINE)
    assert sorted(listed) == sorted(rules())


def test_a_target_that_is_none_is_one_sentence(tmp_path):
    command = [sys.executable, "-m", "commonweal", "check", "nothing-of-this-name"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "commonweal: no plugin 'nothing-of-this-name' is installed; the plugins are:"
    )


def test_nothing_of_the_check_is_imported_for_the_help():
    code = (
        "import sys; from commonweal.cli.group import run; run(['--help'], standalone_mode=False);"
        "print([m for m in sys.modules if m.startswith(('commonweal.testing', 'pgparse', 'fluent'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "check" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
