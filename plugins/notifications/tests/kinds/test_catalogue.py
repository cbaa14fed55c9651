"""The reference names every kind of the base, with its channels and whether it can be off."""

from pathlib import Path

import pytest
from commonweal_notifications.kinds.all_kinds import base_kinds

FILE = Path(__file__).parents[4] / "docs" / "reference" / "notifications.md"
INBOX = {True: "yes", False: "-"}
MAIL = {"now": "at once", "digest": "digest", "never": "-"}


def row_of(kind):
    off = "yes" if kind.can_be_off else "no"
    return f"| `{kind.name}` | {INBOX[kind.in_app]} | {MAIL[kind.email]} | {off} |"


@pytest.mark.skipif(not FILE.exists(), reason="the documentation lies in the repository only")
def test_the_reference_says_what_the_kinds_do():
    written = [line for line in FILE.read_text().splitlines() if line.startswith("| `notifications.")]
    shown = ["|".join([*line.split("|")[:2], *line.split("|")[3:]]) for line in written]

    assert shown == [row_of(kind) for kind in base_kinds(None)]
