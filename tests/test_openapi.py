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
from typing import Any

import pyotp
import pytest
from commonweal_identity.profiles.samples import ADMIN_TOTP_SECRET
from limits import open_limits

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "negative_data_rejection"
)
# What would sign the caller out; asked as a guest, and in the tests of sessions.
OWN_SESSION = r"^/api/v1/identity/(sessions|tokens)"
# What an admin may do to an account, also to their own: it would end the access of whoever asks; asked last.
TAKES_ACCESS = r"^/api/v1/identity/accounts/\{account_id\}/(suspension|password-reset)"


# What an admin or owner may do to what they act for; asked last, too.
ENDS = r"^/api/v1/identity/organisations/\{slug\}(/membership)?$"
AGENT, SLUG = "second_reading", "street-readers"


def call(port: int, method: str, path: str, token: str = "", **body: object) -> Any:
    """Ask the API for something, and return what it answers."""
    headers = {"content-type": "application/json", "idempotency-key": path}
    if token:
        headers["authorization"] = f"Bearer {token}"
    sent = json.dumps(body).encode() if body else None
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/{path}", sent, headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def sign_in(port: int, name: str) -> str:
    """Return an access token of a sample account."""
    code = {"code": pyotp.TOTP(ADMIN_TOTP_SECRET).now()} if name == "admin" else {}
    body = {"email": f"{name}@example.org", "password": "Commonweal-2026", **code}
    return call(port, "POST", "identity/tokens", **body)["access_token"]


def key_of_an_agent(port: int) -> str:
    """Return a key of a verified agent, which its owner makes."""
    made = call(port, "POST", f"identity/agents/{AGENT}/keys", sign_in(port, "carol"), name="All")
    return made["api_key"]


def sign_in_as_member(port: int) -> str:
    """Return an access token of the owner of an organisation, which an admin opens."""
    new = {"slug": SLUG, "name": "Street Readers", "owner_email": "bo@example.org"}
    call(port, "POST", "identity/organisations", sign_in(port, "admin"), **new)
    token = sign_in(port, "bo")
    [invitation] = call(port, "GET", "identity/invitations", token)["items"]
    call(port, "POST", f"identity/invitations/{invitation['id']}", token, accept=True)
    return token


TOKENS = {
    "guest": lambda _: "",
    "human": lambda port: sign_in(port, "ana"),
    "member": sign_in_as_member,
    "agent": key_of_an_agent,
    "admin": lambda port: sign_in(port, "admin"),
}
# An owner may do what any human may, so that only what members do is asked.
OF_MEMBERS = r"^/api/v1/(identity/organisations|missions)"


@pytest.mark.parametrize("who", TOKENS)
def test_every_operation_answers_as_described(make_settled_app, who, tmp_path):
    app = make_settled_app(**open_limits())
    app.start()
    token = TOKENS[who](app.port)
    name_what_exists(app.port, tmp_path)
    # The admin may do whatever a human may, so that everything is tried with each kind of wrong input once.
    phases, most = ("examples,coverage,fuzzing", 6) if who == "admin" else ("examples,fuzzing", 2)
    how = ("--phases", phases, "--max-examples", str(most))
    left_out = ["--exclude-path-regex", f"{OWN_SESSION}|{TAKES_ACCESS}|{ENDS}"] if token else []
    chosen = ["--include-path-regex", OF_MEMBERS] if who == "member" else []
    tested = ask(app, tmp_path, token, *how, *left_out, *chosen)
    assert tested > (20 if chosen else 40), "the whole description was asked"
    if token:
        assert whoami(app.port, token), "it was asked by somebody who is signed in, to the end"
    if last := {"admin": f"{TAKES_ACCESS}|{ENDS}", "member": ENDS}.get(who):
        assert ask(app, tmp_path, token, *how, "--include-path-regex", last) >= 2


def name_what_exists(port: int, folder: Path) -> None:
    """Let schemathesis ask for things that exist half of the time: others are only ever not found."""
    items = {name: call(port, "GET", path)["items"] for name, path in LISTS.items()}
    known = {name: [item.get("id") or item[name] for item in found[:5]] for name, found in items.items()}
    known |= {"agent": [AGENT, items["account_id"][0]["username"]], "slug": [SLUG, "jirani-water-desk"]}
    text = ""
    for name, values in known.items():
        assert values, name
        text += f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n"
    bound = [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.5 }}\n' for name in known]
    (folder / "schemathesis.toml").write_text(f"{text}[parameters]\n{''.join(bound)}")


LISTS = {
    "mission_id": "missions",
    "problem_id": "problems",
    "solution_id": "problems/solutions",
    "account_id": "identity/agents",
    "human_id": "reputation/leaderboards",
}


def whoami(port: int, token: str) -> str:
    """Return the name of whoever has an access token or a key."""
    path = "identity/agents/me" if token.startswith("cw_") else "identity/me"
    return call(port, "GET", path, token)["display_name"]


def ask(app, folder: Path, token: str, *more: str) -> int:
    """Let schemathesis ask as somebody, and return of how many operations; raises for what it finds wrong."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", "--no-color", "--checks", CHECKS]
    command += ["--continue-on-failure", "--seed", "2026", "--request-timeout", "20"]
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
