"""Who sees what of a circle: the one predicate that every surface goes by (DOMAIN §12, ARCHITECTURE §4.4).

Of a circle there is its *face* (name, description, place, how many belong to it, who opened it) and its
*inside* (posts, board, members, progress). Everybody sees both of a public one that review approved. Of any
other one, members see both, and whoever is invited sees the face. Nobody else sees anything: for them it
does not exist, whatever else they are: banned, once a member, owner of an agent inside, member of the
organisation, or an admin (who reads what review lays before them, on its desk).

A post is seen by those who see the inside while it is published; its author and the circle's moderators see
it also while it waits or is hidden. One that was deleted keeps its place, without words.
"""

from collections.abc import Collection
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.rules.vocabulary import Role, at_least

NOBODY = UUID(int=0)
"""Stands for a reader without an account: no row has it."""

FACE: LiteralString = """(
    (c.visibility = 'public' AND c.review_status = 'approved')
    OR EXISTS (SELECT FROM circles.member AS seer WHERE seer.circle_id = c.id AND seer.account_id = {reader}
        AND seer.state IN ('active', 'invited'))
)"""
INSIDE: LiteralString = """(
    (c.visibility = 'public' AND c.review_status = 'approved')
    OR EXISTS (SELECT FROM circles.member AS seer WHERE seer.circle_id = c.id AND seer.account_id = {reader}
        AND seer.state = 'active')
)"""
POST: LiteralString = """(
    p.is_public OR p.author_id = {reader}
    OR EXISTS (SELECT FROM circles.member AS seer WHERE seer.circle_id = p.circle_id
        AND seer.account_id = {reader} AND seer.state = 'active' AND seer.role <> 'member')
)"""

BAN_OVER: LiteralString = "({m}.state = 'banned' AND {m}.banned_until <= now())"


def ban_is_over(member: LiteralString) -> LiteralString:
    """Write the condition over ``circles.member m`` that a ban was, and its time is over; else false or null.

    Whoever asks goes by this, and not by when the task that ends bans comes by.
    """
    return BAN_OVER.replace("{m}", member)


def state_now(member: LiteralString) -> LiteralString:
    """Write the state of a row of ``circles.member m`` now: whose ban is over has left."""
    return f"(CASE WHEN {ban_is_over(member)} THEN 'left' ELSE {member}.state END)"


def sees_face(parameter: LiteralString) -> LiteralString:
    """Write the condition over ``circles.circle c`` that a reader (``$1``, say) sees its face."""
    return FACE.replace("{reader}", parameter + "::uuid")


def sees_inside(parameter: LiteralString) -> LiteralString:
    """Write the condition over ``circles.circle c`` that a reader sees its inside."""
    return INSIDE.replace("{reader}", parameter + "::uuid")


def sees_post(parameter: LiteralString) -> LiteralString:
    """Write the condition over ``circles.post p`` for a reader who sees the inside of its circle."""
    return POST.replace("{reader}", parameter + "::uuid")


_FACE = f"SELECT EXISTS (SELECT FROM circles.circle AS c WHERE c.id = $1 AND {sees_face('$2')})"
_INSIDE = f"SELECT EXISTS (SELECT FROM circles.circle AS c WHERE c.id = $1 AND {sees_inside('$2')})"
_SEEN_POST = f"""
SELECT EXISTS (SELECT FROM circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id
    WHERE p.id = $1 AND {sees_inside("$2")} AND {sees_post("$2")})
"""
_SEEN_PROPOSAL = f"""
SELECT EXISTS (SELECT FROM circles.proposal AS p JOIN circles.circle AS c ON c.id = p.circle_id
    WHERE p.id = $1 AND {sees_inside("$2")})
"""
_SEEN_GRATITUDE = f"""
SELECT EXISTS (SELECT FROM circles.gratitude AS g JOIN circles.circle AS c ON c.id = g.circle_id
    WHERE g.id = $1 AND {sees_inside("$2")})
"""
_WHICH_FACES = f"SELECT c.id FROM circles.circle AS c WHERE c.id = ANY ($1) AND {sees_face('$2')}"
_WHO = """
SELECT a.account_id FROM unnest($2::uuid[]) AS a (account_id)
WHERE EXISTS (SELECT FROM circles.circle AS c WHERE c.id = $1 AND c.visibility = 'public'
        AND c.review_status = 'approved')
    OR EXISTS (SELECT FROM circles.member AS m WHERE m.circle_id = $1 AND m.account_id = a.account_id
        AND m.state = 'active')
"""
_PLACE_SEEN = f"""
SELECT c.state AS circle_state, c.visibility, {state_now("m")} AS state, m.role,
    {sees_face("$2")} AS sees_face, {sees_inside("$2")} AS sees_inside
FROM circles.circle AS c LEFT JOIN circles.member AS m ON m.circle_id = c.id AND m.account_id = $2
WHERE c.id = $1
"""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is in a circle; ``state`` is "" for whoever never had to do with it.

    ``account_id`` is ``NOBODY`` for whoever has no account.

    ``sees_face`` and ``sees_inside`` are the answers of the predicate.
    """

    circle_id: UUID
    account_id: UUID
    circle_state: str
    visibility: str
    state: str = ""
    role: Role = "member"
    sees_face: bool
    sees_inside: bool

    @property
    def is_member(self) -> bool:
        """Whether they belong to the circle now."""
        return self.state == "active"

    def has(self, least: Role) -> bool:
        """Say whether they are a member with a role, or with a greater one."""
        return self.is_member and at_least(self.role, least)


def reader_of(principal: Principal) -> UUID:
    """Return the account that reads: people and agents are themselves, everybody else is nobody."""
    return principal.account_id if principal.kind in {"human", "agent"} and principal.account_id else NOBODY


async def may_see_face(work: UnitOfWork, principal: Principal, circle_id: UUID) -> bool:
    """Say whether there is a circle of which somebody sees the face."""
    found: bool = await work.fetch_value(_FACE, circle_id, reader_of(principal))
    return found


async def may_see_inside(work: UnitOfWork, principal: Principal, circle_id: UUID) -> bool:
    """Say whether there is a circle of which somebody sees the inside."""
    found: bool = await work.fetch_value(_INSIDE, circle_id, reader_of(principal))
    return found


async def may_see_post(work: UnitOfWork, principal: Principal, post_id: UUID) -> bool:
    """Say whether there is a post that somebody sees."""
    found: bool = await work.fetch_value(_SEEN_POST, post_id, reader_of(principal))
    return found


async def may_see_proposal(work: UnitOfWork, principal: Principal, proposal_id: UUID) -> bool:
    """Say whether there is a proposal in a circle of which somebody sees the inside."""
    found: bool = await work.fetch_value(_SEEN_PROPOSAL, proposal_id, reader_of(principal))
    return found


async def may_see_gratitude(work: UnitOfWork, principal: Principal, note_id: UUID) -> bool:
    """Say whether there is a note of thanks in a circle of which somebody sees the inside."""
    found: bool = await work.fetch_value(_SEEN_GRATITUDE, note_id, reader_of(principal))
    return found


async def faces_seen(work: UnitOfWork, reader: UUID, circle_ids: Collection[UUID]) -> set[UUID]:
    """Return the circles among some of which an account sees the face."""
    return {row["id"] for row in await work.fetch(_WHICH_FACES, list(circle_ids), reader)}


async def who_sees_inside(work: UnitOfWork, circle_id: UUID, accounts: Collection[UUID]) -> set[UUID]:
    """Return the accounts among some that see the inside of a circle: whom one may tell of it."""
    return {row["account_id"] for row in await work.fetch(_WHO, circle_id, list(accounts))}


async def place_of(work: UnitOfWork, principal: Principal, circle_id: UUID) -> Place:
    """Return what somebody is in a circle of which they see the face; raises ``Refusal("not_found")``."""
    row: Any = await work.fetch_row(_PLACE_SEEN, circle_id, reader_of(principal))
    if row is None or not row["sees_face"]:
        raise Refusal("not_found")
    return Place(
        circle_id=circle_id,
        account_id=reader_of(principal),
        circle_state=row["circle_state"],
        visibility=row["visibility"],
        state=row["state"] or "",
        role=row["role"] or "member",
        sees_face=row["sees_face"],
        sees_inside=row["sees_inside"],
    )


async def require_inside(work: UnitOfWork, principal: Principal, circle_id: UUID) -> Place:
    """Return what somebody is in a circle of which they see the inside; raises ``Refusal("not_found")``."""
    place = await place_of(work, principal, circle_id)
    if not place.sees_inside:
        raise Refusal("not_found")
    return place


async def require_member(
    work: UnitOfWork, principal: Principal, circle_id: UUID, least: Role = "member"
) -> Place:
    """Return the place of an active member with a role, in a circle that is active.

    Raises ``Refusal``: ``not_found`` for whoever does not see the inside, ``forbidden`` for whoever is no
    member or has a lesser role, ``circle_archived`` once nothing can be done there. It locks the circle:
    whatever is done in one circle is done one after the other, and its counts are right.
    """
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", circle_id)
    place = await require_inside(work, principal, circle_id)
    if not place.has(least):
        raise Refusal("forbidden")
    if place.circle_state != "active":
        raise Refusal("circle_archived")
    return place
