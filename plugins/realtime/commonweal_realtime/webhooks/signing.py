"""Secrets and signatures of webhooks (Standard Webhooks, "Signature scheme").

A secret is derived from the key of the deployment and the id of a row, so that the database holds none:
whoever reads it cannot sign.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from commonweal import KeptKeys, PluginContext

PREFIX = "whsec_"


class Signer:
    """Derives secrets, and signs with them; the key is the deployment's."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def of(cls, context: PluginContext) -> "Signer":
        """Return the signer of this deployment."""
        chosen = context.settings.secret_key
        return cls(chosen.reveal().encode() if chosen else context.services.get(KeptKeys).key("realtime"))

    def secret(self, secret_id: UUID) -> str:
        """Return a secret as its owner is shown it, this once."""
        return PREFIX + base64.b64encode(self._bytes(secret_id)).decode()

    def headers(
        self, message_id: UUID, at: datetime, body: bytes, secret_ids: Sequence[UUID]
    ) -> dict[str, str]:
        """Return the headers of a message, signed with each secret that works now, the newest first."""
        timestamp = str(int(at.timestamp()))
        signed = f"msg_{message_id}.{timestamp}.".encode() + body
        digests = [hmac.digest(self._bytes(each), signed, hashlib.sha256) for each in secret_ids]
        return {
            "webhook-id": f"msg_{message_id}",
            "webhook-timestamp": timestamp,
            "webhook-signature": " ".join(f"v1,{base64.b64encode(each).decode()}" for each in digests),
        }

    def _bytes(self, secret_id: UUID) -> bytes:
        return hmac.digest(self._key, b"commonweal realtime webhook " + secret_id.bytes, hashlib.sha256)
