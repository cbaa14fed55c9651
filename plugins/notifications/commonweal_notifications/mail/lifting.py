"""The suppression list as the operator reads it, and lifts what is on it; each lifting is in the audit log.

Only a keyed hash of an address is kept: whose it is, is found by hashing the addresses that people have now.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.mail.keys import Keys
from commonweal_notifications.mail.suppressing import Scope

OPERATOR = Principal(kind="service", id="command-line")
_LIST = """
SELECT address_key, scope, reason, since FROM notifications.suppression
ORDER BY since DESC, address_key, scope
"""
_LIFT = """
WITH lifted AS (
    DELETE FROM notifications.suppression WHERE address_key = $1 AND ($2::text IS NULL OR scope = $2)
    RETURNING address_key, scope, reason, since
)
SELECT * FROM lifted ORDER BY scope
"""


class Suppressed(msgspec.Struct, frozen=True):
    """What is not sent to an address, why and since when; whose it is, where somebody active has it."""

    scope: Scope
    reason: str
    since: datetime
    address: str | None
    account: UUID | None


async def list_suppressed(work: UnitOfWork, keys: Keys) -> list[Suppressed]:
    """Return the whole suppression list, the newest first."""
    rows = await work.fetch(_LIST)
    owners = await _owners(work, keys, {row["address_key"] for row in rows})
    return [
        Suppressed(row["scope"], row["reason"], row["since"], *owners.get(row["address_key"], (None, None)))
        for row in rows
    ]


async def lift(
    work: UnitOfWork, keys: Keys, principal: Principal, address: str, reason: str, scope: Scope | None
) -> list[Suppressed]:
    """Send an address mail again, of one scope or of both; returns what was lifted, and notes that alone."""
    key = keys.address_key(address)
    rows = await work.fetch(_LIFT, key, scope)
    if not rows:
        return []
    _, account = (await _owners(work, keys, {key})).get(key, (None, None))
    await identity.record_audit(
        work,
        principal,
        "notifications.lift_suppression",
        subject_kind="human" if account else "notifications.address",
        subject_id=account,
        details={row["scope"]: row["reason"] for row in rows},
        reason=reason,
    )
    return [Suppressed(row["scope"], row["reason"], row["since"], address, account) for row in rows]


async def _owners(work: UnitOfWork, keys: Keys, wanted: Collection[str]) -> dict[str, tuple[str, UUID]]:
    """Return the addresses behind hashes, each with its account, as far as somebody active has them."""
    if not wanted:
        return {}
    addresses = await identity.find_addresses(work, await identity.active_humans(work))
    hashed = ((keys.address_key(address), (address, account)) for account, address in addresses.items())
    return {key: owner for key, owner in hashed if key in wanted}
