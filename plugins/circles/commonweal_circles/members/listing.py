"""The members of a circle, by the state they are in and by name, in the order in which they came into it."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, UnitOfWork, Visit
from commonweal_identity import api as identity

from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import MemberState, Role
from commonweal_circles.seeing import Place, ban_is_over, require_inside

# The state stands in the statement itself, so that the partial indexes serve.
_SINCE: dict[MemberState, LiteralString] = {
    "active": "joined_at",
    "invited": "invited_at",
    "requested": "requested_at",
    "banned": "banned_at",
    "left": "coalesce(left_at, 'epoch')",
}
_LIST: LiteralString = f"""
SELECT account_id, kind, role, {{since}} AS since, request, invited_by, ban_reason, banned_by, banned_until
FROM circles.member AS m
WHERE circle_id = $1 AND state = '{{state}}' AND {ban_is_over("m")} IS NOT TRUE
    AND ($2::text IS NULL OR role = $2) AND ($3::uuid[] IS NULL OR account_id = ANY ($3))
    AND ($4::timestamptz IS NULL OR ({{since}}, account_id) > ($4, $5::uuid))
ORDER BY {{since}}, account_id LIMIT $6
"""
_LISTS: dict[MemberState, LiteralString] = {
    state: _LIST.replace("{since}", since).replace("{state}", state) for state, since in _SINCE.items()
}
_STAFF = """
SELECT account_id FROM circles.member WHERE circle_id = $1 AND role <> 'member'
ORDER BY CASE role WHEN 'owner' THEN 0 WHEN 'admin' THEN 1 ELSE 2 END, joined_at, account_id LIMIT 100
"""
_EVERYBODY = "SELECT account_id, kind FROM circles.member WHERE circle_id = $1 AND state = $2"
After = tuple[datetime, UUID]
_AFTER: Any = After


class MemberFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which members a list shows; ``q`` is a part of the name."""

    state: MemberState = "active"
    role: Role | None = None
    q: str = ""


class MemberRead(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's place in a circle, ``since`` when; what only moderators may know is empty for others.

    ``request`` is what somebody who asks to join wrote. Words and names are members' own: ``untrusted`` tells
    agents that they are no instructions.
    """

    account: Person
    state: MemberState
    role: Role
    since: datetime
    request: str = ""
    invited_by: Person | None = None
    ban_reason: str = ""
    banned_by: Person | None = None
    banned_until: datetime | None = None
    untrusted: bool = True


async def listed(
    visit: Visit, circle_id: UUID, filters: MemberFilters, limit: int, cursor: str | None
) -> Items[MemberRead]:
    """Return a part of the members of a circle for whoever sees its inside.

    Raises ``Refusal``: ``not_found``, ``invalid_cursor``, and ``forbidden`` for other states than active to
    whoever is no moderator.
    """
    bound = {"list": "circles.members", "circle": circle_id, "filters": filters}
    after = visit.web.cursors.read(cursor, bound, _AFTER) if cursor else None
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        if filters.state != "active" and not place.has("moderator"):
            raise Refusal("forbidden")
        found, position = await list_members(work, place, filters, limit, after)
    return Items(found, visit.web.cursors.write(position, bound) if position else None)


async def list_members(
    work: UnitOfWork, place: Place, filters: MemberFilters, limit: int, after: After | None = None
) -> tuple[list[MemberRead], After | None]:
    """Return members that a reader may see, and where the list goes on."""
    among = await _called(work, place.circle_id, filters) if filters.q.strip() else None
    rows = await work.fetch(
        _LISTS[filters.state],
        *(place.circle_id, filters.role, among),
        *(after or (None, None)),
        limit + 1,
    )
    shown = rows[:limit]
    named = {row[name] for row in shown for name in ("account_id", "invited_by", "banned_by")} - {None}
    known = await people(work, named, place.circle_id)
    found = [_member(row, known, filters.state, tells=place.has("moderator")) for row in shown]
    return found, (shown[-1]["since"], shown[-1]["account_id"]) if len(rows) > limit else None


async def list_staff(work: UnitOfWork, circle_id: UUID) -> list[Person]:
    """Return who looks after a circle: its owner first, then admins and moderators."""
    ids = [row["account_id"] for row in await work.fetch(_STAFF, circle_id)]
    known = await people(work, ids, circle_id)
    return [known[each] for each in ids]


async def _called(work: UnitOfWork, circle_id: UUID, filters: MemberFilters) -> Sequence[UUID]:
    """Return who has some words in the name; names are not kept here, so everybody's is looked at."""
    rows = await work.fetch(_EVERYBODY, circle_id, filters.state)
    names = await identity.find_names(work, [row["account_id"] for row in rows])
    wanted = _folded(filters.q)
    return [account_id for account_id, name in names.items() if wanted in _folded(name)]


def _folded(text: str) -> str:
    """Return a text in which capital letters and accents make no difference."""
    plain = text.strip().casefold()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _member(row: Any, known: dict[UUID, Person], state: MemberState, *, tells: bool) -> MemberRead:
    values = {name: row[name] for name in ("request", "ban_reason", "banned_until")} if tells else {}
    inviter, moderator = (known.get(row[name]) for name in ("invited_by", "banned_by"))
    return MemberRead(
        account=known[row["account_id"]],
        state=state,
        role=row["role"],
        since=row["since"],
        invited_by=inviter if tells else None,
        banned_by=moderator if tells else None,
        **values,
    )
