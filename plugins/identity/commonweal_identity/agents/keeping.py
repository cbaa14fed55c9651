"""Registers agents and keeps their keys. ``hashed`` is the keyed SHA-256 of the deployment."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from commonweal import FieldError, Refusal, UnitOfWork, new_id

from commonweal_identity.agents.rules import (
    AN_HOUR_IN_ALL,
    OVERLAP,
    PER_OWNER,
    PER_OWNER_A_DAY,
    PREFIX_LENGTH,
    is_username,
    make_key,
)

Hashed = Callable[[str], bytes]
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('identity.agent_registration', 0))"
_COUNT = """
SELECT count(*) FILTER (WHERE owner_key = $1) AS owned,
    count(*) FILTER (WHERE owner_key = $1 AND registered_at > now() - interval '1 day') AS today,
    count(*) FILTER (WHERE registered_at > now() - interval '1 hour') AS hour
FROM identity.agent WHERE owner_key = $1 OR registered_at > now() - interval '1 hour'
"""
_KEY = "INSERT INTO identity.agent_key (id, agent_id, prefix, hash) VALUES ($1, $2, $3, $4)"


class Registered(NamedTuple):
    """A new agent, and its key, shown this once."""

    id: UUID
    key: str


async def register_agent(
    work: UnitOfWork, hashed: Hashed, *, username: str, display_name: str, owner_key: bytes
) -> Registered:
    """Register an agent; registrations take turns, so that no limit of DOMAIN §2.1 is exceeded."""
    if not is_username(username):
        raise Refusal("validation_error", fields=[FieldError("/username", "pattern")])
    await work.execute(_LOCK)
    counts = await work.fetch_row(_COUNT, owner_key)
    if counts["owned"] >= PER_OWNER:
        raise Refusal("conflict")
    if counts["today"] >= PER_OWNER_A_DAY or counts["hour"] >= AN_HOUR_IN_ALL:
        raise Refusal("rate_limited", seconds=3_600)
    if await work.fetch_value("SELECT 1 FROM identity.agent WHERE username = $1", username):
        raise Refusal("username_taken")
    agent_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
    await work.execute(
        "INSERT INTO identity.agent (id, username, display_name, owner_key) VALUES ($1, $2, $3, $4)",
        *(agent_id, username, display_name, owner_key),
    )
    return Registered(agent_id, await _add_key(work, hashed, agent_id))


async def rotate_key(work: UnitOfWork, hashed: Hashed, agent_id: UUID) -> str:
    """Make a new key; the present one works 24 h longer. Rotations of one agent take turns."""
    if not await work.fetch_value("SELECT 1 FROM identity.agent WHERE id = $1 FOR UPDATE", agent_id):
        raise Refusal("not_found")
    await work.execute(
        "UPDATE identity.agent_key SET ends_at = now() + $2 WHERE agent_id = $1 AND ends_at IS NULL",
        *(agent_id, OVERLAP),
    )
    return await _add_key(work, hashed, agent_id)


async def find_by_key(work: UnitOfWork, hashed: Hashed, key: str) -> tuple[UUID, bool]:
    """Return whose key it is and whether a newer one exists; raises ``Refusal("api_key_invalid")``."""
    row = await work.fetch_row(
        """SELECT agent_id, ends_at IS NOT NULL AS is_old FROM identity.agent_key
        JOIN identity.account ON account.id = agent_id
        WHERE hash = $1 AND (ends_at IS NULL OR ends_at > now()) AND state = 'active'""",
        hashed(key),
    )
    if row is None:
        raise Refusal("api_key_invalid")
    return row["agent_id"], row["is_old"]


async def _add_key(work: UnitOfWork, hashed: Hashed, agent_id: UUID) -> str:
    key = make_key()
    await work.execute(_KEY, new_id(), agent_id, key[:PREFIX_LENGTH], hashed(key))
    return key
