"""Signing in with a password: locked after failures, as slow for an unknown address as for a known one."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Database, Refusal

from commonweal_identity.humans.attempts import count_attempt, forget_attempts
from commonweal_identity.passwords import normal_address, normal_password
from commonweal_identity.services import Identity

_FIND = """
SELECT h.id, h.password_hash, h.is_admin, a.state,
    EXISTS (SELECT 1 FROM identity.second_factor f WHERE f.human_id = h.id AND f.confirmed_at IS NOT NULL)
        AS needs_second_factor
FROM identity.human h JOIN identity.account a ON a.id = h.id WHERE h.email_key = $1
"""
_BY_ID = _FIND.replace("h.email_key = $1", "h.id = $1")
_REHASH = """
UPDATE identity.human SET password_hash = $2 WHERE id = $1 AND password_hash = $3
"""


class SignedIn(msgspec.Struct, frozen=True):
    """A person who knows the password of the account; the second factor may be missing yet."""

    human_id: UUID
    is_admin: bool
    needs_second_factor: bool


async def check_sign_in(database: Database, identity: Identity, email: str, password: str) -> SignedIn:
    """Return who signs in.

    Raises ``Refusal``: ``unauthorized`` when address and password do not fit, or the account may not act;
    ``rate_limited`` while too many attempts for this address have failed.
    """
    key = _key(email)
    attempts = identity.keys.hash("attempt", key)
    await count_attempt(database, attempts)
    async with database.read() as work:
        row = await work.fetch_row(_FIND, key)
    kept = row["password_hash"] if row else None
    if not await identity.hasher.matches(kept, normal_password(password)) or row["state"] != "active":
        raise Refusal("unauthorized")
    fresh = None
    if kept is not None and identity.hasher.is_outdated(kept):
        fresh = await identity.hasher.hash(normal_password(password))
    async with database.write() as work:
        await forget_attempts(work, attempts)
        if fresh is not None:
            await work.execute(_REHASH, row["id"], fresh, kept)
    return _signed_in(row)


async def check_again(database: Database, identity: Identity, human_id: UUID, password: str) -> None:
    """Let a person who is signed in prove who they are before something important is changed.

    Raises ``Refusal``: ``unauthorized`` for a wrong password, ``rate_limited`` as for signing in.
    """
    async with database.read() as work:
        row = await work.fetch_row("SELECT email, password_hash FROM identity.human WHERE id = $1", human_id)
    attempts = identity.keys.hash("attempt", _key(row["email"]))
    await count_attempt(database, attempts)
    if not await identity.hasher.matches(row["password_hash"], normal_password(password)):
        raise Refusal("unauthorized")
    async with database.write() as work:
        await forget_attempts(work, attempts)


async def find_signed_in(database: Database, human_id: UUID) -> SignedIn:
    """Return a person who was shown to be one in another way; raises ``Refusal("unauthorized")``."""
    async with database.read() as work:
        row = await work.fetch_row(_BY_ID, human_id)
    if row is None or row["state"] != "active":
        raise Refusal("unauthorized")
    return _signed_in(row)


def _signed_in(row: Any) -> SignedIn:
    return SignedIn(row["id"], row["is_admin"], row["needs_second_factor"])


def _key(email: str) -> str:
    """Return what an address is counted by; also for what is none, which costs as much as what is one."""
    try:
        return normal_address(email)[1]
    except Refusal:
        return " ".join(email.split()).casefold().replace("\0", "")[:254]
