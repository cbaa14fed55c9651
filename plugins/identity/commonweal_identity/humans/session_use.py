"""Whose session a request belongs to; cookies are renewed on the way.

A cookie's secret is followed by one successor, derived from it, so that requests which come together are
given the same one. The old secret works until the successor has been seen, and 30 seconds longer; used after
that, it was taken by somebody else, and the session ends.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from commonweal import Database, Principal, UnitOfWork

from commonweal_identity.humans.session_tokens import hashed, successor
from commonweal_identity.humans.sessions import end_sessions
from commonweal_identity.keys import Keys

ROTATE_AFTER = timedelta(minutes=15)
_WHO = """
    s.id AS session_id, s.human_id, s.second_factor_at IS NOT NULL AS has_second_factor, s.is_secure,
    s.expires_at, s.state = 'active' AND s.expires_at > now() AND a.state = 'active' AS is_valid, s.state,
    s.used_at < now() - interval '1 minute' AS is_stale, h.display_name, h.locale, h.is_admin
FROM identity.session s JOIN identity.human h ON h.id = s.human_id JOIN identity.account a ON a.id = h.id
"""
_BY_ID = f"SELECT {_WHO} WHERE s.id = $1 AND s.kind = 'token'"
_BY_SECRET = f"""
SELECT x.first_used_at IS NULL AS is_fresh, x.retired_at < now() - interval '30 seconds' AS is_reused,
    x.retired_at IS NULL AND x.made_at < now() - $2::interval AS is_due, {_WHO}
    JOIN identity.session_secret x ON x.session_id = s.id WHERE x.hash = $1 AND s.kind = 'cookie'
"""
_SEEN = """
UPDATE identity.session_secret SET first_used_at = now()
WHERE hash = $1 AND first_used_at IS NULL RETURNING true
"""
_RETIRE = """
UPDATE identity.session_secret SET retired_at = now()
WHERE session_id = $1 AND hash <> $2 AND retired_at IS NULL AND first_used_at IS NOT NULL
"""
_SUCCEED = "INSERT INTO identity.session_secret (hash, session_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_USED = """
UPDATE identity.session SET used_at = now(), expires_at = greatest(expires_at,
    least(now() + interval '7 days', created_at + interval '90 days'))
WHERE id = $1 AND used_at < now() - interval '1 minute'
"""


class Cookied(NamedTuple):
    """Who a cookie stands for, if anybody, and what the cookie is to be now (empty: dropped)."""

    principal: Principal | None
    secret: str


async def principal_of_session(database: Database, session_id: UUID, until: datetime) -> Principal | None:
    """Return who has a session that tokens are of, with a token that ends then; None when it is over."""
    async with database.read() as work:
        row = await work.fetch_row(_BY_ID, session_id)
    if row is None or not row["is_valid"]:
        return None
    if row["is_stale"]:
        async with database.write() as work:
            await work.execute(_USED, session_id)
    return _principal(row, by_cookie=False, until=min(until, row["expires_at"]))


async def principal_of_cookie(database: Database, keys: Keys, secret: str, *, is_secure: bool) -> Cookied:
    """Return who has a cookie, and renew it when it is due."""
    kept = hashed(keys, secret)
    async with database.read() as work:
        row = await work.fetch_row(_BY_SECRET, kept, ROTATE_AFTER)
    if row is None or row["is_secure"] != is_secure:
        return Cookied(None, "")
    if not row["is_valid"] or row["is_reused"]:
        if row["state"] == "active":
            async with database.write() as work:
                await end_sessions(work, [row["session_id"]], "reuse" if row["is_reused"] else "expired")
        return Cookied(None, "")
    if row["is_fresh"] or row["is_due"] or row["is_stale"]:
        async with database.write() as work:
            secret = await _renewed(work, keys, row, secret)
    return Cookied(_principal(row, by_cookie=True, until=row["expires_at"]), secret)


async def _renewed(work: UnitOfWork, keys: Keys, row: Any, secret: str) -> str:
    """Note that a secret is used, and return it, or the one to use from now on."""
    session_id: UUID = row["session_id"]
    kept = hashed(keys, secret)
    await work.execute(_USED, session_id)
    if await work.fetch_value(_SEEN, kept):
        await work.execute(_RETIRE, session_id, kept)
    if not row["is_due"]:
        return secret
    following = successor(keys, secret)
    await work.execute(_SUCCEED, hashed(keys, following), session_id)
    return following


def _principal(row: Any, *, by_cookie: bool, until: datetime) -> Principal:
    roles = {"human"}
    if row["is_admin"]:
        roles.add("admin" if row["has_second_factor"] else "admin_pending")
    return Principal(
        kind="human",
        id=str(row["human_id"]),
        rate_class="admin" if "admin" in roles else "human",
        locale=row["locale"],
        by_cookie=by_cookie,
        roles=frozenset(roles),
        session_id=row["session_id"],
        name=row["display_name"],
        expires_at=until,
    )
