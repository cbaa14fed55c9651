"""The signatures of what a mail provider, or a small program beside it, reports (Standard Webhooks 1.0)."""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping

TOLERANCE_SECONDS = 300
_PREFIX = "whsec_"
_MOST_DIGITS = 15


def is_signed(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Say whether a body was signed with a secret, within the last five minutes."""
    id_, at, given = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not id_ or not at.isascii() or not at.isdigit() or len(at) > _MOST_DIGITS:
        return False
    if abs(time.time() - int(at)) > TOLERANCE_SECONDS:
        return False
    expected = sign(body, id_, at, secret)
    return any(hmac.compare_digest(expected.encode(), each.encode()) for each in given.split())


def sign(body: bytes, id_: str, at: str, secret: str) -> str:
    """Return the signature of a body, as the header ``webhook-signature`` holds it."""
    mac = hmac.digest(_key(secret), f"{id_}.{at}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        return secret.encode()
