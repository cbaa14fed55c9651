"""Whatever is killed, stopped, dropped or held open: followers hear everything, once and in order."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from commonweal.testing.database import scratch_directory

sys.path.insert(0, str(Path(__file__).parent))

from fault_world import run

RUNS = int(os.environ.get("FAULT_RUNS", "25"))


@pytest.fixture
def home():
    """A data directory that another user of the machine, as whom PostgreSQL runs, can always reach."""
    with tempfile.TemporaryDirectory(dir=scratch_directory(), ignore_cleanup_errors=True) as directory:
        yield Path(directory) / "home"


async def test_streams_miss_repeat_and_leak_nothing_whatever_goes_wrong(home):
    wrong, counts, figures = await run(home, RUNS, seed=RUNS)
    assert wrong == []
    assert sum(counts.values()) == RUNS
    assert figures["frames"] > RUNS, figures
