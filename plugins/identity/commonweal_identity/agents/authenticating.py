"""Tells which agent a key stands for (DOMAIN §2.1, §2.6).

Nothing is cached: one query by the keyed hash decides, so that a revoked key fails at its next use. The hash
is computed for every key of the right form, known or not.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from commonweal import Database, PluginContext, Principal, Refusal

from commonweal_identity.agents.activity import check_in
from commonweal_identity.agents.keeping import KEY_USE
from commonweal_identity.agents.permissions import READ_OWN
from commonweal_identity.current import KeyPrincipal
from commonweal_identity.services import identity_of

NOTED_EVERY = timedelta(minutes=5)
SANDBOX_SCOPES = frozenset({READ_OWN.name})
_FORM = re.compile(r"cw_[as]k_[0-9A-Za-z]{64}")
_FIND = """
SELECT k.id AS key_id, k.is_sandbox, k.scopes, k.used_at, k.rotated_at, k.ends_at, k.expires_at, a.id,
    a.display_name, a.verification, a.per_minute, account.state, owner.state AS owner_state,
    k.revoked_at IS NOT NULL OR coalesce(k.ends_at <= now(), false) AS is_over,
    coalesce(k.expires_at <= now(), false) AS is_expired
FROM identity.agent_key k
JOIN identity.agent a ON a.id = k.agent_id
JOIN identity.account account ON account.id = a.id
LEFT JOIN identity.account owner ON owner.id = a.owner_id
WHERE k.hash = $1
"""
_USED = "UPDATE identity.agent_key SET used_at = now() WHERE id = $1"


async def principal_of_key(context: PluginContext, key: str, answer: Callable[[str, str], None]) -> Principal:
    """Return the agent whose key it is; ``answer`` is told of a key that was replaced.

    Raises ``Refusal``: ``api_key_invalid`` for a key that is none, was revoked or replaced more than 24 h
    ago, ``token_expired`` beyond the day chosen for it, ``forbidden`` while the agent or its owner is
    suspended. A sandbox key reads, and changes nothing: no permission but one's own reading comes with it.
    """
    if not _FORM.fullmatch(key):
        raise Refusal("api_key_invalid")
    database = context.services.get(Database)
    async with database.read() as work:
        row = await work.fetch_row(_FIND, identity_of(context).keys.hash(KEY_USE, key))
    if row is None or row["is_over"] or row["state"] == "deactivated":
        raise Refusal("api_key_invalid")
    if row["is_expired"]:
        raise Refusal("token_expired")
    if row["state"] != "active" or row["owner_state"] not in {None, "active"}:
        raise Refusal("forbidden")
    if row["ends_at"] is not None:
        answer("deprecation", f"@{int(row['rotated_at'].timestamp())}")  # RFC 9745
        answer("sunset", format_datetime(row["ends_at"].astimezone(UTC), usegmt=True))  # RFC 8594
    await _note_use(database, row)
    return _principal(row)


def _principal(row: Any) -> Principal:
    is_verified = row["verification"] == "verified"
    scopes = row["scopes"]
    narrowed = SANDBOX_SCOPES if row["is_sandbox"] else None if scopes is None else frozenset(scopes)
    return KeyPrincipal(
        kind="agent",
        id=str(row["id"]),
        rate_class=f"agent_{row['verification']}",  # type: ignore[arg-type]  # the table's constraint
        per_minute=row["per_minute"],
        roles=frozenset({"agent", "agent_verified"} if is_verified else {"agent"}),
        scopes=narrowed,
        name=row["display_name"],
        key_id=row["key_id"],
        expires_at=min((end for end in (row["ends_at"], row["expires_at"]) if end), default=None),
    )


async def _note_use(database: Database, row: Any) -> None:
    """Note when a key was used and its agent heard of, at most once in five minutes."""
    if row["used_at"] is not None and datetime.now(UTC) - row["used_at"] < NOTED_EVERY:
        return
    async with database.write() as work:
        if not row["is_sandbox"]:
            await check_in(work, row["id"])  # locks the agent first, as changes of its keys do
        await work.execute(_USED, row["key_id"])
