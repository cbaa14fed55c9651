"""The circles somebody belongs to, is invited to or asked to join; and invitations nobody answered yet."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Items, UnitOfWork, Visit

from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import CircleState, Level, Locale, Role, Visibility
from commonweal_circles.seeing import Place, reader_of, sees_face

OwnState = Literal["active", "invited", "requested"]
UNREAD_MOST = 100
_MINE = f"""
SELECT c.id, c.name, c.description, c.domain, c.topic, c.visibility, c.state AS circle_state, c.place_name,
    c.locale, c.members, c.active_at, m.state, m.role, m.level, m.invited_by,
    CASE m.state WHEN 'active' THEN m.joined_at WHEN 'invited' THEN m.invited_at
        ELSE m.requested_at END AS since,
    CASE WHEN m.state = 'active' THEN (
        SELECT count(*) FROM (
            SELECT FROM circles.post AS p WHERE p.circle_id = c.id AND p.number > m.read_to AND p.is_public
                AND p.author_id <> m.account_id LIMIT {UNREAD_MOST}
        ) AS unread
    ) ELSE 0 END AS unread
FROM circles.member AS m JOIN circles.circle AS c ON c.id = m.circle_id
WHERE m.account_id = $1 AND m.state = $2 AND {sees_face("$1")}
    AND ($3::timestamptz IS NULL OR (c.active_at, c.id) < ($3, $4::uuid))
ORDER BY c.active_at DESC, c.id DESC LIMIT $5
"""
_ACCOUNTS = """
SELECT account_id AS id, 'account' AS kind, account_id, invited_by, invited_at AS created_at
FROM circles.member WHERE circle_id = $1 AND state = 'invited' AND ($2 OR invited_by = $3)
ORDER BY invited_at DESC, account_id LIMIT 100
"""
_TOKENS = """
SELECT id, kind, email, locale, invited_by, created_at, expires_at
FROM circles.invitation WHERE circle_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    AND ($2 OR invited_by = $3)
ORDER BY created_at DESC, id LIMIT 100
"""
_AFTER: Any = tuple[datetime, UUID]


class OwnCircle(msgspec.Struct, frozen=True, kw_only=True):
    """A circle as it is listed for somebody who has to do with it: its face, and what they are in it.

    ``unread`` counts to 100, which means that or more.
    """

    id: UUID
    name: str
    description: str
    domain: str | None
    topic: str
    visibility: Visibility
    circle_state: CircleState
    place_name: str
    locale: Locale
    members: int
    state: OwnState
    role: Role
    level: Level
    since: datetime
    invited_by: Person | None
    unread: int
    untrusted: bool = True

    @property
    def has_place(self) -> bool:
        """Whether it is about a place that has a name."""
        return bool(self.place_name)


class PendingInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation nobody answered yet; ``id`` withdraws it. The address is shown to who sent it alone."""

    id: UUID
    kind: Literal["account", "email", "link"]
    account: Person | None = None
    email: str = ""
    locale: Locale | None = None
    invited_by: Person
    created_at: datetime
    expires_at: datetime | None = None


async def own_circles(visit: Visit, state: OwnState, limit: int, cursor: str | None) -> Items[OwnCircle]:
    """Return a part of the circles in which somebody has a state, those with something new first."""
    bound = {"list": "circles.mine", "state": state}
    after = visit.web.cursors.read(cursor, bound, _AFTER) if cursor else None
    reader = reader_of(visit.principal)
    async with visit.web.database.read() as work:
        rows = await work.fetch(_MINE, reader, state, *(after or (None, None)), limit + 1)
        shown = rows[:limit]
        known = await people(work, {row["invited_by"] for row in shown} - {None})
    found = [_circle(row, known) for row in shown]
    position = (shown[-1]["active_at"], shown[-1]["id"]) if len(rows) > limit else None
    return Items(found, visit.web.cursors.write(position, bound) if position else None)


async def pending_invitations(work: UnitOfWork, place: Place) -> list[PendingInvitation]:
    """Return the open invitations of a circle: a moderator sees all, a member the own ones; at most 200."""
    given = (place.circle_id, place.has("moderator"), place.account_id)
    rows: list[Any] = [*await work.fetch(_ACCOUNTS, *given), *await work.fetch(_TOKENS, *given)]
    ids = {row["invited_by"] for row in rows} | {row["id"] for row in rows if row["kind"] == "account"}
    known = await people(work, ids - {None})
    return [_pending(row, known, place.account_id) for row in rows]


def _circle(row: Any, known: dict[UUID, Person]) -> OwnCircle:
    values = {
        name: row[name] for name in OwnCircle.__struct_fields__ if name not in ("invited_by", "untrusted")
    }
    return OwnCircle(**values, invited_by=known.get(row["invited_by"]))


def _pending(row: Any, known: dict[UUID, Person], reader: UUID) -> PendingInvitation:
    shared = {"id": row["id"], "kind": row["kind"], "created_at": row["created_at"]}
    inviter = known.get(row["invited_by"]) or Person(id=row["invited_by"] or row["id"], kind="human")
    if row["kind"] == "account":
        return PendingInvitation(**shared, account=known[row["id"]], invited_by=inviter)
    return PendingInvitation(
        **shared,
        email=(row["email"] or "") if row["invited_by"] == reader else "",
        locale=row["locale"],
        invited_by=inviter,
        expires_at=row["expires_at"],
    )
