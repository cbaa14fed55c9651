"""What moderators do about members: remove, ban, lift a ban, give a role; and the hand-over of a circle."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork

from commonweal_circles.members.changing import Ban, Held, Locked, change, find_held, lock_circle, tell
from commonweal_circles.members.standing import find_standing
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.membership import require_greater
from commonweal_circles.rules.reasons import LEAST_REASON, said
from commonweal_circles.rules.vocabulary import Role
from commonweal_circles.seeing import require_member

LAST = datetime(9_999, 1, 1, tzinfo=UTC)
"""Moments near the end of the calendar are none in other time zones."""
_INVITED = """
SELECT account_id FROM circles.member WHERE circle_id = $1 AND state = 'invited' AND invited_by = $2
ORDER BY account_id
"""
_ROLE = "UPDATE circles.member SET role = $3 WHERE circle_id = $1 AND account_id = $2"


async def remove(
    work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID, reason: str = ""
) -> Held:
    """Remove a member of a lesser role; who may join again, unless a ban forbids it.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``invalid_transition``.
    """
    place = await require_member(work, principal, circle_id, "moderator")
    circle = await lock_circle(work, circle_id)
    before = await find_held(work, circle_id, account_id)
    require_greater(place.role, before.role)
    held = await change(work, circle, account_id, "remove", by=place.account_id)
    if before.state == "active":
        await note(
            work,
            circle_id,
            "member_removed",
            by=place.account_id,
            subject_id=account_id,
            reason=reason.strip(),
        )
    return held


async def ban(work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID, given: Ban) -> Held:
    """Ban somebody of a lesser role, member or not; a second ban takes the place of the first.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``validation_error`` for an end
    that is over, a reason that says nothing or an account that is none. The invitations they sent are
    withdrawn.
    """
    given = msgspec.structs.replace(given, reason=said(given.reason, "/reason", LEAST_REASON))
    if given.until is not None and not datetime.now(UTC) < given.until < LAST:
        raise Refusal("validation_error", fields=[FieldError("/until", "invalid", {}, "circles-field-past")])
    place = await require_member(work, principal, circle_id, "moderator")
    circle = await lock_circle(work, circle_id)
    require_greater(place.role, (await find_held(work, circle_id, account_id)).role)
    held = await change(work, circle, account_id, "ban", by=place.account_id, ban=given)
    await _withdraw_invitations(work, circle, account_id, place.account_id)
    await note(
        work,
        circle_id,
        "member_banned",
        by=place.account_id,
        subject_id=account_id,
        reason=given.reason,
        details={"until": given.until.isoformat()} if given.until else {},
    )
    return held


async def lift(work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID) -> Held:
    """Lift a ban, as a moderator; raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``."""
    place = await require_member(work, principal, circle_id, "moderator")
    return await lift_ban(work, circle_id, account_id, by=place.account_id)


async def lift_ban(work: UnitOfWork, circle_id: UUID, account_id: UUID, *, by: UUID) -> Held:
    """Lift a ban on behalf of a moderator, who was asked for before; one that ended changes nothing."""
    circle = await lock_circle(work, circle_id)
    before = await find_held(work, circle_id, account_id)
    held = await change(work, circle, account_id, "lift", by=by)
    if before.is_banned:
        await note(work, circle_id, "ban_lifted", by=by, subject_id=account_id)
    return held


async def give_role(
    work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID, role: Role
) -> Held:
    """Give a member of a lesser role another one, lesser than one's own.

    Raises ``Refusal``: ``not_found`` for who is no member, ``forbidden``, ``circle_archived``.
    """
    place = await require_member(work, principal, circle_id, "moderator")
    circle = await lock_circle(work, circle_id)
    held = await find_held(work, circle_id, account_id)
    if held.state != "active":
        raise Refusal("not_found")
    require_greater(place.role, held.role, role)
    if held.role == role:
        return held
    after = await _give(work, circle_id, held, role)
    await tell(work, circle, held, after, "role_given", place.account_id)
    await note(
        work,
        circle_id,
        "role_given",
        by=place.account_id,
        subject_id=account_id,
        details={"before": held.role, "role": role},
    )
    return after


async def hand_over(work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID) -> Held:
    """Make an active human member the owner, as the owner, who becomes an admin.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, and ``validation_error`` at
    ``/account_id`` for an agent, whoever is no member, or whose account cannot act.
    """
    place = await require_member(work, principal, circle_id, "owner")
    circle = await lock_circle(work, circle_id)
    heir = await find_held(work, circle_id, account_id)
    standing = await find_standing(work, account_id)
    if heir.state != "active" or standing is None or standing.kind != "human" or not standing.may_act:
        wrong = FieldError("/account_id", "invalid", {}, "circles-field-no-heir")
        raise Refusal("validation_error", fields=[wrong])
    if heir.role == "owner":
        return heir
    owner = await find_held(work, circle_id, place.account_id)
    await tell(
        work, circle, owner, await _give(work, circle_id, owner, "admin"), "handed_over", place.account_id
    )
    after = await _give(work, circle_id, heir, "owner")
    await tell(work, circle, heir, after, "handed_over", place.account_id)
    await note(work, circle_id, "handed_over", by=place.account_id, subject_id=account_id)
    return after


async def _give(work: UnitOfWork, circle_id: UUID, held: Held, role: Role) -> Held:
    await work.execute(_ROLE, circle_id, held.account_id, role)
    return msgspec.structs.replace(held, role=role)


async def _withdraw_invitations(work: UnitOfWork, circle: Locked, inviter_id: UUID, by: UUID) -> None:
    for row in await work.fetch(_INVITED, circle.id, inviter_id):
        await change(work, circle, row["account_id"], "revoke", by=by)
