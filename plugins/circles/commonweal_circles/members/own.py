"""The circles somebody belongs to, is invited to or asked to join; and invitations nobody answered yet."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit

from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import CircleState, Level, Locale, Role, Visibility
from commonweal_circles.seeing import reader_of, require_inside, sees_face

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
# Those of accounts stand in the table of members; each of the two is found by its own index.
_PENDING = """
SELECT pending.* FROM (
    (SELECT account_id AS id, 'account' AS kind, NULL AS email, NULL AS locale, invited_by,
        invited_at AS created_at, NULL::timestamptz AS expires_at
    FROM circles.member WHERE circle_id = $1 AND state = 'invited' AND ($2 OR invited_by = $3)
        AND ($4::timestamptz IS NULL OR (invited_at, account_id) < ($4, $5::uuid))
    ORDER BY invited_at DESC, account_id DESC LIMIT $6)
    UNION ALL
    (SELECT id, kind, email, locale, invited_by, created_at, expires_at
    FROM circles.invitation
    WHERE circle_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
        AND ($2 OR invited_by = $3) AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
    ORDER BY created_at DESC, id DESC LIMIT $6)
) AS pending ORDER BY created_at DESC, id DESC LIMIT $6
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


async def pending_invitations(
    visit: Visit, circle_id: UUID, limit: int, cursor: str | None
) -> Items[PendingInvitation]:
    """Return a part of the open invitations of a circle, the newest first; plain members see their own.

    Raises ``Refusal``: ``not_found``, ``invalid_cursor``, and ``forbidden`` for whoever is no member.
    """
    bound = {"list": "circles.invitations", "circle": circle_id}
    after = visit.web.cursors.read(cursor, bound, _AFTER) if cursor else (None, None)
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        if not place.is_member:
            raise Refusal("forbidden")
        given = (circle_id, place.has("moderator"), place.account_id)
        rows = await work.fetch(_PENDING, *given, *after, limit + 1)
        shown = rows[:limit]
        ids = {row["invited_by"] for row in shown} | {row["id"] for row in shown if row["kind"] == "account"}
        known = await people(work, ids - {None})
    found = [_pending(row, known, place.account_id) for row in shown]
    position = (shown[-1]["created_at"], shown[-1]["id"]) if len(rows) > limit else None
    return Items(found, visit.web.cursors.write(position, bound) if position else None)


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
