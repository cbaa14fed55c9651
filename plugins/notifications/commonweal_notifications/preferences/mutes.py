"""What an account hears nothing of any more: one mission, one circle, one problem."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork

MOST = 1_000
_LIST = """
SELECT m.about, m.since, newest.kind, newest.data::text
FROM notifications.mute AS m LEFT JOIN LATERAL (
    SELECT kind, data FROM notifications.delivery AS d
    WHERE d.recipient = m.account AND d.about = m.about ORDER BY d.id DESC LIMIT 1) AS newest ON true
WHERE m.account = $1 ORDER BY m.since DESC, m.about
"""
_ADD = "INSERT INTO notifications.mute (account, about) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_COUNT = "SELECT count(*) FROM notifications.mute WHERE account = $1"
_REMOVE = "DELETE FROM notifications.mute WHERE account = $1 AND about = $2"
_ABOUT = """
SELECT about FROM notifications.delivery WHERE id = $2 AND recipient = $1 AND state = 'delivered'
"""


class Mute(msgspec.Struct, frozen=True, kw_only=True):
    """Something muted; ``kind`` (empty if none is left) and ``data`` are of the newest one about it."""

    about: str
    since: datetime
    kind: str
    data: Mapping[str, Any]


async def list_mutes(work: UnitOfWork, account: UUID) -> list[Mute]:
    """Return what an account muted, the newest first."""
    return [
        Mute(
            about=row["about"],
            since=row["since"],
            kind=row["kind"] or "",
            data=msgspec.json.decode(row["data"] or "{}"),
        )
        for row in await work.fetch(_LIST, account)
    ]


async def mute(work: UnitOfWork, account: UUID, about: str) -> None:
    """Have an account hear nothing about something; what must be heard comes all the same."""
    if await work.fetch_value(_COUNT, account) >= MOST:
        raise Refusal("validation_error", fields=[FieldError("/about", "too_many", {"maximum": MOST})])
    await work.execute(_ADD, account, about)


async def mute_about(work: UnitOfWork, account: UUID, delivery_id: UUID) -> str:
    """Mute the one thing that a notification of the account is about, and return that."""
    about = await work.fetch_value(_ABOUT, account, delivery_id) or ""
    if ":" not in about:  # one of everybody's, such as tokens: that is chosen by kind
        raise Refusal("not_found")
    await mute(work, account, about)
    return str(about)


async def unmute(work: UnitOfWork, account: UUID, about: str) -> None:
    """Let an account hear about something again."""
    await work.execute(_REMOVE, account, about)
