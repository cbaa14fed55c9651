"""Runs the rules over plugins, applies their exemptions, and says which grade each reaches."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from commonweal.plugin.manifest import ManifestError
from commonweal.testing.check.exemptions import Exemption, exemptions_of
from commonweal.testing.check.registry import Finding, Grade, Rule, rules
from commonweal.testing.check.subject import Subject

Progress = Callable[[int, int], None]


class Report(msgspec.Struct, frozen=True):
    """What came of one plugin: its grade, what was found, what was exempted, what could not be judged.

    ``missing`` names the rules that keep it from the next grade; files of findings are relative to ``root``.
    """

    plugin: str
    root: Path
    distribution: str
    grade: Grade
    findings: list[Finding]
    exempted: list[tuple[Finding, str]]
    unjudged: list[str]
    missing: list[str]


class _Distribution(msgspec.Struct):
    """What is known of all plugins of one distribution: they share exemptions."""

    exemptions: list[Exemption]
    used: set[str]


def check(subjects: Sequence[Subject], progress: Progress | None = None) -> list[Report]:
    """Check plugins and return a report on each, in order."""
    known = rules()
    found: dict[int, tuple[list[Finding], list[tuple[Finding, str]]]] = {}
    shared: dict[Path, _Distribution] = {}
    total, done = len(subjects) * len(known), 0
    for number, subject in enumerate(subjects):
        distribution = subject.distribution
        state = shared.setdefault(distribution.root, _Distribution(exemptions_of(distribution), set()))
        findings, exempted = [], []
        for rule in known.values():
            for finding in _look(subject, rule):
                exemption = next((each for each in state.exemptions if each.covers(finding)), None)
                if exemption is None:
                    findings.append(finding)
                else:
                    state.used.add(exemption.key)
                    exempted.append((finding, exemption.reason))
            done += 1
            if progress is not None:
                progress(done, total)
        found[number] = findings, exempted
    first = {subject.distribution.root: number for number, subject in reversed(list(enumerate(subjects)))}
    for root, state in shared.items():
        subject = subjects[first[root]]
        if _is_whole(subject, subjects):
            file = _relative(subject, subject.distribution.file)
            found[first[root]][0].extend(
                Finding(file, each.line, "CWX002", f"nothing found needs the exemption {each.key!r}")
                for each in state.exemptions
                if each.is_sound and each.key not in state.used
            )
    return [_report(subject, *found[number], known) for number, subject in enumerate(subjects)]


def _is_whole(subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Say whether all plugins of a distribution were looked at: an exemption may be for any of them."""
    looked_at = {each.id for each in subjects if each.distribution.root == subject.distribution.root}
    return set(subject.distribution.plugins) <= looked_at


def _look(subject: Subject, rule: Rule) -> Iterable[Finding]:
    """Run one rule; without a manifest that can be read, only those of the manifest can say anything."""
    if rule.needs_source and not subject.distribution.has_source:
        return []
    try:
        places = set(rule.look(subject))
    except ManifestError:
        return []
    return sorted(
        Finding(_relative(subject, place.path), place.line, rule.id, place.text) for place in places
    )


def _report(
    subject: Subject, findings: list[Finding], exempted: list[tuple[Finding, str]], known: dict[str, Rule]
) -> Report:
    broken = {finding.rule for finding in findings}
    grades = [known[rule].grade for rule in broken]
    grade = Grade(min(grades, default=Grade.PLATINUM + 1) - 1)
    return Report(
        plugin=subject.id,
        root=subject.distribution.root,
        distribution=subject.distribution.name,
        grade=grade,
        findings=sorted(findings, key=lambda each: (known[each.rule].grade, each)),
        exempted=exempted,
        unjudged=[
            each.id for each in known.values() if each.needs_source and not subject.distribution.has_source
        ],
        missing=sorted(rule for rule in broken if known[rule].grade == grade + 1),
    )


def _relative(subject: Subject, path: Path) -> str:
    try:
        return path.relative_to(subject.distribution.root).as_posix()
    except ValueError:
        return path.as_posix()
