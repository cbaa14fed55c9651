"""Sessions: begun by a sign-in, renewed while used, ended for a reason that is kept (DOMAIN §2.5)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Database, Refusal, UnitOfWork, emit, new_id

from commonweal_identity.events import HumanSignedIn, SessionEnded
from commonweal_identity.humans.session_tokens import access_token, hashed, new_secret
from commonweal_identity.keys import Keys

Reason = Literal["signed_out", "ended", "reuse", "password", "email", "suspended", "expired"]
_BEGIN = """
INSERT INTO identity.session (id, human_id, kind, is_secure, device, place, expires_at, second_factor_at)
VALUES ($1, $2, $3, $4, $5, $6, now() + interval '7 days', CASE WHEN $7 THEN now() END)
"""
_ADD = "INSERT INTO identity.session_secret (hash, session_id) VALUES ($1, $2)"
_END = """
UPDATE identity.session SET state = 'ended', ended_at = now(), end_reason = $2
WHERE id = ANY($1) AND state = 'active' RETURNING id, human_id
"""
_REFRESH = """
SELECT s.id, s.human_id, s.state, x.retired_at, a.state AS account_state, s.expires_at <= now() AS is_over
FROM identity.session_secret x JOIN identity.session s ON s.id = x.session_id AND s.kind = 'token'
JOIN identity.account a ON a.id = s.human_id
WHERE x.hash = $1 FOR UPDATE OF x, s
"""
_RENEW = """
UPDATE identity.session SET used_at = now(), rotated_at = now(),
    expires_at = least(now() + interval '7 days', created_at + interval '90 days') WHERE id = $1
"""
_REPLACED = "UPDATE identity.session_secret SET retired_at = now(), first_used_at = now() WHERE hash = $1"
_LIST = """
SELECT id, kind, device, place, created_at, used_at, expires_at, id = $2 AS is_current
FROM identity.session WHERE human_id = $1 AND state = 'active' AND expires_at > now()
ORDER BY used_at DESC, id DESC LIMIT 100
"""
# Unheard of is a device from which no earlier session came; the very first sign-in tells nobody anything.
_SIGN_INS = """
SELECT s.id, s.human_id, s.device, s.place, s.created_at AS begun_at,
    earlier.any AND NOT earlier.same OR NOT earlier.any AND a.created_at < s.created_at - interval '1 day'
        AS is_unheard_of
FROM identity.session s JOIN identity.account a ON a.id = s.human_id CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS any, coalesce(bool_or(e.device = s.device), false) AS same
    FROM identity.session e
    WHERE e.human_id = s.human_id AND (e.created_at, e.id) < (s.created_at, s.id)
) AS earlier
WHERE s.id = ANY($1)
"""


class Place(msgspec.Struct, frozen=True):
    """From where a session is begun: the device as the browser names it, and the network roughly."""

    device: str
    place: str
    is_secure: bool


class Begun(msgspec.Struct, frozen=True):
    """A session that has just begun, with its secret, which is kept nowhere."""

    human_id: UUID
    session_id: UUID
    secret: str


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What a program sends from now on: the access token for 15 minutes, the other to get the next ones."""

    human_id: UUID
    session_id: UUID
    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - how it is sent
    expires_in: int = 900
    refresh_expires_in: int = 604_800


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """One session as its owner sees it."""

    id: UUID
    kind: Literal["cookie", "token"]
    device: str
    place: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    is_current: bool


async def begin_session(
    work: UnitOfWork,
    keys: Keys,
    human_id: UUID,
    kind: Literal["cookie", "token"],
    place: Place,
    *,
    second_factor: bool = False,
) -> Begun:
    """Begin a session of a person who has shown who they are."""
    begun = Begun(human_id, new_id(), new_secret())
    where = (place.is_secure, place.device[:200], place.place[:100])
    await work.execute(_BEGIN, begun.session_id, human_id, kind, *where, second_factor)
    await work.execute(_ADD, hashed(keys, begun.secret), begun.session_id)
    await emit(work, HumanSignedIn(human_id=human_id, session_id=begun.session_id), subject=human_id)
    return begun


def tokens_of(keys: Keys, begun: Begun) -> Tokens:
    """Return the tokens of a session."""
    return Tokens(
        human_id=begun.human_id,
        session_id=begun.session_id,
        access_token=access_token(keys, begun.human_id, begun.session_id),
        refresh_token=begun.secret,
    )


async def refresh(database: Database, keys: Keys, secret: str) -> Begun:
    """Replace a refresh token; one that was replaced before ends the whole session.

    Raises ``Refusal``: ``token_expired`` for a session that is over, ``unauthorized`` for all else.
    """
    async with database.write() as work:
        row = await work.fetch_row(_REFRESH, hashed(keys, secret))
        wrong = await _not_refreshable(work, row)
        if row is not None and not wrong:
            fresh = new_secret()
            await work.execute(_REPLACED, hashed(keys, secret))
            await work.execute(_ADD, hashed(keys, fresh), row["id"])
            await work.execute(_RENEW, row["id"])
            return Begun(row["human_id"], row["id"], fresh)
    raise Refusal(wrong)  # after the commit, so that the session stays ended


async def _not_refreshable(work: UnitOfWork, row: Any) -> str:
    if row is None or row["state"] != "active" or row["account_state"] != "active":
        return "unauthorized"
    if row["retired_at"] is not None:
        await end_sessions(work, [row["id"]], "reuse")
        return "unauthorized"
    if row["is_over"]:
        await end_sessions(work, [row["id"]], "expired")
        return "token_expired"
    return ""


async def end_sessions(work: UnitOfWork, ids: Sequence[UUID], reason: Reason) -> int:
    """End sessions, and tell so; those that ended before are left as they are. Returns how many ended."""
    rows = await work.fetch(_END, list(ids), reason)
    for row in rows:
        event = SessionEnded(human_id=row["human_id"], session_id=row["id"], reason=reason)
        await emit(work, event, subject=row["human_id"])
    return len(rows)


async def end_own_session(work: UnitOfWork, human_id: UUID, session_id: UUID, reason: Reason) -> None:
    """End one session of a person; raises ``Refusal("not_found")`` for another's, or one that is over."""
    found = await work.fetch_value(
        "SELECT id FROM identity.session WHERE id = $1 AND human_id = $2 AND state = 'active' FOR UPDATE",
        *(session_id, human_id),
    )
    if found is None:
        raise Refusal("not_found")
    await end_sessions(work, [session_id], reason)


async def end_other_sessions(work: UnitOfWork, human_id: UUID, kept: UUID | None, reason: Reason) -> int:
    """End all sessions of a person but one."""
    rows = await work.fetch(
        """SELECT id FROM identity.session WHERE human_id = $1 AND state = 'active'
        AND id IS DISTINCT FROM $2 ORDER BY id FOR UPDATE""",
        *(human_id, kept),
    )
    return await end_sessions(work, [row["id"] for row in rows], reason)


async def sessions_of(work: UnitOfWork, human_id: UUID, current: UUID | None) -> list[SessionView]:
    """List a person's sessions, the last used one first."""
    return [SessionView(**dict(row)) for row in await work.fetch(_LIST, human_id, current)]


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """With what and from where a session began; ``is_unheard_of`` for a device never seen before."""

    id: UUID
    human_id: UUID
    device: str
    place: str
    begun_at: datetime
    is_unheard_of: bool


async def find_sign_ins(work: UnitOfWork, session_ids: Collection[UUID]) -> dict[UUID, SignIn]:
    """Return how these sessions began; those that were forgotten meanwhile are left out."""
    rows = await work.fetch(_SIGN_INS, list(session_ids))
    return {row["id"]: SignIn(**dict(row)) for row in rows}
