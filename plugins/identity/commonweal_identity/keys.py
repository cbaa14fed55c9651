"""The keys of identity: one secret of the deployment, and what is derived from it for each use."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property

from commonweal import CommonwealError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class SealBroken(CommonwealError):
    """Something sealed was not sealed with this key, or not for this purpose."""

    code = "seal_broken"


@dataclass(frozen=True)
class Keys:
    """Derives a key for each use from the secret of the deployment."""

    secret: bytes

    def derived(self, use: str) -> bytes:
        """Return the 32 bytes for one use."""
        return hmac.digest(self.secret, f"commonweal identity {use}".encode(), hashlib.sha256)

    def hash(self, use: str, text: str) -> bytes:
        """Return a keyed hash, for finding again what is not to be read: tokens, addresses."""
        return hmac.digest(self.derived(use), text.encode(), hashlib.sha256)

    def seal(self, content: bytes, bound_to: str) -> bytes:
        """Encrypt (AES-256-GCM); only the same ``bound_to`` opens it again."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, bound_to.encode())

    def open(self, sealed: bytes, bound_to: str) -> bytes:
        """Decrypt; raises ``SealBroken`` for what was sealed otherwise."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except InvalidTag as error:
            raise SealBroken(f"what is bound to {bound_to} cannot be opened with the present key") from error

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.derived("seal"))
