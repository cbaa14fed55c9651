"""The append-only log of privileged acts; written in the unit of work of the act itself."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork, new_id

_RECORD = """
INSERT INTO identity.audit (id, actor_kind, actor_id, action, subject_kind, subject_id, details, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)
"""


async def record_audit(
    work: UnitOfWork,
    principal: Principal,
    action: str,
    *,
    subject_kind: str,
    subject_id: UUID | None,
    details: Mapping[str, str | int] | None = None,
    reason: str = "",
) -> None:
    """Note who did what to whom, and why; the database refuses every change afterwards."""
    shown = msgspec.json.encode(dict(details or {})).decode()
    who = (principal.kind, principal.id)
    await work.execute(_RECORD, new_id(), *who, action, subject_kind, subject_id, shown, reason)
