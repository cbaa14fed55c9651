"""The tokens of invitations: of 192 bits, so that nobody guesses one, and kept as a hash only."""

import secrets
from hashlib import sha256

_BYTES = 24


def new_token() -> str:
    """Return another token."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> bytes:
    """Return what is kept of a token; whatever text was sent has one."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
