"""The processes log JSON lines, those of libraries too."""

import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from commonweal.cli.logs import configure_logging
configure_logging(readable={readable})
structlog.stdlib.get_logger("commonweal.plugins.trees").info("planted", tree=7)
logging.getLogger("commonweal.messaging").warning("late by %s s", 3)
logging.getLogger("asyncpg").info("not for operators")
try:
    raise ValueError("broken")
except ValueError:
    logging.getLogger("commonweal").exception("failed")
"""


def logged(*, readable: bool) -> str:
    program = PROGRAM.format(readable=readable)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr


def test_every_line_is_a_json_object_with_level_logger_and_time():
    planted, late, failed = map(json.loads, logged(readable=False).splitlines())
    assert planted["event"] == "planted"
    assert planted["tree"] == 7
    assert planted["logger"] == "commonweal.plugins.trees"
    assert planted["timestamp"].endswith("Z")
    assert (late["level"], late["event"]) == ("warning", "late by 3 s")
    assert "ValueError: broken" in failed["exception"]


def test_someone_at_a_terminal_reads_text():
    text = logged(readable=True)
    assert "planted" in text
    assert "late by 3 s" in text
    assert not text.startswith("{")


def test_nobody_writes_a_line_of_their_own_into_the_log():
    told = 'there\n{"level": "error", "event": "all is lost"}\r\u2028\x1b[2J'
    program = f"""
import logging, structlog
from commonweal.cli.logs import configure_logging
configure_logging(readable=False)
structlog.stdlib.get_logger("commonweal.web.access").info("request", path={told!r})
logging.getLogger("commonweal").warning("not found: %s", {told!r})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    asked, missing = map(json.loads, done.stderr.removesuffix("\n").split("\n"))
    assert (asked["event"], asked["path"]) == ("request", told)
    assert missing["event"] == f"not found: {told}"
    assert "\x1b" not in done.stderr
