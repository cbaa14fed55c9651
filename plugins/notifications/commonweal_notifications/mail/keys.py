"""Keyed hashes and signed addresses of mail; what is made here outlives restarts."""

import base64
import hashlib
import hmac
from uuid import UUID

import msgspec
from commonweal import KeptKeys, Services

from commonweal_notifications.mail.settings import NotificationsSettings

_MAC_BYTES = 16


class Token(msgspec.Struct, frozen=True, array_like=True):
    """What an address to unsubscribe allows: to turn off mail of these kinds, or ``digest``, or ``bulk``."""

    account: UUID
    what: list[str]


class Keys:
    """What this deployment signs and hashes with."""

    def __init__(self, services: Services, settings: NotificationsSettings) -> None:
        own = settings.secret_key
        key = own.reveal().encode() if own else services.get(KeptKeys).key("notifications")
        self._links = hmac.digest(key, b"notifications unsubscribe", hashlib.sha256)
        self._addresses = hmac.digest(key, b"notifications address", hashlib.sha256)
        self._threads = hmac.digest(key, b"notifications thread", hashlib.sha256)

    def address_key(self, address: str) -> str:
        """Return what stands for an address where we keep none."""
        return hmac.digest(self._addresses, address.strip().lower().encode(), hashlib.sha256).hex()

    def thread(self, account: UUID, about: str) -> str:
        """Return a name for what mail to one account about one thing has in common."""
        return hmac.digest(self._threads, f"{account}\n{about}".encode(), hashlib.sha256).hex()[:24]

    def token(self, account: UUID, what: list[str]) -> str:
        """Return what is put at the end of an address to unsubscribe."""
        written = msgspec.msgpack.encode(Token(account, what))
        return base64.urlsafe_b64encode(self._mac(written) + written).decode().rstrip("=")

    def read_token(self, text: str) -> Token | None:
        """Return what an address allows; None for one that we did not make."""
        try:
            sent = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        except (ValueError, UnicodeEncodeError):
            return None
        mac, written = sent[:_MAC_BYTES], sent[_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(written)):
            return None
        return msgspec.msgpack.decode(written, type=Token)

    def _mac(self, written: bytes) -> bytes:
        return hmac.digest(self._links, written, hashlib.sha256)[:_MAC_BYTES]
