"""Service tokens: keys of programs that act for an organisation, or for the deployment (DOMAIN §2.4).

A token is shown once; a keyed hash and its first twelve characters are kept. It carries the permissions that
were chosen for it, ends by itself, and can be revoked at any time.
"""

import secrets
import string
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import (
    Database,
    FieldError,
    PluginContext,
    Principal,
    Refusal,
    UnitOfWork,
    emit,
    new_id,
)

from commonweal_identity.audit import record_audit
from commonweal_identity.keys import Keys
from commonweal_identity.organisations.events import ServiceTokenMade, ServiceTokenRevoked
from commonweal_identity.organisations.members import require_member
from commonweal_identity.services import identity_of

PREFIX, PREFIX_LENGTH, LENGTH = "cw_st_", 12, 64
MOST_ACTIVE, NOTED_EVERY = 20, timedelta(minutes=5)
ORGANISATION_SCOPES: tuple[str, ...] = ("identity.organisations.read",)
DEPLOYMENT_SCOPES: tuple[str, ...] = (
    "identity.audit.read",
    "switchboard.plugins.read",
    "vectors.indexes.read",
)
_BASE62 = string.digits + string.ascii_letters
_USE = "service token"
_INSERT = """
INSERT INTO identity.service_token (id, organisation_id, name, prefix, hash, scopes, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_FIND = """
SELECT t.id, t.organisation_id, t.scopes, t.expires_at, t.revoked_at, t.used_at, a.state,
    o.state AS organisation_state
FROM identity.service_token t JOIN identity.account a ON a.id = t.id
LEFT JOIN identity.account o ON o.id = t.organisation_id
WHERE t.hash = $1
"""
_LIST = """
SELECT t.id, t.name, t.prefix, t.scopes, t.made_at, t.expires_at, t.revoked_at, t.used_at,
    coalesce(h.display_name, '') AS made_by_name
FROM identity.service_token t LEFT JOIN identity.human h ON h.id = t.made_by
WHERE t.organisation_id IS NOT DISTINCT FROM $1 ORDER BY t.revoked_at IS NOT NULL, t.id DESC LIMIT 100
"""
_REVOKE = """
UPDATE identity.service_token SET revoked_at = now()
WHERE id = $1 AND organisation_id IS NOT DISTINCT FROM $2 AND revoked_at IS NULL RETURNING id
"""
_COUNT = """
SELECT count(*) FROM identity.service_token
WHERE organisation_id IS NOT DISTINCT FROM $1 AND revoked_at IS NULL AND expires_at > now()
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('identity.service_token ' || $1, 0))"
ScopeList = Annotated[list[str], msgspec.Meta(min_length=1, max_length=20)]


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token to be made: what it is for, what it may do, and for how many days."""

    name: Annotated[str, msgspec.Meta(min_length=2, max_length=100)]
    scopes: ScopeList
    days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 90


class ServiceToken(msgspec.Struct, frozen=True):
    """A token as lists show it: never the token itself."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    made_by_name: str

    @property
    def works(self) -> bool:
        """Whether it can still be used."""
        return self.revoked_at is None and self.expires_at > datetime.now(UTC)


class MadeToken(msgspec.Struct, frozen=True):
    """A new token, shown this once."""

    id: UUID
    token: str
    expires_at: datetime


async def make_token(
    work: UnitOfWork, keys: Keys, principal: Principal, organisation_id: UUID | None, new: NewToken
) -> MadeToken:
    """Make a token of an organisation, by an owner, or of the deployment, by whoever may do so."""
    if organisation_id is not None:
        await require_member(work, principal, organisation_id, "owner")
    _check_scopes(new.scopes, ORGANISATION_SCOPES if organisation_id else DEPLOYMENT_SCOPES)
    await work.execute(_LOCK, str(organisation_id))
    if await work.fetch_value(_COUNT, organisation_id) >= MOST_ACTIVE:
        raise Refusal("conflict")
    token_id, token = new_id(), PREFIX + "".join(secrets.choice(_BASE62) for _ in range(LENGTH))
    expires_at = datetime.now(UTC) + timedelta(days=new.days)
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'service')", token_id)
    await work.execute(
        _INSERT,
        *(token_id, organisation_id, new.name, token[:PREFIX_LENGTH], keys.hash(_USE, token)),
        *(sorted(set(new.scopes)), principal.account_id, expires_at),
    )
    await emit(work, ServiceTokenMade(token_id=token_id, organisation_id=organisation_id), subject=token_id)
    await _note(work, principal, "identity.service_token_make", token_id)
    return MadeToken(token_id, token, expires_at)


async def revoke_token(
    work: UnitOfWork, principal: Principal, organisation_id: UUID | None, token_id: UUID
) -> None:
    """End a token at once; another organisation's, or one that was revoked, is ``not_found``."""
    if organisation_id is not None:
        await require_member(work, principal, organisation_id, "owner")
    if not await work.fetch_value(_REVOKE, token_id, organisation_id):
        raise Refusal("not_found")
    await emit(
        work, ServiceTokenRevoked(token_id=token_id, organisation_id=organisation_id), subject=token_id
    )
    await _note(work, principal, "identity.service_token_revoke", token_id)


async def list_tokens(work: UnitOfWork, organisation_id: UUID | None) -> list[ServiceToken]:
    """List the tokens of an organisation, or of the deployment, those that work first."""
    return [ServiceToken(**dict(row)) for row in await work.fetch(_LIST, organisation_id)]


async def organisation_of_token(work: UnitOfWork, token_id: UUID) -> UUID | None:
    """Return the organisation a token acts for; None for the deployment's."""
    found: UUID | None = await work.fetch_value(
        "SELECT organisation_id FROM identity.service_token WHERE id = $1", token_id
    )
    return found


async def principal_of_token(context: PluginContext, token: str) -> Principal:
    """Return who a service token stands for; raises ``Refusal``: ``api_key_invalid`` or ``token_expired``."""
    identity, database = identity_of(context), context.services.get(Database)
    if not token.startswith(PREFIX) or len(token) != len(PREFIX) + LENGTH:
        raise Refusal("api_key_invalid")
    async with database.read() as work:
        row = await work.fetch_row(_FIND, identity.keys.hash(_USE, token))
    if row is None or row["revoked_at"] is not None:
        raise Refusal("api_key_invalid")
    now = datetime.now(UTC)
    if row["expires_at"] <= now:
        raise Refusal("token_expired")
    if row["state"] != "active" or row["organisation_state"] not in {None, "active"}:
        raise Refusal("forbidden")
    if row["used_at"] is None or now - row["used_at"] > NOTED_EVERY:
        async with database.write() as work:
            await work.execute("UPDATE identity.service_token SET used_at = $2 WHERE id = $1", row["id"], now)
    roles = {"service"} if row["organisation_id"] else {"service", "service_admin"}
    return Principal(
        kind="service",
        id=str(row["id"]),
        rate_class="human",
        roles=frozenset(roles),
        scopes=frozenset(row["scopes"]),
        expires_at=row["expires_at"],
    )


def _check_scopes(scopes: list[str], known: tuple[str, ...]) -> None:
    for number, scope in enumerate(scopes):
        if scope not in known:
            wrong = FieldError(f"/scopes/{number}", "not_a_choice", {"choices": ", ".join(known)})
            raise Refusal("validation_error", fields=[wrong])


async def _note(work: UnitOfWork, principal: Principal, action: str, token_id: UUID) -> None:
    await record_audit(work, principal, action, subject_kind="service_token", subject_id=token_id)
