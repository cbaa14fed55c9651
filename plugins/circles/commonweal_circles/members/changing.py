"""Changes of membership: the one place that writes them, under the lock of their circle (DOMAIN §12).

It keeps the count of members, tells what happened, and closes what whoever goes had left open.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, emit

from commonweal_circles.events import MembershipChanged
from commonweal_circles.members.standing import find_standing
from commonweal_circles.rules.membership import GOING, Act, Before, Cause, Step, check_leaving, step
from commonweal_circles.rules.vocabulary import CircleState, Inviting, Joining, Level, Role, Visibility
from commonweal_circles.seeing import ban_is_over

_LOCK = """
SELECT id, state, visibility, joining, invites, members, review_status FROM circles.circle
WHERE id = $1 FOR NO KEY UPDATE
"""
_HELD = f"""
SELECT account_id, kind, state, role, request, invited_by, joined_at, banned_until, level,
    {ban_is_over("m")} IS TRUE AS ban_is_over
FROM circles.member AS m WHERE circle_id = $1 AND account_id = $2
"""
_WRITE = """
INSERT INTO circles.member AS m (circle_id, account_id, kind, state, invited_by, invited_at, requested_at,
    request, joined_at, left_at, banned_at, banned_by, banned_until, ban_reason)
SELECT $1, $2, $3, to_be,
    CASE WHEN to_be = 'invited' THEN $5::uuid END, CASE WHEN to_be = 'invited' THEN now() END,
    CASE WHEN to_be = 'requested' THEN now() END, CASE WHEN to_be = 'requested' THEN $6 ELSE '' END,
    CASE WHEN to_be = 'active' THEN now() END, CASE WHEN to_be = 'left' THEN now() END,
    CASE WHEN to_be = 'banned' THEN now() END, CASE WHEN to_be = 'banned' THEN $5::uuid END,
    CASE WHEN to_be = 'banned' THEN $7::timestamptz END, CASE WHEN to_be = 'banned' THEN $8 ELSE '' END
FROM (VALUES ($4::text)) AS given (to_be)
ON CONFLICT (circle_id, account_id) DO UPDATE SET state = excluded.state, role = 'member',
    invited_by = coalesce(excluded.invited_by, m.invited_by),
    invited_at = coalesce(excluded.invited_at, m.invited_at),
    requested_at = coalesce(excluded.requested_at, m.requested_at), request = excluded.request,
    joined_at = coalesce(excluded.joined_at, m.joined_at),
    left_at = CASE WHEN excluded.state = 'active' THEN NULL ELSE coalesce(excluded.left_at, m.left_at) END,
    banned_at = excluded.banned_at, banned_by = excluded.banned_by, banned_until = excluded.banned_until,
    ban_reason = excluded.ban_reason
"""
_COUNT = "UPDATE circles.circle SET members = members + $2 WHERE id = $1 RETURNING members"
# What was written before somebody came is not new to them.
_READ = """
UPDATE circles.member AS m SET read_to = greatest(m.read_to, c.newest_post) FROM circles.circle AS c
WHERE c.id = $1 AND m.circle_id = $1 AND m.account_id = $2
"""
_CLOSE = """
UPDATE circles.invitation SET revoked_at = now(), email = NULL
WHERE circle_id = $1 AND invited_by = $2 AND used_at IS NULL AND revoked_at IS NULL
"""


class Locked(msgspec.Struct, kw_only=True):
    """A circle in which nobody else does anything until this unit of work ends; ``members`` is kept true."""

    id: UUID
    state: CircleState
    visibility: Visibility
    joining: Joining
    invites: Inviting
    members: int
    review_status: str


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's place in a circle, as it stands in the table; ``state`` is "" for whoever has none."""

    account_id: UUID
    kind: str = ""
    state: Before = ""
    role: Role = "member"
    request: str = ""
    invited_by: UUID | None = None
    joined_at: datetime | None = None
    banned_until: datetime | None = None
    level: Level = "threads"
    ban_is_over: bool = False

    @property
    def is_banned(self) -> bool:
        """Whether a ban is in force."""
        return self.state == "banned" and not self.ban_is_over


class Ban(msgspec.Struct, frozen=True):
    """Why somebody is banned, and until when; without an end, until it is lifted."""

    reason: str
    until: datetime | None = None


async def lock_circle(work: UnitOfWork, circle_id: UUID) -> Locked:
    """Take the lock of a circle; raises ``Refusal("not_found")``. Whether somebody sees it is asked after."""
    row = await work.fetch_row(_LOCK, circle_id)
    if row is None:
        raise Refusal("not_found")
    return Locked(**dict(row))


async def find_held(work: UnitOfWork, circle_id: UUID, account_id: UUID) -> Held:
    """Return somebody's place in a circle."""
    row = await work.fetch_row(_HELD, circle_id, account_id)
    return Held(**dict(row)) if row else Held(account_id=account_id)


async def change(
    work: UnitOfWork,
    circle: Locked,
    account_id: UUID,
    act: Act,
    *,
    by: UUID | None,
    request: str = "",
    ban: Ban | None = None,
) -> Held:
    """Do an act to somebody's membership of a locked circle, and return the place they have then.

    ``by`` is who does it, None for the passing of time. Whether that one may is asked before. Raises
    ``Refusal``: ``circle_archived``, ``circle_banned``, ``circle_last_owner``, ``invalid_transition``,
    ``forbidden`` for accounts that cannot take part, and ``validation_error`` at ``/account_id`` when the
    account is another's. What is so already changes nothing.
    """
    held = await find_held(work, circle.id, account_id)
    if held.ban_is_over:
        await _take(work, circle, held, Step("left", "ban_lifted"), by=None)
        held = await find_held(work, circle.id, account_id)
    if circle.state == "archived" and by is not None and act not in GOING:
        raise Refusal("circle_archived")
    taken = step(held.state, act)
    if taken is None:
        return held
    if held.state == "active":
        check_leaving(held.role, archived=circle.state == "archived", members=circle.members)
    if not held.kind or taken.after in ("active", "invited", "requested"):
        held = await _with_standing(work, held, by, needs_to_act=taken.after != "banned")
    await _take(work, circle, held, taken, by=by, request=request, ban=ban)
    return await find_held(work, circle.id, account_id)


async def tell(
    work: UnitOfWork,
    circle: Locked,
    before: Held,
    after: Held,
    cause: Cause | Literal["role_given", "handed_over"],
    by: UUID | None,
) -> None:
    """Tell of another place or role that somebody has."""
    event = MembershipChanged(
        circle_id=circle.id,
        account_id=after.account_id,
        kind=after.kind,
        before=before.state,
        after=after.state,
        role_before=before.role,
        role=after.role,
        cause=cause,
        by=by,
        members=circle.members,
    )
    await emit(work, event, subject=circle.id)


async def _with_standing(work: UnitOfWork, held: Held, by: UUID | None, *, needs_to_act: bool) -> Held:
    """Return the place with its kind of account; raises ``Refusal`` for accounts that cannot take part."""
    found = await find_standing(work, held.account_id)
    if found is None or (needs_to_act and not found.may_act):
        if held.account_id == by:
            raise Refusal("forbidden")
        wrong = FieldError("/account_id", "invalid", {}, "circles-field-no-account")
        raise Refusal("validation_error", fields=[wrong])
    return msgspec.structs.replace(held, kind=found.kind)


async def _take(
    work: UnitOfWork,
    circle: Locked,
    held: Held,
    taken: Step,
    *,
    by: UUID | None,
    request: str = "",
    ban: Ban | None = None,
) -> None:
    until, reason = (ban.until, ban.reason) if ban else (None, "")
    place = (circle.id, held.account_id, held.kind, taken.after)
    await work.execute(_WRITE, *place, by, request, until, reason)
    grown = (taken.after == "active") - (held.state == "active")
    if grown:
        circle.members = await work.fetch_value(_COUNT, circle.id, grown)
    if grown > 0:
        await work.execute(_READ, circle.id, held.account_id)
    if grown < 0:
        await work.execute(_CLOSE, circle.id, held.account_id)
    after = msgspec.structs.replace(held, state=taken.after, role="member")
    await tell(work, circle, held, after, taken.cause, by)
