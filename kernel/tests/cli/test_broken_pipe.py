"""A reader of a command's output that has seen enough is no failure, and nothing is said of it."""

import os
import subprocess
import sys

import pytest

ENDED_BY_SIGPIPE = 141


@pytest.mark.parametrize("arguments", [["plugins", "schema"], ["--help"]])
def test_a_command_whose_reader_went_away_ends_like_any_other(arguments, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "commonweal", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "COMMONWEAL_HOME": str(tmp_path)},
        )
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (ENDED_BY_SIGPIPE, "")
