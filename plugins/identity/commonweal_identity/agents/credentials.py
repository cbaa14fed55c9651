"""The keys of agents: listed by their beginning, replaced with 24 hours of overlap, revoked at once."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit, enqueue

from commonweal_identity.agents.events import AgentKeyMade, AgentKeyRevoked, AgentKeyRotated
from commonweal_identity.agents.keeping import add_key
from commonweal_identity.agents.rules import MOST_KEYS, OVERLAP, Days, KeyName, Scopes, written
from commonweal_identity.agents.upkeep import tell_key_ended
from commonweal_identity.keys import Keys

_LOCK = "SELECT 1 FROM identity.agent WHERE id = $1 FOR UPDATE"
_WORKS = "revoked_at IS NULL AND coalesce(ends_at > now(), true) AND coalesce(expires_at > now(), true)"
_PRESENT = f"""
SELECT id, name, scopes, is_sandbox, expires_at FROM identity.agent_key
WHERE id = $1 AND agent_id = $2 AND ends_at IS NULL AND {_WORKS} FOR UPDATE
"""
_ROTATE = "UPDATE identity.agent_key SET rotated_at = now(), ends_at = now() + $2::interval WHERE id = $1"
_REVOKE = f"""
UPDATE identity.agent_key SET revoked_at = now() WHERE id = $1 AND agent_id = $2 AND {_WORKS} RETURNING id
"""
_LIST = f"""
SELECT id, prefix, name, scopes, is_sandbox, made_at, expires_at, ends_at, revoked_at, used_at,
    {_WORKS} AS works
FROM identity.agent_key WHERE agent_id = $1 ORDER BY {_WORKS} DESC, made_at DESC, id DESC LIMIT 100
"""
_COUNT = f"SELECT count(*) FROM identity.agent_key WHERE agent_id = $1 AND ends_at IS NULL AND {_WORKS}"


class NewKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key to be made: what it is for, to which permissions it is narrowed, and for how many days."""

    name: KeyName = ""
    scopes: Scopes | None = None
    days: Days | None = None
    sandbox: bool = False


class KeyView(msgspec.Struct, frozen=True):
    """A key as lists show it: never the key itself."""

    id: UUID
    prefix: str
    name: str
    scopes: list[str] | None
    is_sandbox: bool
    made_at: datetime
    expires_at: datetime | None
    ends_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None
    works: bool


class MadeKey(msgspec.Struct, frozen=True):
    """A new key, shown in this answer only; ``old_key_ends_at`` says how long the replaced one works."""

    id: UUID
    api_key: str
    prefix: str
    old_key_ends_at: datetime | None = None


async def make_key_of(
    work: UnitOfWork, keys: Keys, principal: Principal, agent_id: UUID, new: NewKey, known: Collection[str]
) -> MadeKey:
    """Add a key; at most ten work at a time. ``known`` are the permissions that a key may be narrowed to."""
    scopes = _narrowed(principal, new, known)
    await work.execute(_LOCK, agent_id)
    if await work.fetch_value(_COUNT, agent_id) >= MOST_KEYS:
        raise Refusal("conflict")
    expires_at = datetime.now(UTC) + timedelta(days=new.days) if new.days else None
    name = written(new.name, "name")
    key_id, key = await add_key(
        *(work, keys, agent_id), name=name, scopes=scopes, sandbox=new.sandbox, expires_at=expires_at
    )
    await emit(work, AgentKeyMade(agent_id=agent_id, key_id=key_id), subject=agent_id)
    return MadeKey(key_id, key, key[:12])


async def rotate_key(
    work: UnitOfWork, keys: Keys, principal: Principal, agent_id: UUID, key_id: UUID
) -> MadeKey:
    """Replace a key by one that may do the same; the old one works 24 h longer. Changes take turns.

    Raises ``Refusal``: ``not_found`` for a key of another agent, ``conflict`` for one replaced already.
    """
    await work.execute(_LOCK, agent_id)
    row = await work.fetch_row(_PRESENT, key_id, agent_id)
    if row is None:
        mine = "SELECT 1 FROM identity.agent_key WHERE id = $1 AND agent_id = $2"
        raise Refusal("conflict" if await work.fetch_value(mine, key_id, agent_id) else "not_found")
    _require_within(principal, row["scopes"])
    await work.execute(_ROTATE, key_id, OVERLAP)
    new_id, key = await add_key(
        *(work, keys, agent_id),
        name=row["name"],
        scopes=row["scopes"],
        sandbox=row["is_sandbox"],
        expires_at=row["expires_at"],
    )
    rotated = AgentKeyRotated(agent_id=agent_id, key_id=new_id, old_key_id=key_id)
    await emit(work, rotated, subject=agent_id)
    await enqueue(work, tell_key_ended, delay=OVERLAP, agent_id=agent_id, key_id=key_id)
    return MadeKey(new_id, key, key[:12], datetime.now(UTC) + OVERLAP)


async def revoke_key(work: UnitOfWork, agent_id: UUID, key_id: UUID) -> None:
    """End a key at once; ``not_found`` for another agent's, or one that works no longer."""
    await work.execute(_LOCK, agent_id)
    if not await work.fetch_value(_REVOKE, key_id, agent_id):
        raise Refusal("not_found")
    await emit(work, AgentKeyRevoked(agent_id=agent_id, key_id=key_id), subject=agent_id)


async def list_keys(work: UnitOfWork, agent_id: UUID) -> list[KeyView]:
    """List the keys of an agent, those that work first."""
    return [KeyView(**dict(row)) for row in await work.fetch(_LIST, agent_id)]


def _narrowed(principal: Principal, new: NewKey, known: Collection[str]) -> list[str] | None:
    if new.sandbox and new.scopes is not None:
        raise Refusal("validation_error", fields=[FieldError("/scopes", "invalid")])
    for number, scope in enumerate(new.scopes or ()):
        if scope not in known:
            wrong = FieldError(f"/scopes/{number}", "not_a_choice", {"choices": ", ".join(sorted(known))})
            raise Refusal("validation_error", fields=[wrong])
    scopes = None if new.scopes is None else sorted(set(new.scopes))
    if not new.sandbox:
        _require_within(principal, scopes)
    return scopes


def _require_within(principal: Principal, scopes: Collection[str] | None) -> None:
    """Let no key make one that may do more than itself."""
    if principal.scopes is not None and (scopes is None or not principal.scopes.issuperset(scopes)):
        raise Refusal("forbidden")
