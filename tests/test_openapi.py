"""The description of the API is complete and true: schemathesis asks everything of it, as everybody.

It sends what the description allows, and what it forbids, and looks for failures of ours, statuses and bodies
that the description does not know, and wrong input that is taken.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pyotp
import pytest
from commonweal_identity.profiles.samples import ADMIN_TOTP_SECRET

PLUGINS = Path(__file__).parent.parent / "plugins"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "negative_data_rejection"
)
MANY = "1000000"
# What would sign the caller out; asked as a guest, and in the tests of sessions.
OWN_SESSION = r"^/api/v1/identity/(sessions|tokens)"
# What an admin may do to an account, also to their own: it would end the access of whoever asks; asked last.
TAKES_ACCESS = r"^/api/v1/identity/accounts/\{account_id\}/(suspension|password-reset)"


def open_limits() -> dict[str, str]:
    """Return the settings that leave requests uncounted, for every limit there is."""
    sources = [path.read_text() for path in PLUGINS.rglob("commonweal_*/**/*.py")]
    names = {name for text in sources for name in re.findall(r'limited\(\s*"([^"]+)"', text)}
    assert "register" in names
    classes = ("guest", "agent_pending", "agent_claimed", "agent_verified", "human", "admin")
    rates = {f"COMMONWEAL_WEB__{name.upper()}_PER_MINUTE": MANY for name in classes}
    return {**rates, "COMMONWEAL_WEB__LIMITS": json.dumps(dict.fromkeys(sorted(names), int(MANY)))}


def sign_in(port: int, email: str, **more: str) -> str:
    """Return an access token of a sample account."""
    body = json.dumps({"email": email, "password": "Commonweal-2026", **more}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/identity/tokens", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["access_token"]


@pytest.mark.parametrize("who", ["guest", "human", "admin"])
def test_every_operation_answers_as_described(make_app, who, tmp_path):
    app = make_app(**open_limits())
    app.start()
    token = ""
    if who == "human":
        token = sign_in(app.port, "ana@example.org")
    elif who == "admin":
        token = sign_in(app.port, "admin@example.org", code=pyotp.TOTP(ADMIN_TOTP_SECRET).now())
    # The admin may do whatever a human may, so that everything is tried with each kind of wrong input once.
    phases = "examples,coverage,fuzzing" if who == "admin" else "examples,fuzzing"
    left_out = ["--exclude-path-regex", f"{OWN_SESSION}|{TAKES_ACCESS}"] if token else []
    tested = ask(app, tmp_path, token, "--phases", phases, *left_out)
    assert tested > 40, "the whole description was asked"
    if token:
        assert own_name(app.port, token), "it was asked by somebody who is signed in, to the end"
    if who == "admin":
        assert ask(app, tmp_path, token, "--phases", phases, "--include-path-regex", TAKES_ACCESS) >= 2


def own_name(port: int, token: str) -> str:
    """Return the name of whoever has an access token."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/identity/me", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["display_name"]


def ask(app, folder: Path, token: str, *more: str) -> int:
    """Let schemathesis ask as somebody, and return of how many operations; raises for what it finds wrong."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", "--no-color", "--checks", CHECKS]
    command += ["--max-examples", "6", "--continue-on-failure", "--seed", "2026", "--request-timeout", "20"]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    command += [*more, f"http://127.0.0.1:{app.port}/schema/openapi.json"]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "wire", "PYTHONPATH": str(Path(__file__).parent)}
    asked = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, check=False, timeout=900, env=environment
    )
    report = asked.stdout + asked.stderr
    assert asked.returncode == 0, report[-20_000:]
    assert "mostly returned 429" not in report, "the limits were in the way"
    [tested] = re.findall(r"Tested: (\d+)", report)
    return int(tested)
