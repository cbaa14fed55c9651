"""Somebody who asks the API with curl, as one of the sample accounts or with a key."""

import json
import urllib.error
import urllib.request

PASSWORD = "Commonweal-2026"
"""The password of the sample accounts."""


class Caller:
    """What somebody with curl does: JSON there and back, with a token."""

    def __init__(self, app, token=""):
        self.base = f"http://127.0.0.1:{app.port}/api/v1"
        self.headers = {"content-type": "application/json"}
        if token:
            self.headers["authorization"] = f"Bearer {token}"

    def __call__(self, method, path, once="", **body):
        sent = json.dumps(body).encode() if body else None
        headers = {**self.headers, "idempotency-key": once} if once else self.headers
        request = urllib.request.Request(f"{self.base}{path}", sent, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
