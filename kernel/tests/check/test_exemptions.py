"""Exemptions: for a rule or for one file, with a reason, and needed."""

import pytest
from commonweal.testing.check.registry import Grade
from planting import merged

REASON = "the default of a minute is exactly what watering takes"
UNLIMITED = '''"""The work of the orchard."""

from commonweal import TaskContext, task


@task("orchard.water")
async def water(context: TaskContext) -> None:
    """Water what is dry."""
    del context
'''


@pytest.fixture
def unlimited(orchard):
    """Return the orchard with a task that says no time limit."""
    (orchard / "acme_orchard" / "tasks.py").write_text(UNLIMITED)
    return orchard


def exempt(orchard, *lines):
    path = orchard / "pyproject.toml"
    path.write_text(path.read_text() + "\n[tool.commonweal.check.exempt]\n" + "\n".join(lines) + "\n")


def rules_of(report):
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    "key", ["CWT003", '"CWT003 tasks.py"', '"CWT003 acme_orchard/tasks.py"', '"CWT003 *.py"']
)
def test_an_exemption_takes_its_finding_away_and_is_told(unlimited, look, key):
    exempt(unlimited, f'{key} = "{REASON}"')
    report = look(unlimited)
    assert (rules_of(report), report.grade) == ([], Grade.PLATINUM)
    assert [(finding.rule, reason) for finding, reason in report.exempted] == [("CWT003", REASON)]


def test_an_exemption_for_another_file_covers_nothing(unlimited, look):
    exempt(unlimited, f'"CWT003 http.py" = "{REASON}"')
    assert rules_of(look(unlimited)) == ["CWX002", "CWT003"]


@pytest.mark.parametrize("reason", ['""', '"later"', '"         x"', "true", "1"])
def test_a_reason_that_is_none_is_a_finding_and_exempts_from_nothing(unlimited, look, reason):
    exempt(unlimited, f"CWT003 = {reason}")
    report = look(unlimited)
    assert rules_of(report) == ["CWX001", "CWT003"]
    assert report.grade is Grade.NONE
    lines = (unlimited / "pyproject.toml").read_text().splitlines()
    assert lines[report.findings[0].line - 1].startswith("CWT003 =")


def test_an_exemption_that_nothing_needs_is_a_finding_on_its_line(orchard, look):
    exempt(orchard, f'CWT003 = "{REASON}"')
    [finding] = look(orchard).findings
    assert finding.rule == "CWX002"
    assert (orchard / "pyproject.toml").read_text().splitlines()[finding.line - 1].startswith("CWT003")


@pytest.mark.parametrize("key", ["CWT999", "CWX001", "timeouts"])
def test_nothing_is_exempted_from_a_rule_that_does_not_exist_or_is_about_exemptions(orchard, look, key):
    exempt(orchard, f'{key} = "{REASON}"')
    assert rules_of(look(orchard)) == ["CWX003"]


def test_planted_lines_take_the_place_of_those_that_are_there():
    whole = "a = 1\nb = 2\n\n[t]\nc = 3\n"
    assert merged(whole, "b = 5\n") == "a = 1\nb = 5\n\n[t]\nc = 3\n"
    assert merged(whole, "[t]\nc = 6\n") == "a = 1\nb = 2\n\n[t]\nc = 6\n"
    assert merged(whole, "[u]\nd = 7\n") == "a = 1\nb = 2\n\n[t]\nc = 3\n\n[u]\nd = 7\n\n"
