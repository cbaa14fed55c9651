"""Whatever is killed, stopped, dropped or held open: followers hear everything, once and in order."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from commonweal.testing.database import scratch_directory

sys.path.insert(0, str(Path(__file__).parent))

from fault_world import fault_barn, run

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


def test_what_a_worker_misses_doubles_or_invents_is_found():
    grown = {"a": 7, "b": 8, "c": 14}
    assert fault_barn.compared(grown, ["c", "a", "b"], {"a", "c"}) == []
    assert fault_barn.compared(grown, ["a", "b", "b", "d"], {"a", "b"}) == [
        "not brought in: c",
        "brought in though it never grew: d",
        "brought in 2 times: b",
        "not weighed: c",
        "weighed though nobody asked: b",
    ]
