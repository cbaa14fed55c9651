"""What whoever holds the token of an invitation does with it: look at the circle's face, and accept, once.

Of a token that was used, withdrawn, ran out, never was, or belongs to a circle that bans its holder, the
same is said: ``circle_invitation_over``.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.members.changing import change, find_held, lock_circle
from commonweal_circles.members.people import Person, people
from commonweal_circles.members.tokens import hash_of
from commonweal_circles.opening.reading import find_circle
from commonweal_circles.rules.vocabulary import CircleState, Locale, Role, Visibility
from commonweal_circles.seeing import NOBODY, reader_of

_OPEN = """
SELECT id, circle_id, invited_by, expires_at FROM circles.invitation
WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
"""
_USE = "UPDATE circles.invitation SET used_by = $2, used_at = now(), email = NULL WHERE id = $1"
_INVITER = "UPDATE circles.member SET invited_by = $3 WHERE circle_id = $1 AND account_id = $2"


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """Of a circle, what whoever is invited may know; ``members`` is how many they are."""

    id: UUID
    name: str
    description: str
    domain: str | None
    topic: str
    visibility: Visibility
    state: CircleState
    place_name: str
    locale: Locale
    members: int
    untrusted: bool = True


class InvitationRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the holder of an invitation sees: the face of the circle, and who invites.

    ``state`` is what the holder is in the circle now, "" for whoever has nothing to do with it.
    """

    circle: Face
    invited_by: Person
    expires_at: datetime
    state: str


class Accepted(msgspec.Struct, frozen=True):
    """The circle whose invitation was accepted, and what one is in it."""

    circle_id: UUID
    state: str
    role: Role


async def read_invitation(work: UnitOfWork, principal: Principal, token: str) -> InvitationRead:
    """Return what an open invitation is to; raises ``Refusal("circle_invitation_over")``."""
    row = await _find(work, token)
    held = await find_held(work, row["circle_id"], reader_of(principal))
    circle = await find_circle(work, row["circle_id"])
    if held.is_banned or circle is None:
        raise Refusal("circle_invitation_over")
    inviter = (await people(work, [row["invited_by"]], circle.id))[row["invited_by"]]
    face = Face(**{name: getattr(circle, name) for name in Face.__struct_fields__ if name != "untrusted"})
    state = "" if held.ban_is_over else held.state
    return InvitationRead(circle=face, invited_by=inviter, expires_at=row["expires_at"], state=state)


async def redeem(work: UnitOfWork, principal: Principal, token: str) -> Accepted:
    """Become a member by an invitation, which is used by that; whoever is one already leaves it unused.

    Raises ``Refusal``: ``circle_invitation_over``, ``circle_archived``, ``forbidden`` for an account that
    cannot take part.
    """
    circle_id = (await _find(work, token))["circle_id"]
    circle = await lock_circle(work, circle_id)
    row = await _find(work, token)  # as it is now that it is our turn
    account_id = reader_of(principal)
    held = await find_held(work, circle_id, account_id)
    if held.is_banned or account_id == NOBODY:
        raise Refusal("circle_invitation_over")
    if held.state == "active":
        return Accepted(circle_id, held.state, held.role)
    held = await change(work, circle, account_id, "redeem", by=account_id)
    await work.execute(_USE, row["id"], account_id)
    await work.execute(_INVITER, circle_id, account_id, row["invited_by"])
    return Accepted(circle_id, held.state, held.role)


async def _find(work: UnitOfWork, token: str) -> Any:
    row = await work.fetch_row(_OPEN, hash_of(token))
    if row is None:
        raise Refusal("circle_invitation_over")
    return row
