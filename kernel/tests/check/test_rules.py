"""Each rule finds the fault that its page plants, and nothing in the clean twin beside it."""

from runpy import run_path

import pytest
from commonweal.testing.check.database import ask_database
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.registry import FAMILIES, Grade, rule, rules
from commonweal.testing.check.running import check
from planting import PAGES, examples, plant

ON_A_DATABASE = {"CWD017"}
RULES = rules()


def test_the_orchard_is_a_model(orchard, look):
    report = look(orchard)
    assert (report.findings, report.grade) == ([], Grade.PLATINUM)


@pytest.mark.parametrize("rule_id", [each for each in RULES if each not in ON_A_DATABASE])
def test_the_fault_of_the_page_is_found_and_its_twin_is_clean(rule_id, tmp_path, look):
    bad, good = examples(rule_id)
    found = [each for each in look(plant(tmp_path / "bad", bad)).findings if each.rule == rule_id]
    assert found, f"{rule_id} does not find its own bad example"
    for finding in found:
        assert (tmp_path / "bad" / finding.file).exists() or rule_id == "CWL005"
        assert finding.line >= 1
        assert "\n" not in finding.text
    assert look(plant(tmp_path / "good", good)).findings == []


@pytest.mark.parametrize("rule_id", sorted(ON_A_DATABASE))
def test_what_only_postgresql_knows_is_found(rule_id, tmp_path):
    for kind, example in zip(("bad", "good"), examples(rule_id), strict=True):
        with subjects_of([str(plant(tmp_path / kind, example))]) as subjects:
            assert check(subjects)[0].findings == [], "without a database nothing is to be seen"
        with subjects_of([str(tmp_path / kind)]) as subjects:
            ask_database(subjects)
            found = {finding.rule for finding in check(subjects)[0].findings}
        assert found == ({rule_id} if kind == "bad" else set())


def test_the_columns_of_the_real_tables_are_those_that_are_read_from_the_files(orchard):
    from commonweal.testing.check.stages import tables_of

    with subjects_of([str(orchard)]) as [subject]:
        read = tables_of(subject)
        ask_database([subject])
        assert subject.tables_of_database == read
        assert subject.faults_of_database == []


@pytest.mark.parametrize("rule_id", RULES)
def test_the_page_says_what_the_rule_says(rule_id):
    known, text = RULES[rule_id], (PAGES / f"{rule_id}.md").read_text()
    assert text.startswith(
        f"# {rule_id}: {known.title}\n\nGrade: {known.grade}. {FAMILIES[known.family][1]}.\n"
    )
    assert f"**Fix:** {known.fix}.\n" in text
    why = text.partition("**Fix:**")[0].split("\n\n", 2)[2]
    assert len(why.split()) > 10, "say why"
    assert known.look.__doc__


def test_there_is_no_page_without_a_rule():
    assert {path.stem for path in PAGES.glob("CW*.md")} == set(RULES)


def test_an_id_is_given_once():
    with pytest.raises(ValueError, match="CWM001 is taken by valid"):
        rule("CWM001", Grade.GOLD, "Another", fix="nothing")(lambda subject: [])


def test_the_index_of_the_pages_is_the_generated_one():
    generated = run_path(str(PAGES.parents[1] / "scripts" / "docs.py"), run_name="docs")
    assert (PAGES / "README.md").read_text() == generated["NOTE"] + generated["checks"]()
