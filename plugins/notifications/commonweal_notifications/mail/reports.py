"""Reports about mail that came back: not delivered (RFC 3464), or complained about (RFC 5965). Pure."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from typing import Literal

import msgspec

_HARD = re.compile(r"5\.(?:1\.(?![789]$)\d+|2\.1|4\.4|0\.0)$")
"""Status codes of addresses that no mail reaches, not of mail that was not liked (RFC 3463).

5.1.7 and 5.1.8 are about our own address, 5.1.9 about a server on the way (RFC 3886).
"""
_MESSAGE_ID = re.compile(r"^message-id:\s*(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE)
_LARGEST = 1_000_000


class Report(msgspec.Struct, frozen=True):
    """What became of one mail: it is named by the Message-ID we gave it, or by its address, or both."""

    kind: Literal["bounce", "complaint"]
    is_permanent: bool = True
    is_bad_address: bool = False
    message_id: str = ""
    address: str = ""


def reports_in(content: bytes) -> list[Report]:
    """Return what a returned mail reports; nothing for mail that is no report, however broken."""
    if len(content) > _LARGEST:
        return []
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        kind = str(message.get_param("report-type", "")).lower()
        if message.get_content_type() != "multipart/report" or not message.is_multipart():
            return []
        about = _message_id(message)
        if kind == "feedback-report":
            return list(_complaints(message, about))
        return list(_bounces(message, about)) if kind == "delivery-status" else []
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        return []


def _bounces(message: Message, message_id: str) -> Iterator[Report]:
    for fields in _fields(message, "message/delivery-status"):
        action, status = _field(fields, "action").lower(), _field(fields, "status").partition(" ")[0]
        address = _field(fields, "original-recipient") or _field(fields, "final-recipient")
        if action == "failed":
            yield Report(
                "bounce",
                is_permanent=status.startswith("5"),
                is_bad_address=bool(_HARD.match(status)),
                message_id=message_id,
                address=_address(address),
            )


def _complaints(message: Message, message_id: str) -> Iterator[Report]:
    for fields in _fields(message, "message/feedback-report"):
        if _field(fields, "feedback-type").lower() in {"abuse", "fraud", "opt-out"}:
            address = _field(fields, "original-rcpt-to")
            yield Report("complaint", message_id=message_id, address=_address(f"rfc822;{address}"))


def _fields(message: Message, content_type: str) -> Iterator[Message]:
    """Return the groups of fields of the parts of a type; some parsers leave them as text."""
    for part in message.walk():
        if part.get_content_type() != content_type:
            continue
        payload = part.get_payload()
        for each in payload if isinstance(payload, list) else [message_from_bytes(str(payload).encode())]:
            if isinstance(each, Message):
                yield each
                yield message_from_bytes(str(each.get_payload()).lstrip().encode())


def _message_id(message: Message) -> str:
    """Return the Message-ID of the mail that the report is about, which is at its end."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            return str(inner.get("message-id", "")).strip() if isinstance(inner, Message) else ""
        if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
            payload = part.get_payload(decode=True)
            text = (
                payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(part.get_payload())
            )
            found = _MESSAGE_ID.search(text)
            return found[1] if found else ""
    return ""


def _field(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())


def _address(field: str) -> str:
    """Return the address of a field such as ``rfc822; <ana@example.org>``."""
    return field.partition(";")[2].strip().strip("<>").lower()
