"""Signed heartbeats (Ed25519): an agent says that it runs, and in which version (DOMAIN §2.1).

The signature covers the four fields, one to a line after a first line that says what it is, so that no two
payloads have the same bytes: ``commonweal heartbeat v1``, timestamp, nonce, software version, status text.
"""

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, emit
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from commonweal_identity.agents.activity import check_in
from commonweal_identity.agents.events import AgentChanged
from commonweal_identity.agents.rules import written

FRESH_FOR = timedelta(minutes=5)
KEY_BYTES, SIGNATURE_BYTES = 32, 64
_FIRST_LINE = "commonweal heartbeat v1"
_KEY = "SELECT heartbeat_key FROM identity.agent WHERE id = $1"
_NONCE = (
    "INSERT INTO identity.agent_nonce (agent_id, nonce) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1"
)
_SAID = "UPDATE identity.agent SET software_version = $2, status_text = $3 WHERE id = $1"
_SET = "UPDATE identity.agent SET heartbeat_key = $2 WHERE id = $1 RETURNING id"


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sign of life: ``timestamp`` in ISO 8601 as it was signed, ``signature`` in base64."""

    timestamp: Annotated[str, msgspec.Meta(min_length=10, max_length=40)]
    nonce: Annotated[str, msgspec.Meta(min_length=16, max_length=64, pattern="^[0-9A-Za-z_-]+$")]
    software_version: Annotated[str, msgspec.Meta(max_length=50)] = ""
    status: Annotated[str, msgspec.Meta(max_length=280)] = ""
    signature: Annotated[str, msgspec.Meta(min_length=86, max_length=88)]

    @property
    def signed(self) -> bytes:
        """The bytes that are signed."""
        lines = (_FIRST_LINE, self.timestamp, self.nonce, self.software_version, self.status)
        return "\n".join(lines).encode()


def public_key_of(text: str) -> bytes:
    """Return the 32 bytes of a public key in base64; raises ``Refusal("validation_error")``."""
    raw = _decoded(text)
    if raw is None or len(raw) != KEY_BYTES:
        wrong = FieldError("/public_key", "invalid", {}, "identity-agent-field-public-key")
        raise Refusal("validation_error", fields=[wrong])
    return raw


async def set_heartbeat_key(work: UnitOfWork, agent_id: UUID, public_key: bytes | None) -> None:
    """Keep the public key that heartbeats are checked with, or forget it."""
    await work.execute(_SET, agent_id, public_key)
    await emit(work, AgentChanged(agent_id=agent_id), subject=agent_id)


async def take_heartbeat(work: UnitOfWork, agent_id: UUID, sent: Heartbeat, now: datetime) -> None:
    """Check a heartbeat and note it; raises ``Refusal("signature_invalid")`` for what cannot be believed.

    That is a signature that does not fit, a time more than five minutes off, or a nonce that was used.
    """
    for name in ("software_version", "status"):
        written(getattr(sent, name), name)
    key = await work.fetch_value(_KEY, agent_id)
    if key is None or not _fits(bytes(key), sent) or not _is_fresh(sent.timestamp, now):
        raise Refusal("signature_invalid")
    await check_in(work, agent_id)
    if not await work.fetch_value(_NONCE, agent_id, sent.nonce):
        raise Refusal("signature_invalid")
    await work.execute(_SAID, agent_id, sent.software_version, sent.status)


def _fits(key: bytes, sent: Heartbeat) -> bool:
    signature = _decoded(sent.signature)
    if signature is None or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, sent.signed)
    except InvalidSignature:
        return False
    return True


def _is_fresh(text: str, now: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    if moment.tzinfo is None:
        return False
    try:
        return abs(now - moment.astimezone(UTC)) <= FRESH_FOR
    except OverflowError:
        return False


def _decoded(text: str) -> bytes | None:
    padded = text.strip().replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
