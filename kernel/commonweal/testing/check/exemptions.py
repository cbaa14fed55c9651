"""CWX: exemptions, each with its reason, in ``[tool.commonweal.check.exempt]`` of the project file.

A key is a rule, or a rule and a file: ``CWD005`` or ``"CWD005 migrations/0002_more.sql"``.
"""

from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import msgspec

from commonweal.testing.check.distribution import Distribution
from commonweal.testing.check.registry import Finding, Grade, Place, rule, rules
from commonweal.testing.check.subject import Subject

SHORTEST_REASON = 10


class Exemption(msgspec.Struct, frozen=True):
    """One exemption: the rule, the file it is for (all files when empty), and why."""

    key: str
    rule: str
    file: str
    reason: str
    line: int

    @property
    def is_sound(self) -> bool:
        """Say whether it may count: its rule exists, is no rule about exemptions, and there is a reason."""
        is_rule = self.rule in rules() and not self.rule.startswith("CWX")
        return is_rule and len(self.reason.strip()) >= SHORTEST_REASON

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding is exempted by it."""
        if not self.is_sound or self.rule != finding.rule:
            return False
        return not self.file or fnmatch(finding.file, self.file) or fnmatch(finding.file, f"*/{self.file}")


def exemptions_of(distribution: Distribution) -> list[Exemption]:
    """Read the exemptions of a distribution, in their order."""
    table: Any = distribution.tool.get("commonweal", {}).get("check", {}).get("exempt", {})
    found = []
    for key, reason in table.items() if isinstance(table, dict) else ():
        name, _, file = str(key).partition(" ")
        start = f'"{key}"' if file else key
        line = distribution.line_of(start)
        found.append(Exemption(key, name, file.strip(), reason if isinstance(reason, str) else "", line))
    return found


@rule(
    "CWX001",
    Grade.BRONZE,
    "An exemption gives its reason",
    fix="write a reason of at least 10 characters: why the rule does not hold here",
)
def without_reason(subject: Subject) -> Iterator[Place]:
    """Find exemptions whose reason is missing or too short to be one."""
    for each in exemptions_of(subject.distribution):
        if len(each.reason.strip()) < SHORTEST_REASON:
            text = f"the exemption {each.key!r} has no reason that deserves the name"
            yield Place(subject.distribution.file, each.line, text)


@rule(
    "CWX002",
    Grade.BRONZE,
    "An exemption is needed",
    fix="take the exemption out of pyproject.toml",
)
def unneeded(subject: Subject) -> Iterator[Place]:
    """Find nothing by itself: `running` reports exemptions that covered nothing, once all rules were run."""
    del subject
    yield from ()


@rule(
    "CWX003",
    Grade.BRONZE,
    "An exemption names a rule that exists",
    fix="correct the id; `commonweal check --rules` lists them all",
)
def of_unknown_rule(subject: Subject) -> Iterator[Place]:
    """Find exemptions of rules that do not exist, or from the rules about exemptions."""
    for each in exemptions_of(subject.distribution):
        if each.rule not in rules() or each.rule.startswith("CWX"):
            yield Place(
                subject.distribution.file,
                each.line,
                f"{each.rule!r} is no rule that one can be exempted from",
            )
