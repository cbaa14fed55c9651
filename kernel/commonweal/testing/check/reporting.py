"""How reports are shown: as a table for people, as JSON for programs, as annotations for GitHub."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from commonweal.testing.check.registry import MEANINGS, Finding, Grade, Rule, rules
from commonweal.testing.check.running import Report

_COLOURS = {
    Grade.NONE: "red",
    Grade.BRONZE: "yellow",
    Grade.SILVER: "white",
    Grade.GOLD: "bright_yellow",
    Grade.PLATINUM: "cyan",
}


def as_table(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the lines that people read: each finding with its place, each rule once, then the grades."""
    known = rules()
    found = [(where(report, finding), finding) for report in reports for finding in report.findings]
    widest = max((len(place) for place, _ in found), default=0)
    for rule_id in sorted({finding.rule for _, finding in found}, key=lambda each: (known[each].grade, each)):
        rule = known[rule_id]
        yield f"{click.style(rule.id, bold=True)}  {_styled(rule.grade)}  {rule.title}"
        for place, finding in found:
            if finding.rule == rule_id:
                yield f"  {place:<{widest}}  {finding.text}"
        yield f"  {click.style('fix:', fg='green')} {rule.fix}; see {rule.page}"
        yield ""
    yield from _grades(reports)


def _grades(reports: Sequence[Report]) -> Iterator[str]:
    rows = [("Plugin", "Grade", "For the next grade", "Exempted")]
    rows += [
        (each.plugin, str(each.grade), _missing(each), str(len(each.exempted) or "")) for each in reports
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)]
        if number == 0:
            cells = [click.style(cell, bold=True) for cell in cells]
        else:
            cells[1] = click.style(cells[1], fg=_COLOURS[reports[number - 1].grade])
        yield "  ".join(cells).rstrip()
    if unjudged := sorted({rule for report in reports for rule in report.unjudged}):
        yield f"Only a source folder shows what {', '.join(unjudged)} look at, and the exemptions."


def _missing(report: Report) -> str:
    counts = Counter(finding.rule for finding in report.findings)
    return ", ".join(f"{rule} ({counts[rule]})" for rule in report.missing)


def as_json(reports: Sequence[Report]) -> str:
    """Return all that is known, as one JSON document."""
    known = rules()
    document = {
        "plugins": [
            {
                "plugin": each.plugin,
                "distribution": each.distribution,
                "grade": str(each.grade),
                "missing": each.missing,
                "unjudged": each.unjudged,
                "findings": [_entry(each, finding, known) for finding in each.findings],
                "exempted": [
                    _entry(each, finding, known) | {"reason": reason} for finding, reason in each.exempted
                ],
            }
            for each in reports
        ]
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _entry(report: Report, finding: Finding, known: dict[str, Rule]) -> dict[str, object]:
    rule = known[finding.rule]
    return {
        "rule": rule.id,
        "grade": str(rule.grade),
        "file": _path(report, finding),
        "line": finding.line,
        "text": finding.text,
        "fix": rule.fix,
        "page": rule.page,
    }


def as_annotations(reports: Sequence[Report], wanted: Grade) -> Iterator[str]:
    """Yield workflow commands: errors for what keeps a plugin below the wanted grade, else warnings."""
    known = rules()
    for report in reports:
        for finding in report.findings:
            rule = known[finding.rule]
            level = "error" if rule.grade <= wanted else "warning"
            title = f"{rule.id}: {rule.title}".replace(",", "%2C").replace(":", "%3A")
            text = f"{finding.text}. Fix: {rule.fix}".replace("%", "%25").replace("\n", "%0A")
            yield f"::{level} file={_path(report, finding)},line={finding.line},title={title}::{text}"
        yield f"::notice title={report.plugin}::grade {report.grade}"


def as_list_of_rules() -> Iterator[str]:
    """Yield every rule, by grade."""
    known = rules()
    for grade in Grade:
        if grade is Grade.NONE:
            continue
        yield f"{_styled(grade)}: {MEANINGS[grade]}"
        for rule in known.values():
            if rule.grade is grade:
                yield f"  {rule.id}  {rule.title}"


def where(report: Report, finding: Finding) -> str:
    """Return the place of a finding, as editors and terminals open it."""
    return f"{_path(report, finding)}:{finding.line}"


def _path(report: Report, finding: Finding) -> str:
    """Return a file relative to where one stands, where that is shorter."""
    whole = Path(finding.file) if Path(finding.file).is_absolute() else report.root / finding.file
    beside = os.path.relpath(whole)
    return finding.file if beside.startswith("..") else Path(beside).as_posix()


def _styled(grade: Grade) -> str:
    return click.style(str(grade), fg=_COLOURS[grade])
