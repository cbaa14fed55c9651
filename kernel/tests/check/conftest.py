import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests share `planting.py`

from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.running import check
from planting import plant

collect_ignore = ["orchard"]  # a plugin to be checked: its tests are not ours to run


@pytest.fixture
def orchard(tmp_path):
    """Return the folder of a clean copy of the orchard."""
    return plant(tmp_path / "orchard")


@pytest.fixture
def look():
    """Return a function that checks one target and returns its only report."""

    def checked(target):
        with subjects_of([str(target)]) as subjects:
            [report] = check(subjects)
        return report

    return checked
