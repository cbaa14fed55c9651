"""What admins read: accounts of every kind, the audit log, and how many there are of what."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork

Kind = Literal["human", "agent", "organisation"]
State = Literal["active", "suspended", "deactivated"]
_COLUMNS = """
SELECT a.id, a.kind, a.state, a.created_at, coalesce(h.display_name, g.display_name, o.name) AS name,
    coalesce(h.email, g.username, o.slug) AS handle, coalesce(h.is_admin, false) AS is_admin, g.verification
FROM identity.account a
LEFT JOIN identity.human h ON h.id = a.id
LEFT JOIN identity.agent g ON g.id = a.id
LEFT JOIN identity.organisation o ON o.id = a.id
"""
_LIST = f"""
{_COLUMNS}
WHERE a.kind <> 'service' AND ($1::text IS NULL OR a.kind = $1) AND ($2::text IS NULL OR a.state = $2)
    AND ($3::text IS NULL OR strpos(lower(coalesce(h.display_name, g.display_name, o.name)), $3) > 0
        OR strpos(coalesce(h.email_key, g.username, o.slug), $3) > 0 OR a.id::text = $3)
    AND (NOT $4 OR h.is_admin)
    AND ($5::timestamptz IS NULL OR (a.created_at, a.id) < ($5, $6::uuid))
ORDER BY a.created_at DESC, a.id DESC LIMIT $7
"""
_SHOW = f"{_COLUMNS} WHERE a.id = $1 AND a.kind <> 'service'"
_HUMAN = """
SELECT h.email_confirmed_at, h.password_hash IS NOT NULL AS has_password,
    EXISTS (SELECT 1 FROM identity.second_factor s WHERE s.human_id = h.id AND s.confirmed_at IS NOT NULL)
        AS has_second_factor,
    (SELECT count(*) FROM identity.session s WHERE s.human_id = h.id AND s.state = 'active') AS sessions
FROM identity.human h WHERE h.id = $1
"""
_COUNTS = """
SELECT
    (SELECT count(*) FROM identity.account WHERE kind = 'human' AND state <> 'deactivated') AS humans,
    (SELECT count(*) FROM identity.account WHERE kind = 'agent' AND state <> 'deactivated') AS agents,
    (SELECT count(*) FROM identity.agent WHERE verification <> 'verified') AS agents_unverified,
    (SELECT count(*) FROM identity.account WHERE kind = 'organisation' AND state <> 'deactivated')
        AS organisations,
    (SELECT count(*) FROM identity.account WHERE state = 'suspended') AS suspended,
    (SELECT count(*) FROM identity.human WHERE is_admin) AS admins,
    (SELECT count(*) FROM identity.session WHERE state = 'active' AND expires_at > now()) AS sessions
"""
_AUDIT = """
SELECT e.id, e.happened_at, e.actor_kind, e.actor_id, coalesce(h.display_name, '') AS actor_name, e.action,
    e.subject_kind, e.subject_id, e.details::text AS details, e.reason
FROM identity.audit e
LEFT JOIN identity.human h ON e.actor_kind = 'human' AND h.id::text = e.actor_id
WHERE ($1::text IS NULL OR e.action = $1) AND ($2::text IS NULL OR e.actor_id = $2)
    AND ($3::uuid IS NULL OR e.subject_id = $3)
    AND ($4::timestamptz IS NULL OR e.happened_at >= $4) AND ($5::timestamptz IS NULL OR e.happened_at < $5)
    AND ($6::timestamptz IS NULL OR (e.happened_at, e.id) < ($6, $7::uuid))
ORDER BY e.happened_at DESC, e.id DESC LIMIT $8
"""
Place = tuple[datetime, UUID]


class Account(msgspec.Struct, frozen=True):
    """An account of any kind as admins see it; ``handle`` is the address, the username or the slug."""

    id: UUID
    kind: Kind
    state: State
    created_at: datetime
    name: str
    handle: str
    is_admin: bool
    verification: str | None


class AuditEntry(msgspec.Struct, frozen=True):
    """One privileged act."""

    id: UUID
    happened_at: datetime
    actor_kind: str
    actor_id: str
    actor_name: str
    action: str
    subject_kind: str
    subject_id: UUID | None
    details: dict[str, str | int]
    reason: str


class AccountFilter(msgspec.Struct, frozen=True):
    """Which accounts to list."""

    q: str | None = None
    kind: Kind | None = None
    state: State | None = None
    admins: bool = False


class AuditFilter(msgspec.Struct, frozen=True):
    """Which entries to list; the days are whole days of UTC, ``until`` not included."""

    action: str | None = None
    actor: str | None = None
    subject: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


async def list_accounts(
    work: UnitOfWork, wanted: AccountFilter, after: Place | None, limit: int
) -> list[Account]:
    """List accounts, the newest first."""
    q = (wanted.q or "").strip().casefold() or None
    place = after or (None, None)
    rows = await work.fetch(_LIST, wanted.kind, wanted.state, q, wanted.admins, *place, limit)
    return [Account(**dict(row)) for row in rows]


async def read_account(work: UnitOfWork, account_id: UUID) -> Account:
    """Return one account; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_SHOW, account_id)
    if row is None:
        raise Refusal("not_found")
    return Account(**dict(row))


async def read_human_facts(work: UnitOfWork, human_id: UUID) -> dict[str, Any]:
    """Return what admins need to know of a human's way in."""
    row = await work.fetch_row(_HUMAN, human_id)
    return {} if row is None else dict(row)


async def read_counts(work: UnitOfWork) -> dict[str, int]:
    """Count what there is."""
    return dict(await work.fetch_row(_COUNTS))


async def list_audit(
    work: UnitOfWork, wanted: AuditFilter, after: Place | None, limit: int
) -> list[AuditEntry]:
    """List privileged acts, the newest first."""
    place = after or (None, None)
    rows = await work.fetch(_AUDIT, *msgspec.structs.astuple(wanted), *place, limit)
    return [
        AuditEntry(**{**dict(row), "details": msgspec.json.decode(row["details"], type=dict[str, str | int])})
        for row in rows
    ]


async def audit_actions(work: UnitOfWork) -> list[str]:
    """Return the kinds of acts that were ever recorded, for choosing from."""
    return [
        row["action"] for row in await work.fetch("SELECT DISTINCT action FROM identity.audit ORDER BY 1")
    ]
